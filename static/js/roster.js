// The roster: find a name, mark the rest as present, count what is marked.
const form = document.querySelector("[data-roster]");

if (form) {
  const rows = [...form.querySelectorAll("tr[data-name]")];
  // The own row of who notes has nothing to mark.
  const markable = rows.filter((row) => row.querySelector("input"));
  const count = form.querySelector("[data-roster-count]");
  const all = form.querySelector("[data-all]");
  const marked = (row) => row.querySelector("input:checked");
  const tally = () => {
    count.textContent = `${markable.filter(marked).length} / ${markable.length}`;
  };

  form.querySelector("[data-find]").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    rows.forEach((row) => {
      row.hidden = !row.dataset.name.includes(wanted);
    });
  });
  all.hidden = false;
  all.addEventListener("click", () => {
    markable.filter((row) => !marked(row)).forEach((row) => {
      row.querySelector(`input[value=${all.dataset.all}]`).checked = true;
    });
    tally();
  });
  form.addEventListener("change", tally);
  tally();
}
