/* The file of a course is sent in pieces, and goes on where the line broke. */

import { sendFilesInPieces } from "./admin/pieces.js";

sendFilesInPieces();
