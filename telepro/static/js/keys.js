// The keyboard of the desk: the server's table of keys anywhere, digits by their place and never in a text field.
import { isTyping } from "./typing.js";

export const GUARD_MS = 250;

/** The digit of a key event by its place ("Digit1", "Numpad1"), so that an AZERTY row works unshifted; else null. */
export function digitOf(event) {
  const found = /^(?:Digit|Numpad)([0-9])$/.exec(event.code ?? "");
  return found ? Number(found[1]) : null;
}

/** What a key means before the page is asked: {command} or {digit}, or null; keys is the table that the page was given. */
export function meaningOf(event, keys) {
  if (event.repeat || event.isComposing || event.altKey || event.metaKey) return null;
  const found = keys.find((key) => fits(key, event));
  if (found) return { command: found.command, ...(found.written && { isText: true }) };
  const digit = event.shiftKey || event.ctrlKey ? null : digitOf(event);
  return digit === null ? null : { digit };
}

function fits(key, event) {
  if (key.ctrl !== Boolean(event.ctrlKey)) return false;
  if (key.letter) return key.letter === event.key?.toLowerCase(); // "?" needs Shift on some keyboards and none on others
  const code = event.code?.replace("Numpad", "Digit");
  return key.shift === Boolean(event.shiftKey) && (key.code === event.code || key.code === code);
}

/** Call command(name) and digit(n, element); a digit within 250 ms of the last one is a bounce. */
export function bindKeys(target, { keys, command, digit, now = () => performance.now() }) {
  let last = -Infinity;
  target.addEventListener("keydown", (event) => {
    const meaning = meaningOf(event, keys);
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
