// The desk's own sounds, for whoever chose them: a call goes out, somebody answers, it is over, a line from a manager waits.
export const SOUNDS = "telepro-sounds"; // where a browser keeps what was chosen on it: {loudness, output}
const LOUDNESS = { soft: 0.06, clear: 0.2 }; // of full scale
const NOTE_S = 0.07; // two notes and the gap between them are over within a fifth of a second
const GAP_S = 0.03;
const NOTES = { dialing: [440], connected: [660, 880], ended: [660, 440], message: [880, 880] };
const TALKS = new Set(["dialing", "connected"]);
const BUSY = new Set([...TALKS, "wrapup"]);

/** What is heard as the desk goes from one look to the next, or null: {view, waiting} is its view and how many lines wait. */
export function soundOf(before, now) {
  if (now.view !== before.view && TALKS.has(now.view)) return now.view;
  if (TALKS.has(before.view) && !TALKS.has(now.view)) return "ended";
  return now.waiting > before.waiting && !BUSY.has(now.view) ? "message" : null;
}

/** What was chosen in this browser, or null for silence. */
export function chosen(storage) {
  try {
    const found = JSON.parse(storage.getItem(SOUNDS));
    return found?.loudness in LOUDNESS ? found : null;
  } catch {
    return null;
  }
}

/** before is how the desk stands now. look({view, waiting}) is called whenever the desk is drawn; a line that came during a call is heard after it. */
export function createSounds(hear, before) {
  function look(now) {
    const was = before;
    const sound = soundOf(was, now);
    const later = BUSY.has(now.view) || sound === "ended";
    before = later ? { ...now, waiting: Math.min(was.waiting, now.waiting) } : now;
    if (sound) hear(sound);
  }

  return { look };
}

/** A player of sounds at the loudness and on the output that were chosen; what it gives resolves when a sound is over. */
export function createPlayer({ loudness, output }) {
  let way = null;

  /** Made when the first sound is due: no browser opens one before somebody has touched the page. */
  async function opened() {
    const context = new AudioContext();
    const limiter = new DynamicsCompressorNode(context, { threshold: -12, knee: 0, ratio: 20, attack: 0 });
    limiter.connect(context.destination);
    if (output && context.setSinkId) await context.setSinkId(output).catch(() => {}); // unplugged: the usual one
    return { context, limiter };
  }

  function note({ context, limiter }, hertz, at) {
    const tone = new OscillatorNode(context, { frequency: hertz });
    const level = new GainNode(context, { gain: 0 });
    level.gain.setValueAtTime(0, at);
    level.gain.linearRampToValueAtTime(LOUDNESS[loudness], at + 0.01);
    level.gain.linearRampToValueAtTime(0, at + NOTE_S);
    tone.connect(level).connect(limiter);
    tone.start(at);
    tone.stop(at + NOTE_S);
    return new Promise((over) => tone.addEventListener("ended", over));
  }

  return async (name) => {
    way ??= opened();
    const { context, limiter } = await way;
    await context.resume();
    const begins = context.currentTime;
    const notes = NOTES[name].map((hertz, place) => note({ context, limiter }, hertz, begins + place * (NOTE_S + GAP_S)));
    await Promise.all(notes);
  };
}
