"""Slips on paper: where scissors go."""

import subprocess
from io import BytesIO

import pytest
from PIL import Image

from courses.workspace.pdf import SlipFacts, slips_pdf
from tests.factories.courses import BatchFactory

pytestmark = pytest.mark.django_db


def test_the_sheet_shows_where_to_cut_between_all_eight():
    slip = SlipFacts(
        name="Siti", username="siti1", secret="482915", pesantren="", card="https://a.id"
    )
    pdf = slips_pdf([slip] * 8, batch=BatchFactory(), on_part=list)
    drawn = subprocess.run(
        ["pdftoppm", "-r", "254", "-gray", "-"], input=pdf, capture_output=True, check=True
    )
    sheet = Image.open(BytesIO(drawn.stdout))
    # Ten pixels are a millimetre; a cross stands in the middle and at each edge of every cut.
    for x in (6, 1050, 2093):
        for row in (1, 2, 3):
            near = sheet.crop((x - 5, round(742.5 * row) - 5, x + 5, round(742.5 * row) + 5))
            assert near.getextrema()[0] < 80, (x, row)
