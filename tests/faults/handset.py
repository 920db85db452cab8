"""A phone that sends photos, and again what was not answered, as ours do."""

import http.client
import io
import os
import re
import uuid
from collections import Counter
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from time import monotonic
from urllib.parse import urlencode

from PIL import Image

TOKEN = "a" * 32
TITLE = re.compile(r"<title>\s*(.*?)\s*·", re.S)
AGAIN_SECONDS = 1.0


def photo() -> bytes:
    """Return a small picture that nobody else has."""
    buffer = io.BytesIO()
    Image.frombytes("RGB", (12, 12), os.urandom(432)).resize((640, 480)).save(buffer, "JPEG")
    return buffer.getvalue()


@dataclass(frozen=True)
class Answer:
    status: int  # 0: no answer
    text: str
    cookies: str = ""

    @property
    def words(self) -> str:
        """What this answer is to its reader."""
        if self.status == 0:
            return "no answer"
        if self.status < 400:
            return "done"
        title = TITLE.search(self.text)
        is_ours = 'lang="id"' in self.text and title is not None
        return f"{self.status} “{title[1]}”" if is_ours else f"{self.status} BARE"


@dataclass
class Handset:
    """One signed-in person. Every request comes on a connection of its own."""

    port: int
    session: str = ""

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> Answer:
        """Return the answer; an empty one where the connection broke."""
        headers = {
            # What the proxy in front would say, and the browser.
            "X-Forwarded-Proto": "https",
            "Origin": f"https://localhost:{self.port}",
            "Cookie": f"csrftoken={TOKEN}; sessionid={self.session}",
            "X-Part": "draft",
        }
        if kind:
            headers["Content-Type"] = kind
        line = http.client.HTTPConnection("localhost", self.port, timeout=60)
        try:
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            text = answer.read().decode(errors="replace")
            return Answer(answer.status, text, " ".join(answer.headers.get_all("Set-Cookie", [])))
        except (OSError, http.client.HTTPException):
            return Answer(0, "")
        finally:
            line.close()

    def post_form(self, path: str, **fields: str) -> Answer:
        body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN}).encode()
        return self.ask("POST", path, body, "application/x-www-form-urlencoded")

    def post_photo(self, path: str, name: str, act: str, content: bytes) -> Answer:
        edge = uuid.uuid4().hex
        parts = b"".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{text}\r\n'.encode()
            for key, text in (("csrfmiddlewaretoken", TOKEN), ("client_id", act))
        )
        head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        body = parts + head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + content
        body += f"\r\n--{edge}--\r\n".encode()
        return self.ask("POST", path, body, f"multipart/form-data; boundary={edge}")


@dataclass
class Senders:
    """People at work all the time; each sends a photo again until it is acknowledged."""

    handsets: list[Handset]
    path: str
    at_once: int = 3
    said: Counter[str] = field(default_factory=Counter)
    acknowledged: dict[str, float] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    ended: Event = field(default_factory=Event)
    threads: list[Thread] = field(default_factory=list)

    def start(self) -> None:
        for number in range(self.at_once):
            mine = self.handsets[number :: self.at_once]
            self.threads.append(Thread(target=self.work, args=[mine]))
            self.threads[-1].start()

    def stop(self) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def work(self, mine: list[Handset]) -> None:
        turn = 0
        while not self.ended.is_set():
            handset, turn = mine[turn % len(mine)], turn + 1
            self.note(handset.ask("GET", self.path))
            self.send(handset)
            self.ended.wait(0.3)

    def send(self, handset: Handset) -> None:
        """Send one photo until it is acknowledged, or until all is over."""
        name, act, content = f"{uuid.uuid4().hex}.jpg", str(uuid.uuid4()), photo()
        while True:
            answer = handset.post_photo(self.path + "tambah/", name, act, content)
            self.note(answer)
            if answer.status == 200 and "alert--bad" not in answer.text:
                with self.lock:
                    self.acknowledged[name] = monotonic()
                return
            if self.ended.wait(AGAIN_SECONDS):
                return

    def note(self, answer: Answer) -> None:
        with self.lock:
            self.said[answer.words] += 1

    def newest(self) -> float:
        """When the last photo was acknowledged."""
        with self.lock:
            return max(self.acknowledged.values(), default=0.0)
