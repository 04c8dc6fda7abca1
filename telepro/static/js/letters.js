// One letter where the focus is: in a group, a letter presses the button that bears it, arrows go to the same button of the next group.
import { isTyping } from "./typing.js";

const bears = (element) => element.getAttribute("aria-keyshortcuts")?.toLowerCase();

/** The button of a group that bears a letter, or null; one that can't be pressed bears none. */
function buttonOf(group, letter) {
  return [...group.querySelectorAll("[aria-keyshortcuts]")].find((each) => bears(each) === letter && !each.disabled) ?? null;
}

function step(group, from, by) {
  const groups = [...document.querySelectorAll("[data-letters]")];
  const next = groups[groups.indexOf(group) + by];
  if (!next) return false;
  const target = buttonOf(next, bears(from)) ?? next.querySelector("[aria-keyshortcuts]:not(:disabled)");
  target?.focus();
  return Boolean(target);
}

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const group = event.target.closest("[data-letters]");
  if (!group) return;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const button = by ? null : buttonOf(group, event.key.toLowerCase());
  button?.click();
  if (button || (by && step(group, event.target, by))) event.preventDefault();
});
