/* What a lesson asks is answered in its place; without this file the page comes anew. */

import { arrange } from "./quiz_ordering.js";

async function answer(form, block) {
  const headers = { "HX-Request": "true" };
  const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
  const page = document.createElement("template");
  page.innerHTML = response.ok ? await response.text() : "";
  const fresh = page.content.querySelector("[data-asked]");
  if (!fresh) throw new Error("no block");
  block.replaceWith(fresh);
  for (const question of fresh.querySelectorAll("[data-ordering]")) arrange(question);
  fresh.querySelector("[data-said]")?.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const block = form.closest("[data-asked]");
  if (!block || event.defaultPrevented) return;
  event.preventDefault();
  answer(form, block).catch((error) => {
    // A line that broke would take the page away, and with it what stands on it.
    if (error instanceof TypeError) form.dispatchEvent(new CustomEvent("unsent", { bubbles: true }));
    // What else goes wrong on the way is sent as a page: it is the same act.
    else form.submit();
  });
});
