/* A page of a sheet on paper: a number and a letter write a row down, without a mouse. */

const form = document.querySelector("[data-paper]");

if (form) {
  const rows = [...form.querySelectorAll("tr[data-row]")].filter((row) => row.querySelector("[data-mark]"));
  const count = form.querySelector("[data-paper-count]");
  const place = form.querySelector("[data-paper-at]");
  const rest = form.querySelector("[data-rest]");
  const mark = (row) => row.querySelector("input:checked");
  let at = -1;
  let typed = "";
  let forget = 0;

  function tally() {
    count.textContent = `${rows.filter(mark).length} / ${rows.length}`;
  }

  function go(to) {
    if (to < 0 || to >= rows.length) return;
    rows[at]?.classList.remove("paper__here");
    at = to;
    rows[at].classList.add("paper__here");
    place.textContent = rows[at].dataset.row;
    (mark(rows[at]) ?? rows[at].querySelector("input[type=radio]")).focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "center" });
  }

  /* Rows of a page are counted through the whole sheet: 7 may mean 7, 27 and 127 alike. */
  function find(number) {
    const exact = rows.findIndex((row) => row.dataset.row === number);
    if (exact >= 0) return exact;
    return rows.findIndex((row) => row.dataset.row.endsWith(number));
  }

  function press(key) {
    if (/^\d$/.test(key)) {
      clearTimeout(forget);
      typed += key;
      go(find(typed));
      forget = setTimeout(() => { typed = ""; }, 1200);
      return true;
    }
    if (key === "ArrowDown" || key === "ArrowUp") {
      go(at < 0 ? 0 : at + (key === "ArrowDown" ? 1 : -1));
      typed = "";
      return true;
    }
    const row = rows[Math.max(at, 0)];
    const box = row?.querySelector(`[data-mark="${CSS.escape(key)}"]`);
    if (box) box.checked = true;
    else if (key === "-" && row && mark(row)) empty(row);
    else return false;
    typed = "";
    box?.dispatchEvent(new Event("change", { bubbles: true }));
    tally();
    if (box) go(Math.max(at, 0) + 1);
    return true;
  }

  /* What was written before is taken back by a word, not by leaving it out. */
  function empty(row) {
    mark(row).checked = false;
    if (!row.hasAttribute("data-written")) return;
    const word = document.createElement("input");
    Object.assign(word, { type: "hidden", name: `says_${row.dataset.row}`, value: "none" });
    row.querySelector("td").append(word);
    row.addEventListener("change", () => word.remove(), { once: true });
  }

  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest("input:not([type=radio]), textarea, select, button, a");
    if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
    if (press(event.key.length === 1 ? event.key.toLowerCase() : event.key)) event.preventDefault();
  });
  form.addEventListener("change", (event) => {
    const row = event.target.closest("tr[data-row]");
    if (row && rows.indexOf(row) !== at) go(rows.indexOf(row));
    tally();
  });
  rest.hidden = false;
  rest.addEventListener("click", () => {
    /* Of which the photo has a doubt, somebody looks first. */
    rows.filter((row) => !mark(row) && !row.hasAttribute("data-doubt")).forEach((row) => {
      row.querySelector(`input[value="${rest.dataset.rest}"]`).checked = true;
    });
    rest.dispatchEvent(new Event("input", { bubbles: true }));
    tally();
  });
  document.querySelector("[data-keys]").hidden = false;
  tally();
}
