// A manager's lines at the foot of the desk: shown as they come, said once, and never during a call.
const BUSY = new Set(["dialing", "connected", "wrapup"]);
export const QUIET_MS = 1500; // what the desk itself says of a call comes first

/** root holds the line and its answers; say(text) speaks; tell(url, body) sends; isSeen() is whether anybody looks. */
export function createCoach({ root, words, url, say, tell, refresh, isSeen = () => document.visibilityState === "visible" }) {
  const said = new Set();
  let lines = [];
  let quietSince = null;

  function draw(coach) {
    lines = coach;
    const drawn = lines.map(({ id }) => id).join(" ");
    if (!root || root.dataset.drawn === drawn) return; // a practice has no manager
    root.dataset.drawn = drawn;
    root.hidden = lines.length === 0;
    const [first, ...others] = lines;
    write("by", first?.by ?? "");
    write("text", first?.text ?? "");
    write("more", others.length ? words.coachMore.replace("{n}", String(others.length)) : "");
  }

  function write(part, text) {
    root.querySelector(`[data-coach="${part}"]`).textContent = text;
  }

  /** Called twice a second: says the next line that nobody has heard, once it is quiet. */
  function tick(view, now) {
    if (BUSY.has(view)) {
      quietSince = null;
      return;
    }
    quietSince ??= now;
    if (now - quietSince < QUIET_MS || !isSeen()) return;
    const next = lines.find(({ id, read }) => !read && !said.has(id));
    if (!next) return;
    said.add(next.id);
    quietSince = now;
    say(words.coachSays.replace("{by}", next.by).replace("{text}", next.text));
    tell(`${url}/${next.id}/read`);
  }

  /** One press answers the line that is shown, which goes. */
  async function answer(reply) {
    const [first, ...others] = lines;
    if (!first) return;
    const sent = await tell(`${url}/${first.id}/answer`, { reply });
    if (!sent.ok) return;
    draw(others);
    refresh();
  }

  return { draw, tick, answer };
}
