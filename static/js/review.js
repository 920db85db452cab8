/* The review desk: saved comments go into the words, points make the suggested mark, and what
   is typed is kept on the server while one types. Every button keeps it too, without this. */
import { isOut, Patience, renewed, whenBack } from "./answers.js";
import { changedFields } from "./changed.js";
import { mark as markPhotos } from "./pins.js";
import { plain } from "./plain.js";
import { levelsByNumber, suggestMark } from "./rubric.js";

const form = document.getElementById("review");

if (form) {
  insertComments(form);
  suggestMark(form);
  levelsByNumber(form);
  markPhotos(form);
  keepDraft(form);
  goOnByEnter(form);
  letGo(form);
}

if (matchMedia("(min-width: 64rem)").matches) {
  for (const one of document.querySelectorAll("[data-opens-wide]")) one.open = true;
}

/* A saved comment goes where one wrote last: to a mark on a photo, or into the words. */
function insertComments(form) {
  let words = form.elements.feedback;
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea[name=feedback], [data-pin-text]")) words = event.target;
  });
  const insert = (text) => {
    if (!words.isConnected || words.closest("[hidden]")) words = form.elements.feedback;
    words.value = [words.value.trim(), text].filter(Boolean).join(" ");
    words.focus();
    words.dispatchEvent(new Event("input", { bubbles: true }));
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (button) insert(button.dataset.insert);
  });
  const find = form.querySelector("[data-find-comment]");
  if (!find) return;
  const found = [...form.querySelectorAll("[data-insert]")];
  find.hidden = false;
  find.addEventListener("input", () => {
    const asked = plain(find.value);
    for (const one of found) one.closest("li").hidden = !plain(one.dataset.insert).includes(asked);
  });
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    const first = found.find((one) => !one.closest("li").hidden);
    if (first) insert(first.dataset.insert);
  });
}

/* Who opens the page has the hand-in in hand, who leaves it no longer. Was another trainer
   faster, the page says so when it is loaded anew. */
function letGo(form) {
  const told = (then) => {
    const names = ["csrfmiddlewaretoken", "client_id"];
    const body = new URLSearchParams(names.map((name) => [name, form.elements[name].value]));
    body.set("then", then);
    return body;
  };
  const hold = () =>
    fetch(location.href, { method: "POST", body: told("hold") }).then(
      (answer) => answer.status === 409 && location.reload(),
      () => {}, // Without a connection: what is typed takes it later.
    );
  window.addEventListener("pagehide", () => navigator.sendBeacon(location.href, told("leave")));
  window.addEventListener("pageshow", hold);
}

/* Enter leads to the next field and decides nothing; with Ctrl it accepts. */
function goOnByEnter(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      if (!event.repeat) document.querySelector('[form="review"][value="accepted"]').click();
      return;
    }
    if (!event.target.matches("input")) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("input:not([type=hidden]), textarea")];
    const after = fields.slice(fields.indexOf(event.target) + 1);
    // Levels of a criterion are one field.
    after.find((field) => field.name !== event.target.name)?.focus();
  });
}

/* The academy does not take it; it is sent again when something is typed, or somebody is back. */
class GivenUp extends Error {}

function keepDraft(form) {
  const PAUSE = 400;
  const AGAIN = 10_000;
  const edit = form.elements.edit;
  const patience = new Patience();
  let timer = 0;
  let isWaiting = false; // something is typed that no request carries yet
  let underWay = 0; // requests that nobody has answered yet
  let hasEnded = false; // the sign-in
  let isSent = false; // a button sends everything itself
  const say = (text) => {
    form.querySelector("[data-draft-state]").textContent = text;
  };
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(keep, pause);
  };

  const typed = () => {
    edit.value = Number(edit.value) + 1;
    isWaiting = true;
    later(PAUSE);
  };

  form.addEventListener("input", typed);
  form.addEventListener("submit", () => {
    isSent = true;
    clearTimeout(timer);
  });
  whenBack(() => isWaiting && later(0));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isSent = false;
  });
  // Closed, or another page: the last words go along, and while they are on their way it asks.
  const last = () => isWaiting && !isSent && keep();
  window.addEventListener("beforeunload", (event) => {
    last();
    if (!isSent && (isWaiting || underWay)) event.preventDefault();
  });
  window.addEventListener("pagehide", last);
  document.addEventListener("visibilitychange", () => document.hidden && last());

  async function keep() {
    // One at a time while the page stays, so that words arrive in the order of typing.
    if (isSent || (underWay && !document.hidden)) return;
    let pause = PAUSE;
    isWaiting = false;
    underWay += 1;
    try {
      // On the way out there is no time to ask whether somebody has signed in again.
      if (hasEnded && !document.hidden) await renewed();
      const body = new URLSearchParams(new FormData(form));
      const headers = { "X-Part": "draft" };
      await taken(await fetch(location.href, { method: "POST", body, headers, keepalive: true }));
    } catch (error) {
      isWaiting = true;
      pause = error instanceof GivenUp ? 0 : AGAIN;
      say(pause ? form.dataset.draftFailed : form.dataset.draftGivenUp);
    }
    underWay -= 1;
    if (isWaiting && !hasEnded && pause) later(pause);
  }

  if (changedFields(form).length) typed();

  async function taken(answer) {
    if (isOut(answer)) {
      // No script can sign in again; the button's own request keeps everything meanwhile.
      isWaiting = hasEnded = true;
      return say(form.dataset.draftEnded);
    }
    hasEnded = false;
    if (!answer.ok && answer.status !== 409) {
      throw patience.isOver(answer) ? new GivenUp() : new Error(String(answer.status));
    }
    const part = document.createElement("template");
    part.innerHTML = await answer.text();
    if (answer.ok) form.querySelector("#draft").replaceWith(part.content);
    // Of a clash only the sentence: what this page showed stays as it is until both are read.
    else say(part.content.querySelector("[data-draft-state]").textContent.trim());
  }
}
