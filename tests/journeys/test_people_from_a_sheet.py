"""250 people from a coordinator's untidy sheet, until their sign-in cards lie in the printer."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.courses.intake.lists import NAMES
from tests.journeys.forms import submit
from tests.journeys.working import open_batch
from tests.sheets.making import xlsx

PEOPLE = 250


def sheet(nspp: str) -> bytes:
    """A list as it is kept: a letterhead, heads with remarks, phones as they come, a sum."""
    rows = [
        [
            at + 1,
            f"  {NAMES[at % len(NAMES)].upper()}  ke{chr(97 + at // 26)}{chr(97 + at % 26)}",
            ("L", "Perempuan")[at % 2],
            f"{at % 28 + 1}-{at % 12 + 1}-{2003 + at % 4}",
            (f"0857{at:08d}", f"+62 857 {at:08d}", 85700000000 + at)[at % 3],
            f"'{nspp}",
        ]
        for at in range(PEOPLE)
    ]
    rows[7][1], rows[9][4] = "-", "08I2 3456"
    heads = ["No.", "Nama Lengkap *", "L/P", "Tgl. Lahir (hh-bb-tttt)", "No. HP / WA", "NSPP"]
    return xlsx(
        ["DAFTAR PESERTA"], [], heads, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], *rows,
        ["Jumlah", PEOPLE],
    )  # fmt: skip


@pytest.fixture
def nspp(coordinator) -> str:
    """The number of a pesantren that is known here."""
    coordinator.goto("/kerja/pesantren/")
    return re.search(r"\b\d{12}\b", coordinator.locator("main table").inner_text()).group()


def test_an_untidy_sheet_becomes_seats_and_cards(coordinator, nspp, tmp_path):
    page = coordinator
    batch = open_batch(page, "Angkatan dari berkas", seats=PEOPLE)
    page.goto(f"/kerja/angkatan/{batch}/")
    page.locator(f"main a[href$='/{batch}/daftar/']").first.click()
    file = tmp_path / "peserta.xlsx"
    file.write_bytes(sheet(nspp))
    page.set_input_files("[name=file]", file)
    submit(page, "form .actions button")
    expect(page.locator(".intake-table")).to_be_visible(timeout=60_000)

    page.goto(page.url.split("?")[0] + "?show=fix")
    expect(page.locator(".intake-table tbody tr")).to_have_count(2)
    row = page.locator("#row-12")
    row.locator(".intake-acts").filter(has=page.locator("a")).locator("a").click()
    row = page.locator(".intake-mend").first
    row.locator("[name=full_name]").fill("Sulastri")
    row.locator("button").click()
    expect(page.locator(".intake-table tbody tr")).to_have_count(1)

    submit(page, "a.button--next")
    page.locator("[name=pillar]").first.check()
    submit(page, "form .actions button")
    expect(page.locator(".intake-table")).to_be_visible(timeout=120_000)
    page.locator("main button.button--next").click()
    link = page.locator("main a[download]")
    expect(link).to_be_visible(timeout=180_000)
    pdf = page.request.get(link.get_attribute("href")).body()
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    pins = re.findall(r"\b\d{6}\b", found.stdout.decode())
    assert len(pins) == PEOPLE - 1
