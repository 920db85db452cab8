/* A form with changes that are not saved asks before its page is left. What counts is what
   it holds, not who put it there: a script has no "input" event, and a change taken back is none. */

import { changedFields } from "./changed.js";

for (const form of document.querySelectorAll("form[data-asks-before-leaving]")) {
  // One filled in by us holds what nobody has saved.
  const isFilledIn = document.querySelector("[data-focus]") !== null;
  let isSent = false;
  form.addEventListener("submit", () => {
    isSent = true;
  });
  // A script that sends it in its place says where that failed.
  form.addEventListener("unsent", () => {
    isSent = false;
  });
  // Back from the next page: what is typed here is not saved by that.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isSent = false;
  });
  window.addEventListener("beforeunload", (event) => {
    // One that came back with faults says so, and one of which a script took away something.
    const isUnsaved = isFilledIn || form.matches("[data-unsaved]");
    if (!isSent && (isUnsaved || changedFields(form).length)) event.preventDefault();
  });
}
