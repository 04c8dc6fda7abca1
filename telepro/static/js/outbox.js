// What a person recorded, kept in this browser until the server says it has it; each with its own key.
const LATER = [401, 429]; // nobody is signed in, or too much at once: that says nothing of the result
const WAITS = [500, 1000, 2000, 5000, 10_000, 20_000];

/**
 * storage: like localStorage. send(item) resolves to {ok, status, body}; it rejects without a network.
 * told({count, sent, refused, online}) hears of every change; soon(act) says when what was put is sent.
 */
export function createOutbox({ storage, name, send, told, wait = setTimeout, soon = (act) => act() }) {
  let busy = null;
  let fails = 0;
  let timer = null;

  const read = () => JSON.parse(storage.getItem(name) ?? "[]");
  const write = (items) => {
    if (items.length) storage.setItem(name, JSON.stringify(items));
    else storage.removeItem(name);
  };

  /** Keep an item {key, url, body, …} and start sending. */
  function put(item) {
    write([...read(), item]);
    told({ count: read().length });
    return soon(flush);
  }

  /** Send everything in order; resolves when nothing is left or the network failed. */
  function flush() {
    clearTimeout(timer);
    busy ??= drain().finally(() => { busy = null; });
    return busy;
  }

  async function drain() {
    for (let item = read()[0]; item; item = read()[0]) {
      let answer;
      try {
        answer = await send(item);
      } catch {
        return retry(false);
      }
      if (!answer.ok && (answer.status >= 500 || LATER.includes(answer.status))) return retry(true);
      write(read().filter((kept) => kept.key !== item.key));
      fails = 0;
      told({ count: read().length, online: true, ...(answer.ok ? { sent: { item, body: answer.body } } : { refused: { item, answer } }) });
    }
  }

  function retry(online) {
    const delay = WAITS[Math.min(fails, WAITS.length - 1)];
    fails += 1;
    timer = wait(flush, delay);
    told({ count: read().length, online });
  }

  return { put, flush, count: () => read().length, items: read };
}
