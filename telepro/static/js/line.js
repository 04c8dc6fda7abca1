// The desk's own line: joins the softphone to the state, the page and the server.
import { createHearing } from "./hearing.js";
import { createLosses } from "./losses.js";
import { createSoftphone } from "./softphone.js";
import { viewOf } from "./state.js";

/** network is {send, beacon, read, refresh}; state() gives the desk's state, dispatch(event) changes it. */
export function createLine({ data, network, page, state, dispatch }) {
  const { words, urls } = data;
  const hearing = createHearing({ changed: (what) => dispatch({ type: "hearing", what }) });
  const losses = createLosses({
    send: (body) => network.send(urls.line, body),
    last: (body) => network.beacon(urls.line, body),
  });
  const softphone = createSoftphone({
    ticket: () => network.read(urls.softphone),
    told: (event) => (event.volume ? loud(event.volume) : follow(event)),
  });

  function loud({ mine, theirs }) {
    page.drawLevels(mine, theirs);
    hearing.level(mine, viewOf(state()) === "connected");
  }

  function follow({ status, together, heard, why, trouble, leg, reason }) {
    const was = state().line;
    if (status !== was) dispatch({ type: "line", status });
    if (status === "lost") losses.lost(leg, reason);
    if (status === "open" && was !== "open") losses.flush();
    if (why || trouble) dispatch({ type: "problems", problems: [words.lineTroubles[trouble] ?? none(why)] });
    if (heard !== undefined) page.hear(heard);
    if (together === false) page.hear("");
    if (together !== undefined || (status === "open" && was !== "open")) network.refresh();
  }

  const none = (found) => ({ place: "line", found, expected: words.lineExpected, fix: words.lineFix });

  addEventListener("pagehide", () => losses.closing(softphone.leg()));

  // An ordinary telephone is the line: what the server knows of it is all there is to know.
  let phone = false;

  return {
    open: () => (phone ? network.refresh() : softphone.open()),
    close: softphone.close,
    digits: softphone.digits,
    byPhone() {
      phone = true;
      softphone.close();
      dispatch({ type: "line", status: "opening" });
      network.refresh();
    },
    seen(ready) {
      const status = ready ? "open" : "opening";
      if (phone && state().line !== status) dispatch({ type: "line", status });
    },
    mute(on) {
      softphone.mute(on);
      hearing.mute(on);
    },
  };
}
