// A practice: answers the desk's questions in the server's place with invented prospects; nothing leaves this page.
import { judge, right, sentences } from "./judging.js";

const SPEAKS_MS = 9000; // silence after which the prospect goes on by themselves
const FAREWELL_MS = 4000;
const OK = { ok: true, status: 200, body: {} };

/** given: the scenes and words of the page; now() is ISO, clock() milliseconds; the rest is the network's. */
export function createPractice({ given, now, clock, take, known, say, words }) {
  const { scenes } = given;
  const calls = new Map(); // attempt id -> {scene, done, found}
  const waiting = new Set();
  const voice = createVoice(given.language);
  let at = 0;
  let attempt = null;
  let spoken = 0;
  let work = "ready";
  let since = now();
  let hear = () => {};

  // ---- what the server would say -----------------------------------------------------------------

  const card = (index) => (scenes[index] ? { entry_id: scenes[index].entry } : null);

  function desk() {
    const session = {
      id: "practice", campaign_id: "practice", campaign_name: "", campaign_state: "running", work_state: work,
      since, conference_ready: true, others: [], order_trouble: null, carrier_down_since: null,
    };
    return { now: now(), session, card: card(at), next_card: card(at + 1), attempt, unfinished: [], day: null, empty: null, html: html() };
  }

  function html() {
    const { card: shown, next } = known();
    const parts = { day: { tally: progress() } };
    if (scenes[at] && scenes[at].entry !== shown) parts.card = leadOf(scenes[at]);
    if (scenes[at + 1] && scenes[at + 1].entry !== next) parts.next = leadOf(scenes[at + 1]);
    return parts;
  }

  const leadOf = ({ prospect }) => given.mould.replace(/⟦(\w+)⟧/g, (_, name) => escaped(prospect[name] ?? ""));

  const progress = () => (scenes[at] ? given.words.progress.replace("{n}", at + 1).replace("{all}", scenes.length) : given.words.over);

  const refresh = async () => take(desk());

  async function send(url, body = {}) {
    const asked = ROUTES.find(([ending]) => url.endsWith(ending));
    return asked ? asked[1](body, url) : OK;
  }

  const ROUTES = [
    ["/dial", dial],
    ["/hangup", () => { end(); return OK; }],
    ["/facts", (body) => { Object.assign(attempt ?? {}, body); return OK; }],
    ["/orders", order],
    ["/outcome", outcome],
    ["/skip", () => { onward(); return OK; }],
    ["pause", ({ state }) => rest(state)],
    ["resume", () => rest("ready")],
  ];

  function rest(state) {
    work = state;
    since = now();
    return OK;
  }

  function order({ order: wanted }) {
    if (attempt && (wanted === "hold" || wanted === "resume")) attempt.held_since = wanted === "hold" ? now() : null;
    return OK;
  }

  // ---- the call ----------------------------------------------------------------------------------

  function dial() {
    const scene = scenes[at];
    document.getElementById("feedback").hidden = true;
    const id = `practice-call-${at + 1}`;
    attempt = {
      id, entry_id: scene.entry, lead_name: scene.name, phase: "ringing", since: now(), answered_at: null, ended_at: null,
      seconds: 0, result: null, trouble: null, decision_maker: false, argued: false, recorded: null, held_since: null,
      recorded_for: null, recording_paused: false,
    };
    spoken = 0;
    const opened = [document.querySelector(".strip [aria-current]")?.dataset.section].filter(Boolean);
    calls.set(id, { scene, done: { opened, cards: [], endedAt: null, byNetwork: false }, found: [] });
    later(scene.ringMs, scene.picksUp === "nobody" ? unanswered : answer);
    return { ...OK, body: { ...attempt } };
  }

  function answer() {
    attempt = { ...attempt, phase: "connected", answered_at: now() };
    goOn();
  }

  function goOn() {
    if (attempt?.phase !== "connected") return;
    const { scene } = calls.get(attempt.id);
    const text = scene.says[spoken];
    spoken += 1;
    hear({ status: "open", together: true, heard: text ?? "" });
    if (text) voice.speak(text);
    forget();
    if (spoken < scene.says.length) later(SPEAKS_MS, goOn);
    else if (scene.hangsUp) later(FAREWELL_MS, () => { end(); refresh(); });
  }

  function unanswered() {
    attempt = { ...attempt, phase: "ended", ended_at: now(), result: "no_answer", recorded: "no_answer" };
    const call = calls.get(attempt.id);
    call.done.byNetwork = true;
    tell(call);
    onward();
    refresh();
  }

  function end() {
    forget();
    voice.stop();
    if (!attempt || attempt.phase === "ended") return;
    const seconds = attempt.answered_at ? Math.round((clock() - Date.parse(attempt.answered_at)) / 1000) : 0;
    attempt = { ...attempt, phase: "ended", ended_at: now(), seconds };
    const call = calls.get(attempt.id);
    if (attempt.answered_at) call.done.endedAt = clock();
    hear({ status: "open", together: false });
  }

  function outcome(body, url) {
    const id = url.split("/").at(-2);
    const call = calls.get(id);
    if (!call) return OK; // of a practice before this page
    if (attempt?.id === id) end();
    const pressed = Date.parse(body.at);
    const wait = call.done.endedAt === null ? null : Math.max(0, (pressed - call.done.endedAt) / 1000);
    Object.assign(call.done, { disposition: body.disposition, label: words.dispositions[body.disposition], wait, note: Boolean(body.note), byNetwork: false });
    tell(call);
    if (attempt?.id === id) onward();
    return { ...OK, body: { outcome_id: id } };
  }

  function onward() {
    forget();
    attempt = null;
    at += 1;
    if (at >= scenes.length) conclude();
  }

  // ---- what it was like --------------------------------------------------------------------------

  function tell(call) {
    call.found = judge(call.scene, call.done);
    const text = sentences(call.found, given.words).join(" ");
    const place = document.getElementById("feedback");
    place.hidden = false;
    place.querySelector("span").textContent = text;
    place.classList.toggle("good", call.found.every(({ good }) => good));
    say(text);
    if (at >= scenes.length) conclude();
  }

  function conclude() {
    const all = [...calls.values()];
    const line = given.words.fitting.replace("{right}", right(all.map(({ found }) => found))).replace("{all}", all.length);
    for (const root of [document.getElementById("idle").content, document]) {
      const place = root.querySelector("[data-practised]");
      if (!place) continue;
      place.querySelector("[data-fitting]").textContent = line;
      place.querySelector("ol").replaceChildren(...all.map(lineOf));
    }
  }

  function lineOf({ scene, found }) {
    const item = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = scene.name;
    const said = document.createElement("span");
    said.className = `status ${found[0]?.good ? "on" : "waiting"}`;
    said.textContent = sentences(found, given.words).join(" ");
    item.append(name, said);
    return item;
  }

  // ---- what the person does with the script --------------------------------------------------------

  function noticed(kind, key) {
    if (attempt?.phase !== "connected") return;
    const kept = calls.get(attempt.id).done[kind];
    if (!kept.includes(key)) kept.push(key);
    forget();
    later(FAREWELL_MS / 2, goOn);
  }

  document.addEventListener("click", ({ target }) => {
    const section = target.closest("[data-section]")?.dataset.section;
    if (section) noticed("opened", section);
  });
  document.addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches(".objection")) noticed("cards", target.id.slice("objection-".length));
  }, true);

  function later(ms, act) {
    waiting.add(setTimeout(act, ms));
  }

  function forget() {
    waiting.forEach(clearTimeout);
    waiting.clear();
  }

  /** The softphone of a practice: always there, and carries nothing. */
  function line(told) {
    hear = told;
    setTimeout(() => told({ status: "open", together: false }));
    return { close: forget, mute: () => {}, digits: () => {}, leg: () => null };
  }

  return {
    send,
    tell: send,
    refresh,
    beacon: () => {},
    read: async (url) => (url.includes("softphone") ? { adapter: "practice", line } : { slots: [], has_calendar: false }),
  };
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The voice of the browser, where it has one and the person wants it; the words are shown in any case. */
function createVoice(language) {
  const button = document.getElementById("practice-voice");
  const able = "speechSynthesis" in window;
  button.hidden = !able;
  const wanted = () => able && button.getAttribute("aria-pressed") === "true";
  const stop = () => able && speechSynthesis.cancel();
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(!wanted()));
    if (!wanted()) stop();
  });
  function speak(text) {
    if (!wanted()) return;
    stop();
    speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(text), { lang: language }));
  }
  return { speak, stop };
}
