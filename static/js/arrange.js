/* Rows of a course are dragged, or moved by Alt and an arrow; each move is sent as its buttons send
   it, and the page comes back with the new order. */

const form = document.querySelector("[data-arrange]");
let held = null;

function send(move) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "move", value: move });
  form.append(field);
  form.requestSubmit();
}

const rowOf = (element) => element.closest?.("[data-key-of]");
const isModule = (row) => row.classList.contains("arrange__module");

/* Where a row dropped at this height goes: its list, and the row that it comes before. */
function target(event) {
  const list = event.target.closest(isModule(held) ? ".arrange" : ".arrange__module");
  const rows = list && [...list.querySelectorAll(isModule(held) ? ".arrange__module" : ".arrange__activities > [data-key-of]")];
  const follower = rows?.find((row) => {
    const box = row.getBoundingClientRect();
    return row !== held && event.clientY < box.top + Math.min(box.height, 80) / 2;
  });
  const place = isModule(held) ? list?.dataset.place : list?.dataset.keyOf;
  return { place, follower };
}

function mark(row) {
  for (const one of form.querySelectorAll(".is-before")) one.classList.remove("is-before");
  row?.classList.add("is-before");
}

for (const moves of form?.querySelectorAll(".arrange__moves") ?? []) {
  const row = rowOf(moves);
  row.draggable = true;
  row.tabIndex = -1;
}

form?.addEventListener("dragstart", (event) => {
  held = rowOf(event.target);
  event.dataTransfer.effectAllowed = "move";
  held?.classList.add("is-held");
});
form?.addEventListener("dragover", (event) => {
  if (!held) return;
  event.preventDefault();
  mark(target(event).follower);
});
form?.addEventListener("dragend", () => {
  held?.classList.remove("is-held");
  held = null;
  mark(null);
});
form?.addEventListener("drop", (event) => {
  if (!held) return;
  event.preventDefault();
  const { place, follower } = target(event);
  if (!place || follower === held) return;
  send(`${held.dataset.keyOf}:${place}:${follower?.dataset.keyOf ?? ""}`);
});
form?.addEventListener("keydown", (event) => {
  const row = rowOf(event.target);
  if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  send(`${row.dataset.keyOf}:${event.key === "ArrowUp" ? "up" : "down"}`);
});

/* The keyboard goes on where the row is now. */
const here = document.getElementById(location.hash.slice(1));
here?.querySelector(".arrange__moves button")?.focus();
