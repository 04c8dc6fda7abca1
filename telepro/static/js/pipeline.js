// The pipeline by keyboard and by hand: M or a dropped card opens the form of a move, arrows walk from card to card.
const dialog = document.getElementById("move");
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

async function open(link, target) {
  const address = new URL(link.href);
  address.searchParams.set("part", "form");
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return location.assign(link.href);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  dialog.replaceChildren(...part.body.childNodes);
  dialog.querySelector("[data-close]")?.removeAttribute("hidden");
  dialog.showModal();
  const wanted = target && dialog.querySelector(`input[name=to][value="${CSS.escape(target)}"]`);
  if (wanted) wanted.checked = true;
  (wanted ?? dialog.querySelector("input[name=to]") ?? dialog).focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-move]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    open(link);
  }
  if (event.target.closest("[data-close]")) dialog.close();
});

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const lead = event.target.closest("[data-lead]");
  if (!lead) return;
  const link = lead.querySelector("[data-move]");
  if (event.key.toLowerCase() === "m" && link) {
    event.preventDefault();
    open(link);
  } else if (event.target.matches("[data-open]") && event.key.startsWith("Arrow")) {
    const next = neighbour(lead, event.key);
    if (next) {
      event.preventDefault();
      next.querySelector("[data-open]").focus();
    }
  }
});

function neighbour(lead, key) {
  const column = lead.closest("[data-stage], tbody");
  const leads = [...column.querySelectorAll("[data-lead]")];
  const all = [...document.querySelectorAll("[data-lead]")];
  if (!column.matches("[data-stage]")) return { ArrowDown: all[all.indexOf(lead) + 1], ArrowUp: all[all.indexOf(lead) - 1] }[key];
  const place = leads.indexOf(lead);
  if (key === "ArrowDown" || key === "ArrowUp") return leads[place + (key === "ArrowDown" ? 1 : -1)];
  const columns = [...document.querySelectorAll("[data-stage]")].filter((each) => each.querySelector("[data-lead]"));
  const beside = columns[columns.indexOf(column) + (key === "ArrowRight" ? 1 : -1)];
  const theirs = beside ? [...beside.querySelectorAll("[data-lead]")] : [];
  return theirs[Math.min(place, theirs.length - 1)];
}

// Dragging is one more way to the same form, which says what the move asks for.
let dragged = null;
const columnUnder = (event) => event.target.closest?.("[data-stage]");
const takes = (column) => dragged && column && dragged.dataset.moves.split(" ").includes(column.dataset.stage);

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-lead][draggable]") ?? null;
});
document.addEventListener("dragover", (event) => {
  const column = columnUnder(event);
  for (const each of document.querySelectorAll(".over")) if (each !== column) each.classList.remove("over");
  if (!takes(column)) return;
  event.preventDefault();
  column.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const column = columnUnder(event);
  if (!takes(column)) return;
  event.preventDefault();
  open(dragged.querySelector("[data-move]"), column.dataset.stage);
});
document.addEventListener("dragend", () => {
  dragged = null;
  for (const each of document.querySelectorAll(".over")) each.classList.remove("over");
});

const undo = document.querySelector("[data-undo]");
if (undo) {
  setTimeout(() => {
    if (undo.contains(document.activeElement)) document.getElementById("main").focus();
    undo.remove();
  }, Number(undo.dataset.undo) * 1000);
}
