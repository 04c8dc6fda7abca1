// A prospect file leaves by parts from the moment it is chosen, while the form is still being filled in; a broken line costs one part.
const AGAIN_MS = 3_000;
const token = document.querySelector("input[name=parts]");
const { form } = token;
const input = form.elements.file;
const shown = document.getElementById("upload-shown");
const said = document.getElementById("upload-said");
const bar = shown.querySelector("progress");
const words = shown.dataset;
let turn = 0;
let wantsToGo = null;

const headers = { "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content, Accept: "application/json" };
const later = () => new Promise((again) => {
  const timer = setTimeout(done, AGAIN_MS);
  addEventListener("online", done, { once: true });
  function done() { clearTimeout(timer); again(); }
});

/** An answer of the server, asked for until there is one; null when another file was chosen meanwhile. */
async function ask(url, options, mine) {
  while (mine === turn) {
    try {
      const answer = await fetch(url, { method: "POST", headers, redirect: "manual", ...options });
      if (answer.ok || answer.status === 409 || answer.status === 422) return await answer.json();
      if (answer.type === "opaqueredirect" || answer.status === 400 || answer.status === 403) return { problem: words.out };
    } catch {
      // No network: the part goes again.
    }
    tell(words.waits);
    await later();
  }
  return null;
}

async function send(file) {
  turn += 1;
  const mine = turn;
  token.value = "";
  shown.hidden = false;
  let state = await ask(words.begin, { body: new URLSearchParams({ name: file.name, size: file.size }) }, mine);
  while (state && !state.problem && state.at < file.size) {
    draw(state.at, file.size);
    const part = file.slice(state.at, state.at + state.part);
    state = await ask(`${words.next}?token=${state.token}&at=${state.at}`, { body: part }, mine);
  }
  if (state) finish(file, state);
}

function finish(file, state) {
  if (state.problem) {
    shown.querySelector("p").hidden = true;
    input.value = "";
    wantsToGo = null;
    return tell(state.problem);
  }
  draw(file.size, file.size);
  token.value = state.token;
  tell(words.here.replace("{name}", file.name));
  wantsToGo?.();
}

function draw(at, size) {
  shown.querySelector("p").hidden = false;
  bar.max = size;
  bar.value = at;
  const done = `${Math.floor((100 * at) / size)} %`;
  shown.querySelector("b").textContent = done;
}

function tell(text) {
  if (said.textContent !== text) said.textContent = text;
}

function sendChosen() {
  if (input.files.length) send(input.files[0]);
}

input.addEventListener("change", sendChosen);
sendChosen(); // a browser may bring back what was chosen before the page was loaded anew
// Who comes back from the next page finds the form as it was left; its file has gone on.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  input.disabled = false;
  sendChosen();
});

// What is here already isn't sent again with the form, and a form that is ready first waits for its file.
form.addEventListener("submit", (event) => {
  if (token.value) input.disabled = true;
  else if (input.files.length) {
    event.preventDefault();
    wantsToGo = () => form.requestSubmit();
    tell(words.goesOn);
  }
});
