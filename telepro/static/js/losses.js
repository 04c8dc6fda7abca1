// Tells the server why a leg was lost: at once, or when the network that was lost is back.
const MOST = 20;

/** send(body) resolves to {ok, status} and rejects without a network; last(body) sends as the page closes. */
export function createLosses({ send, last }) {
  const untold = [];
  let telling = false;

  async function flush() {
    if (telling) return;
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
      if (!leg || !reason) return undefined;
      if (untold.length < MOST) untold.push({ leg, reason });
      return flush();
    },
    closing(leg) {
      if (leg) last({ leg, reason: "browser_closed" });
    },
  };
}
