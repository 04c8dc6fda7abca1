// The command palette: type two or three letters, arrows, Enter; it shows the key that would have been quicker.

/** Lower case without accents, so that "repondeur" finds "Répondeur". */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Commands whose name or kind holds every typed word, those that begin with the text first. */
export function matching(commands, text) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const found = commands.filter(({ label, kind }) => words.every((word) => fold(`${label} ${kind}`).includes(word)));
  const begins = (command) => Number(fold(command.label).startsWith(words[0] ?? ""));
  return found.sort((one, other) => begins(other) - begins(one));
}

/** commands() lists {label, kind, key, run} that make sense now. */
export function bindPalette(dialog, commands) {
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("ul");
  let shown = [];
  let at = 0;
  let back = null;

  function open() {
    back = document.activeElement;
    input.value = "";
    dialog.showModal();
    draw();
  }

  function draw() {
    shown = matching(commands(), input.value).slice(0, 40);
    at = 0;
    list.replaceChildren(...shown.map(item));
    mark();
  }

  function item({ label, kind, key }, index) {
    const line = document.createElement("li");
    line.id = `command-${index}`;
    line.role = "option";
    line.append(label);
    const side = document.createElement("span");
    side.className = "kind";
    side.textContent = kind;
    if (key) {
      const cap = document.createElement("kbd");
      cap.textContent = key;
      side.append(" ", cap);
    }
    line.append(side);
    line.addEventListener("click", () => choose(index));
    return line;
  }

  function mark() {
    [...list.children].forEach((line, index) => line.setAttribute("aria-selected", String(index === at)));
    const line = list.children[at];
    if (line) input.setAttribute("aria-activedescendant", line.id);
    else input.removeAttribute("aria-activedescendant");
    line?.scrollIntoView({ block: "nearest" });
  }

  function choose(index) {
    const command = shown[index];
    dialog.close();
    command?.run();
  }

  input.addEventListener("input", draw);
  dialog.addEventListener("close", () => back?.isConnected && back.focus());
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length) {
      event.preventDefault();
      at = (at + step + shown.length) % shown.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(at);
    }
    event.stopPropagation();
  });
  return { open };
}
