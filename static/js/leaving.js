// A form with changes that are not saved asks before its page is left.
for (const form of document.querySelectorAll("form[data-asks-before-leaving]")) {
  let isChanged = false;
  form.addEventListener("input", (event) => {
    // What only searches in the page writes nothing.
    isChanged ||= Boolean(event.target.name);
  });
  form.addEventListener("submit", () => {
    isChanged = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
}
