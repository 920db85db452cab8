/* Counts the time of an attempt down and hands it in when it is over. It runs by the seconds
   that the server said are left, not by the clock of the device. */

const place = document.querySelector("[data-time-left]");
const form = place.closest("form");
/* performance.now() may stand still while a phone sleeps, and the clock of the device may be set
   meanwhile: where the two go apart, only the server knows what is left, and is asked. */
const APART = 2000;
const PAUSE = 10_000;
const apart = () => Date.now() - performance.now();
let ends = 0;
let began = 0;
let askedAt = 0;
let timer = 0;
let isOver = false;

/* Spoken out rarely: a reader of screens is not told every second. */
const SAID_AT = new Set([300, 60]);

function count(seconds) {
  ends = performance.now() + seconds * 1000;
  began = apart();
}

function show() {
  if (isOver) return;
  if (Math.abs(apart() - began) > APART) ask();
  const left = Math.max(0, Math.round((ends - performance.now()) / 1000));
  const minutes = Math.floor(left / 60);
  const seconds = String(left % 60).padStart(2, "0");
  place.textContent = place.dataset.wordsLeft.replace("MM:SS", `${minutes}:${seconds}`);
  place.parentElement.classList.toggle("is-short", left <= 60);
  place.setAttribute("role", SAID_AT.has(left) ? "status" : "timer");
  if (left === 0) over();
}

/* The page of an attempt says what is left; one whose time is over says nothing. Without a
   connection it is asked again. */
async function ask() {
  if (Date.now() - askedAt < PAUSE && Date.now() >= askedAt) return;
  askedAt = Date.now();
  try {
    const answer = await fetch(location.href, { redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // A network that wants money or a sign-in answers with a page of its own.
    if (!page.querySelector("[data-quiz]")) return;
    count(Number(page.querySelector("[data-time-left]")?.dataset.timeLeft ?? 0));
    show();
  } catch {
    // Asked again in a while.
  }
}

function over() {
  isOver = true;
  clearInterval(timer);
  place.textContent = place.dataset.wordsOver;
  if (!form.elements.confirmed) {
    const sure = document.createElement("input");
    Object.assign(sure, { type: "hidden", name: "confirmed", value: "1" });
    form.append(sure);
  }
  if (navigator.onLine) form.requestSubmit();
  else window.addEventListener("online", () => form.requestSubmit(), { once: true });
}

count(Number(place.dataset.timeLeft));
document.addEventListener("visibilitychange", show);
timer = setInterval(show, 1000);
show();
