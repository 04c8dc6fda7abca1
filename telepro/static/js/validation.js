// Meetings validated by keyboard: on a card V accepts, R opens the reasons, 1 to 4 choose one, Enter sends; 0 undoes.
const typing = (element) => element.matches("textarea, select, input:not([type=radio])");
const KEYS = {
  v: (card) => card.querySelector("[data-accept]")?.click(),
  r: (card) => openReasons(card.querySelector("[data-contest]")),
  ArrowDown: (card) => step(card, 1),
  ArrowUp: (card) => step(card, -1),
};

function openReasons(details) {
  if (!details) return;
  details.open = true;
  details.querySelector("input[type=radio]")?.focus();
}

function step(card, by) {
  const cards = [...document.querySelectorAll("[data-card]")];
  cards[cards.indexOf(card) + by]?.querySelector("[data-accept]")?.focus();
}

function choose(card, digit) {
  const reasons = card.querySelector("[data-contest][open]");
  const radio = reasons?.querySelector(`input[data-digit="${digit}"]`);
  if (!radio) return false;
  radio.checked = true;
  radio.focus();
  return true;
}

function close(card) {
  const details = card.querySelector("[data-contest][open]");
  if (!details) return false;
  details.open = false;
  details.querySelector("summary").focus();
  return true;
}

/** The digit of a key by its place: the top row of a French keyboard writes & é " ' there. */
const digitOf = (event) => (event.shiftKey ? undefined : /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]);

/** Whether the key meant something here. */
function pressed(event) {
  const digit = digitOf(event);
  const undo = document.querySelector("[data-undo] button");
  if (digit === "0" && undo) return undo.click() ?? true;
  const card = event.target.closest("[data-card]");
  if (!card) return false;
  if (event.key === "Escape") return close(card);
  if (digit) return choose(card, digit);
  const arrows = event.key.startsWith("Arrow");
  const act = KEYS[arrows ? event.key : event.key.toLowerCase()];
  if (!act || (arrows && event.target.matches("input"))) return false;
  act(card);
  return true;
}

document.addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const esc = event.key === "Escape";
  if (event.repeat || event.isComposing || !plain || (typing(event.target) && !esc)) return;
  if (event.target.closest("main") && pressed(event)) event.preventDefault();
});

const undo = document.querySelector("[data-undo]");
if (undo) {
  setTimeout(() => {
    if (undo.contains(document.activeElement)) document.getElementById("validation-title").focus();
    undo.remove();
  }, Number(undo.dataset.undo) * 1000);
}
