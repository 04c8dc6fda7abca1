// A manager's ear: opens the leg, shows how far it is, and changes the way of taking part without a new page.
import { GUARD_MS } from "./keys.js";
import { createSoftphone } from "./softphone.js";

const data = JSON.parse(document.getElementById("listening-data")?.textContent ?? "null");
const line = document.getElementById("line");
const heard = document.getElementById("heard");
const token = document.querySelector("meta[name=csrf-token]").content;
const ask = (url) => fetch(url, { headers: { Accept: "application/json" } }).then((answer) => answer.json());

function show(status, why) {
  line.textContent = data.words[status] ?? status;
  line.className = `status ${status === "open" ? "on" : status === "unavailable" ? "bad" : "waiting"}`;
  const place = document.getElementById("why");
  place.hidden = !why;
  place.textContent = why ?? "";
}

/** To be heard by a prospect takes two presses within five seconds: the first says what the second does; a bounced key is no second. */
function isMeant(button) {
  if (button.dataset.mode !== "join" || button.getAttribute("aria-pressed") === "true") return true;
  if (button.dataset.asked) return performance.now() - button.dataset.asked >= GUARD_MS;
  const label = button.querySelector("[data-label]");
  const name = label.textContent;
  button.dataset.asked = performance.now();
  label.textContent = data.words.joinAgain;
  document.getElementById("join-said").textContent = data.words.joinSaid;
  setTimeout(() => {
    delete button.dataset.asked;
    label.textContent = name;
    document.getElementById("join-said").textContent = "";
  }, 5_000);
  return false;
}

function say(text) {
  heard.hidden = !text;
  heard.querySelector("q").textContent = text ?? "";
}

function press(mode) {
  for (const button of document.querySelectorAll("[data-mode]")) {
    const on = button.dataset.mode === mode;
    button.setAttribute("aria-pressed", String(on));
    button.classList.toggle("primary", on);
  }
}

/** How one takes part, and who is on the line; a look that fails is made up for by the next. */
async function look() {
  const { mode, call } = await ask(data.state);
  press(mode);
  const place = document.getElementById("call");
  if (!place.contains(document.activeElement)) place.innerHTML = call; // nobody loses the link they stand on
  return mode;
}

/** The server has been told; the carrier does it a moment later. */
async function follow(wanted, tries = 20) {
  const mode = await look();
  if (mode !== wanted && tries > 0) setTimeout(() => follow(wanted, tries - 1), 250);
}

/** A line for the desk goes without leaving this page: the line that one listens to would end. */
async function write(event) {
  event.preventDefault();
  const field = event.target.querySelector("[data-coach-line]");
  const sent = await fetch(event.target.action, { method: "POST", body: new URLSearchParams({ csrf_token: token, text: field.value }), redirect: "manual" });
  const went = sent.type === "opaqueredirect";
  document.getElementById("line-sent").textContent = went ? data.words.lineSent : data.words.lineNotSent;
  if (went) field.value = "";
}

if (data) {
  const softphone = createSoftphone({
    ticket: () => ask(data.ticket),
    told: ({ status, why, heard: words, together }) => {
      show(status, why);
      if (words !== undefined) say(words);
      if (together === false) say("");
    },
  });
  document.addEventListener("submit", async (event) => {
    if (event.target.querySelector("[data-coach-line]")) return write(event);
    const button = event.target.querySelector("[data-mode]");
    if (!button) return softphone.close();
    event.preventDefault();
    if (!isMeant(button)) return undefined;
    const sent = await fetch(event.target.action, { method: "POST", body: new URLSearchParams({ csrf_token: token }), redirect: "manual" });
    if (sent.ok || sent.type === "opaqueredirect") follow(button.dataset.mode);
    return undefined;
  });
  softphone.open();
  setInterval(() => look().catch(() => {}), 3_000);
}
