// The desk: joins the pure state to the page, the network, the softphone and the keyboard.
import "./display.js";
import { createAutodial } from "./autodial.js";
import { createCorrections } from "./corrections.js";
import { createRequests } from "./requests.js";
import { readAnswers, readBack, readPanel } from "./forms.js";
import { bindKeys } from "./keys.js";
import { createDrafts } from "./drafts.js";
import { createLine } from "./line.js";
import { createNetwork } from "./network.js";
import { createOutbox } from "./outbox.js";
import { bindPalette } from "./palette.js";
import { createPage, duration } from "./page.js";
import { listen } from "./push.js";
import { attemptAtHand, blank, reduce, sinceOf, takesDigits, viewOf } from "./state.js";

const data = JSON.parse(document.getElementById("desk-data").textContent);
const offset = Date.parse(data.state.now) - Date.now();
// What is said stands apart from the page, so that a browser keeps it.
Object.assign(data, await (await fetch(data.urls.words)).json());
const { words, urls } = data;
const clock = () => Date.now() + offset;
const now = () => new Date(clock()).toISOString();
const page = createPage(data, clock);
const note = document.getElementById("note");
let arrived = "";

let state = blank();
let depth = 0;
let later = null;

/** What nobody needs with the first lead: fetched after it, or when it is asked for; `here` once it is. */
function soon(load) {
  let asked = null;
  const get = () => (asked ??= load().then((found) => (get.here = found), (lost) => { asked = null; throw lost; }));
  return get;
}
const promising = soon(() => import("./promising.js"));
const slots = soon(() => import("./slots.js"));

/** An effect may dispatch in its turn: the page is drawn once, when all is done. */
function dispatch(event) {
  const step = reduce(state, event);
  state = step.state;
  depth += 1;
  try {
    for (const effect of step.effects) effects[effect.do](effect);
  } finally {
    depth -= 1;
  }
  if (depth !== 0) return;
  page.draw(state);
  later?.look();
}

const atHand = () => ({ view: viewOf(state), coach: state.coach, attempt: state.call?.id, others: state.others });

const nextTemplate = () => document.getElementById("next");
let dayMark = data.dayMark;
const known = () => ({ card: page.entry() ?? "", next: nextTemplate().dataset.entry ?? "", day: dayMark });
// A practice is answered by this page itself: its prospects are invented, and nothing of it is sent.
const practising = data.practice ? await import("./practice.js") : null;
const network = practising
  ? practising.createPractice({ given: data.practice, now, clock, take, known, say: (text) => page.say(text), words })
  : createNetwork({
      token: document.querySelector("meta[name=csrf-token]").content,
      enter: async () => (await import("./again.js")).again(data.person),
      dispatch,
      trouble: words.serverTrouble,
      urls,
      known,
      take,
    });
const { send, tell, refresh } = network;
const drafts = createDrafts({
  storage: localStorage, owner: data.person, note, saved: document.getElementById("note-saved"), words, entry: page.entry,
});

const askForData = createRequests({ tell, page, urls, said: words.dataAsked });
const correct = createCorrections({ tell, page, urls, said: words.corrected, redraw: (html) => {
  drafts.save();
  arrived = html;
  showArrived(page.entry());
} });

function take(desk) {
  if (!state.online) dispatch({ type: "network", online: true });
  if (desk.html?.next) {
    nextTemplate().innerHTML = desk.html.next;
    nextTemplate().dataset.entry = desk.next_card?.entry_id ?? "";
  }
  if (desk.html?.idle) document.getElementById("idle").innerHTML = `<div data-part="card">${desk.html.idle}</div>`;
  arrived = desk.html?.card ?? "";
  page.showDay(desk.html?.day ?? {});
  dayMark = desk.html?.dayMark ?? dayMark;
  dispatch({ type: "server", desk });
  softphone?.seen(Boolean(desk.session?.conference_ready));
}

/** What a key shows is painted first; a page that nobody sees is not waited for. */
function afterPaint(act) {
  let first = true;
  const once = () => {
    if (first) act();
    first = false;
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, 100);
}

const outbox = createOutbox({
  soon: afterPaint,
  storage: localStorage,
  name: `telepro-outbox-${data.person}`,
  send: (item) => send(item.url, item.body),
  told: ({ count, online, sent, refused }) => {
    dispatch({ type: "outbox", count });
    if (online !== undefined && online !== state.online) dispatch({ type: "network", online });
    if (sent) dispatch({ type: "result-kept", attempt: sent.item.attempt });
    if (refused) reopen(refused);
  },
});

