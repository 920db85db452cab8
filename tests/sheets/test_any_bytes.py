"""Whatever the bytes of a file are, it is read or refused in words: nothing else is raised."""

import random
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from academy.sheets.refusals import SheetRefused
from academy.sheets.tables import read_table
from tests.sheets.making import ods, ods_row, raw_xlsx, row_xml, text, xlsx

HEADS = {"name": ["nama"], "phone": ["no hp"]}
ROWS = (["Nama", "No HP"], ["Siti", "0812"], ["Ahmad", "=1+1"])
LISTS = [
    xlsx(*ROWS),
    raw_xlsx(*[row_xml(number, *row) for number, row in enumerate(ROWS, 1)]),
    ods(*[ods_row(*row) for row in ROWS]),
    text(*ROWS),
    text(*ROWS, encoding="utf-16-le", bom=b"\xff\xfe"),
]
BEGINNINGS = [b"", b"PK\x03\x04", b"PK\x05\x06", b"\xff\xfe", b"\xef\xbb\xbf", b"Nama;No HP\r\n"]


def is_read_or_refused(content: bytes) -> None:
    with suppress(SheetRefused):
        read_table(content, heads=HEADS, is_head=frozenset({"name"}).issubset)


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400))
def test_any_bytes(beginning, rest):
    is_read_or_refused(beginning + rest)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32"]))
def test_any_text(letters, encoding):
    is_read_or_refused(letters.encode(encoding, "ignore"))
    is_read_or_refused(f"Nama;No HP\n{letters}".encode(encoding, "ignore"))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(LISTS), st.integers(0, 2**32), st.integers(1, 8))
def test_any_list_with_some_bytes_changed(content, seed, times):
    chance, changed = random.Random(seed), bytearray(content)
    for _time in range(times):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    is_read_or_refused(bytes(changed))
    is_read_or_refused(bytes(changed[: chance.randrange(len(changed))]))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(LISTS[:3]), st.integers(0, 2**32))
def test_any_workbook_with_a_part_changed_inside(content, seed):
    """The archive is whole, what is in it is not: pieces are cut out, doubled or swapped."""
    chance, written = random.Random(seed), BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        touched = chance.choice(old.namelist())
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _mixed(data, chance) if name == touched else data)
    is_read_or_refused(written.getvalue())


_ODD = [b"", b'"', b"<", b">", b"9", b"-1", b"\xff", b"1e999", b"nan", b"</row>", b"&#0;", b"A0"]


def _mixed(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(data) + 1) for _each in range(2))
    last = min(last, first + 60)
    middle = chance.choice([*_ODD, data[first:last] * 2])
    return data[:first] + middle + data[last:]
