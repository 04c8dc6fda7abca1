// Keeps a wallboard fresh, and says how old what it shows is: a wall that lies is worse than a dark one.
const EVERY_MS = 5000;
const PATIENCE_MS = 8000;
const STALE_S = 20;

const wall = document.querySelector("#wall");
const stamp = document.querySelector("#stamp");
const words = stamp.dataset;
let good = Date.now();
let out = false;
let asking = false;

function age(seconds) {
  if (seconds < 120) return words.seconds.replace("{n}", seconds);
  return words.minutes.replace("{n}", Math.floor(seconds / 60));
}

function tell() {
  const seconds = Math.max(Math.round((Date.now() - good) / 1000), 0);
  const lost = seconds > STALE_S;
  document.body.classList.toggle("is-stale", lost || out);
  if (out) stamp.textContent = words.out;
  else if (lost) stamp.textContent = words.lost.replace("{n}", age(seconds));
  else stamp.textContent = words.ago.replace("{n}", seconds);
}

// A redirect is the way to the sign-in page; 403 and 404 say that the campaign is no longer ours to see.
const isOut = (answer) => answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status);

async function ask() {
  if (asking) return;
  asking = true;
  try {
    const limit = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(wall.dataset.source, { redirect: "manual", signal: limit });
    out = isOut(answer);
    if (answer.ok) {
      const part = document.createRange().createContextualFragment(await answer.text());
      wall.replaceChildren(part);
      good = Date.now();
    }
  } catch {
    // No line, or nobody answers: what is shown stays, and its age says so.
  } finally {
    asking = false;
    tell();
  }
}

setInterval(ask, EVERY_MS);
setInterval(tell, 1000);
addEventListener("online", ask);
tell();
