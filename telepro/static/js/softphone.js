// One interface over two softphones: open(), mute(on), close(); it tells of "opening", "open", "lost", "unavailable".
const WAITS = [1000, 2000, 5000, 10_000];

/** ticket() resolves to {adapter, token, base_url, why}; told(event) hears {status, why?, others?}. */
export function createSoftphone({ ticket, told }) {
  let phone = null;
  let wanted = false;
  let fails = 0;
  let timer = null;

  async function open() {
    wanted = true;
    clearTimeout(timer);
    if (phone) return;
    told({ status: "opening" });
    try {
      const given = await ticket();
      const make = ADAPTERS[given.adapter];
      if (!make) {
        told({ status: "unavailable", why: given.why });
        return;
      }
      phone = make(given, hear);
    } catch {
      again();
    }
  }

  function hear(event) {
    if (event.status === "open") fails = 0;
    if (event.status === "lost") {
      phone = null;
      if (wanted) return again();
    }
    told(event);
  }

  function again() {
    phone = null;
    told({ status: "lost" });
    timer = setTimeout(open, WAITS[Math.min(fails, WAITS.length - 1)]);
    fails += 1;
  }

  function close() {
    wanted = false;
    clearTimeout(timer);
    phone?.close();
    phone = null;
  }

  return { open, close, mute: (on) => phone?.mute(on) };
}

// The local Twilio's softphone: a stream is the leg; closing it hangs up. No voice travels, so what
// the simulated person says is asked for in words.
function simulated({ base_url: base, token }, hear) {
  const stream = new EventSource(`${base}/softphone/connect?token=${encodeURIComponent(token)}`);
  let sid = null;
  let other = null;
  const lost = () => {
    stream.close();
    hear({ status: "lost" });
  };
  stream.addEventListener("connected", (event) => {
    sid = JSON.parse(event.data).call_sid;
    hear({ status: "opening" });
  });
  stream.addEventListener("conference", async (event) => {
    const { participants } = JSON.parse(event.data);
    const found = participants.find(({ call_sid: theirs }) => theirs !== sid)?.call_sid ?? null;
    const arrived = found && found !== other;
    other = found;
    hear({ status: "open", together: Boolean(found) });
    if (arrived) hear({ status: "open", together: true, heard: await words(base, found) });
  });
  stream.addEventListener("ended", lost);
  stream.addEventListener("error", lost);
  return {
    close: () => stream.close(),
    mute: (on) => {
      if (!sid) return;
      const form = new URLSearchParams({ muted: String(on) });
      fetch(`${base}/softphone/${sid}/mute`, { method: "POST", body: form }).catch(lost);
    },
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

// `twilio` joins this table together with the carrier's own file; until then the server's `why` is shown.
const ADAPTERS = { simulated };
