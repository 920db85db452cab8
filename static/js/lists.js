/* Lists by keyboard (j and k move, x chooses, Enter opens, / searches) and the count of
   the rows chosen. Ticks and buttons work by plain form without it. */

const rows = () => [...document.querySelectorAll(".table--list tbody tr")];
const ticks = (scope = document) => [...scope.querySelectorAll('input[name="selected"]')];

function count(form) {
  const ticked = ticks(form).filter((tick) => tick.checked).length;
  // Of the whole list, not of this page alone.
  const everything = form.querySelector('input[name="everything"]:checked');
  const chosen = everything ? Number(everything.dataset.total) : ticked;
  for (const place of form.querySelectorAll("[data-bulk-count]")) place.textContent = chosen.toLocaleString(document.documentElement.lang);
  form.querySelector("[data-bulk-bar]")?.classList.toggle("is-idle", !chosen);
  for (const button of form.querySelectorAll("[data-needs-rows]")) button.disabled = !chosen;
  for (const all of form.querySelectorAll("[data-select-all]")) {
    all.checked = ticked > 0 && ticked === ticks(form).length;
    all.indeterminate = ticked > 0 && !all.checked;
  }
}

const counted = () =>
  document.querySelectorAll("form:has([data-bulk-bar])").forEach((form) => count(form));

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (event.target.matches("[data-select-all]")) {
    for (const tick of ticks(form)) tick.checked = event.target.checked;
  }
  if (event.target.matches('[data-select-all], [name="selected"], [name="everything"]')) count(form);
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
  // On the link, so that Enter opens it.
  (next.querySelector("a") ?? next.querySelector("input") ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

/* A panel that waits for text: while one is open, no letter is a shortcut. A search is none. */
const WAITS = "textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=search])";
const waits = (panel) =>
  [...panel.querySelectorAll(WAITS)].some((field) => field.form?.method === "post");
const waiting = () =>
  [...document.querySelectorAll("details[open], dialog[open]")].filter(
    (panel) => panel.nodeName === "DIALOG" || waits(panel),
  );

/* Typing is never a shortcut: not in a field, not while a panel waits, not by a key held down. */
function isShortcut(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (event.defaultPrevented || waiting().length) return false;
  const field = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
  return !event.target.closest?.(field);
}

/* Caps Lock changes nothing, Shift makes no letter a shortcut. */
function keyOf(event) {
  const isLetter = /^[a-z]$/i.test(event.key);
  if (isLetter && event.shiftKey) return "";
  return isLetter ? event.key.toLowerCase() : event.key;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return closePanel(event);
  if (!isShortcut(event)) return;
  const key = keyOf(event);
  const wanted = key && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (wanted) {
    event.preventDefault();
    // Held down, a key would decide about the next one too.
    if (event.repeat) return;
    if (wanted.matches("input, textarea, select")) wanted.focus();
    else if (wanted.matches("summary")) openPanel(wanted.parentElement);
    else wanted.click();
    return;
  }
  if (key === "j") move(1);
  if (key === "k") move(-1);
  if (key === "x") rows().find((row) => row.matches(".is-current"))?.querySelector('input[name="selected"]')?.click();
});

/* The panel of keys names those of the open page too, by what their buttons say. */
document.addEventListener("click", (event) => {
  if (!event.target.closest('[data-opens="keys"]')) return;
  const own = [...document.querySelectorAll("[data-key]")].filter(
    (one) => /[a-z]/.test(one.dataset.key) && one.getClientRects().length,
  );
  const place = document.querySelector("[data-page-keys]");
  for (const line of place.querySelectorAll("[data-own]")) line.remove();
  place.append(
    ...own.map((one) => {
      const [line, key, words] = [document.createElement("li"), document.createElement("kbd"), one.cloneNode(true)];
      words.querySelector("kbd")?.remove();
      line.dataset.own = "";
      key.textContent = one.dataset.key;
      line.append(key, " ", words.textContent.trim() || words.querySelector("[aria-label]")?.ariaLabel || titleOf(one));
      return line;
    }),
  );
  // What moves among rows, and ticks them, is named where there are some.
  for (const line of place.querySelectorAll("[data-needs]")) {
    line.hidden = !document.querySelector(line.dataset.needs);
  }
});

/* A field says what it is by the title beside it. */
const titleOf = (field) =>
  field.closest("li, fieldset")?.querySelector("legend > :first-child, label")?.textContent.trim() ?? "";

function closePanel(event) {
  const panel = event.target.closest?.("details[open]");
  if (!panel || !waits(panel)) return;
  panel.open = false;
  panel.querySelector("summary").focus();
}

/* Who opens a panel to write is in its field, at once: the next key is typed. */
function openPanel(panel) {
  panel.open = true;
  (panel.querySelector(WAITS) ?? panel.querySelector("summary")).focus();
}

document.addEventListener("click", (event) => {
  const panel = event.target.closest("summary[data-key]")?.parentElement;
  if (!panel || panel.open) return;
  event.preventDefault();
  openPanel(panel);
});

document.addEventListener("htmx:after:swap", counted);
window.addEventListener("pageshow", counted);
counted();
