/* The roster in a hall without a signal. Each mark is kept in this browser, bound to the person who
   marks and to the list (a session, or a group of it), until the academy says that it has come; what was shown beside each
   mark is kept with it, so that what somebody else has noted meanwhile is told and not overwritten.
   No name is kept. Once sending was asked for, it goes on by itself when the line is back. */
import { back, isAway, isOut, isTokenOld, renewed } from "./answers.js";

const STORE = "marks";
const OLD = 60 * 24 * 3600 * 1000;
const PATIENCE = 20_000;
const AGAIN = 15_000;

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/* Only a transaction that is complete has written. */
async function write(act) {
  const opening = indexedDB.open("roster", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    const changes = database.transaction(STORE, "readwrite", { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      changes.oncomplete = resolve;
      changes.onabort = () => reject(changes.error);
    });
    const found = act(changes.objectStore(STORE));
    await done;
    return found?.result;
  } finally {
    database.close();
  }
}

function newId() {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  const digits = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Kept {
  constructor(form) {
    this.form = form;
    this.key = `${document.querySelector("[data-who]").dataset.who} ${location.pathname}${location.search}`;
    this.place = form.querySelector("[data-kept]");
    this.marks = {};
    this.client = newId();
    this.isWanted = false;
    this.isSending = false;
    this.state = "";
    this.writing = Promise.resolve();
  }

  get count() {
    return Object.keys(this.marks).length;
  }

  get reason() {
    return this.form.elements.reason?.value ?? "";
  }

  /* Put back what was marked here and has not come, and go on sending it. */
  async begin() {
    const kept = await write((store) => store.get(this.key)).catch(() => undefined);
    await write((store) => this.forgetOld(store)).catch(() => {});
    this.takeUp();
    const isNew = this.count > 0;
    for (const [id, mark] of Object.entries(kept?.marks ?? {})) this.restore(id, mark);
    if (this.form.elements.reason && kept?.reason) this.form.elements.reason.value = kept.reason;
    this.form.addEventListener("change", (event) => this.changed(event.target));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.place.querySelector("[data-kept-away]").addEventListener("click", () => this.discard());
    if (!this.count) return this.save();
    this.client = isNew ? newId() : kept.client;
    if (isNew) await this.save();
    this.show("kept");
    if (kept?.isWanted) return this.send();
    return undefined;
  }

  forgetOld(store) {
    const walk = store.openCursor();
    walk.onsuccess = () => {
      const row = walk.result;
      if (!row) return;
      if (row.value.at < Date.now() - OLD) row.delete();
      row.continue();
    };
  }

  /* On a slow line somebody marks before this script is there. */
  takeUp() {
    for (const choice of this.form.querySelectorAll('input[name^="status_"]:checked')) {
      this.mark(choice.name.slice("status_".length), choice.value);
    }
  }

  restore(id, mark) {
    const shown = this.form.elements[`shown_${id}`];
    const choices = [...this.form.querySelectorAll(`input[name="status_${id}"]`)];
    const wanted = choices.find((choice) => choice.value === mark.status);
    // Whoever has no seat here any more is nobody to note, and what has come needs no sending.
    if (!shown || !wanted || shown.value === mark.status) return;
    // What is marked on this page is newer than what was kept.
    if (this.marks[id]) return;
    wanted.checked = true;
    shown.value = mark.shown;
    this.marks[id] = mark;
    wanted.dispatchEvent(new Event("change", { bubbles: true }));
  }

  changed(field) {
    if (field.name?.startsWith("status_")) this.mark(field.name.slice("status_".length), field.value);
    this.client = newId();
    if (this.state === "refused") this.state = "kept";
    return this.save();
  }

  mark(id, status) {
    const shown = this.form.elements[`shown_${id}`].value;
    if (status === shown) delete this.marks[id];
    else this.marks[id] = { status, shown };
  }

  /* Keep what is marked now; one writing after the other, the last one last. */
  save() {
    const { marks, client, isWanted, reason } = this;
    const row = { marks: { ...marks }, client, isWanted, reason, at: Date.now() };
    const act = (store) => (this.count ? store.put(row, this.key) : store.delete(this.key));
    this.writing = this.writing.then(() => write(act)).then(
      () => this.show(this.state || "kept"),
      () => this.show("full"),
    );
    return this.writing;
  }

  show(state, words = "") {
    this.state = state;
    this.place.hidden = !this.count;
    this.place.querySelector("[data-kept-count]").textContent = this.count;
    for (const line of this.place.querySelectorAll("[data-kept-state]")) {
      line.hidden = line.dataset.keptState !== state;
    }
    this.place.querySelector("[data-kept-refused]").textContent = words;
    this.place.querySelector("[data-kept-away]").hidden = state === "sending";
  }

  /* Send what is marked until nothing is left, or the academy refuses it. */
  async send() {
    if (this.isSending) return;
    if (!this.count && !this.reason) {
      location.reload();
      return;
    }
    this.isSending = this.isWanted = true;
    while (this.isWanted && this.count) {
      await this.save();
      await this.sendOnce({ ...this.marks }, this.client);
    }
    this.isSending = false;
    if (!this.count) location.reload();
  }

  async sendOnce(marks, client) {
    this.show("sending");
    const answer = await this.post(marks, client).catch(() => null);
    const said = answer ? await answer.json().catch(() => ({})) : {};
    if (answer?.ok && said.received === client) return this.received(marks);
    if (answer?.status === 409 && said.refused) return this.refused(said.refused);
    const hasToken = answer && isTokenOld(answer) && (await renewed().catch(() => ""));
    if (!hasToken) {
      this.show(answer && isOut(answer) ? "out" : "waiting");
      await back(answer && !isAway(answer) ? 4 * AGAIN : AGAIN);
    }
    return undefined;
  }

  post(marks, client) {
    const body = new FormData();
    for (const [id, { status, shown }] of Object.entries(marks)) {
      body.set(`status_${id}`, status);
      body.set(`shown_${id}`, shown);
    }
    body.set("reason", this.reason);
    body.set("client_id", client);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    const headers = { "X-Part": "roster" };
    const signal = AbortSignal.timeout?.(PATIENCE);
    return fetch(location.href, { method: "POST", body, headers, signal, redirect: "manual" });
  }

  async received(marks) {
    for (const [id, { status }] of Object.entries(marks)) {
      if (this.marks[id]?.status === status) delete this.marks[id];
      this.form.elements[`shown_${id}`].value = status;
      for (const choice of this.form.querySelectorAll(`input[name="status_${id}"]`)) {
        choice.defaultChecked = choice.value === status;
      }
    }
    const { reason } = this.form.elements;
    if (reason) reason.defaultValue = reason.value;
    await this.save();
  }

  async refused(words) {
    this.isWanted = false;
    await this.save();
    this.show("refused", words);
    this.place.scrollIntoView({ block: "nearest" });
  }

  async discard() {
    if (!window.confirm(this.place.dataset.wordsDiscard)) return;
    this.marks = {};
    this.isWanted = false;
    await this.save();
    for (const choice of this.form.querySelectorAll("input[type=radio]")) {
      choice.checked = choice.defaultChecked;
    }
    location.reload();
  }
}
