// Some of many: find a name in the list, tick all that is shown, count what is ticked.
import { plain } from "./plain.js";

document.querySelectorAll("[data-choosing]").forEach((list) => {
  const rows = [...list.querySelectorAll("fieldset label")].filter((row) => row.querySelector("input"));
  const tools = list.querySelector("[data-choosing-tools]");
  const find = list.querySelector("[data-choosing-find]");
  const count = list.querySelector("[data-choosing-count]");
  const none = list.querySelector("[data-choosing-none]");
  const shown = () => rows.filter((row) => !row.parentElement.hidden);
  const tally = () => {
    count.textContent = `${rows.filter((row) => row.querySelector("input").checked).length} / ${rows.length}`;
  };

  find.addEventListener("input", () => {
    const wanted = plain(find.value);
    rows.forEach((row) => {
      row.parentElement.hidden = !plain(row.textContent).includes(wanted);
    });
    none.hidden = shown().length > 0;
  });
  find.addEventListener("keydown", (event) => {
    // Enter in the search is no answer to the form.
    if (event.key === "Enter") event.preventDefault();
  });
  list.querySelector("[data-choosing-all]").addEventListener("click", () => {
    const boxes = shown().map((row) => row.querySelector("input"));
    const wanted = !boxes.every((box) => box.checked);
    boxes.forEach((box) => {
      box.checked = wanted;
    });
    list.dispatchEvent(new Event("change", { bubbles: true }));
  });
  list.addEventListener("change", tally);
  tools.hidden = false;
  list.classList.add("choosing--ready");
  tally();
});
