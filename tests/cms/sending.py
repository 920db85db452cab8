"""Large files as the script of a form sends them, in pieces."""

from django.test import Client
from django.urls import reverse

from academy.web.files.pieces import PIECE
from tests.factories.films import film

BEGIN = "/admin/unggah/"
# A video that plays, with room behind it: as large as one that takes three pieces.
LARGE = film() + b"\0\0\0\0free" + b"\1" * (2 * PIECE)


def begun(client: Client, *, name: str = "panjang.mp4", size: int = len(LARGE), modified="1"):
    return client.post(BEGIN, {"name": name, "size": size, "modified": modified})


def sent(client: Client, upload: dict, offset: int, content: bytes) -> dict:
    address = f"{BEGIN}{upload['id']}/{offset}/"
    return client.put(address, content, "application/octet-stream").json()


def sent_whole(client: Client, upload: dict, content: bytes = LARGE) -> dict:
    while upload["received"] < upload["size"]:
        at = upload["received"]
        upload = sent(client, upload, at, content[at : at + PIECE])
    return upload


def saved(client: Client, upload: dict, kind: str = "video", **more):
    form = {"title": "Panjang", "upload": upload["id"], "collection": "1"} | more
    return client.post(reverse("wagtailmedia:add", args=[kind]), form)
