// Takes the measures of a check: a recording of two seconds and its playback, round trips to our server, a trial call.
import { LATE_MS, REQUESTS } from "./checking.js";
import { meterOf } from "./levels.js";
import { voiceSdk } from "./sdk.js";

const SPEAK_MS = 2000;
const LOOK_MS = 50;
const TRIAL_MS = 30_000;

/** Record somebody for two seconds; shown(level) is told each level. Resolves to {loudest, sound}. */
export async function listen(shown) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts = [];
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  const over = new Promise((done) => recorder.addEventListener("stop", done));
  recorder.start();
  const meter = meterOf(stream);
  let loudest = 0;
  const looking = setInterval(() => {
    const level = meter.level();
    loudest = Math.max(loudest, level);
    shown(level);
  }, LOOK_MS);
  await new Promise((done) => setTimeout(done, SPEAK_MS));
  clearInterval(looking);
  recorder.stop();
  await over;
  meter.close();
  return { loudest, sound: new Blob(parts, { type: recorder.mimeType }) };
}

/** Play a recording on an output device ("" is the usual one); resolves when it has been heard. */
export async function play(sound, output) {
  const context = new AudioContext();
  try {
    if (output && context.setSinkId) await context.setSinkId(output);
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(await sound.arrayBuffer());
    source.connect(context.destination);
    const heard = new Promise((done) => source.addEventListener("ended", done));
    source.start();
    await heard;
  } finally {
    context.close();
  }
}

/** The devices that sound can come out of; none where the browser gives no choice. */
export async function outputs() {
  if (!("setSinkId" in AudioContext.prototype)) return [];
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind, deviceId }) => kind === "audiooutput" && deviceId);
}

/** Round trips to our own server in milliseconds, null for each that was lost. */
export async function roundTrips(url) {
  const trips = [];
  for (let turn = 0; turn < REQUESTS; turn += 1) {
    const began = performance.now();
    try {
      const answer = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(LATE_MS) });
      trips.push(answer.ok ? performance.now() - began : null);
    } catch {
      trips.push(null);
    }
  }
  return trips;
}

/** A trial call by the SDK itself; resolves to its report, rejects when the line could not be tried. */
export async function preflight({ token, edges }) {
  const Device = await voiceSdk();
  return new Promise((done, failed) => {
    const trial = Device.runPreflight(token, { codecPreferences: ["opus", "pcmu"], edge: edges[0] });
    const late = setTimeout(() => trial.stop?.(), TRIAL_MS);
    trial.on("completed", (report) => { clearTimeout(late); done(report); });
    trial.on("failed", (error) => { clearTimeout(late); failed(error); });
  });
}
