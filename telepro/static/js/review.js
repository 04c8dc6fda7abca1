// A comment at the second that is heard: by its button, or by C while the player or a mark has the focus.
// To add one loads the page anew: where the sound stood and what was scored meanwhile are found again.
const player = document.getElementById("player");
const here = document.getElementById("here");
const second = document.getElementById("second");

/** A second as a comment's field takes it. */
export function clockOf(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function comment() {
  second.value = clockOf(player.currentTime);
  document.getElementById("text").focus();
}

if (here) {
  here.addEventListener("click", comment);
  document.getElementById("hearing").addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "c" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    comment();
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-rate]");
  if (!button) return;
  player.playbackRate = Number(button.dataset.rate);
  for (const other of document.querySelectorAll("[data-rate]")) other.setAttribute("aria-pressed", String(other === button));
});

const scoring = document.querySelector("[data-scoring]");
const place = `review ${location.pathname}`;

function remember() {
  const scored = scoring ? [...new FormData(scoring)].filter(([name]) => name !== "csrf_token") : [];
  sessionStorage.setItem(place, JSON.stringify({ scored, heard: player?.currentTime ?? 0 }));
}

function recall() {
  const { scored, heard } = JSON.parse(sessionStorage.getItem(place) ?? "{}");
  sessionStorage.removeItem(place);
  if (player && heard) player.currentTime = heard;
  for (const [name, value] of scored ?? []) {
    for (const field of scoring?.querySelectorAll(`[name="${CSS.escape(name)}"]`) ?? []) {
      if (field.type === "radio") field.checked = field.value === value;
      else field.value = value;
    }
  }
}

document.addEventListener("submit", (event) => {
  if (event.target !== scoring) remember();
});
recall();