function reopen({ item: { attempt: id, entry, lead }, answer }) {
  const problems = answer.body.problems ?? [words.serverTrouble];
  dispatch({ type: "result-refused", attempt: { id, entry, lead, was: null }, problems });
}

const softphone = createLine({ data, network, page, dispatch, state: () => state });

// ---- what the state asks for -------------------------------------------------------------------

const effects = {
  refresh,
  leave: () => { softphone.close(); location.assign(urls.desk); },
  flush: () => outbox.flush(),
  "open-line": () => softphone.open(),
  dial: (effect) => dial(effect),
  hangup: ({ attempt }) => afterPaint(() => tell(`${urls.attempts}/${attempt}/hangup`).then(refresh)),
  facts: ({ attempt, decisionMaker, argued }) =>
    tell(`${urls.attempts}/${attempt}/facts`, { decision_maker: decisionMaker, argued }),
  order: ({ attempt, order, more }) =>
    tell(`${urls.attempts}/${attempt}/orders`, { client_key: crypto.randomUUID(), order, ...more }).then(refresh),
  "leave-message": ({ attempt }) => leaveMessage(attempt),
  "say-order-trouble": ({ trouble }) => dispatch({ type: "problems", problems: [words.orderTroubles[trouble] ?? { ...words.orderTrouble, found: `${words.orderTrouble.found} (${trouble})` }] }),
  record: ({ attempt, entry, lead, body, label, at }) => {
    // To hide a button that has the focus would lay out the half-changed page, and the whole of it again.
    document.activeElement?.closest("button")?.blur();
    const key = crypto.randomUUID();
    const content = { client_key: key, at, note: note.value.trim(), answers: readAnswers(document), ...body };
    outbox.put({ key, url: `${urls.attempts}/${attempt}/outcome`, attempt, entry, lead, body: content });
    page.say(words.recorded.replace("{label}", label).replace("{lead}", lead ?? ""));
    drafts.forget();
    page.hear("");
    if (body.reason === "abusive") later?.rest.note({ type: "hard" });
  },
  skip: ({ entry, reason }) => tell(`${urls.entries}/${entry}/skip`, { reason }).then(refresh),
  pause: ({ state: work, reason }) => tell(urls.pause, { state: work, reason }).then(refresh),
  resume: () => tell(urls.resume).then(refresh),
  "show-card": ({ entry }) => showArrived(entry),
  "show-next": ({ entry }) => {
    page.showParts(entry, nextTemplate().content);
    nextTemplate().replaceChildren();
    nextTemplate().dataset.entry = "";
    drafts.restore();
  },
  "show-idle": () => { page.showParts(null, document.getElementById("idle").content.cloneNode(true)); drafts.restore(); refresh(); },
  "show-previous": ({ entry }) => { page.showAgain(entry); drafts.restore(); },
  "show-again": ({ entry }) => { if (!entry || !page.showAgain(entry)) refresh(); drafts.restore(); },
  ended: ({ seconds }) => page.say(words.ended.replace("{duration}", duration(seconds)) + " " + words.chooseResult),
  "say-settled": ({ recorded, lead }) => page.say(words.settled.replace("{label}", words.dispositions[recorded] ?? "").replace("{lead}", lead ?? "")),
  "say-refused": ({ trouble }) => dispatch({ type: "problems", problems: [refusedCall(trouble)] }),
  "say-unheard": ({ what }) => page.sayNow(words.hearing[what]),
  "say-pause-later": () => page.say(words.pauseLater),
};

/** What a refused call is told as; a code that has no sentence is named, so that somebody can look it up. */
function refusedCall(trouble) {
  const found = trouble ? `${words.callRefused} (${trouble})` : words.callRefused;
  return words.refusedCalls[trouble] ?? { place: "call", found, expected: words.callExpected, fix: words.callFix };
}

/** The call goes on without us only when the server has said so; the result is recorded then. */
async function leaveMessage(attempt) {
  const answer = await tell(`${urls.attempts}/${attempt}/orders`, { client_key: `message-${attempt}`, order: "leave_message" });
  if (!answer?.ok) return;
  const body = { disposition: "machine" };
  dispatch({ type: "message-left", attempt, body, label: words.dispositions.machine, now: now(), clock: clock() });
}

