"""Photos of pages, askew, in shadow, folded, blurred: nothing is read wrongly without a word.

Of 48 photos of one page, filled in by 48 halls, a mark is proposed only where it is that mark;
19 of 20 marks need no hand.
"""

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from academy.web.files.uploads import read_picture
from courses.models import PaperPage
from courses.paper.pdf import sheet_pdf
from courses.paper.reading.flat import NoSheet
from courses.paper.reading.reader import find_page
from courses.paper.rules import code_in, layout
from tests.courses.paper import photographed
from tests.courses.paper.paper_world import printed
from tests.courses.paper.photographed import Shot

pytestmark = pytest.mark.django_db

SHOTS = {
    "askew": Shot(askew=1.0),
    "in shadow": Shot(shadow=1.0),
    "folded": Shot(fold=1.0),
    "blurred": Shot(blur=1.0),
    "grainy": Shot(noise=1.0),
    "all of it": Shot(askew=0.7, shadow=0.7, fold=0.7, blur=0.6, noise=0.7),
}
EACH = 8
# What nobody can tell without asking (two boxes, signed only), and rows with strokes of others.
ASK, STROKES = "?", "~"


@dataclass
class Score:
    right: int = 0
    doubtful: int = 0
    wrong: list[str] = field(default_factory=list)
    why: Counter = field(default_factory=Counter)

    def add(self, where: str, truth: str, read) -> None:
        if read.status and read.status != truth and truth != STROKES:
            self.wrong.append(f"{where}: {truth!r} read as {read}")
        elif truth in {ASK, STROKES}:
            # What runs through a box is never passed over: neither as a mark nor as nothing.
            if not read.doubt:
                self.wrong.append(f"{where}: {truth!r} passed as {read}")
        elif truth and not read.status and not read.doubt:
            self.wrong.append(f"{where}: {truth!r} not seen")
        elif truth:
            self.right += read.status == truth
            self.doubtful += read.status != truth
            self.why[where.split(",")[0], str(read.doubt)] += 1


@pytest.fixture
def sheet(tmp_path):
    """The first page of a printed sheet in grey, and its code."""
    at = printed(layout.ROWS)
    file = tmp_path / "lembar.pdf"
    file.write_bytes(sheet_pdf(at.sheet))
    return photographed.rendered(file), PaperPage.objects.get(sheet=at.sheet).code


def seen(content: bytes):
    """Return the page as a worker finds it: the photo drawn anew when it came."""
    kept = read_picture(SimpleUploadedFile("lembar.jpg", content)).content
    return find_page(Image.open(BytesIO(kept)))


def test_48_photos_are_read_without_a_silent_mistake_and_19_of_20_marks_without_a_hand(sheet):
    blank, code = sheet
    score = Score()
    for kind, shot in SHOTS.items():
        for number in range(EACH):
            random = Random(f"{kind} {number}")
            made = photographed.filled(blank, random)
            if number % 2:
                _strokes(made, random)
            page = seen(photographed.photographed(made.page, shot, random))
            assert code_in(page.said) == code, (kind, number)
            for place, read in enumerate(page.rows(layout.ROWS)):
                score.add(f"{kind}, {number}, {place}", made.truth[place], read)
    assert score.wrong == []
    assert score.right / (score.right + score.doubtful) >= 0.95, score.why


def _strokes(made, random) -> None:
    """Let one signature run through a box of its row, and one hang down into a box below."""
    own, below = random.sample(range(1, layout.ROWS), 2)
    photographed.through(made.page, own, random.choice(["excused", "ill", "absent"]), random, "pen")
    photographed.from_above(made.page, below, random, "pen")
    made.truth[own] = made.truth[below] = STROKES


def test_a_page_with_a_thumb_on_one_corner_is_read_and_one_with_two_is_refused(sheet):
    blank, code = sheet
    made = photographed.filled(blank, Random(5))
    corner = int(26 * photographed.DOTS)
    made.page[-corner:, :corner] = 150
    photo = photographed.photographed(made.page, Shot(), Random(5))
    page = seen(photo)
    assert code_in(page.said) == code
    for truth, read in zip(made.truth, page.rows(18), strict=False):
        assert read.status in {truth, ""}
    made.page[-corner:] = 150
    with pytest.raises(NoSheet):
        seen(photographed.photographed(made.page, Shot(), Random(5)))


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_picture_of_something_else_is_no_page(grey):
    with pytest.raises(NoSheet):
        find_page(Image.new("L", (1200, 1600), grey))


def test_a_photo_of_twelve_megapixels_is_read_within_200_megabytes(sheet, tmp_path):
    blank, code = sheet
    made = photographed.filled(blank, Random(9))
    photo = photographed.photographed(made.page, Shot(size=(3000, 4000)), Random(9))
    file = tmp_path / "besar.jpg"
    file.write_bytes(photo)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, file], check=True, capture_output=True, text=True,
        cwd=Path(__file__).resolve().parents[3],
    )  # fmt: skip
    said, before, after = done.stdout.split()
    assert code_in(said) == code
    # Kilobytes: what reading took above what the program has without it.
    assert (int(after) - int(before)) / 1024 < 200


MEASURE = """
import os, resource, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "academy.settings_test"
import django
django.setup()
from io import BytesIO
from pathlib import Path
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from academy.web.files.uploads import read_picture
from courses.paper.reading.reader import find_page
def most():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
content = Path(sys.argv[1]).read_bytes()
before = most()
kept = read_picture(SimpleUploadedFile("a.jpg", content)).content
page = find_page(Image.open(BytesIO(kept)))
page.rows(20)
print(page.said, before, most())
"""
