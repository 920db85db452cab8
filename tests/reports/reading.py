"""Addresses of the reports, and what stands in them."""

from io import BytesIO

from openpyxl import load_workbook


def page(program, tail=""):
    return f"/kerja/program/{program.public_id}/{tail}"


def partner_page(program):
    return f"/kerja/mitra/{program.public_id}/"


def length(client, url):
    """Return how many rows a list has."""
    return client.get(url).context["list"].total


def sheet(response):
    rows = load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)
    return [tuple("" if cell is None else cell for cell in row) for row in rows]
