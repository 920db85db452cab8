"""What people of the demo write is varied, and every blank in it is filled."""

from itertools import pairwise

from academy.demo.load.cast import home
from academy.demo.names import people
from academy.demo.seeds import rng
from academy.demo.texts import reviews
from academy.demo.texts.applications import experience, motivation


def test_applications_are_varied_and_complete():
    texts = [motivation(rng("m", p.number), p, home(p)) for p in people()[:400]]
    texts += [experience(rng("e", p.number), home(p)) for p in people()[:400]]
    assert len(set(texts)) > 600
    assert not [text for text in texts if "{" in text or "}" in text or len(text) > 2000]


def test_no_feedback_stands_beside_itself():
    chance = rng("feedback")
    previous, said = "", []
    for _ in range(200):
        previous = reviews.revision(chance, "Ainun", "Kopi Jahe", previous)
        said.append(previous)
    assert all(one != two for one, two in pairwise(said))
    assert len(set(said)) > 100
    assert not [text for text in said if "{" in text]


def test_trainers_have_twelve_saved_comments_each():
    assert len(set(reviews.SAVED_COMMENTS)) == 12
    assert len(set(reviews.MARKETING_COMMENTS)) == 12