async function dial({ entry, key }, tries = 0) {
  await outbox.flush();
  const body = { client_key: key, phone_id: chosen("phone"), contact_id: chosen("contact"), script_version: shownScript() };
  try {
    const answer = await send(`${urls.entries}/${entry}/dial`, body);
    if (answer.ok) {
      pulse.plan(); // a call is followed more closely than an empty desk
      return dispatch({ type: "dialed", attempt: answer.body });
    }
    const hangingUp = answer.body.problems?.[0]?.place === "still_in_a_call"; // takes the carrier a moment
    if (hangingUp && tries < 12) return setTimeout(() => dial({ entry, key }, tries + 1), 250);
    return dispatch({ type: "refused", problems: answer.body.problems ?? [words.serverTrouble] });
  } catch {
    // The same key again: if the first request did arrive, this one gives the same attempt.
    if (tries < 2) return setTimeout(() => dial({ entry, key }, tries + 1), 600);
    dispatch({ type: "network", online: false });
    return dispatch({ type: "refused", problems: [words.noNetwork] });
  }
}

// What is read aloud is what the call is counted by, also when a newer version came out meanwhile.
const shownScript = () => document.querySelector("#script [data-script]")?.dataset.script ?? null;
const chosen = (name) => document.querySelector(`#card input[name=${name}]:checked`)?.value ?? null;

function showArrived(entry) {
  const fragment = document.createElement("template");
  const prefetched = entry === nextTemplate().dataset.entry && !arrived;
  fragment.innerHTML = prefetched ? nextTemplate().innerHTML : arrived;
  if (!fragment.innerHTML.trim()) return;
  page.showParts(entry, fragment.content);
  drafts.restore();
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
    later?.headset.muted(on);
  },
  hold: () => dispatch({ type: "order", order: state.call?.heldSince ? "resume" : "hold" }),
  "leave-message": () => dispatch({ type: "leave-message" }),
  recording: () => dispatch({ type: "order", order: state.call?.recordingPaused ? "go_on_recording" : "pause_recording" }),
  phone: () => dispatch({ type: "panel", name: "phone" }),
  "use-phone": () => { dispatch({ type: "panel", name: null }); softphone.byPhone(); },
  keys: () => dispatch({ type: "panel", name: "keys" }),
  colleague: () => dispatch({ type: "panel", name: "colleague" }),
  "hand-over": () => dispatch({ type: "order", order: "hand_over" }),
  "let-go": () => dispatch({ type: "order", order: "let_go" }),
  skip: () => dispatch({ type: "panel", name: "skip" }),
  pause: () => dispatch({ type: "panel", name: "pause" }),
  resume: () => dispatch({ type: "resume" }),
  rest: () => dispatch({ type: "pause", state: "break", reason: "voice_rest" }),
  "rest-later": () => later?.rest.note({ type: "later", at: Date.now() }),
  undo: () => dispatch({ type: "undo", clock: clock() }),
  keep: () => dispatch({ type: "keep" }),
  palette: () => palette.open(),
  "to-note": () => note.focus(),
  "to-script": () => document.querySelector(".strip [aria-current]")?.focus(),
  "to-objections": () => document.querySelector("#aside .objection summary")?.focus(),
  help: () => open(urls.help, "_blank", "noopener"),
  "close-panel": () => dispatch({ type: "panel", name: null }),
  escape: () => (state.panel ? commands["close-panel"]() : autodial.stay()),
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
  if (!data.panels.includes(name)) return record({ disposition: name });
  dispatch({ type: "panel", name });
  const form = document.querySelector("#chooser [data-slots]")?.closest("form");
  if (form) slots().then((it) => it.offerSlots(form, { attempt: attemptAtHand(state).id, url: urls.attempts, read: network.read }));
  foreseePromise(document.querySelector("#chooser [data-panel=callback]"));
}

function foreseePromise(form) {
  const attempt = form && attemptAtHand(state);
  if (attempt) promising().then((it) => it.foresee(form, { attempt: attempt.id, url: urls.attempts, read: network.read }));
}

function record(body) {
  const absent = (data.required[body.disposition] ?? []).filter((key) => !readAnswers(document)[key]);
  if (absent.length) return askFor(absent[0]);
  const label = words.dispositions[body.disposition] ?? body.disposition;
  return dispatch({ type: "result", body, label, now: now(), clock: clock() });
}

/** The plan wants this question answered with such a result: show it. */
function askFor(key) {
  const field = document.getElementsByName(`answers.${key}`)[0];
  dispatch({ type: "problems", problems: [words.needsAnswer] });
  const section = field?.closest("[data-page]")?.dataset.page;
  if (section) page.openSection(section);
  field?.focus();
}

function choosing(chip) {
  chip.focus();
  chip.click();
}

