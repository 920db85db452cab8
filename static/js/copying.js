/* A button with data-copies="id" copies what stands in that field. It is hidden where nothing can
   be copied: there the field itself is marked and copied by hand. */
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      document.dispatchEvent(new CustomEvent("toast", { detail: button.dataset.copied }));
    } catch {
      field.focus();
    }
  });
}
