// Who else is on the line, and what may be asked of them: one line each, drawn anew when something changed.
const byId = (id) => document.getElementById(id);

/** words.others holds {listen, whisper, join, asked, ringing, joined, handOver, letGo}; each may hold {name}. */
export function drawOthers({ others, call }, words, view) {
  drawHold(call, words);
  drawRecording(call, words.others);
  const place = byId("others");
  const drawn = JSON.stringify([others, view === "connected"]);
  if (place.dataset.drawn === drawn) return;
  place.dataset.drawn = drawn;
  place.hidden = others.length === 0;
  place.replaceChildren(...others.map((other) => line(other, words.others, view === "connected")));
}

/** The sign that a call is recorded, and what stops it. */
function drawRecording(call, words) {
  const sign = byId("recording");
  const button = byId("pause-recording");
  sign.hidden = button.hidden = !call?.recordedFor;
  if (sign.hidden) return;
  const said = call.recordingPaused ? words.recordingPaused : words.recording.replace("{purpose}", words.purposes[call.recordedFor] ?? call.recordedFor);
  if (sign.textContent !== said) sign.textContent = said;
  sign.classList.toggle("on", !call.recordingPaused);
  const label = call.recordingPaused ? words.goOnRecording : words.pauseRecording;
  if (button.textContent !== label) button.textContent = label;
}

function drawHold(call, words) {
  const button = document.querySelector("[data-do=hold]");
  const held = Boolean(call?.heldSince);
  const label = held ? words.others.resume : words.others.hold;
  if (button.textContent !== label) button.textContent = label;
}

function line(other, words, talking) {
  const item = document.createElement("li");
  const said = words[other.kind === "listener" ? other.mode : other.state] ?? "";
  item.append(Object.assign(document.createElement("span"), { textContent: said.replace("{name}", other.name) }));
  item.className = `status ${other.state === "joined" ? "on" : "waiting"}`;
  if (other.kind !== "colleague" || !talking) return item;
  if (other.state === "joined") item.append(button("hand-over", words.handOver));
  item.append(button("let-go", words.letGo));
  return item;
}

function button(command, label) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button little";
  made.dataset.do = command;
  made.textContent = label;
  return made;
}
