/* The code of a session on a screen: counts its seconds down, fetches the next one, and hides a
   code that counts no more while the line is dead. By the seconds that the server said are left,
   not by the clock of the device. */

const place = document.querySelector("[data-code-screen]");
const lost = document.querySelector("[data-code-lost]");
/* A code is accepted for as long again as it is shown. */
const STEP = 30_000;
let ends = 0;
let isAsking = false;

function begin() {
  const seconds = Number(place.querySelector("[data-seconds]").dataset.seconds);
  ends = performance.now() + seconds * 1000;
}

async function ask() {
  if (isAsking) return;
  isAsking = true;
  try {
    const answer = await fetch(location.href, { headers: { "HX-Request": "true" }, redirect: "error" });
    const text = answer.ok ? await answer.text() : "";
    // A network that wants money or a sign-in answers with a page of its own.
    if (text.includes("data-seconds")) {
      place.innerHTML = text;
      place.hidden = false;
      lost.hidden = true;
      begin();
    } else if (answer.status < 500) {
      location.reload();
    }
  } catch {
    // Asked again in a moment.
  }
  isAsking = false;
}

function show() {
  const left = ends - performance.now();
  const shown = place.querySelector("[data-seconds-left]");
  if (shown) shown.textContent = Math.max(0, Math.ceil(left / 1000));
  if (left <= 0) ask();
  if (left < -STEP) {
    place.hidden = true;
    lost.hidden = false;
  }
}

/* A phone that shows the code stays bright, where it can be asked to. */
function stayBright() {
  if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
}

begin();
stayBright();
document.addEventListener("visibilitychange", stayBright);
setInterval(show, 1000);
