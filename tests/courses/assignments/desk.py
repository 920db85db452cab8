"""A trainer's browser with the review desk open, without a browser."""

from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse


class Sent(HTMLParser):
    """What a browser sends of the form of the desk, untouched."""

    def __init__(self, html: str):
        super().__init__()
        self.found, self.name, self.inside = {}, "", False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "form":
            self.inside = told.get("id") == "review"
        if not self.inside or tag not in {"input", "textarea"}:
            return
        if told.get("type") == "radio" and "checked" not in told:
            return
        self.found[told["name"]] = told.get("value") or ""
        self.name = told["name"] if tag == "textarea" else ""

    def handle_data(self, data):
        if self.name:
            self.found[self.name] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.found[self.name] = self.found[self.name].removeprefix("\n")
            self.name = ""


class Device:
    """A trainer's browser with the desk open on one hand-in."""

    def __init__(self, here, number=0):
        self.client, self.here = Client(), here
        self.client.force_login(here.trainer)
        self.client.cookies["django_language"] = "en"
        self.open(number)

    def open(self, number=0):
        self.at(self.here.submissions[number])
        self.read(self.client.get(self.path))

    def at(self, submission):
        self.submission = submission
        self.path = reverse("courses:review_desk", args=[submission.public_id])

    def read(self, answer):
        self.page, self.form = answer, Sent(answer.text).found
        self.at((answer.context or {}).get("submission", self.submission))

    def type(self, **texts):
        self.form |= texts | {"edit": str(int(self.form["edit"]) + 1)}

    def press(self, then="", **more):
        sent = self.form | {"then": then} | more
        self.read(self.client.post(self.path, sent, follow=True))

    def keeps_by_itself(self):
        return self.client.post(self.path, self.form, headers={"X-Part": "draft"})

    def decide(self, verdict="accepted"):
        self.read(self.client.post(self.path, self.form | {"verdict": verdict}, follow=True))

    @property
    def typed(self):
        return {
            name: text
            for name, text in self.form.items()
            if text and name.startswith(("points_", "level_", "mark", "feedback", "comment"))
        }


def work(device):
    """Type half a review: the first criterion and two lines of words."""
    first = device.here.tree.assignments[0].criteria.all()[0]
    texts = {f"points_{first.pk}": "3", "feedback": "Cahayanya bagus.\nLabel belum terbaca."}
    device.type(**texts)
    return texts
