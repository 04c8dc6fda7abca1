// Arrow keys move inside a table, from one cell that can be opened to the next; Tab goes through it as ever.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const OPENS = "a[href], button, input:not([type=hidden]), select";

/** The first thing to open in the nearest cell that way which has any; null at the edge. */
export function nextOf(cell, [down, right]) {
  const rows = [...cell.closest("table").rows];
  let row = rows.indexOf(cell.parentElement);
  let column = cell.cellIndex;
  for (;;) {
    row += down;
    column += right;
    const at = rows[row]?.cells[column];
    if (!at) return null;
    const found = at.querySelector(OPENS);
    if (found) return found;
  }
}

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  const cell = event.target.closest?.("table[data-arrows] :is(td, th)");
  if (!step || !cell || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("select, input")) return;
  // Within a cell of several, left and right go from one to the next first.
  const here = [...cell.querySelectorAll(OPENS)];
  const beside = here[here.indexOf(event.target) + (step[1] || step[0])];
  const found = (beside && (step[1] || here.length > 1 && cell.querySelector("li"))) ? beside : nextOf(cell, step);
  if (!found) return;
  event.preventDefault();
  found.focus();
});
