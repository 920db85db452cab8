"""The regencies of East Java, as people and codes name them (import rule R12)."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from academy.core.text.typed import clean_typed

_DATA = Path(__file__).resolve().parents[1] / "data"
_KINDS = {
    "kabupaten": "kabupaten", "kab": "kabupaten", "regency": "kabupaten",
    "kota": "kota", "kotamadya": "kota", "kodya": "kota", "city": "kota",
}  # fmt: skip
# Longer ones are no name, and would take long to look through.
_LONGEST = 200
_PROVINCE = re.compile(r"[\s,(-]*(?:prov(?:insi|\.)?\s*)?(?:jawa\s+timur|jatim)\W*$")
# 35.10 and 3510. Excel makes 35.1 of it, so that a single digit behind the point is a ten.
_CODE = re.compile(r"(\d{2})(?:[.,](\d{1,2})|(\d{2}))")


def rows_of(filename: str) -> list[dict[str, str]]:
    """Return the rows of a list that comes with the academy."""
    with (_DATA / filename).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class _Known:
    code: str
    kind: str
    bare: str


class Regions:
    """Regencies by their Kemendagri codes and names (`Kabupaten Malang`)."""

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        self._known = [_known(code, name) for code, name in named]

    def called(self, text: str) -> tuple[str, ...]:
        """Return the codes of those that `text` may mean: none, one, or the kabupaten and the
        kota of one name, where it does not say which."""
        if len(text) > _LONGEST:
            return ()
        text = _PROVINCE.sub("", clean_typed(text).casefold())
        if code := _CODE.fullmatch(text):
            wanted = f"{code[1]}.{(code[2] or code[3]).ljust(2, '0')}"
            return tuple(known.code for known in self._known if known.code == wanted)
        kind, bare = _parts(text)
        return tuple(
            known.code for known in self._known if bare == known.bare and kind in ("", known.kind)
        )


def _known(code: str, name: str) -> _Known:
    kind, bare = _parts(name.casefold())
    return _Known(code, kind, bare)


def _parts(name: str) -> tuple[str, str]:
    """Return whether a name says kabupaten or kota, and the name without it and without blanks."""
    words = re.findall(r"[^\W_]+", name)
    kind = ""
    for place in (0, -1):
        if len(words) > 1 and words[place] in _KINDS and not kind:
            kind = _KINDS[words.pop(place)]
    return kind, "".join(words)


@cache
def east_java() -> Regions:
    """Return the 38 regencies, whatever the database has."""
    return Regions((row["kemendagri_code"], row["name"]) for row in rows_of("regencies.csv"))
