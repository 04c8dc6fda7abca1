// A digit chooses the chip that bears it, wherever no text is being typed.
import { digitOf } from "./keys.js";
import { isTyping } from "./typing.js";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || isTyping(event.target)) return;
  const digit = digitOf(event);
  const chip = digit && document.querySelector(`[data-digits] [data-chip="${digit}"]`);
  if (!chip) return;
  event.preventDefault();
  chip.checked = true;
  chip.focus();
});

// A moment that is typed in is another moment than the chips'.
document.addEventListener("input", ({ target }) => {
  if (target.name !== "callback_local") return;
  const other = target.form.querySelector("[name=callback_at][value='']");
  if (other) other.checked = true;
});
