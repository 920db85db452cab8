/* Photos for a page are made as small as pages need before they leave the phone. */

import { shrinkPhotos } from "./admin/photos.js";

shrinkPhotos();
