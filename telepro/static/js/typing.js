// Where keys are text.

/** True where what is pressed is text. */
export function isTyping(element) {
  return Boolean(element?.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]"));
}
