/* Steps are moved by buttons too; the fields beside them say the same and work alone. */

function places(list) {
  return [...list.children].map((item) => item.querySelector("select"));
}

/* Write the order that is seen into the fields. */
function number(list) {
  for (const [at, field] of places(list).entries()) field.selectedIndex = at + 1;
}

/* Show the steps in the order that is chosen; those without a place stay behind. */
function sort(list) {
  const items = [...list.children];
  const place = (item) => item.querySelector("select").selectedIndex || items.length + 1;
  items.sort((one, other) => place(one) - place(other));
  list.append(...items);
}

function button(words, by, item) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--quiet placed__move";
  made.textContent = by < 0 ? "↑" : "↓";
  made.setAttribute("aria-label", `${words}: ${item.querySelector("label").textContent}`);
  made.addEventListener("click", () => {
    const list = item.parentElement;
    const beside = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (by < 0) beside?.before(item);
    else beside?.after(item);
    number(list);
    made.focus();
    item.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  });
  return made;
}

/* Give the steps of a question their buttons. */
export function arrange(question) {
  const list = question.querySelector(".placed");
  sort(list);
  for (const item of list.children) {
    const buttons = document.createElement("span");
    buttons.className = "placed__moves";
    buttons.append(button(question.dataset.wordUp, -1, item));
    buttons.append(button(question.dataset.wordDown, 1, item));
    item.append(buttons);
  }
}

for (const question of document.querySelectorAll("[data-ordering]")) arrange(question);
