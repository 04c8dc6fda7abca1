// Tells the server why a leg was lost: at once, or when the network that was lost is back.
const MOST = 20;
const SETTLE_MS = 500; // a page that closes cuts its streams first: what looks like a lost network is its end

/** send(body) resolves to {ok, status} and rejects without a network; last(body) sends as the page closes. */
export function createLosses({ send, last, later = setTimeout }) {
  const untold = [];
  let settling = null;
  let telling = false;

  async function flush() {
    if (telling || settling) return;
    telling = true;
    try {
      while (untold.length) {
        const { status } = await send(untold[0]);
        if (status >= 500) break;
        untold.shift();
      }
    } catch {
      // Still no network: the line's return brings us here again.
    } finally {
      telling = false;
    }
  }

  return {
    flush,
    lost(leg, reason) {
      if (!leg || !reason) return;
      if (untold.length < MOST) untold.push({ leg, reason });
      settling = leg;
      later(() => {
        settling = null;
        flush();
      }, SETTLE_MS);
    },
    closing(leg) {
      const closed = leg ?? settling;
      if (closed) last({ leg: closed, reason: "browser_closed" });
    },
  };
}
