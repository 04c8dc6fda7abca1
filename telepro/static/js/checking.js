// What a check of somebody's workplace means: pure judgements of what was measured.
export const REQUESTS = 10;
export const LATE_MS = 2000; // a request that takes longer is lost
const SLOW_MS = 400; // the SDK's own limit for a call
const VOICE = 0.55; // 40 dB below full scale
const POOR = new Set(["fair", "degraded"]);

/** Round trips in milliseconds, null for a lost one: {verdict, rtt, lost}. */
export function networkOf(trips) {
  const came = trips.filter((trip) => trip !== null).sort((one, other) => one - other);
  const lost = trips.length - came.length;
  const rtt = came.length ? Math.round(came[Math.floor(came.length / 2)]) : null;
  if (rtt === null) return { verdict: "network_none", rtt, lost };
  if (lost) return { verdict: "network_lossy", rtt, lost };
  return { verdict: rtt > SLOW_MS ? "network_slow" : "network_good", rtt, lost };
}

/** The loudest level, 0 to 1, of somebody who was asked to speak. */
export function voiceOf(loudest) {
  if (loudest <= 0) return "voice_none";
  return loudest < VOICE ? "voice_quiet" : "voice_good";
}

/** The SDK's own report of a trial call. */
export function lineOf({ callQuality } = {}) {
  return POOR.has(callQuality) ? "line_poor" : "line_good";
}

/** Why the browser gave no microphone: a code that the page has words for. */
export function troubleOf({ name } = {}) {
  return name === "NotAllowedError" || name === "SecurityError" ? "microphone_refused" : "no_microphone";
}

const GOOD = new Set(["voice_good", "network_good", "line_good", "line_simulated"]);

/** True when nothing stands in the way of a day of calls. */
export const isGood = (verdicts) => verdicts.length > 0 && verdicts.every(({ verdict }) => GOOD.has(verdict));

export const looksGood = (verdict) => GOOD.has(verdict);

/** What was kept of a check of the same day, or null; anything else in the storage counts as nothing. */
export function ofToday(text, day) {
  try {
    const kept = JSON.parse(text);
    return kept?.day === day && Array.isArray(kept.verdicts) ? kept : null;
  } catch {
    return null;
  }
}
