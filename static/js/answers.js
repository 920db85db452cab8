/* What the academy's answers mean to a script that sends something, and the way on after a new
   sign-in in another tab. */

/* Whether an answer is one to somebody who is not signed in, or whose token is an old one. */
export function isOut(answer) {
  const isLedAway = answer.redirected || answer.type === "opaqueredirect";
  return isLedAway || answer.status === 401 || answer.status === 403;
}

/* Whether it may be the token alone: where nobody is signed in, most browsers are told so. */
export const isTokenOld = (answer) => isOut(answer) && answer.status !== 401;

/* Whether the academy, or what it needs, is away: the same request is right a while later. */
export const isAway = (answer) => [429, 502, 503, 504].includes(answer.status);

const MOST_FAULTS = 5;

/* Whether the same request is sent by itself once more. What the academy has no room or no hands
   for is asked again, what it fails at a few times, and what it refuses is not: each try is
   paid for. One for each thing that is sent. */
export class Patience {
  faults = 0; // in a row, of the academy itself

  isOver(answer) {
    if (answer.ok || isAway(answer)) return false;
    if (answer.status >= 500) this.faults += 1;
    if (answer.status >= 500 && this.faults < MOST_FAULTS) return false;
    this.faults = 0;
    return true;
  }
}

/* Whose page it is; "" where nobody is signed in, or it does not say. */
const ownerOf = (page) => page.querySelector("[data-who]")?.dataset.who ?? "";

/* A sign-in in another tab has given out a new token: take it from the page (`address`) as it is
   now, put it into every form here, and return it. "" as long as nobody has signed in, or
   somebody else has: a handset has several owners, and what is here is of one of them. */
export async function renewed(address = location.href) {
  const answer = await fetch(address);
  if (answer.status === 401 || answer.status === 403) return "";
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (!token || !ownerOf(page) || ownerOf(page) !== ownerOf(document)) return "";
  for (const one of document.getElementsByName("csrfmiddlewaretoken")) one.value = token;
  return token;
}

/* Call `act` when the line is back, or somebody comes back to this page from another. */
export function whenBack(act, options) {
  window.addEventListener("online", act, options);
  window.addEventListener("focus", act, options);
  document.addEventListener("visibilitychange", () => document.hidden || act(), options);
}

/* Wait for that, or so many milliseconds where they are given. */
export function back(longest) {
  return new Promise((resolve) => {
    const over = new AbortController();
    const go = () => {
      over.abort();
      resolve();
    };
    whenBack(go, { signal: over.signal });
    if (longest) setTimeout(go, longest);
  });
}
