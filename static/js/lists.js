/* Lists by keyboard (j and k move, x chooses, Enter opens, / searches) and the count of
   the rows chosen. Ticks and buttons work by plain form without it. */

const rows = () => [...document.querySelectorAll(".table--list tbody tr")];
const ticks = (scope = document) => [...scope.querySelectorAll('input[name="selected"]')];

function count(form) {
  const chosen = ticks(form).filter((tick) => tick.checked).length;
  for (const place of form.querySelectorAll("[data-bulk-count]")) place.textContent = chosen;
  form.querySelector("[data-bulk-bar]")?.classList.toggle("is-idle", !chosen);
  for (const button of form.querySelectorAll("[data-needs-rows]")) button.disabled = !chosen;
  for (const all of form.querySelectorAll("[data-select-all]")) {
    all.checked = chosen > 0 && chosen === ticks(form).length;
    all.indeterminate = chosen > 0 && !all.checked;
  }
}

const counted = () =>
  document.querySelectorAll("form:has([data-bulk-bar])").forEach((form) => count(form));

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (event.target.matches("[data-select-all]")) {
    for (const tick of ticks(form)) tick.checked = event.target.checked;
  }
  if (event.target.matches('[data-select-all], input[name="selected"]')) count(form);
});

/* Shift chooses everything between two ticks. */
let last = null;
document.addEventListener("click", (event) => {
  if (!event.target.matches?.('input[name="selected"]')) return;
  const all = ticks(event.target.form);
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(event.target)].sort((a, b) => a - b);
    for (const tick of all.slice(from, to + 1)) tick.checked = event.target.checked;
    count(event.target.form);
  }
  last = event.target;
});

function move(step) {
  const all = rows();
  const at = all.findIndex((row) => row.classList.contains("is-current"));
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  if (!next) return;
  all[at]?.classList.remove("is-current");
  next.classList.add("is-current");
  (next.querySelector("a, input") ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (wanted) {
    event.preventDefault();
    if (wanted.matches("input, textarea, select")) wanted.focus();
    else wanted.click();
    return;
  }
  if (event.key === "j") move(1);
  if (event.key === "k") move(-1);
  if (event.key === "x") rows().find((row) => row.matches(".is-current"))?.querySelector('input[name="selected"]')?.click();
});

document.addEventListener("htmx:after:swap", counted);
window.addEventListener("pageshow", counted);
counted();
