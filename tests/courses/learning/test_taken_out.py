"""What is taken out of a course: no page of a participant leads to where nothing is any more."""

import re
import uuid

import pytest

from courses.asking.actions import posts
from courses.learning.actions import finish_lesson
from courses.notes.actions import keep_note
from courses.quizzes.actions import start_attempt, submit_attempt
from courses.quizzes.rules.answers import Answer
from tests.courses.seats import seat

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(/belajar/[^"#?]*)')


def dead_links(client) -> dict[str, str]:
    """Follow each link of a participant; return those that fail, with the page they stand on."""
    found, waiting = {"/belajar/": ""}, ["/belajar/"]
    dead = {}
    while waiting:
        address = waiting.pop()
        page = client.get(address)
        # 410: a page of ours, which says that what one has done was taken out and counts.
        if page.status_code not in {200, 302, 410}:
            dead[address] = found[address]
            continue
        for link in LINK.findall(page.text):
            if link not in found:
                found[link] = address
                waiting.append(link)
    assert len(found) > 12
    return dead


@pytest.mark.parametrize("what", ["lesson", "module", "course"])
def test_no_page_of_a_participant_leads_to_what_is_taken_out(
    client, what, run_jobs, django_capture_on_commit_callbacks
):
    enrollment, tree = seat(modules=2, lessons=2)
    first, second, *_others = tree.lessons
    finish_lesson(enrollment=enrollment, lesson=second, client_id=uuid.uuid4())
    for lesson in (first, second):
        keep_note(enrollment=enrollment, lesson=lesson, text="Jendela timur.", shown="")
    posts.ask(enrollment=enrollment, activity=first, text="Apa?", client_id=uuid.uuid4())
    attempt = start_attempt(enrollment=enrollment, quiz=tree.quizzes[0], client_id=uuid.uuid4())
    submit_attempt(attempt=attempt, answers=[Answer(1, {"options": []}, None)])
    client.force_login(enrollment.user)
    assert dead_links(client) == {}
    page = {"lesson": first, "module": tree.modules[0], "course": tree.course}[what]
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    run_jobs()
    assert dead_links(client) == {}
