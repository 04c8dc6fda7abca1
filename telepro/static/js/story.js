// A lead's story: recordings at another speed, and F2 for what the page is first of all for.
document.addEventListener("click", (event) => {
  const speed = event.target.closest("[data-speed]");
  if (!speed) return;
  const hear = speed.closest(".hear");
  hear.querySelector("audio").playbackRate = Number(speed.dataset.speed);
  for (const each of hear.querySelectorAll("[data-speed]")) each.setAttribute("aria-pressed", String(each === speed));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "F2" || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  document.querySelector("[data-primary]")?.click();
});
