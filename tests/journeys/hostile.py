"""What somebody who means harm types and sends, and how a browser is watched that opens it."""

import io
import re
import struct
import uuid
import zipfile
import zlib
from urllib.parse import urlsplit

import openpyxl
from PIL import Image
from playwright.sync_api import BrowserContext, Page

HOST = "https://penyerang.example"
MARK = "Zbadut"
TAGS = (
    f'{MARK} "><img src={HOST}/a.png onerror=alert(1)><script src={HOST}/a.js></script>'
    f"<svg onload=alert(2)></textarea><iframe src={HOST}></iframe>{{{{7*7}}}}{{% debug %}}"
)
# One word without an end; a sign that turns what follows it; a formula; all in one text.
WORDS = f'=HYPERLINK("{HOST}";"{MARK}")\n{TAGS}\n\u202e{MARK} gpj.exe\n{MARK}{"w" * 300}'
NAME = f'={MARK}"><img src={HOST}/n onerror=alert(1)>{"W" * 50}'
LINE = f"={MARK}<script src={HOST}/l.js></script>\u202e{'m' * 40}"
FILE = f'="><img src=x onerror=alert(1)>{MARK}\u202egpj' + "😀" * 30

# What of the marked words is drawn outside of its place, or turns words around it.
OUTSIDE = """(mark) => {
  const found = [], root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`page: ${root.scrollWidth} px wide`);
  const clipped = (el) => {
    for (; el && el !== document.body; el = el.parentElement)
      if (getComputedStyle(el).overflowX !== "visible") return true;
    return false;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    if (!node.data.includes(mark)) continue;
    const own = node.parentElement;
    if (["SCRIPT", "STYLE", "OPTION"].includes(own.tagName) || !own.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width && (box.right > innerWidth + 1 || box.left < -1) && !clipped(own))
      found.push(`outside: ${own.tagName}.${own.className} ${Math.round(box.right)}`);
    if (!/[\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data)) continue;
    let place = own;
    const isolates = (style) =>
      style.display !== "inline" || /isolate|plaintext/.test(style.unicodeBidi);
    while (!isolates(getComputedStyle(place))) place = place.parentElement;
    const others = place.textContent.replace(own.textContent, "").trim();
    const beside = others.slice(0, 40);
    if (beside) found.push(`turned: ${own.tagName}.${own.className} beside “${beside}”`);
  }
  return found;
}"""


class Watch:
    """Notes all that runs or is fetched from elsewhere in a browser."""

    def __init__(self, context: BrowserContext, url: str):
        self.faults: list[str] = []
        self.host = urlsplit(url).netloc
        context.on("request", self._request)
        context.on("dialog", self._dialog)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))

    def _request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.host:
            self.faults.append(f"asked for {request.url}")

    def _dialog(self, dialog) -> None:
        # Ours asks before a page is left; only a strange script opens another.
        if dialog.type != "beforeunload":
            self.faults.append(f"dialog: {dialog.message}")
        dialog.accept()

    def _console(self, message) -> None:
        if "Content Security" in message.text:
            self.faults.append(message.text)

    def looked_at(self, page: Page, *, sees: bool = True) -> None:
        """Note what is wrong with how `page` is drawn, on a phone and on a desk.

        `sees` says that something of the hostile words must stand there.
        """
        place = urlsplit(page.url).path
        if sees and MARK not in (page.locator("main").text_content() or ""):
            self.faults.append(f"{place}: nothing of it is there")
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            self.faults += [f"{place}, {width}: {what}" for what in page.evaluate(OUTSIDE, MARK)]
        if page.locator(f"[src*='{urlsplit(HOST).netloc}'], [onerror], [onload]").count():
            self.faults.append(f"{place}: an element of theirs is in the page")


def jpeg(comment: bytes = b"", *, behind: bytes = b"", colour: str = "#335577") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(buffer, "JPEG", comment=comment)
    return buffer.getvalue() + behind


def huge_png() -> bytes:
    """Return the head of a picture of 100,000 × 100,000 dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IEND", b"")


def office() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", HTML)
    return buffer.getvalue() + HTML


HTML = f"<html><script>alert(3)</script><img src={HOST}/f.png></html>".encode()
SVG = f"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(4)'><image href='{HOST}'/></svg>"
PDF = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(5\\))>>"
    b"/AA<</O<</S/URI/URI(" + HOST.encode() + b")>>>>>>endobj\n" + HTML + b"\n%%EOF"
)
TAKEN = {
    "pdf": PDF,
    "docx": office(),
    # Also a page and an archive, for who guesses.
    "jpg": jpeg(HTML, behind=HTML),
    "png": jpeg(b"", behind=b"PK\x03\x04" + HTML, colour="#884411"),
}
REFUSED = {"svg": SVG.encode(), "html": HTML, "js": b"GIF89a/*" + HTML, "huge": huge_png()}


def sent(content: bytes, name: str) -> dict:
    # A browser writes a quotation mark in a file's name so.
    return {"name": name.replace('"', "%22"), "mimeType": "image/jpeg", "buffer": content}


def send_files(page: Page, address: str, field: str, files: dict[str, bytes]) -> None:
    """Send `files` to the form of `page` as a program does, past all that the page checks."""
    token = page.locator("main [name=csrfmiddlewaretoken]").first.input_value()
    for kind, content in files.items():
        form = {
            "csrfmiddlewaretoken": token,
            "client_id": str(uuid.uuid4()),
            field: sent(content, f"{FILE}.{kind}"),
        }
        answer = page.request.post(address, multipart=form)
        assert answer.status in {200, 422}, answer.text()


def links_to_files(page: Page) -> list[str]:
    links = page.locator("a[href*='/berkas-']").evaluate_all("all => all.map(a => a.href)")
    return sorted(set(links))


def identity(text: str) -> str:
    """Return the first id in an address."""
    return re.search(r"[0-9a-f-]{36}", text).group()


def read_sheet(watch: Watch, page: Page) -> None:
    """Read the spreadsheet of a list: text alone, and the hostile name in it."""
    link = page.locator("a[href*='format=xlsx']").first.evaluate("link => link.href")
    book = openpyxl.load_workbook(io.BytesIO(page.request.get(link).body()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    acting = [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    watch.faults += [f"{page.url}: {cell.coordinate}" for cell in acting]
    if not any(MARK in str(cell.value) for cell in cells):
        watch.faults.append(f"{page.url}: nothing of it is in the sheet")
