// Signs in with a passkey: offered by the browser where the address is typed, and by a button.
import { known, show } from "./passkey.js";
import { say, sentences } from "./trouble.js";

const ADDRESS = "/sign-in/passkey";
const ANEW_MS = 4 * 60_000; // the server's question is good for five minutes
const headers = { "Content-Type": "application/json", Accept: "application/json" };
let waiting = null;
let isPressed = false;

/** Shows the button of a form where the browser knows passkeys; done({location, person, token}) hears of a sign-in. */
export function offer(form, done, token = () => document.querySelector("meta[name=csrf-token]").content) {
  const button = form.querySelector("[data-passkey]");
  if (!button || !known()) return;
  button.hidden = false;
  button.addEventListener("click", () => enter(form, done, token));
  offerWhereTyped(form, done, token);
}

async function offerWhereTyped(form, done, token) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  const wait = () => document.hidden || isPressed || enter(form, done, token, "conditional");
  wait();
  setInterval(wait, ANEW_MS);
}

async function enter(form, done, token, mediation = "optional") {
  waiting?.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  isPressed = mediation === "optional";
  try {
    const asked = await (await fetch(ADDRESS, { headers })).json();
    const answer = await show(asked, { mediation, signal });
    if (answer) await send(form, done, token(), answer);
  } catch (error) {
    if (mediation !== "conditional") say(form, error.message);
  } finally {
    if (!signal.aborted) isPressed = false;
  }
}

async function send(form, done, token, answer) {
  const body = JSON.stringify({ answer, next: form.elements.next?.value ?? "" });
  const told = await fetch(ADDRESS, { method: "POST", headers: { ...headers, "X-CSRFToken": token }, body });
  const said = await told.json();
  if (told.ok) done(said);
  else say(form, sentences(said.problems));
}

const page = document.querySelector("main form input[name=next]")?.form;
if (page) offer(page, ({ location: where }) => location.assign(where));
