/* A form with changes that are not saved asks before its page is left. What counts is what
   it holds, not who put it there: a script has no "input" event, and a change taken back is none. */

const held = (form) =>
  [...new FormData(form)]
    .filter(([name]) => !["csrfmiddlewaretoken", "client_id", "happened_at"].includes(name))
    .map(([name, value]) => `${name}=${value.name ?? value}`)
    .join("\n");

for (const form of document.querySelectorAll("form[data-asks-before-leaving]")) {
  // One that came back with faults, or filled in by us, holds what nobody has saved.
  const isUnsaved = form.matches("[data-unsaved]") || document.querySelector("[data-focus]") !== null;
  const before = held(form);
  let isSent = false;
  form.addEventListener("submit", () => {
    isSent = true;
  });
  // Back from the next page: what is typed here is not saved by that.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isSent = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && (isUnsaved || held(form) !== before)) event.preventDefault();
  });
}
