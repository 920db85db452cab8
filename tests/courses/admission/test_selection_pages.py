"""The workspace's pages for choosing: lists, bulk decisions, one application."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.courses.applying import pages
from tests.factories.courses import ApplicationFactory, BatchFactory
from tests.factories.people import PesantrenFactory, UserFactory

# The lists are searched and sorted by the database.
pytestmark = [pytest.mark.django_db, pytest.mark.every_database]
# The last of them asks for long decisions, however many there are.
LIST_QUERIES = 15


def names(answer):
    rows = answer.context["rows"].split("<tr>")[1:]
    return [unescape(re.search(r"<a\s[^>]*>([^<]+)</a>", row)[1]) for row in rows]


def twins(batch):
    """Return two applications of one person under two spellings, and one of a namesake."""
    pesantren = PesantrenFactory()
    born = date(2005, 3, 4)
    return [
        ApplicationFactory(
            batch=batch,
            pesantren=pesantren,
            user=UserFactory(full_name=name, birth_on=day),
        )
        for name, day in (
            ("Muhammad Ma'ruf", born),
            ("M. MARUF", born),
            ("Moh. Ma`ruf", date(2005, 4, 4)),
        )
    ]


def test_the_list_costs_the_same_for_one_and_for_three(work, batch, django_assert_num_queries):
    ApplicationFactory(batch=batch)
    work.get(pages(batch))
    with django_assert_num_queries(LIST_QUERIES):
        work.get(pages(batch))
    ApplicationFactory(batch=batch)
    ApplicationFactory(batch=batch)
    with django_assert_num_queries(LIST_QUERIES):
        work.get(pages(batch))


def test_the_page_of_an_application_costs_the_same_with_one_and_three(
    work, batch, django_assert_num_queries
):
    application = ApplicationFactory(batch=batch)
    path = f"/kerja/pendaftaran/{application.public_id}/"
    work.get(path)
    # The last of them writes who opened the page, and about whom; three say who may correct, one
    # asks for the rubric of the program.
    with django_assert_num_queries(19):
        work.get(path)
    ApplicationFactory(batch=batch)
    ApplicationFactory(batch=batch)
    with django_assert_num_queries(19):
        work.get(path)


def test_the_list_is_filtered_searched_and_sorted(work, batch):
    for name, pillar, score, nspp in (
        ("Sulastri", "santripreneur", 50, "510035150001"),
        ("Nur'aini", "sosiopreneur", 90, "510035150002"),
        ("Hidayat", "sosiopreneur", None, "510035150003"),
    ):
        ApplicationFactory(
            batch=batch,
            user__full_name=name,
            pillar=pillar,
            score=score,
            pesantren=PesantrenFactory(nspp=nspp),
        )

    def shown(query):
        return names(work.get(f"{pages(batch)}?{query}"))

    assert shown("pillar=sosiopreneur&sort=name") == ["Hidayat", "Nur'aini"]
    assert shown("q=aini") == ["Nur'aini"]
    assert shown("q=510035150003") == ["Hidayat"]
    assert shown("sort=-score") == ["Nur'aini", "Sulastri", "Hidayat"]
    assert shown("state=verified") == []
    assert shown("pillar=unknown&sort=unknown&page=99") == ["Sulastri", "Nur'aini", "Hidayat"]


def test_probable_duplicates_are_marked_and_filtered(work, batch):
    twins(batch)

    page = work.get(f"{pages(batch)}?twins=yes&sort=name")

    assert names(page) == ["M. MARUF", "Muhammad Ma'ruf"]
    assert page.text.count("twice?") == 2


def test_duplicates_stand_side_by_side(work, batch):
    first, second, namesake = twins(batch)

    page = work.get(f"/kerja/pendaftaran/{first.public_id}/")

    assert [twin for twin, _tone in page.context["twins"]] == [second]
    assert f"/kerja/pendaftaran/{second.public_id}/" in page.text
    assert f"/kerja/pendaftaran/{namesake.public_id}/" not in re.sub(
        r'rel="(prev|next)"[^>]*', "", page.text
    )


def test_the_spreadsheet_has_every_row_and_runs_no_formula(work, batch):
    ApplicationFactory(batch=batch, user__full_name="=HYPERLINK(1)")

    answer = work.get(f"{pages(batch)}?format=xlsx")

    sheet = load_workbook(BytesIO(answer.content)).active
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Name", "=HYPERLINK(1)"]


def test_a_score_and_a_pesantren_are_entered_on_the_page(work, batch):
    row = ApplicationFactory(batch=batch, pesantren=None, pesantren_note="PP Baru, Jember")
    pesantren = PesantrenFactory(nspp="510035150077")
    path = f"/kerja/pendaftaran/{row.public_id}/putuskan/"

    work.post(path, {"action": "score", "score": "101"})
    work.post(path, {"action": "score", "score": "85"})
    work.post(path, {"action": "pesantren", "nspp": "000000000000"})
    work.post(path, {"action": "pesantren", "nspp": "5100 3515 0077"})

    row.refresh_from_db()
    assert (row.score, row.pesantren) == (85, pesantren)


def test_who_is_accepted_is_told_by_whatsapp_with_name_and_link(work, batch, settings):
    settings.BASE_URL = "https://academy.example"
    row = ApplicationFactory(
        batch=batch, state="verified", user__full_name="Sulastri", user__phone="+628123456789"
    )
    work.post(f"/kerja/pendaftaran/{row.public_id}/putuskan/", {"action": "accept"})

    message = work.get(f"/kerja/pendaftaran/{row.public_id}/").context["message"]

    assert message.url.startswith("https://wa.me/628123456789?text=")
    assert "Sulastri" in message.text
    assert message.text.endswith(f"https://academy.example/daftar/status/{row.public_id}/")


@pytest.mark.parametrize("role", ["trainer", "coordinator", "partner", "participant"])
def test_who_does_not_run_the_batch_reaches_none_of_it(client, batch, role):
    row = ApplicationFactory(batch=batch)
    client.force_login(UserFactory() if role == "participant" else UserFactory(**{role: True}))
    paths = [pages(batch), f"/kerja/pendaftaran/{row.public_id}/"]
    posts = [
        f"{pages(batch)}putuskan/",
        f"{pages(batch)}batalkan/",
        f"/kerja/pendaftaran/{row.public_id}/putuskan/",
    ]

    expected = 403 if role == "participant" else 404
    assert {client.get(path).status_code for path in paths} == {expected}
    assert {
        client.post(path, {"action": "verify", "selected": str(row.public_id)}).status_code
        for path in posts
    } == {expected}


def test_drafts_are_the_applicants_own_affair(work, batch):
    draft = ApplicationFactory(batch=batch, state="draft")

    assert names(work.get(pages(batch))) == []
    assert work.get(f"/kerja/pendaftaran/{draft.public_id}/").status_code == 404


def test_a_program_manager_chooses_among_the_batches(client, batch):
    ApplicationFactory(batch=batch)
    BatchFactory(program=batch.program)
    client.force_login(UserFactory(program_manager=True))

    page = client.get("/kerja/pendaftaran/")
    straight = client.get(f"/kerja/pendaftaran/?batch={batch.public_id}")

    found, waiting = page.context["rows"][0]
    assert (found.batch, waiting) == (batch, 1)
    assert straight.headers["Location"] == pages(batch)


def test_what_was_never_sent_shows_no_day_of_sending(work, batch):
    ApplicationFactory(batch=batch, state="withdrawn", submitted_at=None)
    row = work.get(f"{pages(batch)}?state=withdrawn").context["rows"]
    assert row.count("<tr>") == 1
    assert '<td class="nowrap only-wide"></td>' in row


@pytest.mark.parametrize("typed", ["own:query:own", "own:nobody:own", "{{ name }}", "own:id:own"])
def test_no_name_or_note_that_is_typed_spoils_the_list_for_all(work, batch, typed):
    ApplicationFactory(
        batch=batch, user__full_name=typed, pesantren=None, pesantren_note=f"{typed} / x"
    )
    answer = work.get(f"{pages(batch)}?sort=name")
    assert names(answer) == [typed]
    assert f"{typed} / x" in answer.text


@pytest.mark.parametrize("typed", ["0812-3456", "ma'ruf", "Maʼruf", "ma’ruf", "MA`RUF", "maruf"])
def test_an_applicant_is_found_by_phone_and_however_the_apostrophe_is_typed(work, batch, typed):
    ApplicationFactory(batch=batch, user__full_name="Siti Aminah")
    ApplicationFactory(batch=batch, user__full_name="Ma'ruf Amin", user__phone="+6281234567890")
    found = work.get(pages(batch), {"q": typed}).context["list"].page
    assert [row.user.full_name for row in found] == ["Ma'ruf Amin"]
