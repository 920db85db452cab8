/* What was typed into a form comes back when its sending met a dead connection: the browser
   shows a page of its own then, and whoever goes back finds an empty form. It comes back too
   when a form that was refused is loaded anew. It is kept in this tab alone, until the academy
   has taken it, another form is sent or ten minutes have passed: the next person may hold the
   same handset. With it comes the name of the act: had the academy taken it all the same, and
   only its answer was lost, it is one record. A consent is ticked anew. */

const KEY = "typed";
const TEN_MINUTES = 10 * 60 * 1000;
const SECRET = "[type=password], [type=hidden], [type=file], [autocomplete=off]";

const form = document.querySelector("form[data-keeps-typed]");
const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
const [visit] = performance.getEntriesByType("navigation");
const cameFrom = document.referrer && new URL(document.referrer).pathname;

const isKept = (field) => field.name && (field.name === "client_id" || !field.matches(SECRET));
const fieldsOf = (one) => [...one.elements].filter(isKept);
const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
const keyOf = (field) => (isTicked(field) ? `${field.name}=${field.value}` : field.name);

function putBack() {
  const typed = new Map(kept.typed);
  for (const field of fieldsOf(form)) {
    if (!typed.has(keyOf(field))) continue;
    if (isTicked(field)) field.checked = typed.get(keyOf(field));
    else field.value = typed.get(keyOf(field));
  }
  document.dispatchEvent(new CustomEvent("toast", { detail: form.dataset.keepsTyped }));
}

if (kept) {
  // Going back and loading anew are the same person's doing.
  const isSame = visit?.type !== "navigate";
  const isHere = form !== null && location.pathname === kept.path;
  const isAnswer = !isSame && cameFrom === kept.path;
  const isOld = Date.now() - kept.at > TEN_MINUTES;
  if (isAnswer && document.querySelector("[data-focus]")) {
    sessionStorage.setItem(KEY, JSON.stringify({ ...kept, isRefused: true }));
  } else if (isOld || isAnswer || (!isSame && (isHere || kept.isRefused))) {
    sessionStorage.removeItem(KEY);
  }
  if (isHere && !isAnswer && !isOld && (isSame || !kept.isRefused)) putBack();
}

document.addEventListener("submit", (event) => {
  sessionStorage.removeItem(KEY);
  // The form of a hand-in is drawn anew with each photo.
  if (!event.target.matches("[data-keeps-typed]")) return;
  const typed = fieldsOf(event.target).map((field) => [keyOf(field), isTicked(field) ? field.checked : field.value]);
  sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, at: Date.now(), typed }));
});
