"""What a lesson asks in passing: how it is written, and what counts as an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from cms.blocks import LessonStreamBlock
from cms.blocks.asking import Choice, FillIn, Option, Ordering, gaps_of, is_near

BLOCKS = LessonStreamBlock().child_blocks
STEPS = tuple(Option(str(at), f"Langkah {at}") for at in range(1, 5))
WORDS = st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=20)


def ordering(options=STEPS, **more):
    return Ordering(
        id=more.pop("id", "a"), kind="ordering", question="?", explanation="", options=options
    )


def fill_in(text):
    texts, gaps = gaps_of(text)
    return FillIn(id="a", kind="fill_in", question="?", explanation="", texts=texts, gaps=gaps)


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [
        ("samping", True),
        (" Samping! ", True),
        ("SAMPNG", True),
        ("sampign", True),
        ("sampingg", True),
        ("depan", False),
        ("", False),
        ("...", False),
    ],
)
def test_capitals_signs_and_one_slip_in_a_long_word_do_not_count(typed, is_taken):
    assert is_near(typed, "samping") is is_taken


def test_in_a_short_word_every_letter_counts():
    assert is_near("kiri", "Kiri")
    assert not is_near("kini", "kiri")


def test_figures_are_compared_as_figures():
    assert is_near("1.500", "1500")
    assert is_near("Rp1.500", "1500")
    assert not is_near("1501", "1500")
    assert not is_near("45", "empat puluh lima")


@pytest.mark.parametrize(
    ("typed", "wanted", "is_taken"),
    [
        ("12 sendok", "1/2 sendok", False),
        ("1/4 sendok", "1/2 sendok", False),
        ("1/2 sendk", "1/2 sendok", True),
        ("20 derajat dari samping", "30 derajat dari samping", False),
        ("C", "C++", False),
        ("c ++", "C++", True),
        ("ISO100", "ISO-100", True),
        ("@", "@", True),
        ("-", "@", False),
    ],
)
def test_a_sign_or_a_figure_that_makes_another_answer_is_no_slip(typed, wanted, is_taken):
    assert is_near(typed, wanted) is is_taken


@given(WORDS)
def test_the_word_itself_is_always_right(word):
    assert is_near(word, word)


def test_a_sentence_is_cut_at_its_gaps_and_each_takes_several_words():
    asked = fill_in("Cahaya dari [samping|sisi] memperlihatkan [tekstur].")
    assert asked.texts == ("Cahaya dari ", " memperlihatkan ", ".")
    assert asked.gaps == (("samping", "sisi"), ("tekstur",))
    assert asked.rights(["sisi", "warna"]) == [True, False]
    assert asked.read(["", ""]) is None
    assert asked.read(["sisi"]) is None
    assert asked.read(["sisi", ""]) == ["sisi", ""]


@given(st.permutations(STEPS), st.uuids())
def test_steps_are_never_asked_in_their_order_and_none_is_lost(options, block_id):
    asked = ordering(tuple(options), id=str(block_id))
    assert asked.shuffled != asked.options
    assert set(asked.shuffled) == set(options)


def test_an_order_has_each_place_once():
    asked = ordering()
    assert asked.read(["1:2", "2:1", "3:3", "4:4"]) == ["2", "1", "3", "4"]
    for nonsense in (["1:1", "2:1", "3:3", "4:4"], ["1:1"], [], ["1:", "2:1", "3:2", "4:3"]):
        assert asked.read(nonsense) is None
    assert asked.is_right(["1", "2", "3", "4"])
    assert not asked.is_right(["2", "1", "3", "4"])


def test_a_choice_takes_one_of_its_answers_and_where_none_is_right_none_is_wrong():
    options = (Option("a", "Jendela"), Option("b", "Lampu"))
    asked = Choice(
        id="x", kind="prediction", question="?", explanation="", options=options, right=frozenset()
    )
    assert asked.read(["a"]) == ["a"]
    assert asked.read(["c"]) is None
    assert asked.read(["a", "b"]) is None
    assert asked.is_right(["a"]) is None


@pytest.mark.parametrize(
    "text", ["Tanpa celah.", "Kosong [ ].", "Buka [saja.", "[a] [b] [c] [d] [e] [f] [g] [h] [i]"]
)
def test_sentences_without_gaps_or_with_broken_brackets_are_refused(text):
    block = BLOCKS["fill_in"]
    value = block.normalize({"question": "Lengkapi.", "text": text, "explanation": ""})
    with pytest.raises(StructBlockValidationError):
        block.clean(value)


def test_two_equal_steps_are_refused():
    block = BLOCKS["ordering"]
    steps = ["Potret", "potret ", "Unggah"]
    value = block.normalize({"question": "Urutkan.", "steps": steps, "explanation": ""})
    with pytest.raises(StructBlockValidationError):
        block.clean(value)


@pytest.mark.parametrize("name", ["prediction", "better_picture", "ordering", "fill_in", "reveal"])
def test_a_search_does_not_find_what_opens_with_the_answer(name):
    block = BLOCKS[name]
    found = " ".join(block.get_searchable_content(block.get_preview_value()))
    assert "Bayangan" not in found
    assert "tekstur" not in found
    assert "Padamkan" not in found
    assert "Warnanya" not in found
    assert "maaf" not in found
