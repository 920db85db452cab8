"""How a coordinator sends marks: fetched, changed, sent, confirmed."""

import re
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse


def url(made):
    return reverse("courses:marks_sheet", args=[made.batch.public_id])


def fetched(client, made):
    """Return the rows of the CSV file as it goes out."""
    answer = client.get(reverse("courses:gradebook", args=[made.batch.public_id]) + "?format=csv")
    return [line.split(";") for line in answer.content.decode("utf-8-sig").splitlines()]


def sent(client, made, rows):
    """Send `rows` back as CSV; return the page that shows what they would change."""
    text = "\r\n".join(";".join(row) for row in rows)
    file = SimpleUploadedFile("nilai.csv", text.encode("utf-8-sig"), "text/csv")
    return client.post(url(made), {"file": file}).content.decode()


def confirmed(client, made, page, reason="Ujian susulan.", **more):
    signed = re.search(r'name="marks" value="([^"]*)"', page)[1]
    data = {"marks": signed, "reason": reason, "client_id": uuid.uuid4()} | more
    return client.post(url(made), data)


def changed(rows, line, head, value):
    """Return `rows` with another value in the column whose head begins so."""
    at = next(place for place, text in enumerate(rows[0]) if text.startswith(head))
    return [
        [value if (number, place) == (line, at) else text for place, text in enumerate(row)]
        for number, row in enumerate(rows)
    ]