function digit(number, element) {
  const chip = document.querySelector(`#chooser [data-chip="${number}"]`);
  if (chip) return choosing(chip);
  if (state.panel) return undefined;
  if (element.closest?.("#script")) return document.querySelectorAll(".strip [data-section]")[number - 1]?.click();
  if (number === 0) return commands.undo();
  return press(number);
}

bindKeys(document, { keys: data.keyboard, command: (name) => commands[name](), digit });

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
  "[data-coach-reply]": (button) => later?.coach.answer(button.dataset.coachReply),
  "[data-fact]": (button) => fact(button.dataset.fact, button.getAttribute("aria-pressed") !== "true"),
  "[data-colleague]": (button) => dispatch({ type: "order", order: "bring_in", more: { colleague_id: button.dataset.colleague } }),
  "[data-section]": (button) => { if (page.openSection(button.dataset.section)) fact("argued", true); },
  "[data-better]": (button) => promising.here.takeBetter(button),
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
  if (form.matches("[data-keys]")) {
    event.preventDefault();
    if (form.checkValidity()) dispatch({ type: "order", order: "keys", more: { keys: form.elements.keys.value } });
    else form.elements.keys.focus();
  } else if (form.matches("[data-panel]")) {
    event.preventDefault();
    const read = readPanel(form, form.dataset.zone);
    if (read.missing) read.missing.focus();
    else record(read.body);
  } else if (form.matches("[data-correction]")) {
    event.preventDefault();
    await correct(form);
  } else if (form.matches("[data-request]")) {
    event.preventDefault();
    await askForData(form);
  } else if (form.id === "finish") softphone.close();
});

document.addEventListener("change", ({ target }) => {
  const exact = target.closest("form")?.querySelector(`#${target.dataset.opens ?? "none"}`);
  if (exact) exact.hidden = false;
});

document.addEventListener("input", ({ target }) => {
  slots.here?.followSlots(target);
  if (promising.here?.changesMoments(target)) foreseePromise(target.form);
  const place = target.closest("form")?.querySelector("[data-read-back]");
  if (place) place.textContent = readBack(target.closest("form"), words, data.language);
  if (target !== note && !target.name?.startsWith("answers.")) return;
  if (state.noteDirty !== Boolean(note.value.trim())) dispatch({ type: "note", dirty: Boolean(note.value.trim()) });
  drafts.soon();
});

addEventListener("online", () => dispatch({ type: "network", online: true }));
addEventListener("offline", () => dispatch({ type: "network", online: false }));
const countdown = document.getElementById("countdown");
const autodial = createAutodial({
  seconds: data.previewSeconds,
  call: () => commands.call(),
  tell: (left) => {
    countdown.hidden = left === null;
    countdown.textContent = left === null ? "" : words.callsIn.replace("{n}", String(left));
  },
});
const couldCall = () => ({ entry: state.entry, ready: viewOf(state) === "preview" && state.online && !state.carrierDown && state.line === "open" && !state.panel });
// No voice needs a rest in its first seconds: what proposes one is fetched once the first lead is there.
setTimeout(async () => {
  for (const each of [promising, slots]) each().catch(() => {});
  const found = await import("./later.js").catch(() => null);
  if (found) later = found.createLater({
    atHand,
    coach: { words, url: urls.coach, say: page.say, tell, refresh },
    commands,
    follow: (attempt, said) => network.beacon(`${urls.attempts}/${attempt}/followed`, said),
    rest: {
      storage: localStorage,
      owner: data.person,
      minutes: data.restAfter ?? 0,
      day: () => new Date().toLocaleDateString("sv"),
      shown: (what) => page.drawRest(what),
      over: () => page.say(words.rest.over),
    },
  });
}, 3_000);
addEventListener("keydown", ({ repeat }) => { if (!repeat) later?.rest.note({ type: "key" }); }, true);
const lasted = () => (sinceOf(state) ? (clock() - Date.parse(sinceOf(state))) / 1000 : 0);
setInterval(() => {
  page.tick(state);
  later?.coach.tick(viewOf(state), clock());
  autodial.tick(couldCall(), clock());
  later?.rest.tick({ view: viewOf(state), seconds: lasted() }, Date.now());
}, 500);

drafts.restore();
take(data.state);
dispatch({ type: "outbox", count: outbox.count() });
outbox.flush();
softphone.open();
// Long after the first lead is there: what was promised can then be read without a network.
if (!practising) setTimeout(() => import("./offline.js").catch(() => {}), 30_000);
const pulse = listen({ url: data.push, changed: refresh, inCall: () => takesDigits(state) });
