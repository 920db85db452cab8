// The roster: find a name, mark the rest of what is shown as present, count what is marked.
import { Kept } from "./roster_kept.js";
import { plain } from "./plain.js";

const form = document.querySelector("[data-roster]");

if (form) {
  const rows = [...form.querySelectorAll("tr[data-name]")];
  const names = new Map(rows.map((row) => [row, plain(row.dataset.name)]));
  // The own row of who notes has nothing to mark.
  const markable = rows.filter((row) => row.querySelector("input[type=radio]"));
  const find = form.querySelector("[data-find]");
  const none = form.querySelector("[data-find-none]");
  const count = form.querySelector("[data-roster-count]");
  const all = form.querySelector("[data-all]");
  const marked = (row) => row.querySelector("input:checked");
  const tally = () => {
    count.textContent = `${markable.filter(marked).length} / ${markable.length}`;
  };

  find.addEventListener("input", () => {
    const wanted = plain(find.value);
    rows.forEach((row) => {
      row.hidden = !names.get(row).includes(wanted);
    });
    none.hidden = rows.some((row) => !row.hidden);
  });
  find.addEventListener("keydown", (event) => {
    // Enter in the search saves no attendance.
    if (event.key === "Enter") event.preventDefault();
  });
  all.hidden = false;
  all.addEventListener("click", () => {
    // Whom the search has hidden is not meant: nobody has looked at them.
    markable.filter((row) => !row.hidden && !marked(row)).forEach((row) => {
      const choice = row.querySelector(`input[type=radio][value=${all.dataset.all}]`);
      choice.checked = true;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
  form.addEventListener("change", tally);
  tally();
  new Kept(form).begin();
}
