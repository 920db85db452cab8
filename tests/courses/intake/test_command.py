"""`preview_participants`: for operators and scripts, on any database, writing nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from academy.core.models import AuditEntry
from academy.people.models import Pesantren, Regency, User
from courses.models import Application, Enrollment
from tests.courses.intake.listing import HEADS, NSPP, person, pesantren
from tests.factories.people import UserFactory
from tests.sheets.making import text, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(tmp_path):
    """What the command says of a file with this content."""

    def run(content: bytes, *options: str) -> str:
        (tmp_path / "peserta").write_bytes(content)
        out = StringIO()
        call_command("preview_participants", str(tmp_path / "peserta"), *options, stdout=out)
        return out.getvalue()

    return run


def test_each_row_is_told_with_its_verdict_and_its_values(said):
    pesantren()
    rows = [person(), ["", "Jumlah"], person(full_name="-", phone="031 5678901", email="")]
    found = json.loads(said(xlsx([*HEADS, "Alamat"], *rows), "--json"))
    assert (found["file"], found["warnings"]) == (
        "ok",
        [{"warning": "column_ignored", "column": "J", "head": "Alamat"}],
    )
    first, second, third = found["rows"]
    assert first == {
        "row": 2,
        "outcome": "accept",
        "reasons": [],
        "warnings": [],
        "values": {
            "full_name": "Siti Nur'aini",
            "gender": "female",
            "birth_date": "2005-08-17",
            "phone": "+6281234567890",
            "email": "siti@contoh.id",
            "nspp": NSPP,
            "regency": "35.07",
            "role": "participant",
        },
    }
    assert (second["row"], second["outcome"], second["reasons"]) == (3, "reject", ["nspp_missing"])
    assert (third["reasons"], third["warnings"]) == (["name_placeholder"], ["phone_not_mobile"])


def test_nothing_is_written_and_places_need_not_be_loaded(said, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = json.loads(said(text(HEADS, person(regency="Malang")), "--json"))
    assert found["rows"][0]["reasons"] == ["nspp_unknown"]
    for model in (User, Pesantren, Regency, AuditEntry, Application, Enrollment):
        assert not model.objects.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7", "not_a_spreadsheet"),
        (text(HEADS), "no_rows"),
        (text(["Nama", "Alamat"], ["Siti", "Jl. 1"]), "header_not_found"),
        (text(HEADS, *[person()] * 5001), "too_many_rows"),
    ],
)
def test_a_file_that_is_refused_is_a_reason_and_a_sentence(said, content, reason):
    found = json.loads(said(content, "--json"))
    assert (found["file"], found["rows"]) == (reason, [])
    assert found["message"].endswith(".")


def test_who_imports_decides_which_roles_may_be_given(said):
    pesantren()
    UserFactory(username="rina", program_manager=True)
    content = text(HEADS, person(role="Pemateri"))
    assert json.loads(said(content, "--json"))["rows"][0]["reasons"] == ["role_forbidden"]
    found = json.loads(said(content, "--json", "--as", "rina"))
    assert found["rows"][0]["values"]["role"] == "trainer"
    with pytest.raises(CommandError):
        said(content, "--as", "nobody")


def test_people_read_sentences(said):
    pesantren()
    lines = said(text([*HEADS, "Alamat"], person(), person(nspp="51"))).splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["Alamat:", "2", "3"]
    assert "reject" in lines[2]
    assert said(b"%PDF-1.7").strip().endswith(".")
