/* Sends every answer as it is given. What could not be sent is sent again; the page says
   which answers are saved. Without it the form's buttons do the same. */

const form = document.querySelector("[data-quiz]");
const address = new URL(form.dataset.quiz, document.baseURI).href;
const waiting = new Map(); // question → when it was changed
let pause = 1000;
let timer = 0;
let running = null;

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

function changed(event) {
  const question = questionOf(event.target);
  if (!question) return;
  waiting.set(question, new Date().toISOString());
  say(question, form.dataset.wordsSaving);
  clearTimeout(timer);
  timer = setTimeout(flush, event.type === "input" ? 1200 : 0);
}

form.addEventListener("change", changed);
form.addEventListener("input", (event) => {
  if (event.target.matches("input:not([type=radio], [type=checkbox])")) changed(event);
});

async function send(question, at) {
  const position = question.dataset.question;
  const kept = form.elements[`was-${position}`];
  const values = given(question);
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set(`was-${position}`, kept.value);
  body.set(`at-${position}`, at);
  for (const value of values) body.append(`q-${position}`, value);
  const response = await fetch(address, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    redirect: "manual",
  });
  if (response.type === "opaqueredirect" || response.status === 403) {
    throw new Error(form.dataset.wordsSignedOut);
  }
  if (!response.ok && response.status !== 409) throw new Error(form.dataset.wordsUnsaved);
  const { message } = await response.json();
  if (waiting.get(question) === at) waiting.delete(question);
  if (response.ok) kept.value = canonical(values);
  say(question, message, !response.ok);
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
      pause = 1000;
    } catch (error) {
      const words = error instanceof TypeError ? form.dataset.wordsUnsaved : error.message;
      for (const one of waiting.keys()) say(one, words, true);
      clearTimeout(timer);
      timer = setTimeout(flush, pause);
      pause = Math.min(pause * 2, 30000);
      return;
    }
  }
}

window.addEventListener("online", () => {
  pause = 1000;
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

function stamp(question, at) {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = `at-${question.dataset.question}`;
  input.value = at;
  question.append(input);
}
