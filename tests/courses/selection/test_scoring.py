"""An application is scored by the rubric of its program, and looked at by a checklist."""

import pytest

from academy.core.models import AuditEntry
from courses.models import Application, Assessment
from courses.selection.actions import setting
from courses.selection.queries.rubrics import touched_by
from tests.factories.courses import ApplicationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
CRITERIA = [
    {"key": "c1", "name": "Alasan", "about": "Jelas dan nyata", "points": 60},
    {"key": "c2", "name": "Pengalaman", "about": "", "points": 40},
]


@pytest.fixture
def rubric(batch):
    return setting.set_rubric(
        program=batch.program, by=UserFactory(), criteria=CRITERIA, checks=["Kartu", "Foto"]
    )


@pytest.fixture
def application(batch, rubric):
    return ApplicationFactory(batch=batch)


def page(application):
    return f"/kerja/pendaftaran/{application.public_id}/"


def send(work, application, action="note", **fields):
    sent = {"assessed": "1", "action": action, "shown_state": application.state}
    return work.post(f"{page(application)}putuskan/", sent | fields)


def test_points_of_every_criterion_are_the_score(work, application):
    send(work, application, points_c1="50", points_c2="31")
    application.refresh_from_db()
    kept = Assessment.objects.get()
    assert (application.score, kept.points) == (81, {"c1": 50, "c2": 31})
    assert "Scored by" in work.get(page(application)).content.decode()


def test_with_a_criterion_missing_it_is_a_draft_that_is_kept(work, application):
    send(work, application, points_c1="50")
    application.refresh_from_db()
    assert application.score is None
    html = work.get(page(application)).content.decode()
    assert "Draft: 1 of 2 criteria have points; there is no score yet." in html
    assert 'value="50"' in html


def test_more_points_than_a_criterion_gives_are_refused(work, application):
    answer = send(work, application, points_c1="61", points_c2="1")
    assert "Whole points from 0 to 60." in answer.content.decode()
    assert not Assessment.objects.exists()


def test_enter_in_a_field_saves_and_goes_on_to_the_next(work, batch, application):
    following = ApplicationFactory(batch=batch)
    answer = send(work, application, action="next", points_c1="50", points_c2="31")
    assert answer.url == page(following)
    application.refresh_from_db()
    assert (application.score, application.state) == (81, "submitted")


def test_what_was_looked_at_is_kept_with_who_did(work, batch, application):
    send(work, application, seen=["Kartu"])
    kept = Assessment.objects.get()
    assert (kept.seen, kept.seen_by) == (["Kartu"], batch.coordinators.get())
    assert AuditEntry.objects.filter(verb="screened").count() == 1


def test_what_a_colleague_gave_meanwhile_is_not_overwritten(work, application):
    send(work, application, points_c1="50", points_c2="31")
    answer = send(work, application, points_c1="10", **{"initial-points_c1": "20"})
    assert "Somebody else has changed this meanwhile." in answer.content.decode()
    application.refresh_from_db()
    assert application.score == 81


def test_another_rubric_leaves_scores_and_marks_them_until_somebody_looks_again(
    work, batch, application
):
    send(work, application, points_c1="50", points_c2="31")
    stricter = [CRITERIA[0] | {"points": 40}, CRITERIA[1] | {"points": 60}]
    setting.set_rubric(
        program=batch.program, by=UserFactory(), criteria=stricter, checks=["Kartu", "Foto"]
    )
    assert Application.objects.get().score == 81
    assert touched_by(batch.program).startswith("1 pendaftaran")
    html = work.get(page(application)).content.decode()
    assert "Scored by an older rubric" in html
    listed = work.get(f"/kerja/angkatan/{batch.public_id}/pendaftaran/?scored=old")
    assert listed.context["list"].total == 1
    send(work, application, again="1", points_c1="40", points_c2="31")
    assert touched_by(batch.program) == ""
    assert Application.objects.get().score == 71


def test_another_checklist_touches_no_score(work, batch, application):
    send(work, application, points_c1="50", points_c2="31")
    setting.set_rubric(program=batch.program, by=UserFactory(), criteria=CRITERIA, checks=["KTP"])
    assert touched_by(batch.program) == ""
    assert batch.program.selection_rubrics.first().version == 2
