"""The way to the target, the lists behind it, and what partners get to see."""

from urllib.parse import urlsplit

import pytest

from courses.models import Enrollment
from tests.factories.courses import BatchFactory, ProgramFactory
from tests.factories.people import PesantrenFactory, RegencyFactory
from tests.factories.reports import seat
from tests.reports.reading import length, page, sheet

# Sums and percents come from the database.
pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

TAILS = ("peserta/", "pendaftaran/", "pesantren/")


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


@pytest.mark.any_database
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
