// Asks for a part of a page again and again, and knows how old what it shows is: figures that lie are worse than none.
const EVERY_MS = 5000;
const PATIENCE_MS = 8000;
const STALE_S = 20;

// A redirect is the way to the sign-in page; 403 and 404 say that the page is no longer ours to see.
const isOut = (answer) => answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status);

/** drawn(html) shows an answer; told({seconds, lost, out}) hears each second how old it is; isWanted() is whether anybody looks. */
export function keepFresh({ source, drawn, told, isWanted = () => true }) {
  let good = Date.now();
  let woken = good;
  let out = false;
  let asking = false;

  const since = (moment) => Math.max(Math.round((Date.now() - moment) / 1000), 0);

  function tell() {
    told({ seconds: since(good), lost: isWanted() && since(Math.max(good, woken)) > STALE_S, out });
  }

  /** Somebody looks again: what is old because nobody asked is no line that is lost. */
  function wake() {
    woken = Date.now();
    ask();
  }

  async function ask() {
    if (asking || !isWanted()) return;
    asking = true;
    try {
      const answer = await fetch(source, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
      out = isOut(answer);
      if (answer.ok) {
        drawn(await answer.text());
        good = Date.now();
      }
    } catch {
      // No line, or nobody answers: what is shown stays, and its age says so.
    } finally {
      asking = false;
      tell();
    }
  }

  setInterval(ask, EVERY_MS);
  setInterval(tell, 1000);
  addEventListener("online", ask);
  tell();
  return { wake };
}
