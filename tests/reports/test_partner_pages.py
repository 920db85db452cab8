"""What partners get to see: figures, and nobody."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils.timezone import localdate

from academy.reports.actions import publish
from academy.reports.disclosure.steps import Figures
from academy.reports.models import Publication
from academy.reports.queries.published import read
from tests.factories.courses import BatchFactory
from tests.factories.people import PesantrenFactory, RegencyFactory
from tests.factories.reports import certificate, seat
from tests.reports.reading import partner_page, sheet

# Sums and percents come from the database.
pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

TAILS = ("peserta/", "pendaftaran/", "pesantren/")


def test_a_partner_reads_the_own_program_alone(client, sign_in, program):
    user = sign_in(partner=True)
    assert client.get(partner_page(program)).status_code == 404
    program.partners.add(user)
    assert client.get(partner_page(program)).status_code == 200
    assert client.get("/kerja/mitra/").url == partner_page(program)


@pytest.mark.parametrize("role", ["coordinator", "trainer", "companion"])
def test_others_do_not_read_the_partners_page(client, sign_in, program, role):
    user = sign_in(**{role: True})
    program.batches.first().coordinators.add(user)
    assert client.get(partner_page(program)).status_code == 403


def test_a_partner_reads_no_name_and_no_group_under_five(client, sign_in, uneven):
    uneven.partners.add(sign_in(partner=True))
    response = client.get(partner_page(uneven))
    text = response.content.decode()
    assert "Ahmad Rahasia" not in text
    assert "Nurul Pacitan" not in text
    assert "/peserta/" not in text
    rows = {
        str(row.label): [cell.text for cell in row.cells]
        for row in response.context["tables"]["regency"].rows
    }
    assert rows == {
        # Shown, one of them in each column would give away the small one below.
        "Bangkalan": ["30", "30", "•", "0"],
        "Sampang": ["•", "•", "7", "0"],
        "Pacitan": ["<5", "<5", "<5", "•"],
    }


def test_the_partners_spreadsheet_hides_what_the_page_hides(client, sign_in, uneven):
    uneven.partners.add(sign_in(partner=True))
    context = client.get(partner_page(uneven)).context
    on_page = [
        [cell.text for cell in row.cells]
        for table in context["tables"].values()
        for row in table.rows
    ]
    rows = sheet(client.get(partner_page(uneven), {"format": "xlsx"}))
    assert [[str(cell) for cell in row[2:]] for row in rows[2:]] == on_page


def test_two_visits_around_one_acceptance_show_the_partner_nobody(client, sign_in, uneven):
    uneven.partners.add(sign_in(partner=True))
    pesantren = PesantrenFactory(regency=RegencyFactory(name="Tuban"))

    def visit():
        shown = client.get(partner_page(uneven)).context
        figures = [str(figure) for _label, figure, _goal in shown["figures"]]
        tables = {
            name: [(str(row.label), [cell.text for cell in row.cells]) for row in table.rows]
            for name, table in shown["tables"].items()
        }
        weeks = [week.completed for week in shown["way"].weeks]
        return figures, shown["active"], shown["pesantren"], tables, weeks

    def accept(count, state="active"):
        for _ in range(count):
            seat(uneven.batches.get(), state, pesantren=pesantren)

    before = visit()
    accept(1)
    assert visit() == before
    publish(uneven)
    assert visit()[:4] == before[:4]

    def next_day():
        uneven.publications.update(on=F("on") - timedelta(days=1))
        publish(uneven)

    # The next day it is still one person; with five more all are shown.
    next_day()
    assert visit()[:4] == before[:4]
    accept(5)
    assert visit()[:4] == before[:4]
    next_day()
    after = visit()
    assert (before[0][1], after[0][1]) == ("48", "54")
    assert ("Tuban", ["6", "6", "0", "0"]) in after[3]["regency"]


def test_one_revoked_certificate_leaves_the_column_of_the_partners_page(client, sign_in):
    batch = BatchFactory()
    batch.program.partners.add(sign_in(partner=True))
    for regency in (RegencyFactory(), RegencyFactory(), RegencyFactory()):
        for _ in range(8):
            made = seat(batch, "completed", pesantren=PesantrenFactory(regency=regency))
            last = certificate(made)
    last.state, last.reason = "revoked", "Keliru"
    last.save()
    rows = client.get(partner_page(batch.program)).context["tables"]["regency"].rows
    shown = sorted(row.cells[3].text for row in rows if row.cells[1].text == "8")
    # The one concerned, and one more that keeps it from being known.
    assert shown == ["8", "•", "•"]


@pytest.mark.parametrize("people", [1, 3])
def test_the_partners_page_costs_the_same_for_one_and_three(
    client, sign_in, people, django_assert_num_queries
):
    batch = BatchFactory()
    batch.program.partners.add(sign_in(partner=True))
    for _ in range(people):
        seat(batch, "completed")
    client.get(partner_page(batch.program))
    with django_assert_num_queries(11):
        client.get(partner_page(batch.program))


def test_who_is_counted_in_two_batches_makes_no_row_of_less_than_nobody(program):
    first, second = BatchFactory(program=program), BatchFactory(program=program)
    batches = {str(one.public_id): (5, 5, 0, 0) for one in (first, second)}
    kept = Figures(total=(9, 9, 0, 0), active=9, pesantren=1, groups={"batch": batches})
    shown = read(Publication(program=program, on=localdate(), figures=kept.to_json()))
    assert all(min(group.figures.nested) >= 0 for group in shown.groups["batch"])
