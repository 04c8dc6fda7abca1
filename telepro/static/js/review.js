// A comment at the second that is heard: by its button, or by C while the player or a mark has the focus.
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
