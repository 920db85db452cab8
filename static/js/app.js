/* What every page gains from JavaScript. Each part is an enhancement: without this
   file all forms, lists and dialogs work by plain requests. Lists, uploads and
   forms that ask bring their own modules on the pages that have them. */

const main = document.getElementById("main");

/* A participant's act carries the time on the device. */
function stampTime(form) {
  for (const input of form.querySelectorAll("[data-happened-at]")) {
    input.value = new Date().toISOString();
  }
}

/* One act, one request: a second click while the first is under way does nothing.
   The button stays enabled until the request has taken its value. */
function guardAgainstTwice(event) {
  const form = event.target;
  if (event.defaultPrevented) return;
  stampTime(form);
  if (form.method !== "post" || form.hasAttribute("data-repeatable")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  if (form.target || form.hasAttribute("hx-post")) setTimeout(release, 1500, form);
}

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

/* data-confirm="sentence" on a button asks once; the server asks by a page of its own
   where JavaScript is missing. */
function askFirst(event) {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

/* Sent without a connection the page would be gone, and with it what stands on it. */
function waitForConnection(event) {
  // Some say it in their own place: a quiz, and a form in a dialog, which covers ours.
  if (navigator.onLine || event.target.method !== "post" || event.target.matches("[data-says-offline]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sayOffline();
}

document.addEventListener("submit", askFirst, true);
document.addEventListener("submit", waitForConnection, true);
document.addEventListener("submit", guardAgainstTwice);
/* A script met a dead line on the way: the same button sends it once more. */
document.addEventListener("unsent", ({ target }) => {
  release(target);
  sayOffline();
});
/* Back from the next page: the form may be sent again. */
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release);
});

/* <a href="/page/" data-opens="dialog-id"> opens the dialog; without JavaScript it goes
   to the page that does the same. <button data-closes> closes the one it is in. */
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog?.showModal) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  event.target.closest("[data-closes]")?.closest("dialog")?.close();
  if (event.target.closest("[data-print]")) window.print();
  if (event.target.nodeName === "DIALOG") event.target.close();
  const picture = event.target.closest("a[data-picture]");
  if (picture && !event.metaKey && !event.ctrlKey) {
    event.preventDefault();
    import("./picture.js").then((module) => module.show(picture));
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

/* A short word at the foot of the page: new CustomEvent("toast", {detail: "text"}). */
document.addEventListener("toast", (event) => toast(event.detail?.value ?? event.detail));

function sayOffline() {
  toast(document.querySelector("[data-toasts]").dataset.wordsOffline);
}

function toast(words) {
  const place = document.querySelector("[data-toasts]");
  const told = document.createElement("p");
  told.className = "toast";
  told.textContent = words;
  place.append(told);
  setTimeout(() => told.remove(), 6000);
}

/* Where a row of places or tabs is wider than the phone, the current one is in view. */
for (const here of document.querySelectorAll(".rail [aria-current], .tabs [aria-current]")) {
  const row = here.closest("nav");
  const [own, around] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
  if (own.right > around.right) row.scrollLeft += own.left - around.left - 16;
}

/* Reached by keyboard, one that is half outside of its row comes into view. */
document.addEventListener("focusin", ({ target }) => {
  if (target.closest(".rail, .tabs")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
});

/* A form that came back with errors is read from its summary. It stands under the address that
   refused it: loaded anew, that is asked for and not sent once more. */
const refused = main?.querySelector("[data-focus]");
refused?.focus();
if (refused) history.replaceState(history.state, "", location.href);

if (document.querySelector("[data-upload]")) import("./uploads.js");
if (document.querySelector("[data-bulk-bar], .table--list, [data-key]")) import("./lists.js");
if (document.querySelector("[data-asks-before-leaving]")) import("./leaving.js");
if (document.querySelector("[data-keeps-typed]") || sessionStorage.length) import("./typed.js");
if (document.querySelector("[data-copies]")) import("./copying.js");
if (document.querySelector("[data-quick-check]")) import("./quick_check.js");
