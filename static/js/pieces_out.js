/* A file on its way in pieces. The academy alone knows how much has come: what has is not sent
   again, also when the page was closed and the same file is chosen once more. */

/* fetch() tells nothing about what has been sent; this request does. Status 0: the line broke. */
export function post(address, body, headers, tell) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) tell(event.loaded, event.total);
    });
    request.addEventListener("loadend", () => {
      const { status, responseURL, responseText: part } = request;
      resolve({ status, part, redirected: Boolean(responseURL) && responseURL !== address });
    });
    request.send(body);
  });
}

/* What the pieces of a file have in common: the same for the same content, where the browser may
   tell that (over HTTPS). */
async function nameOf(file) {
  const bytes = crypto.subtle
    ? new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()), 0, 16)
    : crypto.getRandomValues(new Uint8Array(16));
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Pieces {
  constructor(file, filename, name, form) {
    Object.assign(this, { file, name });
    // Half a letter, as a cut name may end with, cannot be encoded.
    this.filename = encodeURIComponent(filename.replace(/\p{Cs}/gu, ""));
    this.address = new URL(`bagian/${name}/`, form.action);
    this.most = Number(form.dataset.piece);
    this.forget();
  }

  static async of(file, filename, form) {
    return new Pieces(file, filename, await nameOf(file), form);
  }

  get isWhole() {
    return this.come >= this.file.size;
  }

  /* Ask anew how much has come. */
  forget() {
    this.come = -1;
  }

  /* Send the next piece, or nothing to ask how much has come. Status 409: it came to nothing. */
  async next(token, tell) {
    const before = this.come;
    const offset = Math.max(before, 0);
    const end = before < 0 ? 0 : offset + this.most;
    const { size } = this.file;
    this.address.search = new URLSearchParams({ offset, size });
    const headers = {
      "Content-Type": "application/octet-stream",
      "X-CSRFToken": token,
      // Names tell of people, and addresses are written down on many a way.
      "X-Filename": this.filename,
    };
    const body = await this.file.slice(offset, end).arrayBuffer().catch(() => null);
    this.forget();
    if (!body) return { status: 0 };
    const here = this.address.href;
    const answer = await post(here, body, headers, (sent) => tell(offset + sent, size));
    if (answer.status !== 200 || answer.redirected) return answer;
    try {
      const { received, added } = JSON.parse(answer.part);
      this.come = added ? size : received;
    } catch {
      return { status: 0 }; // Somebody else's page, as the gates of some networks show it.
    }
    tell(this.come, size);
    return this.come > before ? answer : { status: 409 };
  }
}
