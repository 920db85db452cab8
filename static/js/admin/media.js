/* The content admin's videos and pictures: how far a video is converted, and files on their way.
   Loaded on every page of the admin, for a chooser may open on any. */

import { isOut, Patience } from "../answers.js";
import { shrinkPhotos } from "./photos.js";
import { sendFilesInPieces } from "./pieces.js";

const AGAIN_AFTER = 3000;
const patience = new Patience();

/* What is said of a video is asked for again while it may change, and somebody may see it. */
async function follow() {
  const told = document.querySelector("[data-ask-again]");
  if (!told) return;
  await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
  try {
    const answer = await fetch(told.dataset.askAgain, { headers: { Accept: "text/html" } });
    if (isOut(answer) || patience.isOver(answer)) return;
    if (answer.ok) {
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      told.replaceWith(part.querySelector("#media-told"));
    }
  } catch {
    // The line is away; it is asked again.
  }
  follow();
}

follow();
sendFilesInPieces();
shrinkPhotos();
