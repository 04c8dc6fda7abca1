// One interface over two softphones: open(), close(), mute(on), digits(text), leg(); it tells of "opening",
// "open", "weak", "reconnecting", "lost" and "unavailable", and of volumes where voices travel.
const WAITS = [1000, 2000, 5000, 10_000];
// Labels of legs that are not the person called: a teleprospector's, a manager's, a colleague's.
const OURS = /^(session|listener|colleague)_/;

/**
 * ticket() resolves to {adapter, token, base_url, edges, why}; told(event) hears {status, ...} or {volume}.
 * A status may come with: why (words) or trouble (a code) of "unavailable"; leg and reason of "lost";
 * together and heard of "open".
 */
export function createSoftphone({ ticket, told }) {
  let phone = null;
  let wanted = false;
  let asking = false;
  let fails = 0;
  let timer = null;

  async function open() {
    wanted = true;
    clearTimeout(timer);
    if (phone || asking) return;
    asking = true;
    told({ status: "opening" });
    try {
      const given = await ticket();
      const make = await ADAPTERS[given.adapter]?.();
      if (!make) told({ status: "unavailable", why: given.why });
      else if (wanted) phone = make(given, hear, ticket);
    } catch {
      again();
    } finally {
      asking = false;
    }
  }

  function hear(event) {
    if (event.status === "open") fails = 0;
    if (event.status === "unavailable") phone = null;
    if (event.status === "lost") {
      phone = null;
      if (wanted) return again(event);
    }
    told(event);
  }

  function again(event = {}) {
    phone = null;
    told({ ...event, status: "lost" });
    timer = setTimeout(open, WAITS[Math.min(fails, WAITS.length - 1)]);
    fails += 1;
  }

  function close() {
    wanted = false;
    clearTimeout(timer);
    phone?.close();
    phone = null;
  }

  return {
    open,
    close,
    mute: (on) => phone?.mute(on),
    digits: (text) => phone?.digits(text),
    leg: () => phone?.leg() ?? null,
  };
}

// The local Twilio's softphone: a stream is the leg; closing it hangs up. No voice travels, so what
// the simulated person says is asked for in words.
function simulated({ base_url: base, token }, hear) {
  const stream = new EventSource(`${base}/softphone/connect?token=${encodeURIComponent(token)}`);
  let sid = null;
  let other = null;
  const lost = (reason) => {
    stream.close();
    hear({ status: "lost", leg: sid, reason });
  };
  stream.addEventListener("connected", (event) => {
    sid = JSON.parse(event.data).call_sid;
    hear({ status: "opening" });
  });
  stream.addEventListener("conference", async (event) => {
    const { participants } = JSON.parse(event.data);
    const found = participants.find(({ call_sid: theirs, label }) => theirs !== sid && !OURS.test(label))?.call_sid ?? null;
    const arrived = found && found !== other;
    other = found;
    hear({ status: "open", together: Boolean(found) });
    if (arrived) hear({ status: "open", together: true, heard: await words(base, found) });
  });
  stream.addEventListener("ended", () => lost("line_hung_up"));
  stream.addEventListener("error", () => lost("network_lost"));
  const post = (what, form) => {
    if (!sid) return;
    const body = new URLSearchParams(form);
    fetch(`${base}/softphone/${sid}/${what}`, { method: "POST", body }).catch(() => lost("network_lost"));
  };
  return {
    close: () => stream.close(),
    mute: (on) => post("mute", { muted: String(on) }),
    digits: (text) => post("digits", { digits: text }),
    leg: () => sid,
  };
}

async function words(base, sid) {
  try {
    const answer = await fetch(`${base}/people/calls/${sid}`);
    return answer.ok ? (await answer.json()).text : "";
  } catch {
    return "";
  }
}

// The carrier's own is fetched by whoever needs it: it is larger than all the rest of the desk.
const ADAPTERS = {
  simulated: async () => simulated,
  practice: async () => (given, hear) => given.line(hear),
  twilio: async () => (await import("./softphone_twilio.js")).carried,
};
