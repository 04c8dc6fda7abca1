// The desk as a pure function: reduce(state, event) gives the next state and what must be done about it.
// Seven views: idle, preview, dialing, connected, wrapup, paused, break. No DOM, clock or network here.

export const UNDO_MS = 10_000;
const CARRIES = new Set(["open", "weak"]); // lines that a call can go over
const LIVE = new Set(["asking", "intended", "ringing", "connected"]);

/** The state before anything is known. */
export function blank() {
  return {
    work: "ready", workSince: null, entry: null, next: null, call: null, correcting: null,
    done: [], panel: null, undo: null, pauseAfter: null, problems: [], empty: null,
    queued: 0, online: true, line: "closed", noteDirty: false, left: false,
    hearing: null, warned: [], others: [], troubleSaid: null, carrierDown: false, coach: [],
  };
}

/** Which of the seven views a state is seen as. */
export function viewOf(state) {
  if (state.correcting) return "wrapup";
  const phase = state.call?.phase;
  if (phase === "connected") return "connected";
  if (LIVE.has(phase)) return "dialing";
  if (phase === "ended") return "wrapup";
  if (state.work === "break") return "break";
  if (state.work === "paused" || state.work === "line_lost") return "paused";
  return state.entry ? "preview" : "idle";
}

/** Since when the view has lasted, in server time (ISO), or null. */
export function sinceOf(state) {
  const view = viewOf(state);
  if (view === "connected") return state.call.answeredAt ?? state.call.since;
  if (view === "dialing") return state.call.since;
  if (view === "wrapup") return state.call?.endedAt ?? null;
  if (view === "paused" || view === "break") return state.workSince;
  return null;
}

/** True while digits mean a result. */
export const takesDigits = (state) => ["dialing", "connected", "wrapup"].includes(viewOf(state));

/** The attempt that a result would belong to, or null while its id is not known yet. */
export function attemptAtHand(state) {
  return state.correcting ?? (state.call?.id ? state.call : null);
}

const handlers = {
  server: fromServer,
  call: startCall,
  dialed: (state, { attempt }) => withCall(state, attempt),
  refused: (state, { problems }) => both({ ...state, call: null, problems }, "refresh"),
  hangup: hangUp,
  result: keepResult,
  "result-refused": reopen,
  "result-kept": (state, { attempt }) => both(state, "refresh", { kept: attempt }),
  undo,
  keep: (state) => leaveCorrection(state),
  unfinished: (state, { attempt }) => only({ ...state, correcting: attempt, panel: null }),
  panel: (state, { name }) => only({ ...state, panel: name, problems: [] }),
  fact: setFact,
  order: (state, { order, more }) => ask(state, order, more),
  "leave-message": (state) => (viewOf(state) === "connected" && state.call.id ? both({ ...state, panel: null, problems: [] }, "leave-message", { attempt: state.call.id }) : only(state)),
  "message-left": (state, { attempt, ...result }) => (state.call?.id === attempt ? keepResult({ ...state, call: { ...state.call, phase: "ended" } }, result) : only(state)),
  skip: (state, { reason }) => skip(state, reason),
  pause,
  resume: (state) => (state.work === "line_lost" ? both(state, "open-line") : both({ ...state, work: "ready", panel: null }, "resume")),
  line: (state, { status }) => only({ ...state, line: status }),
  hearing: hear,
  network: (state, { online }) => (online ? both({ ...state, online }, "flush", {}, "refresh") : only({ ...state, online })),
  outbox: (state, { count }) => only({ ...state, queued: count }),
  note: (state, { dirty }) => only({ ...state, noteDirty: dirty }),
  problems: (state, { problems }) => only({ ...state, problems }),
};

/** One step of the desk; an unknown event changes nothing. */
export function reduce(state, event) {
  const handler = handlers[event.type];
  return handler ? handler(state, event) : only(state);
}

function only(state, ...effects) {
  return { state, effects };
}

function both(state, name, more = {}, ...others) {
  return { state, effects: [{ do: name, ...more }, ...others.map((other) => ({ do: other }))] };
}

