"""Asking, answering, and what becomes of a post afterwards."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from academy.core import acts, audit
from academy.core.jobs import enqueue
from academy.notify.actions import notify
from academy.people.models import User
from cms.models import ActivityPage
from cms.queries.course import course_teaching
from courses.acts import locks
from courses.acts.actions import at_work
from courses.acts.device import plausible
from courses.acts.kinds import ActKind
from courses.asking import queries, rules
from courses.asking.actions.drafts import ShownDraft, end_draft
from courses.asking.actions.refusals import (
    NotAnAnswer,
    NotYours,
    QuestionGone,
    TooLateToEdit,
    TooManyPosts,
    WordsHidden,
)
from courses.models import (
    Enrollment,
    Post,
    PostFollower,
    PostPicture,
    PostVersion,
)
from courses.models.notices import PostNotice
from courses.models.verbs import CourseVerb

TELL_FOLLOWERS = "courses.tell_followers"
# More than anybody has to ask or say in a day; who writes more floods the others.
QUESTIONS_A_DAY, POSTS_A_DAY = 10, 40
DAY = dt.timedelta(days=1)


def ask(
    *,
    enrollment: Enrollment,
    activity: ActivityPage,
    text: str,
    pictures: Sequence[PostPicture] = (),
    client_id: UUID,
    happened_at: dt.datetime | None = None,
) -> Post:
    """Put a question under `activity`, for the people of the batch. Sent twice it is one.

    Raises SeatNotActive, TooManyPosts or SentDifferently.
    """
    with at_work(
        enrollment,
        kind=ActKind.ASK,
        client_id=client_id,
        content=[activity.pk, text, sorted(picture.sha256 for picture in pictures)],
        happened_at=happened_at,
    ) as visit:
        if visit.is_repeated:
            return visit.earlier(Post)
        visit.admit()
        person = visit.enrollment.user
        _check_pace(person)
        now = timezone.now()
        post = Post.objects.create(
            batch=visit.enrollment.batch,
            activity=activity,
            course=course_teaching(activity),
            author=person,
            text=text,
            posted_at=now,
            happened_at=plausible(happened_at, now),
        )
        _attach(post, pictures)
        queries.forget_count(post)
        visit.record(CourseVerb.ASKED, post, batch=post.batch_id)
        return visit.gives(post)


def answer(
    *,
    question: Post,
    enrollment: Enrollment,
    text: str,
    pictures: Sequence[PostPicture] = (),
    client_id: UUID,
    happened_at: dt.datetime | None = None,
) -> Post:
    """Answer a question as one of the batch, and tell who has asked.

    Raises SeatNotActive, QuestionGone, TooManyPosts or SentDifferently.
    """
    with at_work(
        enrollment,
        kind=ActKind.ANSWER,
        client_id=client_id,
        content=[question.pk, text, sorted(picture.sha256 for picture in pictures)],
        happened_at=happened_at,
    ) as visit:
        if visit.is_repeated:
            return visit.earlier(Post)
        visit.admit()
        _check_pace(visit.enrollment.user)
        made = _answer(question, visit.enrollment.user, text, pictures, happened_at=happened_at)
        return visit.gives(made)


def answer_as_staff(
    *,
    question: Post,
    by: User,
    text: str,
    pictures: Sequence[PostPicture] = (),
    client_id: UUID,
    shown: ShownDraft | None = None,
) -> Post:
    """Answer a question as one who teaches or runs the batch; it waits no more.

    Of a draft what was `shown` ends with it (None: all of it). Raises QuestionGone or
    SentDifferently.
    """
    with transaction.atomic():
        content = [question.pk, text, sorted(picture.sha256 for picture in pictures)]
        act = acts.once(client_id, kind=ActKind.ANSWER, person=by, content=content)
        if act.is_repeated:
            return act.earlier(Post)
        made = _answer(question, by, text, pictures, is_by_staff=True)
        end_draft(question=question, by=by, text=text, shown=shown)
        return act.gives(made)


def _answer(
    question: Post,
    author: User,
    text: str,
    pictures: Sequence[PostPicture],
    *,
    is_by_staff: bool = False,
    happened_at: dt.datetime | None = None,
) -> Post:
    question = locks.thread(question)
    if question.is_withheld:
        raise QuestionGone
    now = timezone.now()
    made = Post.objects.create(
        question=question,
        batch=question.batch,
        activity_id=question.activity_id,
        course_id=question.course_id,
        author=author,
        is_by_staff=is_by_staff,
        text=text,
        posted_at=now,
        happened_at=plausible(happened_at, now),
    )
    _attach(made, pictures)
    settle(question)
    audit.record(CourseVerb.ANSWERED, made, by=author, question=question.pk)
    _tell(question, made)
    return made


def _tell(question: Post, made: Post) -> None:
    if question.author_id != made.author_id:
        notify(
            question.author,
            PostNotice.ANSWERED,
            key=f"answer-{made.pk}",
            params={"title": question.activity.title},
            url=reverse("courses:question", args=[question.public_id]),
        )
    if question.followers.exists():
        enqueue(TELL_FOLLOWERS, {"answer": made.pk}, by=None)


def tell_follower(answer: Post, user: User) -> None:
    """Tell one who wanted to know too that there is an answer; told twice it is once."""
    if user.pk not in {answer.author_id, answer.thread.author_id}:
        notify(
            user,
            PostNotice.FOLLOWED,
            key=f"answer-{answer.pk}",
            params={"title": answer.activity.title},
            url=reverse("courses:question", args=[answer.thread.public_id]),
        )


def edit(*, post: Post, by: User, text: str) -> Post:
    """Change the words of an own post on the day it was written; the earlier ones are kept.

    Raises NotYours, WordsHidden or TooLateToEdit.
    """
    with transaction.atomic():
        locks.thread(post)
        post = Post.objects.get(pk=post.pk)
        _check_own(post, by)
        if post.text == text:
            return post
        if post.hidden_at is not None:
            raise WordsHidden
        if not rules.is_fresh(by, post):
            raise TooLateToEdit
        now = timezone.now()
        PostVersion.objects.create(post=post, text=post.text, replaced_at=now)
        post.text, post.edited_at = text, now
        post.save(update_fields=["text", "edited_at"])
        audit.record(CourseVerb.CHANGED, post, by=by)
    return post


def take_back(*, post: Post, by: User) -> Post:
    """Take an own post away from the others' eyes; what was answered stays. Twice it is once.

    Raises NotYours.
    """
    with transaction.atomic():
        question = locks.thread(post)
        post = Post.objects.get(pk=post.pk)
        _check_own(post, by)
        if post.taken_back_at is None:
            post.taken_back_at, post.is_marked = timezone.now(), False
            post.save(update_fields=["taken_back_at", "is_marked"])
            settle(question)
            queries.forget_count(post)
            audit.record(CourseVerb.TAKEN_BACK, post, by=by)
    return post


def mark(*, answer: Post, by: User, is_marked: bool = True) -> Post:
    """Say that this is the answer, instead of another one that was marked; or say so no more.

    Raises NotAnAnswer.
    """
    with transaction.atomic():
        question = locks.thread(answer)
        answer = Post.objects.get(pk=answer.pk)
        if answer.question_id is None or answer.is_withheld:
            raise NotAnAnswer
        if answer.is_marked != is_marked:
            Post.objects.filter(question=question.pk, is_marked=True).update(is_marked=False)
            answer.is_marked = is_marked
            answer.save(update_fields=["is_marked"])
            settle(question)
            verb = CourseVerb.MARKED_AS_ANSWER if is_marked else CourseVerb.UNMARKED
            audit.record(verb, answer, by=by)
    return answer


def follow(*, question: Post, by: User, follows: bool = True) -> None:
    """Note that `by` wants to know the same, or does so no more."""
    if follows and question.author_id != by.pk:
        PostFollower.objects.get_or_create(post=question, user=by)
    elif not follows:
        PostFollower.objects.filter(post=question, user=by).delete()


def settle(thread: Post) -> None:
    """Write since when a question is answered; called under the lock of its thread."""
    answers = Post.objects.shown().filter(question=thread.pk)
    standing = answers.filter(is_by_staff=True) | answers.filter(is_marked=True)
    first = standing.order_by("posted_at").values_list("posted_at", flat=True).first()
    Post.objects.filter(pk=thread.pk).update(answered_at=first)


def changed(post: Post) -> None:
    """Bring the thread of a post that was hidden or shown again up to date."""
    if post.hidden_at is not None and post.is_marked:
        Post.objects.filter(pk=post.pk).update(is_marked=False)
    settle(post.thread)


def _check_pace(person: User) -> None:
    written = Post.objects.filter(author=person, posted_at__gt=timezone.now() - DAY)
    asked = written.filter(question=None)
    if asked.count() >= QUESTIONS_A_DAY or written.count() >= POSTS_A_DAY:
        raise TooManyPosts


def _check_own(post: Post, by: User) -> None:
    if post.author_id != by.pk:
        raise NotYours


def _attach(post: Post, pictures: Sequence[PostPicture]) -> None:
    keys = [picture.pk for picture in pictures]
    own = PostPicture.objects.filter(pk__in=keys, owner=post.author, post=None)
    own.update(post=post, draft=None)
