// Decides whether anybody hears the teleprospector: a microphone that gives nothing, or one that is muted while they speak.
export const SILENT_MS = 8000;
export const SPEAKING_MS = 1000;
const HEARD = 0.005; // below it is not even a quiet room: a switch on the headset, or another microphone
const VOICE = 0.55; // 40 dB below full scale

/** now() in milliseconds; changed(what) is told "silent", "muted", or null when they are heard again. */
export function createHearing({ now = () => performance.now(), changed }) {
  let muted = false;
  let quietSince = null;
  let speakingSince = null;
  let last = null;

  function say(what) {
    if (what !== last) changed((last = what));
  }

  function reset() {
    quietSince = null;
    speakingSince = null;
    say(null);
  }

  /** A level of the microphone, 0 to 1, while a call stands (inCall) or not. */
  function level(mine, inCall) {
    if (!inCall) return reset();
    const at = now();
    quietSince = mine > HEARD || muted ? null : (quietSince ?? at);
    speakingSince = mine >= VOICE && muted ? (speakingSince ?? at) : null;
    if (quietSince !== null && at - quietSince >= SILENT_MS) return say("silent");
    if (speakingSince !== null && at - speakingSince >= SPEAKING_MS) return say("muted");
    if (last === "muted" && muted) return undefined; // a breath between two words is no end
    return quietSince === null ? say(null) : undefined;
  }

  return {
    level,
    mute(on) {
      muted = on;
      reset();
    },
  };
}
