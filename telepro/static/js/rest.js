// Talk and keys of the day, kept in this browser alone and sent nowhere; proposes a rest when the person's own limit is reached.
export const ENOUGH_S = 120; // a pause as long as this rests a voice
const SNOOZE_MS = 10 * 60_000;

/** What is kept of a day: talk in seconds since the last rest, keys pressed, until when nothing is proposed, whether a call was hard. */
export const fresh = (day) => ({ day, talk: 0, keys: 0, silentUntil: 0, hard: false });

/** What is kept after something happened: {type: "talk", seconds}, "key", {type: "rested", seconds}, {type: "later", at}, "hard". */
export function noted(kept, event) {
  if (event.type === "talk") return { ...kept, talk: kept.talk + event.seconds };
  if (event.type === "key") return { ...kept, keys: kept.keys + 1 };
  if (event.type === "hard") return { ...kept, hard: true, silentUntil: 0 };
  if (event.type === "later") return { ...kept, hard: false, silentUntil: event.at + SNOOZE_MS };
  if (event.type === "rested" && event.seconds >= ENOUGH_S) return { ...kept, talk: 0, hard: false, silentUntil: 0 };
  return kept;
}

/** What to propose now: "hard", "talk" or null; minutes is the person's own limit, 0 for never. */
export function proposal(kept, minutes, at) {
  if (at < kept.silentUntil) return null;
  if (kept.hard) return "hard";
  return minutes > 0 && kept.talk >= minutes * 60 ? "talk" : null;
}

/** What is kept in a storage of this owner's day, or a fresh one. */
export function read(storage, owner, day) {
  try {
    const kept = JSON.parse(storage.getItem(nameOf(owner)));
    return kept?.day === day ? { ...fresh(day), ...kept } : fresh(day);
  } catch {
    return fresh(day);
  }
}

const nameOf = (owner) => `telepro-rest-${owner}`;

/** shown(what) draws a proposal or takes it away; over() is told when a rest has lasted long enough. */
export function createRest({ storage, owner, minutes, day, shown, over }) {
  let kept = read(storage, owner, day());
  let last = null;
  let told = false;

  function note(event) {
    kept = noted(kept.day === day() ? kept : fresh(day()), event);
  }

  /** Look at the desk: its view, and for how many seconds it has been so. */
  function tick({ view, seconds }, at) {
    const rests = view === "break" || view === "paused";
    if (last?.view === "connected" && view === "connected") note({ type: "talk", seconds: (at - last.at) / 1000 });
    if (rests) note({ type: "rested", seconds });
    if (view === "break" && seconds >= ENOUGH_S && !told) over();
    told = view === "break" && (told || seconds >= ENOUGH_S);
    last = { view, at };
    storage.setItem(nameOf(owner), JSON.stringify(kept));
    shown(view === "preview" || view === "idle" ? proposal(kept, minutes, at) : null);
  }

  return { tick, note };
}
