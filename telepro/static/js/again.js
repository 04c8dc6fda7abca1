// Lets whoever was signed out sign in over the page, which stays as it is: a call goes on, nothing typed is lost.
import { offer } from "./passkey_in.js";
import { say, sentences } from "./trouble.js";

const ADDRESS = "/sign-in/again";
const headers = { Accept: "application/json" };

/** Resolves to the token that this page goes on with, once `person` is signed in; another person's page is loaded anew. */
export async function again(person) {
  const answer = await fetch(ADDRESS, { headers });
  const isIn = answer.headers.get("Content-Type").startsWith("application/json");
  const entered = isIn ? await answer.json() : await asked(await answer.text());
  if (entered.person === person) return entered.token;
  location.reload();
  return new Promise(() => {});
}

function asked(html) {
  const dialog = new DOMParser().parseFromString(html, "text/html").querySelector("dialog");
  const form = dialog.querySelector("form");
  const busy = document.activeElement;
  document.body.prepend(dialog);
  dialog.show();
  // Whoever is typing goes on; the words above the fields are said to them.
  if (busy && busy !== document.body) busy.focus();
  return new Promise((resolve) => {
    const done = (entered) => {
      dialog.remove();
      resolve(entered);
    };
    offer(form, done, () => form.elements.csrf_token.value);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      enter(form, done);
    });
  });
}

async function enter(form, done) {
  const body = new URLSearchParams({
    csrf_token: form.elements.csrf_token.value, email: form.elements["again-email"].value, password: form.elements["again-password"].value,
  });
  const answer = await fetch(ADDRESS, { method: "POST", headers, body });
  const said = await answer.json();
  if (answer.ok) done(said);
  else say(form, sentences(said.problems));
}
