/* A large file on its way: in pieces, straight to the storage, and on from where the line broke.
   The server alone knows how much has come. Chosen again after a reload, by the same person, a
   file is gone on with; a second tab goes on where the first one is. */

import { isAway, Patience, renewed } from "../answers.js";

const units = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
const megabytes = (bytes) => `${units.format(bytes / 1e6)} MB`;
const LONGEST_WAIT = 20000;
// So often in a row a bucket may not answer a browser; after that pieces go through the academy.
const DIRECT_FAULTS = 2;

class Refused extends Error {}
class Ended extends Error {}
/* The academy answers, and cannot take anything now: its message is the heading of its page. */
class Away extends Error {}
/* The academy itself fails at it. */
class Failed extends Error {}

function put(address, headers, body, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve(request);
    request.onerror = request.ontimeout = () => reject(new TypeError("line"));
    request.onabort = () => reject(new DOMException("stopped", "AbortError"));
    request.timeout = 120000;
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

/* What the academy says of an upload; anything else than its figures means "sign in". */
function figures(status, text, address) {
  if (status === 404) return null;
  if (status === 503) throw new Away(heading(text));
  if (isAway({ status })) throw new TypeError("away");
  if (status >= 500) throw new Failed();
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Ended();
  }
  if (found.refused) throw new Refused(found.refused);
  if (status >= 400 || !("received" in found)) throw new Ended(address);
  return found;
}

function heading(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector("h1")?.textContent.trim() ?? "";
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const go = () => {
      removeEventListener("online", go);
      resolve();
    };
    setTimeout(go, milliseconds);
    addEventListener("online", go);
    signal.addEventListener("abort", go);
  });
}

function nameOf(error) {
  if (error instanceof Ended) return "ended";
  return error instanceof Away && error.message ? "away" : "broken";
}

export class Sending {
  constructor(file, address, token, tell) {
    Object.assign(this, { file, address, token, tell });
    this.faults = 0;
    this.patience = new Patience();
    this.directFaults = 0;
    this.furthest = 0;
    this.stopped = new AbortController();
    this.upload = null;
  }

  stop() {
    this.stopped.abort();
  }

  /* Send all of it, however often the line breaks; give back the name of the upload. */
  async run() {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        this.upload = (this.upload && !this.faults ? this.upload : await this.look()) ?? (await this.begin());
        this.goOn();
        if (this.upload.received === this.upload.size) return this.upload.id;
        await this.send();
        // An answer that knows of nothing new is no progress: sent again at once, it would be for ever.
        if (!(this.upload?.received > this.furthest)) throw new TypeError("stuck");
        this.goOn();
      } catch (error) {
        if (error instanceof Refused || error.name === "AbortError") throw error;
        // Each try is paid for: what it fails at again and again, it will not take.
        if (error instanceof Failed && this.patience.isOver({ status: 500 })) throw new Refused("failed");
        this.faults += 1;
        this.tell(nameOf(error), this.upload?.received ?? 0, error.message);
        await pause(Math.min(LONGEST_WAIT, 500 * 2 ** this.faults), signal);
        // Of an upload that has begun the academy tells the new token with its figures.
        if (error instanceof Ended && !this.upload) {
          this.token = (await renewed().catch(() => "")) || this.token;
        }
      }
    }
    throw new DOMException("stopped", "AbortError");
  }

  /* Faults count anew from each byte that has arrived. */
  goOn() {
    if (this.upload.received <= this.furthest) return;
    this.furthest = this.upload.received;
    this.faults = this.patience.faults = 0;
  }

  async begin() {
    // What went meanwhile is sent from its beginning.
    this.furthest = 0;
    const body = new URLSearchParams({
      name: this.file.name,
      size: this.file.size,
      modified: this.file.lastModified,
    });
    const headers = { "X-CSRFToken": this.token };
    const answer = await fetch(this.address, { method: "POST", body, headers });
    return this.known(figures(answer.status, await answer.text()));
  }

  async look() {
    if (!this.upload) return null;
    const answer = await fetch(`${this.address}${this.upload.id}/`);
    return this.known(figures(answer.status, await answer.text()));
  }

  known(upload) {
    if (upload) this.token = upload.token;
    return upload;
  }

  async send() {
    const { received, piece, id, put: direct } = this.upload;
    const part = this.file.slice(received, received + piece);
    const progress = (loaded) => this.tell("sending", received + loaded);
    progress(0);
    if (direct && this.directFaults < DIRECT_FAULTS) {
      try {
        const answer = await put(direct, {}, part, progress, this.stopped.signal);
        if (answer.status >= 300) throw new TypeError("bucket");
        this.directFaults = 0;
      } catch (error) {
        if (error.name !== "AbortError") this.directFaults += 1;
        throw error;
      }
      this.upload = await this.look();
      return;
    }
    const headers = { "X-CSRFToken": this.token, "Content-Type": "application/octet-stream" };
    const to = `${this.address}${id}/${received}/`;
    const answer = await put(to, headers, part, progress, this.stopped.signal);
    this.upload = this.known(figures(answer.status, answer.responseText));
  }
}

