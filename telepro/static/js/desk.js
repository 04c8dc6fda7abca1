// The desk: joins the pure state to the page, the network, the softphone and the keyboard.
import { readAnswers, readBack, readPanel } from "./forms.js";
import { bindKeys } from "./keys.js";
import { createOutbox } from "./outbox.js";
import { bindPalette } from "./palette.js";
import { createPage } from "./page.js";
import { listen } from "./push.js";
import { createSoftphone } from "./softphone.js";
import { attemptAtHand, blank, reduce, takesDigits, viewOf } from "./state.js";

const data = JSON.parse(document.getElementById("desk-data").textContent);
const { words, urls } = data;
const offset = Date.parse(data.state.now) - Date.now();
const clock = () => Date.now() + offset;
const now = () => new Date(clock()).toISOString();
const page = createPage(data, clock);
const note = document.getElementById("note");
const token = document.querySelector("meta[name=csrf-token]").content;

let state = blank();
let changes = 0;
let asking = null;

function dispatch(event) {
  const step = reduce(state, event);
  state = step.state;
  for (const effect of step.effects) effects[effect.do](effect);
  page.draw(state);
}

// ---- the network -------------------------------------------------------------------------------

async function send(url, body) {
  changes += 1;
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body ?? {}),
    });
    if (answer.status === 401) location.reload();
    return { ok: answer.ok, status: answer.status, body: await answer.json().catch(() => ({})) };
  } finally {
    changes += 1;
  }
}

/** Send something that is not worth keeping when the network is down; problems are shown. */
async function tell(url, body) {
  try {
    const answer = await send(url, body);
    if (!answer.ok) dispatch({ type: "problems", problems: answer.body.problems ?? [words.serverTrouble] });
    return answer;
  } catch {
    dispatch({ type: "network", online: false });
    return { ok: false };
  }
}

/** Fetch the desk; one request at a time, and an answer older than our last change is asked for again. */
function refresh() {
  asking ??= fetchDesk().finally(() => { asking = null; });
  return asking;
}

async function fetchDesk() {
  for (let tries = 0; tries < 5; tries += 1) {
    const before = changes;
    const known = new URLSearchParams({ with: "html", card: page.entry() ?? "", next: nextTemplate().dataset.entry ?? "" });
    let desk;
    try {
      const answer = await fetch(`${urls.state}?${known}`, { headers: { Accept: "application/json" } });
      if (answer.status === 401) return location.reload();
      if (!answer.ok) return undefined;
      desk = await answer.json();
    } catch {
      return dispatch({ type: "network", online: false });
    }
    if (before !== changes) continue;
    return take(desk);
  }
  return undefined;
}

function take(desk) {
  if (!state.online) dispatch({ type: "network", online: true });
  if (desk.html?.next) {
    nextTemplate().innerHTML = desk.html.next;
    nextTemplate().dataset.entry = desk.next_card?.entry_id ?? "";
  }
  arrived = desk.html?.card ?? "";
  drawDay(desk);
  dispatch({ type: "server", desk });
  return undefined;
}

let arrived = "";
const nextTemplate = () => document.getElementById("next");

function drawDay({ html }) {
  for (const [id, text] of Object.entries(html?.day ?? {})) {
    const place = document.getElementById(id);
    if (place && place.innerHTML !== text) place.innerHTML = text;
  }
}

const outbox = createOutbox({
  storage: localStorage,
  name: `telepro-outbox-${data.person}`,
  send: (item) => send(item.url, item.body),
  told: ({ count, online, sent, refused }) => {
    dispatch({ type: "outbox", count });
    if (online !== undefined && online !== state.online) dispatch({ type: "network", online });
    if (sent) dispatch({ type: "result-kept", attempt: sent.item.attempt });
    if (refused) {
      const { item, answer } = refused;
      const attempt = { id: item.attempt, entry: item.entry, lead: item.lead, was: null };
      dispatch({ type: "result-refused", attempt, problems: answer.body.problems ?? [words.serverTrouble] });
    }
  },
});

