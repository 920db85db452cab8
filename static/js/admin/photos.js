/* Photos that a camera has taken are made as small as pages need before they leave; pictures that
   may be transparent go as they are. */

import { shrunk } from "../shrink.js";

const isPhoto = (file) => file.type === "image/jpeg";

export function shrinkPhotos() {
  document.addEventListener("change", async (event) => {
    const input = event.target;
    const takesPictures = input.matches?.('input[type="file"][accept*="image"], input[type="file"][data-pictures]');
    if (!takesPictures || !event.isTrusted || ![...input.files].some(isPhoto)) return;
    // Those who listen (Wagtail sends some at once) hear of it when the small ones are there.
    event.stopImmediatePropagation();
    const sent = new DataTransfer();
    for (const file of input.files) {
      const small = isPhoto(file) ? await shrunk(file).catch(() => file) : file;
      sent.items.add(small === file ? file : new File([small], file.name, { type: small.type }));
    }
    input.files = sent.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, true);
}
