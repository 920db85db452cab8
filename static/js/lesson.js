/* Keeps where the reader is, so that the next visit can go on there. Nothing depends on
   it: without it a lesson is read and finished all the same. */

const text = document.querySelector("[data-lesson]");
const headings = [...text.querySelectorAll(":is(h2, h3, section)[id]")];
let kept = null;

function place() {
  const line = window.innerHeight / 2;
  const above = headings.filter((heading) => heading.getBoundingClientRect().top < line);
  return above.at(-1)?.id ?? "";
}

function keep() {
  const anchor = place();
  if (anchor === kept) return;
  kept = anchor;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", text.dataset.token);
  body.set("anchor", anchor);
  navigator.sendBeacon(text.dataset.lesson, body);
}

/* Opening by mistake is no reading. */
setTimeout(keep, 5000);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") keep();
});
