// The check of a workplace before a day of calls: measures, says in words what was found, and never stands in the way.
import { isGood, lineOf, looksGood, networkOf, ofToday, troubleOf, voiceOf } from "./checking.js";
import { OUTPUT } from "./sdk.js";
import { listen, outputs, play, preflight, roundTrips } from "./trial.js";

const data = JSON.parse(document.getElementById("check-data").textContent);
const { words, urls } = data;
const byId = (id) => document.getElementById(id);
const KEPT = `telepro-check-${data.person}`;
const today = () => new Date().toLocaleDateString("sv");
let sound = null;
let verdicts = [];
let running = false;

// The button keeps the focus while its check runs; whoever has gone on to their work is left there.
async function check() {
  if (running) return;
  running = true;
  byId("check-start").setAttribute("aria-disabled", "true");
  verdicts = [];
  sound = null;
  byId("check-again").hidden = true;
  byId("check-found").replaceChildren();
  for (const step of [microphone, network, line]) {
    const found = await step();
    verdicts.push(found);
    show(found);
  }
  localStorage.setItem(KEPT, JSON.stringify({ day: today(), at: Date.now(), verdicts }));
  conclude(Date.now());
  byId("check-start").removeAttribute("aria-disabled");
  running = false;
}

// ---- the three steps ---------------------------------------------------------------------------

async function microphone() {
  if (!navigator.mediaDevices?.getUserMedia) return { verdict: "insecure" };
  try {
    say(words.speak);
    byId("check-level").hidden = false;
    const heard = await listen((level) => { byId("check-meter").value = level; });
    sound = heard.sound;
    await offerOutputs();
    say(words.listen);
    await again();
    byId("check-again").hidden = false;
    return { verdict: voiceOf(heard.loudest) };
  } catch (error) {
    return { verdict: troubleOf(error) };
  } finally {
    byId("check-level").hidden = true;
  }
}

async function network() {
  say(words.measuring);
  return networkOf(await roundTrips(urls.alive));
}

async function line() {
  try {
    const answer = await fetch(urls.trial, { headers: { Accept: "application/json" } });
    const ticket = await answer.json();
    if (ticket.adapter === "simulated") return { verdict: "line_simulated" };
    if (ticket.adapter !== "twilio") return { verdict: "line_none", why: ticket.why };
    say(words.trying);
    return { verdict: lineOf(await preflight(ticket)) };
  } catch {
    return { verdict: "line_failed" };
  }
}

// ---- what the person sees and hears ------------------------------------------------------------

async function again() {
  try {
    await play(sound, byId("check-output").value);
  } catch {
    // An output that was unplugged plays nothing; the choice beside it says so by what is heard.
  }
}

async function offerOutputs() {
  const found = await outputs();
  const select = byId("check-output");
  byId("check-outputs").hidden = found.length < 2;
  select.replaceChildren(...found.map(({ deviceId, label }) => new Option(label || deviceId, deviceId)));
  const chosen = localStorage.getItem(OUTPUT);
  if (found.some(({ deviceId }) => deviceId === chosen)) select.value = chosen;
}

function show({ verdict, rtt, lost, why }) {
  const { found, fix } = words.verdicts[verdict] ?? { found: verdict, fix: "" };
  const item = document.createElement("li");
  const text = found.replace("{rtt}", rtt).replace("{lost}", lost).replace("{why}", why);
  const lamp = document.createElement("span");
  lamp.className = `status ${looksGood(verdict) ? "on" : "bad"}`;
  lamp.textContent = text;
  item.append(lamp, fix ? ` ${fix}` : "");
  byId("check-found").append(item);
}

function conclude(at) {
  const time = new Intl.DateTimeFormat(data.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
  const end = (isGood(verdicts) ? words.allGood : words.notAll).replace("{time}", time);
  byId("check-start").textContent = words.again;
  say(end);
}

function say(text) {
  byId("check-said").textContent = text;
}

byId("check-start").addEventListener("click", check);
byId("check-again").addEventListener("click", again);
byId("check-output").addEventListener("change", ({ target }) => {
  localStorage.setItem(OUTPUT, target.value);
  if (sound) again();
});

const kept = ofToday(localStorage.getItem(KEPT), today());
if (kept) {
  verdicts = kept.verdicts;
  verdicts.forEach(show);
  conclude(kept.at);
}
byId("check").hidden = false;
