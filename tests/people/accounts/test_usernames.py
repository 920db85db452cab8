import re

import pytest

from academy.people.accounts.usernames import candidate, stem


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sulastri", "sulastri"),
        ("Muhammad Abdul Qodir Jaelani Al-Baghdadi", "qodir"),
        ("Siti Nur'aini", "nuraini"),
        ("M. Ma’ruf", "maruf"),
        ("Ahmad Muhammad", "ahmad"),
        ("Gus Zainal Muttaqin", "zainal"),
        ("Élodie Nuñez", "elodie"),
        ("Asu Tai", "SPARE"),
        ("Nur Jancuklah", "nur"),
        ("محمد عبد القادر", "SPARE"),
        ("O", "SPARE"),
        ("", "SPARE"),
    ],
)
def test_the_readable_part_comes_from_the_telling_word_of_the_name(name, expected):
    found = stem(name)
    assert found in {"santri", "peserta", "pelajar"} if expected == "SPARE" else found == expected


def test_a_user_name_starts_with_a_letter_and_ends_with_three_digits():
    for name in ("Sulastri", "محمد", "123", "Raden Mas Panji Kusumawardhaningrat"):
        assert re.fullmatch(r"[a-z]{2,14}[1-9]\d\d", candidate(name))
