"""The way to the target, the lists behind it, and what partners get to see."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.db.models import F
from openpyxl import load_workbook

from academy.reports.actions import publish
from courses.models import Enrollment
from tests.factories.courses import BatchFactory, ProgramFactory
from tests.factories.people import PesantrenFactory, RegencyFactory, UserFactory
from tests.factories.reports import certificate, populate, seat

# Sums and percents come from the database.
pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

TAILS = ("peserta/", "pendaftaran/", "pesantren/")


def page(program, tail=""):
    return f"/kerja/program/{program.public_id}/{tail}"


def partner_page(program):
    return f"/kerja/mitra/{program.public_id}/"


@pytest.fixture
def sign_in(client):
    def sign_in(**role):
        user = UserFactory(**role)
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def program():
    return populate(BatchFactory.create_batch(2, program=ProgramFactory()))


def length(client, url):
    """Return how many rows a list has."""
    return client.get(url).context["list"].total


def sheet(response):
    rows = load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)
    return [tuple("" if cell is None else cell for cell in row) for row in rows]


def test_every_figure_opens_a_list_of_just_so_many(client, sign_in, program):
    sign_in(program_manager=True)
    shown = client.get(page(program)).context
    links = [(step["url"], step["count"]) for step in shown["funnel"]]
    for table in shown["tables"].values():
        links += [
            (cell.url, int(cell.text)) for row in table.rows for cell in row.cells if cell.url
        ]
    links += [(tile.url, int(tile.shown)) for tile in shown["map"].tiles if tile.url]
    assert len(links) > 40
    wrong = [(url, count, length(client, url)) for url, count in links]
    assert [row for row in wrong if row[1] != row[2]] == []
    assert length(client, page(program, "pesantren/")) == shown["total"].pesantren


@pytest.mark.parametrize("figure", ["applied", "accepted", "completed", "certified", "nonsense"])
def test_the_map_shows_the_figure_that_is_asked_for(client, sign_in, program, figure):
    sign_in(program_manager=True)
    current = client.get(page(program), {"map": figure}).context["map_tabs"]
    expected = "accepted" if figure == "nonsense" else figure
    assert [tab["url"] for tab in current if tab["current"]] == [f"?map={expected}#map"]


def test_a_coordinator_sees_the_people_of_own_batches_and_the_way_of_all(client, sign_in, program):
    own, other = program.batches.order_by("number")
    own.coordinators.add(sign_in(coordinator=True))
    shown = client.get(page(program)).context
    assert [row.label for row in shown["tables"]["batch"].rows] == [str(own)]
    assert shown["total"].accepted == own.enrollments.count()
    whole = Enrollment.objects.filter(batch__program=program, state="completed").count()
    assert shown["way"].completed == whole
    foreign = client.get(page(program, "peserta/"), {"batch": other.public_id}).context["list"]
    assert set(foreign.rows.values_list("batch", flat=True)) <= {own.pk}
    names = {row.user_id for row in client.get(page(program, "peserta/")).context["list"].rows}
    assert names == set(own.enrollments.values_list("user_id", flat=True))
    batches = client.get(page(program, "peserta/")).context["list"].filterset.form.fields["batch"]
    assert list(batches.queryset) == [own]


@pytest.mark.parametrize("tail", ["", *TAILS])
def test_a_coordinator_of_other_programs_finds_nothing(client, sign_in, program, tail):
    BatchFactory(coordinators=[sign_in(coordinator=True)])
    assert client.get(page(program, tail)).status_code == 404


@pytest.mark.parametrize("tail", ["", *TAILS])
@pytest.mark.parametrize("role", ["partner", "trainer", "companion", "editor"])
def test_only_those_who_run_batches_reach_the_lists(client, sign_in, program, tail, role):
    user = sign_in(**{role: True})
    program.partners.add(user)
    assert client.get(page(program, tail)).status_code == 403


@pytest.mark.parametrize("tail", ["", *TAILS])
def test_a_partner_who_runs_batches_elsewhere_does_not_reach_the_lists(
    client, sign_in, program, tail
):
    user = sign_in(partner=True, coordinator=True)
    program.partners.add(user)
    assert client.get(page(program, tail)).status_code == 403


def test_strangers_are_sent_to_sign_in(client, program):
    response = client.get(page(program))
    assert (response.status_code, urlsplit(response.url).path) == (302, "/masuk/")


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


@pytest.fixture
def uneven():
    """30 of one regency, 15 of another, 3 of a third; every other one passed."""
    batch = BatchFactory()
    for name, count in (("Bangkalan", 30), ("Sampang", 15), ("Pacitan", 3)):
        pesantren = PesantrenFactory(regency=RegencyFactory(name=name), name=f"Nurul {name}")
        for number in range(count):
            state = "completed" if number % 2 else "active"
            made = seat(batch, state, pesantren=pesantren)
            made.user.full_name = "Ahmad Rahasia"
            made.user.save()
    return batch.program


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


def test_managers_get_the_figures_as_a_spreadsheet(client, sign_in, uneven):
    sign_in(program_manager=True)
    rows = sheet(client.get(page(uneven), {"format": "xlsx"}))
    assert rows[1][2:] == (48, 48, 25, 23, 0)
    assert [row[2:] for row in rows if row[1] == "Pacitan"] == [(3, 3, 2, 1, 0)]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"regency": "35.97"}, {"Sulastri"}),
        ({"regency": "none"}, {"Ahmad"}),
        ({"state": "seated"}, {"Sulastri", "Ahmad"}),
        ({"state": "withdrawn"}, {"Umi"}),
        ({"gender": "none"}, {"Umi"}),
        ({"gender": "male", "pillar": "sosiopreneur"}, {"Ahmad"}),
        ({"q": "sulas"}, {"Sulastri"}),
        ({"pillar": "'; DROP TABLE"}, {"Sulastri", "Ahmad", "Umi"}),
        ({"pesantren": "no-such-id"}, {"Sulastri", "Ahmad", "Umi"}),
    ],
)
def test_the_list_of_participants_filters(client, sign_in, query, names):
    batch = BatchFactory()
    house = PesantrenFactory(regency=RegencyFactory(kemendagri_code="35.97"))
    people = [
        seat(batch, "completed", pesantren=house),
        seat(batch, gender="male", pesantren=None, pillar="sosiopreneur"),
        seat(batch, "withdrawn", gender=""),
    ]
    for made, name in zip(people, ["Sulastri", "Ahmad", "Umi"], strict=True):
        made.user.full_name, made.user.username = name, f"{name.lower()}482"
        made.user.save()
    sign_in(program_manager=True)
    rows = client.get(page(batch.program, "peserta/"), query).context["list"].rows
    assert {row.user.full_name for row in rows} == names


def test_a_list_leaves_as_a_spreadsheet_with_its_filter(client, sign_in, uneven):
    sign_in(program_manager=True)
    rows = sheet(client.get(page(uneven, "peserta/"), {"state": "completed", "format": "xlsx"}))
    assert len(rows) == 24
    assert {row[0] for row in rows[1:]} == {"Ahmad Rahasia"}


@pytest.mark.parametrize("tail", ["", *TAILS])
def test_a_program_without_anybody_says_so(client, sign_in, tail):
    sign_in(program_manager=True)
    response = client.get(page(ProgramFactory(), tail))
    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


def test_the_only_program_opens_at_once_and_several_are_listed(
    client, sign_in, program, django_assert_num_queries
):
    sign_in(program_manager=True)
    assert client.get("/kerja/program/").url == page(program)
    for more, total in ((1, 2), (2, 4)):
        ProgramFactory.create_batch(more)
        with django_assert_num_queries(7):
            assert len(client.get("/kerja/program/").context["programs"]) == total


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(
    ("tail", "queries"), [("", 9), ("peserta/", 11), ("pendaftaran/", 11), ("pesantren/", 10)]
)
def test_pages_cost_the_same_for_one_and_three(
    client, sign_in, people, tail, queries, django_assert_num_queries
):
    sign_in(program_manager=True)
    batch = BatchFactory()
    for _ in range(people):
        seat(batch, "completed")
    client.get(page(batch.program, tail))
    with django_assert_num_queries(queries):
        client.get(page(batch.program, tail))


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
