/* Shows what will be sent before it is sent: picture, name, size. Photos are made smaller
   first, what is too large is told at once. Files may be dropped. */

import { shrunk } from "./shrink.js";

const units = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });

function words(file) {
  const kilobytes = Math.ceil(file.size / 1000);
  const size = kilobytes < 1000 ? `${kilobytes} kB` : `${units.format(file.size / 1e6)} MB`;
  return `${file.name} · ${size}`;
}

/* Drawn small on a canvas: a phone with little memory need not hold the whole picture,
   and the security policy needs no exception for blob addresses. */
async function thumbnail(file) {
  const bitmap = await createImageBitmap(file, { resizeWidth: 320, resizeQuality: "medium" });
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas;
}

function preview(file) {
  const item = document.createElement("li");
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.textContent = words(file);
  figure.append(caption);
  item.append(figure);
  if (file.type.startsWith("image/")) {
    /* A kind the browser cannot draw (HEIC) keeps its name and size; the server decides. */
    thumbnail(file).then((canvas) => figure.prepend(canvas), () => {});
  }
  return item;
}

/* The files as they will be sent: photos made smaller, under their own names. */
async function ready(files) {
  const sent = new DataTransfer();
  for (const file of files) {
    const small = await shrunk(file);
    sent.items.add(small === file ? file : new File([small], file.name, { type: small.type }));
  }
  return sent.files;
}

for (const box of document.querySelectorAll("[data-upload]")) {
  const input = box.querySelector('input[type="file"]');
  const list = box.querySelector("[data-previews]");
  const told = box.querySelector("[data-told]");
  const most = Number(input.dataset.most) || Infinity;
  let choice = 0;
  let preparing = null;
  const prepare = async () => {
    const mine = ++choice;
    const chosen = input.files;
    // What this browser cannot make smaller is sent as it is.
    const files = await ready([...chosen]).catch(() => chosen);
    // Something else was chosen meanwhile.
    if (mine !== choice) return preparing;
    const tooLarge = [...files].some((file) => file.size > most);
    told.hidden = !tooLarge;
    if (tooLarge) input.value = "";
    else input.files = files;
    list.replaceChildren(...[...input.files].map(preview));
    preparing = null;
  };
  input.addEventListener("change", () => (preparing = prepare()));
  /* Sent while a photo is being made smaller: it waits until that is done. */
  input.form?.addEventListener("submit", (event) => {
    if (!preparing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    preparing.then(() => input.form.requestSubmit(submitter));
  }, true);
  box.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("is-over");
  });
  box.addEventListener("dragleave", () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.classList.remove("is-over");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
