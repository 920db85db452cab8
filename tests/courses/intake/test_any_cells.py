"""Whatever stands in the cells of a list, each row gets a verdict, and what is taken fits."""

import datetime as dt
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from academy.people.particulars.regions import east_java
from academy.sheets.cells import CellError, NoValue
from courses.intake.reasons import Caution, Reason
from courses.intake.rules.columns import Column
from courses.intake.rules.doubles import judged_together
from courses.intake.rules.rows import Circumstances, ListedRow, judged_alone
from courses.intake.rules.schools import School, Schools

TODAY = dt.date(2026, 11, 30)
SCHOOLS = Schools([School(1, "510035070001", "Miftahul Ulum", "35.07")], east_java())
LIKELY = [
    "0812 3456 7890", "6.28E+11", "+62", "08/", "17/08/05", "38581", "-", "Malang", "35.1",
    "510035070001", "NSPP 5", "siti@contoh.id", "peserta", "L", "=1+1", "'", '="', "(WA) 0812 dan",
]  # fmt: skip
VALUES = st.one_of(
    st.none(),
    st.sampled_from(LIKELY),
    st.text(max_size=40),
    st.text(alphabet="0123456789+-./(); eE,'\u0660\uff10\u200b\u00a0", max_size=40),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.just(CellError("#N/A")),
    st.just(NoValue()),
)
CELLS = st.dictionaries(st.sampled_from(Column), VALUES)


@settings(max_examples=400, deadline=None)
@given(st.lists(CELLS, max_size=4), st.booleans(), st.booleans())
@example([{Column.NAME: "Siti", Column.PHONE: "(" * 500 + "0812"}], True, False)
@example([{Column.NAME: "Siti", Column.REGENCY: "(" * 200_000}], True, False)
def test_any_cells_get_a_verdict(rows, has_nspp_column, since_1904):
    around = Circumstances(SCHOOLS, TODAY, since_1904=since_1904, has_nspp_column=has_nspp_column)
    listed = [ListedRow(number, cells) for number, cells in enumerate(rows, 1)]
    for row in judged_together([judged_alone(row, around) for row in listed]):
        assert (row.outcome == "reject") is bool(row.reasons)
        assert set(row.reasons) <= set(Reason)
        assert set(row.warnings) <= set(Caution)
        values = row.values
        assert re.fullmatch(r"(\+62\d{7,13})?", values.phone)
        assert re.fullmatch(r"(\d{12})?", values.nspp)
        assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", values.birth_date)
        assert len(values.full_name) <= 150
        if row.outcome == "accept":
            assert row.school is not None
            assert values.regency == "35.07"