function fromServer(state, { desk }) {
  if (!desk.session) return state.left ? only(state) : both({ ...state, left: true }, "leave");
  const effects = [];
  let next = {
    ...state,
    work: desk.session.work_state,
    workSince: desk.session.since,
    empty: desk.empty,
    others: desk.session.others ?? [],
    coach: desk.session.coach ?? [],
    carrierDown: Boolean(desk.session.carrier_down_since),
  };
  next = mergeTrouble(next, desk.session.order_trouble ?? null, effects);
  next = mergeCall(next, desk.attempt, effects);
  next = mergeCard(next, desk, effects);
  return { state: next, effects };
}

// A trouble is told once, and stays told until the server has nothing to say any more.
function mergeTrouble(state, trouble, effects) {
  if (trouble === state.troubleSaid) return state;
  if (trouble) effects.push({ do: "say-order-trouble", trouble });
  return { ...state, troubleSaid: trouble };
}

function mergeCall(state, attempt, effects) {
  if (!attempt || state.done.includes(attempt.id)) return settledMeanwhile(state, attempt, effects);
  if (attempt.phase === "refused") {
    if (state.call) effects.push({ do: "say-refused", trouble: attempt.trouble });
    return { ...state, call: null };
  }
  if (attempt.recorded) return settledMeanwhile(state, attempt, effects);
  const call = callOf(attempt, state.call);
  if (state.call?.phase === "ended" && LIVE.has(call.phase)) return state; // our hang-up is on its way
  if (call.phase === "ended" && state.call && LIVE.has(state.call.phase)) effects.push({ do: "ended", seconds: call.seconds });
  return { ...state, call };
}

// The network said it all (busy, no answer): the lead goes on by itself, unless a note is being written.
function settledMeanwhile(state, attempt, effects) {
  if (!state.call?.id || state.done.includes(state.call.id)) {
    return state.call?.phase === "asking" ? state : { ...state, call: null };
  }
  if (state.noteDirty) return { ...state, call: null, correcting: { ...state.call, was: attempt?.recorded ?? null } };
  effects.push({ do: "say-settled", recorded: attempt?.recorded ?? null, lead: state.call.lead });
  return { ...state, call: null, panel: null, done: [...state.done, state.call.id, state.call.entry].slice(-40) };
}

function callOf(attempt, before) {
  const kept = before?.id === attempt.id ? before : null;
  return {
    key: kept?.key ?? null,
    id: attempt.id,
    entry: attempt.entry_id,
    lead: attempt.lead_name,
    phase: attempt.phase,
    since: attempt.since,
    answeredAt: attempt.answered_at,
    endedAt: attempt.ended_at,
    seconds: attempt.seconds,
    decisionMaker: kept?.touched ? kept.decisionMaker : attempt.decision_maker,
    argued: kept?.touched ? kept.argued : attempt.argued,
    heldSince: attempt.held_since ?? null,
    recordedFor: attempt.recorded_for ?? null,
    recordingPaused: Boolean(attempt.recording_paused),
    touched: kept?.touched ?? false,
  };
}

function mergeCard(state, desk, effects) {
  if (state.correcting) return { ...state, next: idOf(desk.next_card) };
  const card = desk.card;
  if (card && state.done.includes(card.entry_id)) return state; // our result is on its way
  if (state.call && idOf(card) !== state.call.entry) return { ...state, entry: state.call.entry, next: idOf(desk.next_card) };
  const entry = idOf(card);
  if (entry !== state.entry) effects.push({ do: entry ? "show-card" : "show-idle", entry });
  return { ...state, entry, next: idOf(desk.next_card) };
}

const idOf = (card) => card?.entry_id ?? null;

function startCall(state, { key, now, lead }) {
  if (viewOf(state) !== "preview" || !state.online || state.carrierDown) return only(state);
  if (!CARRIES.has(state.line)) return both(state, "open-line");
  const call = {
    key, id: null, entry: state.entry, lead, phase: "asking", since: now,
    answeredAt: null, endedAt: null, seconds: null, decisionMaker: false, argued: false, touched: false,
  };
  return both({ ...state, call, problems: [], undo: null, panel: null, warned: [] }, "dial", { entry: state.entry, key });
}

