// Three keys to try before the first call: each pressed one is marked, and none of them does anything.
import { bindKeys } from "./keys.js";

const { keyboard } = JSON.parse(document.getElementById("first-data").textContent);
const NAMES = { primary: "F2", hangup: "F8" };

function tried(name) {
  const item = document.querySelector(`[data-try="${name}"] .status`);
  if (!item) return false;
  item.className = "status on";
  const said = document.getElementById("tried");
  if (!document.querySelector("[data-try] .status.waiting")) said.textContent = said.dataset.done;
  return true;
}

bindKeys(document, { keys: keyboard, command: (command) => tried(NAMES[command]), digit: (number) => tried(String(number)) });
