"""Asking and answering: once, by whom, told to whom, changed, taken back."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from academy.core.acts import SentDifferently
from academy.core.models import AuditEntry
from academy.notify.models import Notice
from courses.acts.actions import SeatNotActive
from courses.asking.actions import desk, drafts, posts, refusals
from courses.models import Enrollment, EnrollmentState, Post, PostVersion
from courses.models.notices import PostNotice
from tests.courses.asking.asking import WORDS, answered, asked, class_of, taught
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return class_of()


def kinds_of(user) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


def test_a_question_sent_twice_is_one_and_with_other_words_it_is_told(here):
    world, (siti, _budi) = here
    client_id = uuid.uuid4()
    first = asked(world, siti, client_id=client_id)
    assert asked(world, siti, client_id=client_id) == first
    with pytest.raises(SentDifferently):
        asked(world, siti, text="Sesuatu yang lain", client_id=client_id)
    assert Post.objects.count() == 1
    assert (first.batch, first.course) == (world.batch, world.tree.course)


def test_who_has_left_the_batch_asks_nothing_there(here):
    world, (siti, _budi) = here
    siti.state = EnrollmentState.WITHDRAWN
    siti.save()
    with pytest.raises(SeatNotActive):
        asked(world, siti)


def test_who_floods_the_batch_is_asked_to_wait(here):
    world, (siti, budi) = here
    for number in range(posts.QUESTIONS_A_DAY):
        asked(world, siti, text=f"Pertanyaan {number}")
    with pytest.raises(refusals.TooManyPosts):
        asked(world, siti, text="Satu lagi")
    asked(world, budi)
    Post.objects.filter(author=siti.user).update(posted_at=timezone.now() - posts.DAY)
    asked(world, siti, text="Satu lagi")


def test_a_question_waits_until_somebody_who_teaches_has_answered(here):
    world, (siti, budi) = here
    question = asked(world, siti)
    answered(question, budi)
    assert list(Post.objects.waiting_for(world.trainer)) == [question]
    assert list(Post.objects.waiting_for(world.coordinator)) == [question]
    assert not Post.objects.waiting_for(UserFactory(trainer=True)).exists()
    answer = taught(question, world.trainer)
    question.refresh_from_db()
    assert question.answered_at == answer.posted_at
    assert not Post.objects.waiting_for(world.trainer).exists()


def test_a_classmates_answer_that_is_marked_answers_it_until_the_mark_goes(here):
    world, (siti, budi) = here
    question = asked(world, siti)
    first, second = answered(question, budi), answered(question, budi, "Pakai jendela utara.")
    posts.mark(answer=first, by=siti.user)
    posts.mark(answer=second, by=siti.user)
    first.refresh_from_db()
    question.refresh_from_db()
    assert (first.is_marked, question.answered_at) == (False, second.posted_at)
    posts.take_back(post=second, by=budi.user)
    question.refresh_from_db()
    assert question.answered_at is None
    with pytest.raises(refusals.NotAnAnswer):
        posts.mark(answer=second, by=siti.user)


def test_who_asked_and_who_wanted_to_know_too_are_told_once_and_nobody_of_the_own_answer(
    here, run_jobs
):
    world, (siti, budi) = here
    question = asked(world, siti)
    posts.follow(question=question, by=budi.user)
    posts.follow(question=question, by=budi.user)
    posts.follow(question=question, by=siti.user)
    taught(question, world.trainer)
    run_jobs()
    assert kinds_of(siti.user) == [PostNotice.ANSWERED]
    assert kinds_of(budi.user) == [PostNotice.FOLLOWED]
    answered(question, siti, "Terima kasih.")
    run_jobs()
    assert kinds_of(siti.user) == [PostNotice.ANSWERED]
    assert kinds_of(budi.user) == [PostNotice.FOLLOWED, PostNotice.FOLLOWED]


@pytest.mark.parametrize("how", ["left", "hidden", "taken back"])
def test_who_wanted_to_know_too_is_told_of_nothing_that_cannot_be_read(here, run_jobs, how):
    world, (siti, budi) = here
    question = asked(world, siti)
    posts.follow(question=question, by=budi.user)
    taught(question, world.trainer)
    if how == "left":
        Enrollment.objects.filter(pk=budi.pk).update(state=EnrollmentState.WITHDRAWN)
    else:
        field = "hidden_at" if how == "hidden" else "taken_back_at"
        Post.objects.filter(pk=question.pk).update(**{field: timezone.now()})
    run_jobs()
    assert kinds_of(budi.user) == []


def test_a_changed_question_keeps_its_earlier_words_and_stands_after_a_day(here):
    world, (siti, budi) = here
    question = asked(world, siti)
    posts.edit(post=question, by=siti.user, text="Bagaimana memotret rengginang?")
    assert list(PostVersion.objects.values_list("post", "text")) == [(question.pk, WORDS)]
    with pytest.raises(refusals.NotYours):
        posts.edit(post=question, by=budi.user, text="Lain")
    Post.objects.update(posted_at=timezone.now() - timedelta(hours=25))
    with pytest.raises(refusals.TooLateToEdit):
        posts.edit(post=question, by=siti.user, text="Lain lagi")


def test_nothing_is_answered_under_a_question_that_was_taken_back(here):
    world, (siti, budi) = here
    question = asked(world, siti)
    posts.take_back(post=question, by=siti.user)
    posts.take_back(post=question, by=siti.user)
    with pytest.raises(refusals.QuestionGone):
        answered(question, budi)
    assert not Post.objects.waiting_for(world.trainer).exists()


def test_the_log_holds_no_word_of_what_was_asked(here):
    world, (siti, _budi) = here
    question = asked(world, siti)
    posts.edit(post=question, by=siti.user, text="Lain")
    taught(question, world.trainer)
    assert not [entry for entry in AuditEntry.objects.all() if "sambal" in str(entry.data)]


def test_a_draft_of_an_answer_is_kept_until_it_is_sent(here):
    world, (siti, _budi) = here
    question = asked(world, siti)
    drafts.keep_draft(
        question=question, by=world.trainer, text="Kertas pu", shown=drafts.ShownDraft()
    )
    assert question.answer_drafts.get().text == "Kertas pu"
    taught(question, world.trainer)
    assert not question.answer_drafts.exists()


def test_a_trainer_is_told_once_a_day_how_many_wait_and_only_where_some_are_new(here, settings):
    world, (siti, budi) = here
    asked(world, siti)
    asked(world, budi)
    morning = timezone.localtime().replace(hour=7)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "localtime", lambda *args: morning)
        assert [desk.tell_of_waiting(), desk.tell_of_waiting()] == [1, 1]
        notice = Notice.objects.get(user=world.trainer)
        assert (notice.kind, notice.params) == (PostNotice.WAITING, {"count": 2})
        Post.objects.update(posted_at=morning - timedelta(days=2))
        assert desk.tell_of_waiting() == 0
        patch.setattr(timezone, "localtime", lambda *args: morning.replace(hour=3))
        assert desk.tell_of_waiting() == 0


def test_one_that_is_answered_at_that_moment_hinders_nobody_from_being_told(here):
    world, (siti, _budi) = here
    asked(world, siti)
    morning, read = timezone.localtime().replace(hour=7), []

    def somebody_answers(execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        if Post._meta.db_table in sql and not read:
            read.append(sql)
            Post.objects.update(answered_at=timezone.now())
        return found

    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(somebody_answers):
        patch.setattr(timezone, "localtime", lambda *args: morning)
        assert desk.tell_of_waiting() == 1
    assert kinds_of(world.trainer) == [PostNotice.WAITING]
