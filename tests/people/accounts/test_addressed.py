import pytest

from academy.people.particulars.names import addressed, short_name, with_capitals


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("", "Gandi Prasojo"),
        ("KH.", "KH. Gandi Prasojo"),
        ("Gus", "Gus Gandi Prasojo"),
        ("Dr.", "Dr. Gandi Prasojo"),
        ("S.Sn.", "Gandi Prasojo, S.Sn."),
        ("S.Pd.I.", "Gandi Prasojo, S.Pd.I."),
        ("M.Pd.", "Gandi Prasojo, M.Pd."),
        ("A.Md.", "Gandi Prasojo, A.Md."),
        ("Lc.", "Gandi Prasojo, Lc."),
    ],
)
def test_a_degree_follows_the_name_and_every_other_title_stands_before_it(title, shown):
    assert addressed("Gandi Prasojo", title) == shown


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Sulastri", "Sulastri"),
        ("Ainun Kamilah Zahro", "Ainun"),
        ("M. Labib Rofiq", "M. Labib"),
        ("Moh. Abd. Wahid", "Moh. Abd. Wahid"),
        ("Abdul Halim Fauzan", "Abdul Halim"),
        ("Abdul", "Abdul"),
    ],
)
def test_nobody_is_welcomed_by_half_a_name(name, called):
    assert short_name(name) == called


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("SITI NUR'AINI", "Siti Nur'aini"),
        ("siti nur'aini", "Siti Nur'aini"),
        ("AHMAD BIN ALI", "Ahmad bin Ali"),
        ("moh. rifa'i", "Moh. Rifa'i"),
        ("abdul-hamid", "Abdul-Hamid"),
        ("Siti McAini", "Siti McAini"),
        ("M. Raja IV", "M. Raja IV"),
        ("Zahra binti Umar", "Zahra binti Umar"),
        ("sukarno", "Sukarno"),
    ],
)
def test_a_name_is_suggested_with_its_capitals(typed, written):
    assert with_capitals(typed) == written
    assert with_capitals(written) == written
