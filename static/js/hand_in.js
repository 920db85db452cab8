/* Sends photos as they are chosen: made smaller first, with progress, again after a lost
   connection. Without it the form sends them as they are. */

import { shrunk } from "./shrink.js";

const MOST_FAULTS = 5;
const form = document.querySelector("[data-hand-in]");
const draft = document.querySelector("[data-draft]");
const refused = document.querySelector("[data-refused]");

if (form) {
  const input = form.elements.files;
  const list = form.querySelector("[data-sending]");
  form.querySelector("[data-without-script]").hidden = true;
  input.addEventListener("change", async () => {
    const files = [...input.files];
    refused.replaceChildren();
    input.value = "";
    for (const file of files) await add(file, list);
  });
}

function line(file, list) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  const bar = document.createElement("progress");
  bar.max = 1;
  item.append(words, bar);
  list.append(item);
  return { item, bar, say: (text) => (words.textContent = `${file.name}: ${text}`) };
}

async function add(file, list) {
  const shown = line(file, list);
  shown.say(form.dataset.wordsShrinking);
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("client_id", crypto.randomUUID?.() ?? "");
  body.set("happened_at", new Date().toISOString());
  for (const tick of form.querySelectorAll("[data-keeps-files] :checked")) body.append("keep", tick.value);
  body.set("files", await shrunk(file), file.name);
  let faults = 0;
  for (let pause = 2000; ; pause = Math.min(pause * 2, 30000)) {
    shown.say(form.dataset.wordsSending);
    try {
      show(await post(body, shown.bar));
      shown.item.remove();
      return;
    } catch (error) {
      /* Each try is paid for: what the academy cannot take five times, it will not take. */
      if (error.fault && ++faults === MOST_FAULTS) {
        error.message = form.dataset.wordsGivenUp;
        error.final = true;
      }
      if (error.final) {
        shown.say(error.message);
        shown.bar.remove();
        return;
      }
      shown.say(form.dataset.wordsFailed);
      await connection(pause);
    }
  }
}

/* What was typed stays, and so does what was said about the files before this one. */
function show(part) {
  const note = draft.querySelector("textarea")?.value;
  draft.innerHTML = part;
  // What was ticked is in the draft now.
  if (draft.querySelector("form")) form.querySelector("[data-keeps-files]")?.remove();
  refused.append(...draft.querySelectorAll(":scope > .alert"));
  const field = draft.querySelector("textarea");
  if (field && note) field.value = note;
}

function connection(pause) {
  return new Promise((resolve) => {
    setTimeout(resolve, pause);
    window.addEventListener("online", resolve, { once: true });
  });
}

/* fetch() tells nothing about what has been sent; this request does. */
function post(body, bar) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Part", "draft");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("error", () => reject(new Error()));
    request.addEventListener("load", () => {
      const answered = new URL(request.responseURL).pathname === new URL(form.action).pathname;
      if (answered && request.status === 200) resolve(request.responseText);
      else if (request.status >= 500) reject(Object.assign(new Error(), { fault: true }));
      else reject(Object.assign(new Error(form.dataset.wordsSignedOut), { final: true }));
    });
    request.send(body);
  });
}
