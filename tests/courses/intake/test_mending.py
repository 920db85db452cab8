"""A draft is put right on its page: cells, rows left out, what is meant."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courses.intake.actions.confirming import confirm
from courses.intake.actions.drafts import read_again, upload
from courses.intake.actions.errors import CellChanged, ChangedMeanwhile, NotDraft
from courses.intake.actions.mending import leave_out, mend
from courses.intake.rules.choices import Chosen
from courses.intake.rules.columns import Column
from tests.courses.intake.listing import HEADS, NSPP, person
from tests.courses.intake.lists import a_batch, confirmed, lots, people, row, uploaded
from tests.sheets.making import xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch_and_rina(malang_today, pesantren_of_malang):
    return a_batch(pesantren_of_malang)


def corrected(listing, number, by, **cells):
    """Put other texts into cells of a row, as it stands."""
    found = row(listing, number)
    texts = {Column(name): text for name, text in cells.items()}
    shown = {column: str(found.cells.get(column, "")) for column in texts}
    return mend(row=found, texts=texts, shown=shown, by=by)


def test_a_mended_cell_makes_the_row_right(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, person(phone="08I2-3456"), *people(1))
    run_jobs()
    assert lots(listing) == ["fix", "new"]
    mended = corrected(listing, 2, rina, phone="0812 9999 8888")
    assert (mended.lot, mended.values["phone"], mended.reasons) == ("new", "+6281299998888", [])


def test_a_double_further_down_is_right_when_the_first_is_mended_or_left_out(
    batch_and_rina, run_jobs
):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, person(), person(number="2"))
    run_jobs()
    assert [row(listing, at).reasons for at in (2, 3)] == [[], ["duplicate_in_file"]]
    leave_out(row=row(listing, 2), is_left_out=True, by=rina)
    assert lots(listing) == ["left", "new"]
    leave_out(row=row(listing, 2), is_left_out=False, by=rina)
    assert lots(listing) == ["new", "fix"]
    corrected(listing, 2, rina, full_name="Dewi", phone="081200000002", email="")
    assert lots(listing) == ["new", "new"]


def test_a_cell_that_somebody_else_has_changed_is_not_written_over(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, person(phone="08I2"))
    run_jobs()
    corrected(listing, 2, rina, phone="081299998888")
    with pytest.raises(CellChanged):
        mend(
            row=row(listing, 2),
            texts={Column.PHONE: "081277776666"},
            shown={Column.PHONE: "08I2"},
            by=rina,
        )
    assert row(listing, 2).values["phone"] == "+6281299998888"


def test_who_confirms_has_seen_the_list_as_it_is(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, *people(2))
    run_jobs()
    listing.refresh_from_db()
    seen = listing.revision
    leave_out(row=row(listing, 2), is_left_out=True, by=rina)
    with pytest.raises(ChangedMeanwhile):
        confirm(listing=listing, by=rina, shown=seen, pillar="santripreneur", rest_to="reserve")
    confirmed(listing, rina)
    with pytest.raises(NotDraft):
        leave_out(row=row(listing, 3), is_left_out=True, by=rina)


def test_the_coordinator_says_which_sheet_and_which_columns(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    heads = ["Nama", "Ayah", "NSPP"]
    listing = uploaded(batch, rina, ["Siti", "081234567890", NSPP], heads=heads)
    run_jobs()
    listing.refresh_from_db()
    assert listing.understood["heads"] == [
        ["A", "Nama", "full_name"],
        ["B", "Ayah", ""],
        ["C", "NSPP", "nspp"],
    ]
    chosen = Chosen(columns={"A": "full_name", "B": "phone", "C": "nspp"})
    read_again(listing=listing, by=rina, chosen=chosen)
    run_jobs()
    assert row(listing, 2).values["phone"] == "+6281234567890"


def two_sheets(book):
    """Put a second list beside the first."""
    sheet = book.create_sheet("Gelombang 2")
    for row_of_it in (HEADS, *people(2)):
        sheet.append(row_of_it)


def test_of_several_sheets_that_fit_another_can_be_chosen(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    content = xlsx(HEADS, person(), change=two_sheets)
    file = SimpleUploadedFile("peserta.xlsx", content)
    listing = upload(batch=batch, file=file, by=rina, client_id=uuid.uuid4())
    run_jobs()
    listing.refresh_from_db()
    assert (listing.understood["sheets"], lots(listing)) == (["Sheet", "Gelombang 2"], ["new"])
    read_again(listing=listing, by=rina, chosen=Chosen("Gelombang 2"))
    run_jobs()
    assert lots(listing) == ["new", "new"]


def test_dates_with_the_month_first_are_pointed_out_and_read_so(batch_and_rina, run_jobs):
    batch, rina = batch_and_rina
    listing = uploaded(batch, rina, person(birth="08/17/2005"))
    run_jobs()
    listing.refresh_from_db()
    assert (listing.understood["looks_month_first"], lots(listing)) == (True, ["fix"])
    read_again(listing=listing, by=rina, chosen=Chosen(is_month_first=True))
    run_jobs()
    assert row(listing, 2).values["birth_date"] == "2005-08-17"
