// The carrier's softphone behind the interface of softphone.js: one leg through Twilio's Voice SDK, kept over
// poor home lines, told in words that the page knows.
import { meterOf } from "./levels.js";
import { OUTPUT, voiceSdk } from "./sdk.js";

const REFRESH_MS = 60_000; // the token's last minute; it lasts an hour
const RETRY_MS = 5000;
const LEVEL_MS = 200;
// Errors after which trying again is of no use until the person has done something.
const TROUBLES = { 31401: "microphone_refused", 31402: "no_microphone" };
// A constant level is no matter of the network; hearing.js judges silence by the microphone itself.
const NOT_OF_THE_NETWORK = /^constant-audio/;

const options = (edges) => ({
  codecPreferences: ["opus", "pcmu"],
  maxAverageBitrate: 24_000,
  maxCallSignalingTimeoutMs: 30_000,
  closeProtection: true,
  allowIncomingWhileBusy: false,
  tokenRefreshMs: REFRESH_MS,
  edge: edges,
});

/** given is {token, edges}; hear(event) is told what becomes of the leg; renew() resolves to another ticket. */
export function carried({ token, edges }, hear, renew) {
  let device = null;
  let call = null;
  let meter = null;
  let accepted = false;
  let broken = false;
  let over = false;
  const warnings = new Set();

  const leg = () => call?.parameters?.CallSid ?? null;
  const standing = () => hear({ status: warnings.size ? "weak" : "open" });

  function end(event) {
    if (over) return;
    const lost = leg();
    stop();
    hear({ leg: lost, ...event });
  }

  function stop() {
    over = true;
    meter?.close();
    device?.destroy();
  }

  function failed({ code } = {}) {
    if (TROUBLES[code]) return end({ status: "unavailable", trouble: TROUBLES[code] });
    broken = true;
    // A leg that stands is given up by the SDK when it must be: its signalling may well come back.
    if (!accepted) end({ status: "lost", reason: "network_lost" });
    return undefined;
  }

  async function refresh() {
    if (over) return;
    try {
      device.updateToken((await renew()).token);
    } catch {
      setTimeout(refresh, RETRY_MS);
    }
  }

  async function start() {
    if (!navigator.mediaDevices?.getUserMedia) return end({ status: "unavailable", trouble: "insecure" });
    const Device = await voiceSdk();
    if (over) return undefined;
    device = new Device(token, options(edges));
    for (const sound of ["incoming", "outgoing", "disconnect"]) device.audio?.[sound](false);
    device.on("error", failed);
    device.on("tokenWillExpire", refresh);
    follow(await device.connect({ params: {} }));
    return undefined;
  }

  function follow(given) {
    call = given;
    if (over) return call.disconnect();
    call.on("accept", () => {
      accepted = true;
      device.audio?.speakerDevices?.set([localStorage.getItem(OUTPUT) ?? "default"]).catch(() => {});
      listen();
      standing();
    });
    call.on("reconnecting", () => hear({ status: "reconnecting" }));
    call.on("reconnected", () => {
      broken = false;
      standing();
    });
    call.on("warning", (name) => warned(name, "add"));
    call.on("warning-cleared", (name) => warned(name, "delete"));
    call.on("volume", (mine, theirs) => hear({ volume: { mine: meter?.level() ?? mine, theirs } }));
    call.on("error", failed);
    for (const gone of ["disconnect", "cancel", "reject"]) {
      call.on(gone, () => end({ status: "lost", reason: broken ? "network_lost" : "line_hung_up" }));
    }
    return undefined;
  }

  // While muted the SDK measures nothing; a track of our own still hears who speaks to nobody.
  function listen() {
    const stream = call.getLocalStream?.();
    if (stream) meter = meterOf(new MediaStream(stream.getAudioTracks().map((track) => track.clone())), LEVEL_MS);
  }

  function warned(name, change) {
    if (NOT_OF_THE_NETWORK.test(name)) return;
    warnings[change](name);
    if (!over && accepted) standing();
  }

  start().catch(failed);
  return {
    close: stop,
    mute: (on) => call?.mute(on),
    digits: (text) => call?.sendDigits(text),
    leg,
  };
}
