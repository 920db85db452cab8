// The table of marks: arrows go from cell to cell, Enter or a click sets a mark right.
// Without this file the page behind each name does the same.
import { isOut, isTokenOld, renewed } from "./answers.js";

const frame = document.querySelector("[data-gradebook]");
const dialog = document.querySelector("[data-set-mark]");

if (frame && dialog?.showModal) {
  const form = dialog.querySelector("form");
  const heads = [...frame.querySelectorAll("thead th")];
  const wrong = dialog.querySelector("[data-wrong]");
  let current = null;
  const underWay = new Set(); // cells

  const personUrl = (cell) => cell.parentElement.querySelector("th a").href;
  const activityOf = (cell) => heads[cell.cellIndex]?.dataset.a;
  const isMark = (cell) => activityOf(cell) && /\d/.test(cell.textContent);

  function open(cell) {
    if (!activityOf(cell)) return;
    if (!isMark(cell)) {
      location.assign(personUrl(cell));
      return;
    }
    current = cell;
    wrong.hidden = true;
    const mark = cell.textContent.trim();
    // What stands is no change: leaving asks about what is typed over it.
    form.elements.mark.defaultValue = mark;
    form.reset();
    form.action = `${personUrl(cell)}${activityOf(cell)}/`;
    form.elements.client_id.value = uuid();
    form.elements.shown.value = mark.replace(",", ".");
    dialog.querySelector("[data-whose]").textContent = cell.parentElement.querySelector("th").textContent;
    dialog.querySelector("[data-what]").textContent = heads[cell.cellIndex].querySelector("a").title;
    dialog.querySelector("[data-more]").href = personUrl(cell);
    dialog.showModal();
    form.elements.mark.select();
  }

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  function move(cell) {
    if (cell?.nodeName !== "TD") return;
    cell.tabIndex = -1;
    cell.focus();
  }

  async function showMean(row) {
    const answer = await fetch(row.querySelector("th a").href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const mean = page.querySelector("[data-mean]")?.dataset.mean;
    if (mean !== undefined && !heads[1].dataset.a) row.cells[1].textContent = mean || "–";
  }

  /* What was typed stays in its place until the academy has taken it. */
  function tell(words) {
    wrong.textContent = words;
    wrong.hidden = false;
    form.dispatchEvent(new CustomEvent("unsent", { bubbles: true }));
  }

  /* What is sent belongs to its cell, whatever the dialog shows when the answer comes. */
  function sending() {
    const { action } = form;
    const body = new FormData(form);
    const post = () => fetch(action, { method: "POST", body });
    const isTaken = (answer) => answer.redirected && answer.url === action;
    /* After a new sign-in in another tab once more, with the token of that. */
    async function answered() {
      const answer = await post();
      if (!isTokenOld(answer) || isTaken(answer)) return answer;
      const token = await renewed();
      if (!token) return answer;
      body.set("csrfmiddlewaretoken", token);
      return post();
    }
    return { cell: current, mark: form.elements.mark.value, answered, isTaken };
  }

  function showMark({ cell, mark }) {
    const shown = mark.trim().replace(".", ",");
    cell.textContent = shown.includes(",") ? shown.replace(/,?0*$/, "") : shown;
    showMean(cell.parentElement).catch(() => {}); // The mean is right when the page is loaded.
    if (!isShown(cell)) return;
    dialog.close();
    move(cell);
  }

  const isShown = (cell) => dialog.open && current === cell;

  async function show(sent, answer) {
    if (sent.isTaken(answer)) return showMark(sent);
    // Closed meanwhile, or on with another one: it is said where it can be read.
    if (!isShown(sent.cell)) return say(form.dataset.wordsUnsaved);
    if (isOut(answer)) return tell(form.dataset.wordsSignedOut);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.querySelector("[name=may_take_back][type=checkbox]")) {
      // What was reached would go: the page of the correction asks about it.
      form.submit();
      return;
    }
    const refused = page.querySelector(".error-summary ul")?.textContent.trim();
    tell(refused || form.dataset.wordsUnsaved);
    // What somebody else has set meanwhile has been read now.
    if (refused) form.elements.shown.value = page.querySelector("[name=shown]").value;
  }

  const say = (words) => document.dispatchEvent(new CustomEvent("toast", { detail: words }));

  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (underWay.has(current)) return;
    const sent = sending();
    underWay.add(sent.cell);
    wrong.hidden = true;
    await sent.answered().then((answer) => show(sent, answer)).catch(() => {
      if (isShown(sent.cell)) tell(form.dataset.wordsUnsaved);
      else say(form.dataset.wordsUnsaved);
    });
    underWay.delete(sent.cell);
  });

  dialog.addEventListener("close", () => form.reset());

  frame.classList.add("can-set");
  frame.addEventListener("click", (event) => {
    const cell = event.target.closest("tbody td");
    if (cell) open(cell);
  });
  frame.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td") ?? frame.querySelector("tbody td");
    const row = cell?.parentElement;
    if (!row) return;
    const next = {
      ArrowLeft: cell.previousElementSibling,
      ArrowRight: cell.nextElementSibling,
      ArrowUp: row.previousElementSibling?.cells[cell.cellIndex],
      ArrowDown: row.nextElementSibling?.cells[cell.cellIndex],
    }[event.key];
    if (next) {
      event.preventDefault();
      move(event.target === frame ? cell : next);
    } else if (event.key === "Enter" && event.target.nodeName === "TD") {
      // The key is not meant for the form, which takes the keyboard now.
      event.preventDefault();
      open(event.target);
    }
  });
}
