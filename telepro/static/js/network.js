// Speaks to the server: sends with the page's token, fetches the desk one request at a time.

/**
 * token: the page's CSRF token; enter() resolves to another one once whoever was signed out is back. dispatch(event) tells
 * the desk; trouble is the problem to show when nothing better is known.
 */
export function createNetwork({ token, enter, dispatch, trouble, urls, known, take }) {
  let changes = 0;
  let asking = null;
  let next = null;
  let entering = null;

  async function signedIn() {
    entering ??= enter().finally(() => { entering = null; });
    token = await entering;
  }

  /** POST json; resolves to {ok, status, body}, rejects without a network. Whoever was signed out is waited for, once. */
  async function send(url, body = {}, tries = 1) {
    changes += 1;
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token },
        body: JSON.stringify(body),
      });
      if (answer.status === 401 && tries > 0) {
        await signedIn();
        return await send(url, body, tries - 1);
      }
      return { ok: answer.ok, status: answer.status, body: await answer.json().catch(() => ({})) };
    } finally {
      changes += 1;
    }
  }

  /** Send something that is not worth keeping when the network is down; its problems are shown. */
  async function tell(url, body) {
    try {
      const answer = await send(url, body);
      if (!answer.ok) dispatch({ type: "problems", problems: answer.body.problems ?? [trouble] });
      return answer;
    } catch {
      dispatch({ type: "network", online: false });
      return { ok: false };
    }
  }

  /** Send a last word as the page closes; nobody waits for an answer. */
  function beacon(url, body) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
    fetch(url, { method: "POST", headers, body: JSON.stringify(body), keepalive: true }).catch(() => {});
  }

  /** Fetch the desk. What changed while an older question was on its way is asked for after it. */
  function refresh() {
    if (asking) return (next ??= asking.then(() => { next = null; return refresh(); }));
    asking = fetchDesk().finally(() => { asking = null; });
    return asking;
  }

  async function fetchDesk() {
    for (let tries = 0; tries < 5; tries += 1) {
      const before = changes;
      try {
        const answer = await fetch(`${urls.state}?${new URLSearchParams({ with: "html", ...known() })}`, { headers: { Accept: "application/json" } });
        if (answer.status === 401) {
          await signedIn();
          continue;
        }
        if (!answer.ok) return undefined;
        const desk = await answer.json();
        if (before === changes) return take(desk);
      } catch {
        return dispatch({ type: "network", online: false });
      }
    }
    return undefined;
  }

  /** What the server gives a page to read, or a rejection. */
  async function read(url) {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  return { send, tell, beacon, refresh, read };
}
