// Calls a lead by itself once it has been shown long enough, where the plan says so; Escape keeps it still.

/** seconds is null where every call is a person's own act; call() calls, tell(left) shows what is left or null. */
export function createAutodial({ seconds, call, tell }) {
  let entry = null;
  let since = 0;
  let kept = null;

  /** Look at the desk: {entry, ready} is the lead that could be called now, if any. */
  function tick({ entry: shown, ready }, now) {
    if (seconds === null || !shown || !ready || kept === shown) {
      if (entry !== null) tell(null);
      entry = null;
      return;
    }
    if (shown !== entry) {
      entry = shown;
      since = now;
    }
    const left = Math.ceil(seconds - (now - since) / 1000);
    if (left > 0) return tell(left);
    kept = shown; // one call by itself for each lead: what was refused is not tried again and again
    entry = null;
    tell(null);
    return call();
  }

  /** Leave the lead that is shown to the person: they call it, or not. False when none was about to be called. */
  function stay() {
    if (entry === null) return false;
    kept = entry;
    entry = null;
    tell(null);
    return true;
  }

  return { tick, stay };
}
