// The live board: read again while somebody looks at it; focus, what is unfolded and what is scrolled stay as they are.
import { keepFresh } from "./fresh.js";

const board = document.getElementById("board");
const stale = document.getElementById("stale");
const said = document.getElementById("summary-said");

/** What a person has unfolded is theirs: the server knows of no other state than folded. */
const callbacks = { beforeAttributeUpdated: (name, node) => !(name === "open" && node.localName === "details") };

function draw(html) {
  globalThis.Idiomorph.morph(board, html, { morphStyle: "innerHTML", callbacks });
}

/** Said once when it begins to hold, not at every look. */
function tell(text) {
  if (stale.textContent === text) return;
  stale.textContent = text;
  stale.hidden = !text;
}

if (board.dataset.source) {
  const fresh = keepFresh({
    source: board.dataset.source,
    drawn: draw,
    isWanted: () => document.visibilityState === "visible",
    told: ({ lost, out }) => tell(out ? stale.dataset.out : lost ? stale.dataset.lost : ""),
  });
  document.addEventListener("visibilitychange", fresh.wake);
}

document.getElementById("summary")?.addEventListener("click", () => {
  said.textContent = document.getElementById("in-short").dataset.words;
});
