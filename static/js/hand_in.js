/* Sends photos as they are chosen: made smaller first, in pieces with progress, and on from where
   the line broke. Without it the form sends them as they are. */

import { back, isAway, isOut, renewed } from "./answers.js";
import { Pieces, post } from "./pieces_out.js";
import { shrunk } from "./shrink.js";
import "./typed.js"; // The form with the note comes with the first photo.

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60_000;
const MOST_FAULTS = 5;
const LACKS_PIECES = 409; // The academy has less of a file than was sent.
const form = document.querySelector("[data-hand-in]");
const draft = document.querySelector("[data-draft]");
const refused = document.querySelector("[data-refused]");

if (form) {
  const list = form.querySelector("[data-sending]");
  withoutButtons();
  // The places of pairs stand in the draft, which is drawn anew after each photo.
  document.addEventListener("change", async ({ target }) => {
    if (!target.matches("[data-hand-in] input[type=file], [data-draft] input[type=file]")) return;
    const files = [...target.files];
    const name = target.name;
    refused.replaceChildren();
    target.value = "";
    for (const file of files) await add(file, name, list);
  });
}

function withoutButtons() {
  for (const button of document.querySelectorAll("[data-without-script]")) button.hidden = true;
}

function line(file, list) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  const bar = document.createElement("progress");
  bar.max = 1;
  item.append(words, bar);
  list.append(item);
  const tell = (sent, size) => (bar.value = sent / size);
  return { item, bar, tell, say: (text) => (words.textContent = `${file.name}: ${text}`) };
}

async function add(file, name, list) {
  const shown = line(file, list);
  shown.say(form.dataset.wordsShrinking);
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("client_id", crypto.randomUUID?.() ?? "");
  body.set("happened_at", new Date().toISOString());
  for (const tick of form.querySelectorAll("[data-keeps-files] :checked")) body.append("keep", tick.value);
  const small = await shrunk(file);
  const pieces = await inPieces(small, file.name);
  if (pieces) {
    const sent = { sent: pieces.name, size: small.size, filename: file.name, place: name };
    for (const [field, value] of Object.entries(sent)) body.set(field, value);
  } else body.set(name, small, file.name);
  shown.say(await delivered(body, pieces, shown));
  shown.bar.remove();
}

/* The pieces of a file that is larger than one; null for others, and for what cannot be read. */
async function inPieces(file, name) {
  if (file.size <= Number(form.dataset.piece)) return null;
  return Pieces.of(file, name, form).catch(() => null);
}

/* Send it until the academy has it, however often the line breaks or the academy is away, and
   drop its line; or return the words for why it will not be taken. */
async function delivered(body, pieces, shown) {
  let faults = 0;
  let pause = FIRST_PAUSE;
  for (;;) {
    shown.say(form.dataset.wordsSending);
    const isLast = !pieces || pieces.isWhole;
    const answer = await (isLast
      ? post(form.action, body, { "X-Part": "draft" }, shown.tell)
      : pieces.next(body.get("csrfmiddlewaretoken"), shown.tell));
    if (isOut(answer)) {
      shown.say(form.dataset.wordsSignedOut);
      body.set("csrfmiddlewaretoken", await signedIn());
      continue;
    }
    // What is refused stands in the part, and comes with a piece already.
    if (answer.status === 422 || (isLast && answer.status === 200)) {
      show(answer.part);
      return shown.item.remove();
    }
    if (answer.status === 200) {
      pause = FIRST_PAUSE;
      continue;
    }
    const lacksPieces = pieces && answer.status === LACKS_PIECES;
    if (lacksPieces) pieces.forget();
    // A line that broke has no answer; an academy that is away says so: neither is a fault.
    if (answer.status && !isAway(answer)) {
      faults += 1;
      /* Each try is paid for: what the academy cannot take five times, it will not take. */
      const isRefused = answer.status < 500 && !lacksPieces;
      if (isRefused || faults === MOST_FAULTS) return form.dataset.wordsGivenUp;
    }
    shown.say(form.dataset.wordsFailed);
    await back(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

/* What was typed stays, and so does what was said about the files before this one. */
function show(part) {
  const note = draft.querySelector("textarea")?.value;
  draft.innerHTML = part;
  withoutButtons();
  // What was ticked is in the draft now.
  if (draft.querySelector("form")) form.querySelector("[data-keeps-files]")?.remove();
  refused.append(...draft.querySelectorAll(":scope > .alert"));
  const field = draft.querySelector("textarea");
  if (field && note) field.value = note;
}

/* The token of a new sign-in of the same person, looked for whenever somebody comes back. */
async function signedIn() {
  for (;;) {
    await back();
    const token = await renewed(new URL("..", form.action)).catch(() => "");
    if (token) return token;
  }
}
