// The roster: find a name, mark the rest as present, count what is marked.
const form = document.querySelector("[data-roster]");

if (form) {
  const rows = [...form.querySelectorAll("tr[data-name]")];
  const count = form.querySelector("[data-roster-count]");
  const all = form.querySelector("[data-all]");
  const marked = (row) => row.querySelector("input:checked");
  const tally = () => {
    count.textContent = `${rows.filter(marked).length} / ${rows.length}`;
  };

  form.querySelector("[data-find]").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    rows.forEach((row) => {
      row.hidden = !row.dataset.name.includes(wanted);
    });
  });
  all.hidden = false;
  all.addEventListener("click", () => {
    rows.filter((row) => !marked(row)).forEach((row) => {
      row.querySelector(`input[value=${all.dataset.all}]`).checked = true;
    });
    tally();
  });
  form.addEventListener("change", tally);
  tally();
}
