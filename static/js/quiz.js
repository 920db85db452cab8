/* Sends every answer as it is given. What could not be sent is sent again; the page says
   which answers are saved. Without it the form's buttons do the same. */

import { isOut, isTokenOld, Patience, renewed, whenBack } from "./answers.js";
import { changedFields } from "./changed.js";

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000; // each try is paid for

const form = document.querySelector("[data-quiz]");
const address = new URL(form.dataset.quiz, document.baseURI).href;
const patience = new Patience();
const waiting = new Map(); // question → when it was changed
let pause = FIRST_PAUSE;
let timer = 0;
let running = null;

/* Something was not saved, for which the form has words. Where nothing is left to wait for,
   `isFinal`: it is sent again with the next answer, or when somebody comes back. */
class Unsaved extends Error {
  constructor(words, { isFinal = false } = {}) {
    super(form.dataset[words]);
    this.isFinal = isFinal;
  }
}

form.querySelector("[data-without-script]").hidden = true;
form.querySelector("[data-without-script-note]").hidden = true;
form.querySelector("[data-with-script-note]").hidden = false;

const questionOf = (element) => element.closest("[data-question]");

function given(question) {
  const position = question.dataset.question;
  const values = new FormData(form).getAll(`q-${position}`).map((value) => value.trim());
  return values.filter(Boolean);
}

/* The same text as the server makes of an answer it keeps. */
const canonical = (values) => [...values].sort().join(" ");

function say(question, words, unsaved = false) {
  const place = question.querySelector("[data-saved]");
  if (place.textContent.trim() !== words) place.textContent = words;
  place.classList.toggle("is-unsaved", unsaved);
}

function changed({ target, type }) {
  const question = questionOf(target);
  if (!question) return;
  waiting.set(question, new Date().toISOString());
  say(question, form.dataset.wordsSaving);
  clearTimeout(timer);
  timer = setTimeout(flush, type === "input" ? 1200 : 0);
}

form.addEventListener("change", changed);
form.addEventListener("input", (event) => {
  if (event.target.matches("input:not([type=radio], [type=checkbox])")) changed(event);
});

function post(position, was, at, values) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set(`was-${position}`, was);
  body.set(`at-${position}`, at);
  for (const value of values) body.append(`q-${position}`, value);
  const headers = { Accept: "application/json" };
  return fetch(address, { method: "POST", body, headers, redirect: "manual" });
}

async function send(question, at) {
  const position = question.dataset.question;
  const kept = form.elements[`was-${position}`];
  const values = given(question);
  const again = () => post(position, kept.value, at, values);
  let response = await again();
  // Somebody has signed in again in another tab: once more, with the token of that.
  if (isTokenOld(response) && (await renewed())) response = await again();
  if (isOut(response)) throw new Unsaved("wordsSignedOut", { isFinal: true });
  const isSaid = response.ok || response.status === 409;
  if (!isSaid) refuse(response);
  const message = isSaid ? (await response.json()).message : form.dataset.wordsRefused;
  patience.faults = 0;
  if (waiting.get(question) === at) waiting.delete(question);
  if (response.ok) kept.value = canonical(values);
  say(question, message, !response.ok);
}

/* An answer that was not saved. What the academy does not take is said in its place, and the
   other answers are sent. */
function refuse(response) {
  if (!patience.isOver(response)) throw new Unsaved("wordsUnsaved");
  if (response.status >= 500) throw new Unsaved("wordsGivenUp", { isFinal: true });
}

/* One round at a time: an answer changed twice arrives in its order. */
function flush() {
  running ??= round().finally(() => {
    running = null;
  });
  return running;
}

async function round() {
  while (waiting.size) {
    const [question, at] = waiting.entries().next().value;
    try {
      await send(question, at);
      pause = FIRST_PAUSE;
    } catch (error) {
      // Any other fault is one of the line, or of what stands in for the academy on it.
      const words = error instanceof Unsaved ? error.message : form.dataset.wordsUnsaved;
      for (const one of waiting.keys()) say(one, words, true);
      clearTimeout(timer);
      if (!error.isFinal) timer = setTimeout(flush, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      return;
    }
  }
}

whenBack(() => {
  pause = FIRST_PAUSE;
  flush();
});
window.addEventListener("beforeunload", (event) => {
  if (waiting.size && !form.dataset.sent) event.preventDefault();
});

/* A hand-in without a connection would leave the page and what stands on it. */
form.addEventListener(
  "submit",
  (event) => {
    if (navigator.onLine) {
      for (const [question, at] of waiting) stamp(question, at);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    form.querySelector("[data-quiz-state]").textContent = form.dataset.wordsOffline;
  },
  true,
);

for (const field of changedFields(form)) changed({ target: field, type: "change" });

function stamp(question, at) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = `at-${question.dataset.question}`;
  input.value = at;
  question.append(input);
}
