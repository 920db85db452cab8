// A question's form shows the fields of its kind; without this it shows all of them.
const kind = document.querySelector("select[name=kind]");
const parts = document.querySelectorAll("[data-of-kinds]");

function show() {
  for (const part of parts) {
    const wrapper = part.closest(".w-panel") ?? part;
    wrapper.hidden = Boolean(kind.value) && !part.dataset.ofKinds.split(" ").includes(kind.value);
  }
}

if (kind && parts.length) {
  kind.addEventListener("change", show);
  show();
}