/* The line below the field, with the progress in words and as a bar. */
class Told {
  constructor(input) {
    this.words = JSON.parse(input.dataset.words);
    this.line = document.createElement("p");
    this.line.className = "sending";
    this.line.setAttribute("role", "status");
    this.bar = document.createElement("progress");
    this.text = document.createElement("span");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button button-small button-secondary";
    this.button.textContent = this.words.stop;
    this.line.append(this.bar, this.text, this.button);
    input.after(this.line);
  }

  say(name, values = {}) {
    const text = (this.words[name] ?? name).replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
    if (this.text.textContent !== text) this.text.textContent = text;
    this.line.classList.toggle("sending--bad", ["broken", "away", "ended", "failed"].includes(name) || !this.words[name]);
  }

  part(done, whole) {
    this.bar.max = whole;
    this.bar.value = done;
  }

  end() {
    this.bar.remove();
    this.button.remove();
  }
}

const running = new Map(); // by form: what is sent, and the button that waits for it

function forgetFormer(form, input) {
  running.get(form)?.sending.stop();
  running.delete(form);
  form.querySelector(`input[name="${input.dataset.field}"]`)?.remove();
  for (const line of form.querySelectorAll(".sending")) line.remove();
}

async function start(input) {
  const { form } = input;
  const [file] = input.files;
  forgetFormer(form, input);
  if (!file) return;
  const told = new Told(input);
  const tell = (name, done, why) => {
    told.part(done, file.size);
    told.say(name, { part: megabytes(done), whole: megabytes(file.size), name: file.name, why });
  };
  const token = form.querySelector('[name="csrfmiddlewaretoken"]').value;
  const sending = new Sending(file, input.dataset.pieces, token, tell);
  const mine = { sending, submitter: undefined, waits: false };
  running.set(form, mine);
  told.button.addEventListener("click", () => {
    forgetFormer(form, input);
    input.value = "";
  });
  try {
    const id = await sending.run();
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: input.dataset.field, value: id });
    form.append(field);
    // It has arrived: the form need not bring it once more.
    input.value = "";
    form.querySelector('[name="csrfmiddlewaretoken"]').value = sending.token;
    told.end();
    tell("whole", file.size);
    running.delete(form);
    if (mine.waits) form.requestSubmit(mine.submitter);
  } catch (error) {
    if (running.get(form) === mine) running.delete(form);
    if (!(error instanceof Refused)) return;
    told.end();
    told.say(error.message);
    input.value = "";
  }
}

export function sendFilesInPieces() {
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("input[type=file][data-pieces]")) start(event.target);
  });
  document.addEventListener("submit", (event) => {
    const waiting = running.get(event.target);
    if (!waiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.waits = true;
    waiting.submitter = event.submitter ?? undefined;
  }, true);
  addEventListener("beforeunload", (event) => {
    if (running.size) event.preventDefault();
  });
}
