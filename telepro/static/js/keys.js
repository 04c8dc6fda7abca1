// The keyboard of the desk: function keys anywhere, digits by their place on the keyboard and never in a text field.
export const GUARD_MS = 250;
const FUNCTIONS = { F2: "primary", F8: "hangup", F4: "mute" };

/** The digit of a key event by its place ("Digit1", "Numpad1"), so that an AZERTY row works unshifted; else null. */
export function digitOf(event) {
  const found = /^(?:Digit|Numpad)([0-9])$/.exec(event.code ?? "");
  return found ? Number(found[1]) : null;
}

/** What a key means before the page is asked: {command} or {digit}, or null. */
export function meaningOf(event) {
  if (event.repeat || event.isComposing) return null;
  const bare = !event.ctrlKey && !event.altKey && !event.metaKey;
  if (event.ctrlKey && !event.altKey && !event.shiftKey && event.code === "KeyK") return { command: "palette" };
  if (event.code === "F2" && event.shiftKey && bare) return { command: "say-state" };
  if (event.shiftKey && bare && digitOf(event) === 2) return { command: "leave-message", isText: true };
  if (!bare || event.shiftKey) return null;
  if (FUNCTIONS[event.code]) return { command: FUNCTIONS[event.code] };
  if (event.code === "Escape") return { command: "escape" };
  const digit = digitOf(event);
  return digit === null ? null : { digit };
}

/** True where a digit is text. */
export function isTyping(element) {
  return Boolean(element?.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]"));
}

/** Call command(name) and digit(n, element); a digit within 250 ms of the last one is a bounce. */
export function bindKeys(target, { command, digit, now = () => performance.now() }) {
  let last = -Infinity;
  target.addEventListener("keydown", (event) => {
    const meaning = meaningOf(event);
    if (!meaning) return;
    if (meaning.isText && isTyping(event.target)) return;
    if (meaning.command) {
      if (command(meaning.command) !== false) event.preventDefault();
      return;
    }
    if (isTyping(event.target)) return;
    event.preventDefault();
    if (now() - last < GUARD_MS) return;
    last = now();
    digit(meaning.digit, event.target);
  });
}
