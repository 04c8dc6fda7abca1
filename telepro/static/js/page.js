// Draws the state into the page: words, buttons, timer, focus and what is said to a screen reader.
import { attemptAtHand, sinceOf, takesDigits, viewOf } from "./state.js";
import { isTyping } from "./typing.js";
import { drawOthers } from "./others.js";
import { enable, mark, show, write } from "./writing.js";

const byId = (id) => document.getElementById(id);
const PARTS = ["card", "script", "aside", "panels"];

/** data is the page's own JSON; clock() is the server's time in milliseconds. */
export function createPage(data, clock) {
  const { words } = data;
  const shelf = new Map();
  let shown = { view: document.body.dataset.view, panel: null, lamp: "", fresh: false, entry: data.state.card?.entry_id ?? null };
  const clocks = new Map();
  let waitingToSay = "";
  let justSaid = "";

  function draw(state) {
    const view = viewOf(state);
    const before = shown.view;
    mark(document.body, "data-view", view);
    const word = view === "paused" && state.work === "line_lost" ? words.lineLost : words.states[view];
    write(byId("state-word"), word);
    const lead = view === "idle" ? data.campaign : (attemptAtHand(state)?.lead ?? leadName());
    const title = `${word} — ${lead} · TelePro`;
    if (document.title !== title) document.title = title;
    drawButtons(state, view);
    drawKeypad(state);
    drawPanel(state);
    drawProblems(state.carrierDown ? [words.outage, ...state.problems] : state.problems);
    drawNetwork(state);
    show(byId("unheard"), Boolean(state.hearing));
    write(byId("unheard"), words.hearing[state.hearing] ?? "");
    drawUndo(state);
    drawOthers(state, words, view);
    shown.view = view;
    if (view !== "connected" && waitingToSay) say(waitingToSay);
    tick(state);
    // Last, after all that is written: to look for the focus makes the browser lay the page out.
    if (view !== before) moveFocus(view);
    else keepFocus(view);
    if (shown.fresh) byId("card").scrollTop = 0;
    shown.fresh = false;
  }

  function drawButtons(state, view) {
    for (const button of document.querySelectorAll("[data-in]")) {
      const fits = button.dataset.in.split(" ").includes(view);
      show(button, button.dataset.in === "correcting" ? Boolean(state.correcting?.was) : fits);
    }
    for (const toggle of document.querySelectorAll("[data-fact]")) {
      const name = toggle.dataset.fact === "argued" ? "argued" : "decisionMaker";
      enable(toggle, Boolean(state.call?.id) && !state.correcting);
      mark(toggle, "aria-pressed", String(Boolean(state.call?.[name]) && !toggle.disabled));
    }
    const call = document.querySelector("[data-do=call]");
    mark(call, "aria-disabled", String(!state.online || state.carrierDown));
    const at = attemptAtHand(state);
    const { was, lead } = state.correcting ?? {};
    write(byId("wrapup-words"), state.correcting
      ? (was ? words.correcting : words.unfinished).replace("{lead}", lead).replace("{was}", was ?? "")
      : words.ended.replace("{duration}", duration(at?.seconds ?? seconds(at?.answeredAt, at?.endedAt))));
  }

  function drawKeypad(state) {
    const takes = takesDigits(state) && Boolean(attemptAtHand(state));
    show(byId("keypad").closest("fieldset"), !state.panel);
    for (const key of byId("keypad").children) enable(key, takes && Boolean(data.keys[key.dataset.digit]));
  }

  function drawPanel(state) {
    if (shown.panel === state.panel) return;
    shown.panel = state.panel;
    const place = byId("chooser");
    place.replaceChildren();
    place.hidden = !state.panel;
    document.body.toggleAttribute("data-choosing", Boolean(state.panel));
    if (!state.panel) return;
    const panel = panelNamed(state.panel);
    place.append(panel);
    panel.querySelector("input, button[data-chip]")?.focus();
    panel.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function panelNamed(name) {
    const template = byId(`${name}-panel`);
    if (template) return template.content.firstElementChild.cloneNode(true);
    const found = byId("panels").querySelector(`[data-panel="${name}"]`).cloneNode(true);
    for (const span of found.querySelectorAll("[data-mine]")) span.textContent = mine(span.dataset.mine, found.dataset.zone);
    return found;
  }

  function mine(iso, zone) {
    const show = (timeZone) => new Intl.DateTimeFormat(data.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(new Date(iso));
    const here = show(undefined);
    return here === show(zone) ? "" : ` · ${words.forYou.replace("{time}", here)}`;
  }

  function drawProblems(problems) {
    const place = byId("notices");
    show(place, problems.length > 0);
    if (problems.length === 0 && !place.firstChild) return;
    place.replaceChildren(...problems.map((problem) => {
      const line = document.createElement("p");
      line.className = "notice bad";
      const start = document.createElement("strong");
      start.textContent = sentence(problem.found);
      line.append(start, ` ${words.expected.replace("{expected}", problem.expected)} ${problem.fix}`);
      return line;
    }));
    if (problems.length) say(problems.map(({ found, fix }) => `${sentence(found)} ${fix}`).join(" "));
  }

  function drawNetwork(state) {
    const place = byId("network");
    const kept = state.queued ? words.kept.replace("{n}", state.queued) : "";
    const text = state.online ? (kept || words.line[state.line]) : [words.offline, kept].filter(Boolean).join(" ");
    write(place, text);
    mark(place, "class", `status ${!state.online || state.line === "unavailable" ? "bad" : state.queued ? "waiting" : state.line === "open" ? "on" : "waiting"}`);
    if (shown.lamp && shown.lamp !== text && (!state.online || shown.lamp.startsWith(words.offline))) say(state.online ? words.online : text);
    shown.lamp = text;
  }

  /** Levels from 0 to 1 of the own microphone and of the other side. */
  function drawLevels(mine, theirs) {
    byId("levels").hidden = false;
    byId("level-mine").value = mine;
    byId("level-theirs").value = theirs;
  }

  function drawUndo(state) {
    const open = Boolean(state.undo) && clock() <= state.undo.until && !state.correcting && viewOf(state) !== "dialing";
    show(byId("undo"), open);
    if (open) write(byId("last-said"), words.recorded.replace("{label}", state.undo.label).replace("{lead}", state.undo.lead ?? ""));
  }

  /** The proposal of a rest, above the keys; null takes it away. Said once, and never in a call. */
  function drawRest(what) {
    const place = byId("rest");
    if (place.dataset.what === (what ?? "")) return;
    place.dataset.what = what ?? "";
    place.hidden = !what;
    if (!what) return;
    place.querySelector("span").textContent = words.rest[what];
    say(words.rest[what]);
  }

  /** What the simulated voice says, above the keys; "" clears it. */
  function hear(text) {
    byId("heard").hidden = !text;
    byId("heard").querySelector("q").textContent = text;
  }

  function tick(state) {
    const since = sinceOf(state);
    write(byId("timer"), since ? duration((clock() - Date.parse(since)) / 1000) : "");
    for (const place of document.querySelectorAll("[data-clock]")) {
      write(place, timeIn(place.dataset.clock).format(clock()));
    }
    if (state.undo) drawUndo(state);
  }

  // To make one takes longer than to use it for a day.
  function timeIn(timeZone) {
    if (!clocks.has(timeZone)) clocks.set(timeZone, new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit", timeZone }));
    return clocks.get(timeZone);
  }

  // Focus never falls on the body; whoever types keeps their place, so that no letter becomes a result.
  function moveFocus(view) {
    if (isTyping(document.activeElement) && document.activeElement.offsetParent) return;
    if (view === "connected" && document.activeElement?.offsetParent && document.activeElement !== document.body) return;
    const goal = {
      preview: "[data-do=call]", dialing: "[data-do=hangup]", connected: "[data-do=hangup]",
      wrapup: "[data-digit='1']", paused: "[data-do=resume]", break: "[data-do=resume]", idle: "#card",
    }[view];
    document.querySelector(goal)?.focus({ preventScroll: true });
  }

  function keepFocus(view) {
    if (view === "idle") return;
    const at = document.activeElement;
    if (!at || at === document.body || !at.offsetParent) moveFocus(view);
  }

  /** Put another lead's parts in place; html holds elements with data-part. The old ones are kept to come back to. */
  function showParts(entry, fragment) {
    shelve();
    for (const name of PARTS) {
      const part = fragment.querySelector(`[data-part="${name}"]`);
      byId(name).replaceChildren(...(part ? part.childNodes : []));
    }
    shown.entry = entry;
    shown.fresh = true;
    if (entry) sayLead();
  }

  function shelve() {
    if (!shown.entry) return;
    const kept = document.createDocumentFragment();
    for (const name of PARTS) {
      const part = document.createElement("div");
      part.dataset.part = name;
      part.append(...byId(name).childNodes);
      kept.append(part);
    }
    shelf.set(shown.entry, kept);
    if (shelf.size > 4) shelf.delete(shelf.keys().next().value);
  }

  /** Show a lead that was on the page before; false when it never was. */
  function showAgain(entry) {
    if (entry === shown.entry) return true;
    const kept = shelf.get(entry);
    if (!kept) return false;
    shelf.delete(entry);
    showParts(entry, kept);
    return true;
  }

  /** During a call the card is not drawn anew: show in place what was corrected or added. */
  function showCorrected(form) {
    const text = form.elements.number?.value ?? [form.elements.name.value, form.elements.role.value].filter(Boolean).join(", ");
    const list = byId("card").querySelector(form.elements.number ? ".numbers" : ".people");
    const line = form.dataset.correction.startsWith("new") ? list.appendChild(document.createElement("li")) : form.closest("li");
    const shownText = line.querySelector(".number, .person > span") ?? line.appendChild(document.createElement("span"));
    shownText.textContent = text;
    form.closest("details").open = false;
  }

  /** Small parts of the page by their id: the tally, the ribbon, what was earned. */
  function showDay(parts) {
    for (const [id, html] of Object.entries(parts)) {
      const place = byId(id);
      if (place && place.innerHTML !== html) place.innerHTML = html;
    }
  }

  /** Say at once what must be known even in a call. */
  function sayNow(text) {
    byId("said").textContent = text;
  }

  function say(text) {
    if (shown.view === "connected") {
      waitingToSay = text;
      return;
    }
    waitingToSay = "";
    justSaid = text;
    queueMicrotask(() => { justSaid = ""; });
    byId("said").textContent = text;
  }

  const leadName = () => byId("lead-name")?.textContent ?? "";
  /** After what was said in the same moment, whose place the lead would else take before it is heard. */
  function sayLead() {
    const lead = [leadName(), byId("card").querySelector(".quiet")?.textContent].filter(Boolean).join(", ");
    say([justSaid, lead].filter(Boolean).join(". "));
  }

  function openSection(key) {
    for (const page of document.querySelectorAll("[data-page]")) page.hidden = page.dataset.page !== key;
    for (const button of document.querySelectorAll(".strip [data-section]")) {
      if (button.dataset.section === key) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
    const pages = document.querySelector(".pages");
    if (pages) pages.scrollTop = 0;
    return document.querySelector(`.strip [data-section="${CSS.escape(key)}"]`)?.hasAttribute("data-offer") ?? false;
  }

  function openObjection(key) {
    const card = byId(`objection-${key}`);
    if (!card) return;
    card.open = true;
    card.querySelector("summary").focus();
  }

  return { draw, drawLevels, tick, say, sayNow, hear, drawRest, showParts, showAgain, showDay, showCorrected, openSection, openObjection, entry: () => shown.entry };
}

/** Seconds as a stopwatch shows them. */
export function duration(value) {
  const whole = Math.max(0, Math.floor(value ?? 0));
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

const seconds = (from, to) => (from && to ? (Date.parse(to) - Date.parse(from)) / 1000 : 0);

const sentence = (text) => {
  const capital = text.charAt(0).toLocaleUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
};
