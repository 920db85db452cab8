"""Who is told when a session to come is moved, held elsewhere, led by another or called off."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.notify.models import Notice
from academy.notify.texts import sentence
from courses.attendance.actions.sessions import call_off, restore, save_session
from courses.models import EnrollmentState, Session
from courses.models.notices import SessionNotice
from tests.courses.world import world
from tests.factories.courses import EnrollmentFactory, SessionFactory
from tests.factories.people import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    """Return a batch with two participants of one pesantren, its companion, and a trainer."""
    found = world(2)
    pesantren = found.seats[0].pesantren
    found.seats[1].pesantren = pesantren
    found.seats[1].save()
    found.companion = UserFactory()
    MembershipFactory(user=found.companion, pesantren=pesantren, role="companion")
    # Who has left, who accompanies no more, and who accompanies others.
    EnrollmentFactory(batch=found.batch, state=EnrollmentState.WITHDRAWN)
    MembershipFactory(pesantren=pesantren, role="companion", ended_on=timezone.localdate())
    MembershipFactory(role="companion")
    found.session = SessionFactory(batch=found.batch, trainer=found.trainer, title="Cahaya")
    found.learners = {seat.user for seat in found.seats}
    return found


def told():
    """Return who was told what; fails where somebody was told twice."""
    found = [(notice.user, notice.kind) for notice in Notice.objects.select_related("user")]
    assert len(found) == len({user for user, _kind in found})
    return dict(found)


def later(session):
    starts_at = session.starts_at + dt.timedelta(days=1)
    return {"starts_at": starts_at, "ends_at": starts_at + dt.timedelta(hours=2)}


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        (later, SessionNotice.MOVED),
        (lambda session: {"ends_at": session.ends_at + dt.timedelta(hours=1)}, SessionNotice.MOVED),
        (lambda session: later(session) | {"place": "Pendopo"}, SessionNotice.MOVED),
        (lambda session: {"place": "Pendopo"}, SessionNotice.PLACE),
        (lambda session: {"mode": "online", "place": ""}, SessionNotice.PLACE),
        (lambda session: {"online_url": "https://zoom.example/j/2"}, SessionNotice.LINK),
    ],
)
def test_another_time_place_or_link_is_told_to_everybody_concerned_once(
    here, run_jobs, changes, kind
):
    save_session(session=here.session, by=here.coordinator, **changes(here.session))
    run_jobs()
    everybody = {*here.learners, here.companion, here.trainer}
    assert told() == dict.fromkeys(everybody, kind)


def test_another_trainer_is_told_to_the_old_one_the_new_one_and_who_comes(here, run_jobs):
    new = UserFactory(trainer=True)
    save_session(session=here.session, by=here.coordinator, trainer=new, **later(here.session))
    run_jobs()
    found = told()
    assert found.pop(new) == SessionNotice.LEADS
    assert found.pop(here.trainer) == SessionNotice.LEADS_NO_MORE
    assert found == dict.fromkeys({*here.learners, here.companion}, SessionNotice.MOVED)


def test_a_trainer_alone_is_news_too(here, run_jobs):
    save_session(session=here.session, by=here.coordinator, trainer=None)
    run_jobs()
    found = told()
    assert found.pop(here.trainer) == SessionNotice.LEADS_NO_MORE
    assert found == dict.fromkeys({*here.learners, here.companion}, SessionNotice.TRAINER)


def test_calling_off_and_taking_it_back_are_told_to_everybody_once_each(here, run_jobs):
    everybody = {*here.learners, here.companion, here.trainer}
    for act, kind in ((call_off, SessionNotice.CALLED_OFF), (restore, SessionNotice.RESTORED)):
        for _time in range(2):
            act(session=here.session, by=here.coordinator)
        run_jobs()
        assert told() == dict.fromkeys(everybody, kind)
        Notice.objects.all().delete()


def test_the_notice_says_how_it_stands_now_and_leads_to_where_one_reads_more(here, run_jobs):
    starts_at = timezone.make_aware(dt.datetime(2031, 2, 3, 19, 30))
    save_session(
        session=here.session,
        by=here.coordinator,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=90),
        place="Pendopo Sidoarjo",
    )
    run_jobs()
    notice = Notice.objects.get(user=here.seats[0].user)
    text = sentence(notice)
    assert "Senin, 3 Februari 2031, 19.30–21.00\N{NO-BREAK SPACE}WIB" in text
    assert "Cahaya" in text
    assert "Pendopo Sidoarjo" in text
    assert notice.url == reverse("courses:schedule")
    for user in (here.companion, here.trainer):
        address = reverse("courses:roster", args=[here.session.public_id])
        assert Notice.objects.get(user=user).url == address


def test_each_change_is_told_anew_and_the_same_job_twice_is_told_once(here, run_jobs):
    for place in ("Pendopo", "Balai Kota"):
        save_session(session=here.session, by=here.coordinator, place=place)
    run_jobs()
    assert Notice.objects.filter(user=here.companion).count() == 2


@pytest.mark.parametrize("changes", [{}, {"title": "Cahaya dan latar"}, {"place": "same"}])
def test_what_is_no_news_is_told_to_nobody(here, run_jobs, changes):
    if changes.get("place"):
        changes = {"place": here.session.place}
    save_session(session=here.session, by=here.coordinator, **changes)
    run_jobs()
    assert told() == {}


def test_a_session_that_is_over_or_called_off_is_set_right_in_silence(here, run_jobs):
    by = here.coordinator
    save_session(session=SessionFactory(batch=here.batch, held=True), by=by, place="Pendopo")
    call_off(session=SessionFactory(batch=here.batch, held=True), by=by)
    run_jobs()
    assert told() == {}
    call_off(session=here.session, by=by)
    run_jobs()
    Notice.objects.all().delete()
    save_session(session=here.session, by=by, place="Pendopo")
    run_jobs()
    assert told() == {}


def test_a_new_session_is_told_to_who_leads_it(here, run_jobs):
    planned = SessionFactory.build(batch=here.batch)
    session = Session(batch=here.batch)
    fields = ("title", "mode", "starts_at", "ends_at", "place", "online_url")
    values = {name: getattr(planned, name) for name in fields}
    save_session(session=session, by=here.coordinator, trainer=here.trainer, **values)
    run_jobs()
    assert told() == {here.trainer: SessionNotice.LEADS}


def test_who_changes_it_is_not_told_of_it(here, run_jobs):
    save_session(session=here.session, by=here.trainer, place="Pendopo")
    run_jobs()
    assert here.trainer not in told()
