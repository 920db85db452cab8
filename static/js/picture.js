/* A picture opened over the page: fitted at first, at 100 % by a tap or "1" (then it is moved
   like any page: by finger, wheel or arrow keys), and on to the next of its list.
   The link says the words: data-picture="Close|Full size|Next photo". */

export function show(link) {
  const [close, full, following] = link.dataset.picture.split("|");
  const links = [...(link.closest("ul")?.querySelectorAll("a[data-picture]") ?? [link])];
  let at = links.indexOf(link);

  const dialog = document.createElement("dialog");
  dialog.className = "dialog--picture";
  const frame = document.createElement("div");
  frame.className = "picture";
  frame.tabIndex = 0;
  const image = new Image();
  frame.append(image);
  const bar = document.createElement("div");
  bar.className = "row";
  dialog.append(frame, bar);

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button--quiet button--small";
    made.textContent = words;
    made.addEventListener("click", act);
    bar.append(made);
    return made;
  };

  function open(index) {
    at = (index + links.length) % links.length;
    image.src = links[at].href;
    image.alt = links[at].querySelector("img")?.alt ?? "";
    frame.classList.remove("is-full");
  }

  const toFull = button(full, () => {
    const isFull = frame.classList.toggle("is-full");
    toFull.setAttribute("aria-pressed", String(isFull));
    // The middle of a photo is what it is of.
    if (isFull) frame.scrollTo((frame.scrollWidth - frame.clientWidth) / 2, (frame.scrollHeight - frame.clientHeight) / 2);
  });
  if (links.length > 1) button(following, () => open(at + 1));
  button(close, () => dialog.close());

  image.addEventListener("click", () => toFull.click());
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "1") toFull.click();
    else if (frame.classList.contains("is-full")) return;
    else if (event.key === "ArrowRight") open(at + 1);
    else if (event.key === "ArrowLeft") open(at - 1);
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    links[at].focus();
  });
  open(at);
  document.body.append(dialog);
  dialog.showModal();
  frame.focus();
}
