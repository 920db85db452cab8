/* Captions while they are written: rows come and go, and the player shows them at once. */

const form = document.querySelector("[data-captions]");
const body = form.querySelector("tbody");
const player = document.querySelector("[data-preview]");
const track = player?.addTextTrack("captions", "Indonesia", "id");
if (track) track.mode = "showing";

/* As the server reads a time: hours and minutes may be left out, a comma is a point. */
function seconds(text) {
  const parts = text.trim().replace(",", ".").split(":").map(Number);
  if (!text.trim() || parts.some(Number.isNaN)) return NaN;
  return parts.reduce((sum, part) => sum * 60 + part, 0);
}

function clock(time) {
  const minutes = Math.floor(time / 60);
  return `${minutes}:${(time - minutes * 60).toFixed(1).padStart(4, "0")}`;
}

function fields(row) {
  return [...row.querySelectorAll("input, textarea")];
}

function show() {
  if (!track) return;
  while (track.cues.length) track.removeCue(track.cues[0]);
  for (const row of body.rows) {
    const [start, end, text] = fields(row).map((field) => field.value);
    const [from, to] = [seconds(start), seconds(end)];
    if (text.trim() && to > from) track.addCue(new VTTCue(from, to, text));
  }
}

function tend(row) {
  const remove = row.querySelector("[data-remove]");
  remove.hidden = false;
  remove.addEventListener("click", () => {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (!next) {
      for (const field of fields(row)) field.value = "";
    } else {
      row.remove();
      form.dataset.unsaved = "";
      fields(next)[0].focus();
    }
    show();
  });
}

/* A new row begins where the player stands, or where the last one ends. */
function add() {
  const row = body.rows[body.rows.length - 1].cloneNode(true);
  row.querySelector(".captions__fault")?.remove();
  const before = fields(body.rows[body.rows.length - 1])[1].value;
  const [start, end, text] = fields(row);
  for (const field of [start, end, text]) {
    field.value = "";
    field.removeAttribute("aria-invalid");
  }
  const from = player?.currentTime || seconds(before);
  if (from >= 0) {
    start.value = clock(from);
    end.value = clock(from + 3);
  }
  body.append(row);
  tend(row);
  text.focus();
}

for (const row of body.rows) tend(row);
const button = form.querySelector("[data-add]");
button.hidden = false;
button.addEventListener("click", add);
form.addEventListener("input", show);
show();
