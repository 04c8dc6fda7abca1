// Hears that something changed and asks for it; without the push process it asks every five seconds.
const POLL_MS = 5000;
const POLL_WITH_PUSH_MS = 30_000;
const POLL_IN_CALL_MS = 2000;

/** url: a stream's address with its token, or "". changed() is called whenever the page should fetch. */
export function listen({ url, changed, inCall }) {
  let alive = false;
  let timer = null;

  function plan() {
    clearTimeout(timer);
    const wait = alive ? POLL_WITH_PUSH_MS : inCall() ? POLL_IN_CALL_MS : POLL_MS;
    timer = setTimeout(() => {
      changed();
      plan();
    }, wait);
  }

  if (url) {
    const stream = new EventSource(url);
    stream.onopen = () => { alive = true; plan(); };
    stream.onerror = () => { alive = false; plan(); };
    stream.onmessage = () => { changed(); plan(); };
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") changed();
  });
  plan();
  return { plan };
}
