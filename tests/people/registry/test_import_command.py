"""`import_pesantren`: the ministry's list into any database that was migrated."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from academy.core.models import AuditEntry
from academy.people.models import Pesantren, Regency
from tests.sheets.making import text, xlsx

pytestmark = pytest.mark.django_db
HEADS = ["nspp", "nama", "kode_kemendagri"]
ROWS = (["510035100001", "Darussalam", 35.1], ["510035070001", "Miftahul Ulum", "35.07"])


@pytest.fixture
def said(tmp_path):
    """What the command says of a file with this content."""

    def run(content: bytes) -> list[str]:
        (tmp_path / "daftar").write_bytes(content)
        out = StringIO()
        call_command("import_pesantren", str(tmp_path / "daftar"), stdout=out)
        return out.getvalue().splitlines()

    return run


def test_the_same_list_twice_adds_nobody_and_the_regencies_are_there(said):
    assert said(xlsx(HEADS, *ROWS)) == ["2 new, 0 changed, 0 unchanged, 0 refused."]
    assert said(text(HEADS, *ROWS)) == ["0 new, 0 changed, 2 unchanged, 0 refused."]
    assert Regency.objects.count() == 38
    found = Pesantren.objects.values_list("nspp", "name", "regency__name")
    assert set(found) == {
        ("510035100001", "Darussalam", "Kabupaten Banyuwangi"),
        ("510035070001", "Miftahul Ulum", "Kabupaten Malang"),
    }
    assert AuditEntry.objects.filter(verb="imported", actor=None).count() == 2


def test_what_the_list_says_otherwise_is_changed_and_what_is_wrong_is_told(said):
    said(xlsx(HEADS, *ROWS))
    changed = ["510035070001", "Miftahul Ulum 2", "35.73"]
    wrong = ["51003507", "Nurul Huda", "35.07"]
    first, last = said(text(HEADS, changed, ROWS[0], wrong))
    assert first.startswith("Row 4 nspp_invalid: ")
    assert first.endswith(" (51003507)")
    assert last == "0 new, 1 changed, 1 unchanged, 1 refused."
    assert Pesantren.objects.get(nspp="510035070001").regency.name == "Kota Malang"


def test_a_pesantren_that_lies_elsewhere_keeps_no_district_of_before(said):
    said(text([*HEADS, "kecamatan"], [*ROWS[1], "Singosari"], [*ROWS[0], "Glagah"]))
    said(text(HEADS, ["510035070001", "Miftahul Ulum", "35.73"], ROWS[0]))
    found = Pesantren.objects.values_list("name", "district__name").order_by("name")
    assert list(found) == [("Darussalam", "Glagah"), ("Miftahul Ulum", None)]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", text(["a"], ["b"]), text(HEADS)])
def test_a_file_that_is_no_list_is_refused_in_a_sentence(said, content):
    with pytest.raises(CommandError) as refused:
        said(content)
    assert str(refused.value).endswith(".")
    assert not Pesantren.objects.exists()