// Said once a call, shown as long as it lasts: nobody must talk to somebody who can't hear them.
function hear(state, { what }) {
  const next = { ...state, hearing: what };
  if (!what || state.warned.includes(what)) return only(next);
  return both({ ...next, warned: [...state.warned, what] }, "say-unheard", { what });
}

function withCall(state, attempt) {
  if (!state.call) return only(state);
  return only({ ...state, call: { ...callOf(attempt, state.call), key: state.call.key } });
}

function hangUp(state, { now }) {
  if (!state.call?.id || !LIVE.has(state.call.phase)) return only(state);
  const call = { ...state.call, phase: "ended", endedAt: now };
  return both({ ...state, call }, "hangup", { attempt: call.id });
}

function keepResult(state, { body, label, now, clock }) {
  const attempt = attemptAtHand(state);
  if (!attempt) return only(state);
  const effects = [];
  if (!state.correcting && LIVE.has(state.call.phase)) effects.push({ do: "hangup", attempt: attempt.id });
  effects.push({ do: "record", attempt: attempt.id, entry: attempt.entry, lead: attempt.lead, body, label, at: now });
  const kept = {
    ...state,
    panel: null,
    problems: [],
    noteDirty: false,
    undo: { id: attempt.id, entry: attempt.entry, lead: attempt.lead, label, until: clock + UNDO_MS },
  };
  const moved = state.correcting ? leaveCorrection(kept) : advance(kept, attempt);
  return pausedIfAsked({ state: moved.state, effects: [...effects, ...moved.effects] });
}

function advance(state, attempt) {
  const entry = state.next;
  const next = {
    ...state, call: null, entry, next: null,
    done: [...state.done, attempt.id, attempt.entry].slice(-40),
  };
  return { state: next, effects: [{ do: entry ? "show-next" : "show-idle", entry }] };
}

function leaveCorrection(state) {
  const was = state.correcting;
  if (!was) return only(state);
  const done = [...state.done, was.id, was.entry].slice(-40);
  return both({ ...state, correcting: null, panel: null, done, noteDirty: false }, "show-again", { entry: state.entry });
}

function pausedIfAsked({ state, effects }) {
  const wanted = state.pauseAfter;
  if (!wanted) return { state, effects };
  return { state: { ...state, pauseAfter: null, work: wanted.state }, effects: [...effects, { do: "pause", ...wanted }] };
}

function undo(state, { clock }) {
  if (!state.undo || clock > state.undo.until) return only({ ...state, undo: null });
  if (state.call && LIVE.has(state.call.phase)) return only(state);
  const { id, entry, lead, label } = state.undo;
  return both({ ...state, undo: null, panel: null, correcting: { id, entry, lead, was: label } }, "show-previous", { entry });
}

function reopen(state, { attempt, problems }) {
  if (state.call && LIVE.has(state.call.phase)) return only({ ...state, problems });
  return both({ ...state, problems, correcting: attempt, undo: null }, "show-previous", { entry: attempt.entry });
}

function setFact(state, { name, value }) {
  if (!state.call?.id || state.call[name] === value) return only(state);
  const call = { ...state.call, [name]: value, touched: true };
  return both({ ...state, call }, "facts", { attempt: call.id, decisionMaker: call.decisionMaker, argued: call.argued });
}

/** What is asked of the call under way; the server tells what came of it. */
function ask(state, order, more = {}) {
  if (viewOf(state) !== "connected" || !state.call.id) return only(state);
  return both({ ...state, panel: null, problems: [] }, "order", { attempt: state.call.id, order, more });
}

function skip(state, reason) {
  if (viewOf(state) !== "preview") return only(state);
  const left = state.entry;
  const entry = state.next;
  const next = { ...state, entry, next: null, panel: null, done: [...state.done, left].slice(-40) };
  return { state: next, effects: [{ do: "skip", entry: left, reason }, { do: entry ? "show-next" : "show-idle", entry }] };
}

function pause(state, { state: work, reason }) {
  const wanted = { state: work, reason };
  if (takesDigits(state)) return both({ ...state, panel: null, pauseAfter: wanted }, "say-pause-later");
  return both({ ...state, panel: null, pauseAfter: null, work }, "pause", wanted);
}
