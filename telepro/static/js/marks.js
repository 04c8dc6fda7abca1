// Jumps to what happened in a recorded call.
const player = document.getElementById("player");

document.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-at]");
  if (!mark || !player) return;
  player.currentTime = Number(mark.dataset.at);
  player.play();
});
