// Adds a passkey to one's own account.
import { known, make } from "./passkey.js";
import { say, sentences } from "./trouble.js";

const form = document.querySelector("form[data-adds]");
const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content };

async function told(answer) {
  const body = await answer.json();
  if (!answer.ok) throw new Error(sentences(body.problems));
  return body;
}

async function add() {
  const answer = await make(await told(await fetch(form.dataset.adds, { headers })));
  if (!answer) return;
  const body = JSON.stringify({ answer, name: form.elements.name.value });
  await told(await fetch(form.dataset.keeps, { method: "POST", headers, body }));
  location.reload();
}

form.hidden = !known();
form.nextElementSibling.hidden = known();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  say(form, "");
  add().catch((error) => say(form, error.message));
});
