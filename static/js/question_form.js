// A question's form shows the fields of its kind; without this it shows all of them.
const kind = document.querySelector("select[name=kind]");

function show() {
  for (const part of document.querySelectorAll("[data-of-kinds]")) {
    part.hidden = Boolean(kind.value) && !part.dataset.ofKinds.split(" ").includes(kind.value);
  }
}

if (kind && document.querySelector("[data-of-kinds]")) {
  kind.addEventListener("change", show);
  show();
  // Options are added while one writes.
  const options = document.getElementById("id_options-FORMS");
  if (options) new MutationObserver(show).observe(options, { childList: true });
}
