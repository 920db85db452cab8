/* A form with changes that are not saved asks before its page is left. What counts is what
   it holds, not who put it there: a script has no "input" event, and a change taken back is none. */

const NOT_TYPED = new Set(["hidden", "submit", "button", "fieldset", "output"]);

function isChanged(field) {
  if (!field.name) return false;
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked !== field.defaultChecked;
  }
  if (field.type === "file") return field.files.length > 0;
  if (!field.options) return field.value !== field.defaultValue;
  const options = [...field.options];
  const chosen = options.filter((option) => option.defaultSelected);
  // Where none is chosen by the page, a list that takes one shows its first.
  if (!chosen.length && !field.multiple) return field.selectedIndex > 0;
  return options.some((option) => option.selected !== option.defaultSelected);
}

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
    const fields = [...form.elements].filter((field) => !NOT_TYPED.has(field.type));
    // One that came back with faults says so, and one of which a script took away something.
    const isUnsaved = isFilledIn || form.matches("[data-unsaved]");
    if (!isSent && (isUnsaved || fields.some(isChanged))) event.preventDefault();
  });
}