const softphone = createSoftphone({
  ticket: async () => {
    const answer = await fetch(urls.softphone, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no ticket");
    return answer.json();
  },
  told: ({ status, together, heard, why }) => {
    if (status !== state.line) dispatch({ type: "line", status });
    if (why) dispatch({ type: "problems", problems: [{ place: "line", found: why, expected: words.lineExpected, fix: words.lineFix }] });
    if (heard !== undefined) page.hear(heard);
    if (together === false) page.hear("");
    if (together !== undefined) refresh();
  },
});

// ---- what the state asks for -------------------------------------------------------------------

const effects = {
  refresh,
  leave: () => location.assign(urls.desk),
  flush: () => outbox.flush(),
  "open-line": () => softphone.open(),
  dial: (effect) => dial(effect),
  hangup: ({ attempt }) => tell(`${urls.attempts}/${attempt}/hangup`).then(refresh),
  facts: ({ attempt, decisionMaker, argued }) =>
    tell(`${urls.attempts}/${attempt}/facts`, { decision_maker: decisionMaker, argued }),
  record: ({ attempt, entry, lead, body, label, at }) => {
    const key = crypto.randomUUID();
    const content = { client_key: key, at, note: note.value.trim(), answers: readAnswers(document), ...body };
    outbox.put({ key, url: `${urls.attempts}/${attempt}/outcome`, attempt, entry, lead, body: content });
    page.say(words.recorded.replace("{label}", label).replace("{lead}", lead ?? ""));
    forgetDraft();
    page.hear("");
  },
  skip: ({ entry, reason }) => tell(`${urls.entries}/${entry}/skip`, { reason }).then(refresh),
  pause: ({ state: work, reason }) => tell(urls.pause, { state: work, reason }).then(refresh),
  resume: () => tell(urls.resume).then(refresh),
  "show-card": ({ entry }) => showArrived(entry),
  "show-next": ({ entry }) => {
    page.showParts(entry, nextTemplate().content.cloneNode(true));
    nextTemplate().innerHTML = "";
    nextTemplate().dataset.entry = "";
    restoreDraft();
  },
  "show-idle": () => { page.showParts(null, idle()); restoreDraft(); refresh(); },
  "show-previous": ({ entry }) => { page.showAgain(entry); restoreDraft(); },
  "show-again": ({ entry }) => { if (!entry || !page.showAgain(entry)) refresh(); restoreDraft(); },
  ended: ({ seconds }) => page.say(words.ended.replace("{duration}", String(seconds ?? 0)) + " " + words.chooseResult),
  "say-settled": ({ recorded, lead }) => page.say(words.settled.replace("{label}", words.dispositions[recorded] ?? "").replace("{lead}", lead ?? "")),
  "say-refused": ({ trouble }) => dispatch({ type: "problems", problems: [{ place: "call", found: trouble || words.callRefused, expected: words.callExpected, fix: words.callFix }] }),
  "say-pause-later": () => page.say(words.pauseLater),
  "focus-keypad": () => {},
};

async function dial({ entry, key }, tries = 0) {
  await outbox.flush();
  const body = { client_key: key, phone_id: chosen("phone"), contact_id: chosen("contact") };
  try {
    const answer = await send(`${urls.entries}/${entry}/dial`, body);
    if (answer.ok) return dispatch({ type: "dialed", attempt: answer.body });
    return dispatch({ type: "refused", problems: answer.body.problems ?? [words.serverTrouble] });
  } catch {
    // The same key again: if the first request did arrive, this one gives the same attempt.
    if (tries < 2) return setTimeout(() => dial({ entry, key }, tries + 1), 600);
    dispatch({ type: "network", online: false });
    return dispatch({ type: "refused", problems: [words.noNetwork] });
  }
}

const chosen = (name) => document.querySelector(`#card input[name=${name}]:checked`)?.value ?? null;

function showArrived(entry) {
  const fragment = document.createElement("template");
  if (entry === nextTemplate().dataset.entry && !arrived) fragment.innerHTML = nextTemplate().innerHTML;
  else fragment.innerHTML = arrived;
  if (!fragment.innerHTML.trim()) return;
  page.showParts(entry, fragment.content);
  restoreDraft();
}

function idle() {
  const fragment = document.createElement("template");
  fragment.innerHTML = document.getElementById("idle").innerHTML;
  return fragment.content;
}

// ---- notes: kept in this browser while they are written ----------------------------------------

let saving = null;
const draftName = () => `telepro-draft-${data.person}-${page.entry() ?? ""}`;

function saveDraft() {
  const draft = { note: note.value, answers: readAnswers(document) };
  const empty = !draft.note.trim() && Object.keys(draft.answers).length === 0;
  if (empty) localStorage.removeItem(draftName());
  else localStorage.setItem(draftName(), JSON.stringify(draft));
  document.getElementById("note-saved").textContent = draft.note.trim() ? words.noteKept : "";
}

function restoreDraft() {
  const draft = JSON.parse(localStorage.getItem(draftName()) ?? "null");
  note.value = draft?.note ?? "";
  document.getElementById("note-saved").textContent = "";
  for (const [key, value] of Object.entries(draft?.answers ?? {})) {
    for (const field of document.getElementsByName(`answers.${key}`)) {
      if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
  }
}

// The note goes with its outcome; it stays in this browser ten seconds longer, in case of an undo.
function forgetDraft() {
  saveDraft();
  const name = draftName();
  setTimeout(() => localStorage.removeItem(name), 12_000);
}

// ---- what a person does ------------------------------------------------------------------------

const commands = {
  primary: () => ({ preview: commands.call, idle: () => page.say(document.getElementById("card").textContent.trim()), paused: commands.resume, break: commands.resume })[viewOf(state)]?.(),
  call: () => dispatch({ type: "call", key: crypto.randomUUID(), now: now(), lead: document.getElementById("lead-name").textContent }),
  hangup: () => dispatch({ type: "hangup", now: now() }),
  mute: () => {
    if (viewOf(state) !== "connected") return;
    const button = document.querySelector("[data-do=mute]");
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    softphone.mute(on);
  },
  skip: () => dispatch({ type: "panel", name: "skip" }),
  pause: () => dispatch({ type: "panel", name: "pause" }),
  resume: () => dispatch({ type: "resume" }),
  undo: () => dispatch({ type: "undo", clock: clock() }),
  keep: () => dispatch({ type: "keep" }),
  palette: () => palette.open(),
  "close-panel": () => dispatch({ type: "panel", name: null }),
  escape: () => (state.panel ? commands["close-panel"]() : false),
  "say-state": () => page.say([words.states[viewOf(state)], document.getElementById("timer").textContent, document.getElementById("lead-name")?.textContent, document.getElementById("network").textContent].filter(Boolean).join(", ")),
};

function press(digit) {
  const key = data.keys[digit];
  if (!key || !takesDigits(state) || !attemptAtHand(state)) return;
  const name = key.dispositions.length > 1 && key.byArgument ? key.dispositions[Number(Boolean(attemptAtHand(state).argued))] : key.panel ?? key.dispositions[0];
  choose(name);
}

/** A disposition by its code, or the panel that asks for what it needs. */
function choose(name) {
  if (data.panels.includes(name)) dispatch({ type: "panel", name });
  else record({ disposition: name });
}

function record(body) {
  const label = words.dispositions[body.disposition] ?? body.disposition;
  dispatch({ type: "result", body, label, now: now(), clock: clock() });
}

function digit(number, element) {
  const chip = document.querySelector(`#chooser [data-chip="${number}"]`);
  if (chip) return chip.click();
  if (state.panel) return undefined;
  if (element.closest?.("#script")) return document.querySelectorAll(".strip [data-section]")[number - 1]?.click();
  if (number === 0) return commands.undo();
  return press(number);
}

bindKeys(document, { command: (name) => commands[name](), digit });

const palette = bindPalette(document.getElementById("palette"), () => [
  ...data.actions.filter(({ views }) => views.includes(viewOf(state))).map((action) => ({ ...action, run: () => commands[action.run]() })),
  ...(takesDigits(state) ? data.results.map(({ code, label, key }) => ({ label, key, kind: words.kindResult, run: () => choose(code) })) : []),
  ...[...document.querySelectorAll("#aside .objection")].map((card) => ({
    label: card.querySelector("summary").textContent.trim(), kind: words.kindObjection, run: () => page.openObjection(card.id.slice("objection-".length)),
  })),
]);

const clicks = {
  "[data-do]": (button) => commands[button.dataset.do](),
  "[data-digit]": (button) => press(Number(button.dataset.digit)),
  "[data-skip]": (button) => dispatch({ type: "skip", reason: button.dataset.skip }),
  "[data-pause]": (button) => dispatch({ type: "pause", state: button.dataset.pause, reason: button.dataset.reason }),
  "[data-unfinished]": (button) => dispatch({ type: "unfinished", attempt: { id: button.dataset.unfinished, entry: null, lead: button.dataset.lead, was: null } }),
  "[data-fact]": (button) => fact(button.dataset.fact, button.getAttribute("aria-pressed") !== "true"),
  "[data-section]": (button) => { if (page.openSection(button.dataset.section)) fact("argued", true); },
  "[data-objection]": (button) => page.openObjection(button.dataset.objection),
  "button[data-disposition]": (button) => chip(button),
};

const fact = (name, value) => dispatch({ type: "fact", name: name === "argued" ? "argued" : "decisionMaker", value });

function chip({ dataset }) {
  if (!dataset.key) return choose(dataset.disposition);
  if (dataset.needsNote !== undefined && !note.value.trim()) {
    note.focus();
    return dispatch({ type: "problems", problems: [words.needsNote] });
  }
  if (dataset.key === "panel") return choose(dataset.value);
  return record({ disposition: dataset.disposition, [dataset.key]: dataset.value });
}

document.addEventListener("click", (event) => {
  for (const [selector, act] of Object.entries(clicks)) {
    const found = event.target.closest(selector);
    if (found && !found.disabled && found.getAttribute("aria-disabled") !== "true") return act(found);
  }
  return undefined;
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.matches("[data-panel]")) {
    event.preventDefault();
    const read = readPanel(form, form.dataset.zone);
    if (read.missing) read.missing.focus();
    else record(read.body);
  } else if (form.matches("[data-correction]")) {
    event.preventDefault();
    await correct(form);
  } else if (form.id === "finish") softphone.close();
});

async function correct(form) {
  const values = Object.fromEntries(new FormData(form));
  const answer = await tell(`${urls.entries}/${page.entry()}/corrections`, { kind: form.dataset.correction, target_id: form.dataset.target || null, ...values });
  if (!answer.ok) return;
  page.say(words.corrected);
  arrived = answer.body.html;
  saveDraft();
  const section = document.querySelector(".strip [aria-current]")?.dataset.section;
  showArrived(page.entry());
  if (section) page.openSection(section);
  document.getElementById("lead-name").focus();
}

document.addEventListener("change", ({ target }) => {
  const exact = target.closest("form")?.querySelector(`#${target.dataset.opens ?? "none"}`);
  if (exact) exact.hidden = false;
});

document.addEventListener("input", ({ target }) => {
  const place = target.closest("form")?.querySelector("[data-read-back]");
  if (place) place.textContent = readBack(target.closest("form"), words, data.language);
  if (target !== note && !target.name?.startsWith("answers.")) return;
  if (state.noteDirty !== Boolean(note.value.trim())) dispatch({ type: "note", dirty: Boolean(note.value.trim()) });
  clearTimeout(saving);
  saving = setTimeout(saveDraft, 400);
});

addEventListener("online", () => dispatch({ type: "network", online: true }));
addEventListener("offline", () => dispatch({ type: "network", online: false }));
setInterval(() => page.tick(state), 500);

restoreDraft();
take(data.state);
dispatch({ type: "outbox", count: outbox.count() });
outbox.flush();
softphone.open();
listen({ url: data.push, changed: refresh, inCall: () => takesDigits(state) });
