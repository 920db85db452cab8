"""Questions and answers as one reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page

from academy.core.text.spelling import holding
from academy.people.models import User
from academy.people.particulars.names import short_name
from academy.web import kept
from courses.asking import rules
from courses.models import AnswerDraft, Batch, Enrollment, Post, PostFollower, PostPicture
from courses.models.said.asking import PostQuerySet

WORDS_COMPARED = 6
COMPARED, SIMILAR_SHOWN = 60, 3
COUNT_SECONDS = 60
_TITLE = Page.objects.filter(pk=OuterRef("activity")).values("title")
_COURSE = Page.objects.filter(pk=OuterRef("course")).values("title")


@dataclass(frozen=True, slots=True)
class ShownPost:
    """A post for one reader: `text` and `pictures` are empty where they are not for them.

    `name` is "" for the reader's own.
    """

    post: Post
    name: str
    text: str
    pictures: Sequence[PostPicture]
    is_own: bool
    can_edit: bool
    can_report: bool
    earlier: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """A question with its answers: the marked one first, then as they came."""

    question: ShownPost
    answers: list[ShownPost]
    follower_count: int
    follows: bool
    can_mark: bool

    @property
    def takes_answers(self) -> bool:
        return not self.question.post.is_withheld


def name_of(author: User, *, reader: User, by_staff: bool, leads: bool) -> str:
    """Return what `reader` reads as the name of `author`: "" for oneself.

    Who teaches is called as one addresses them. Of one another, participants read the first
    name alone, whatever their age; those who teach or run the batch read the whole.
    """
    if author.pk == reader.pk:
        return ""
    if by_staff:
        return author.display_name
    return author.full_name if leads else short_name(author.full_name)


def shown_post(post: Post, reader: User, *, leads: bool) -> ShownPost:
    """Return `post` as `reader` may see it. Its pictures and versions are prefetched."""
    is_own = post.author_id == reader.pk
    may_read = leads or (post.taken_back_at is None and (is_own or post.hidden_at is None))
    return ShownPost(
        post=post,
        name=name_of(post.author, reader=reader, by_staff=post.is_by_staff, leads=leads),
        text=post.text if may_read else "",
        pictures=list(post.pictures.all()) if may_read else (),
        is_own=is_own,
        can_edit=is_own and rules.is_fresh(reader, post),
        can_report=not is_own and not post.is_withheld and not post.is_by_staff,
        earlier=[version.text for version in post.versions.all()] if leads else (),
    )


def thread_of(question: Post, reader: User, *, leads: bool) -> Thread:
    """Return `question` with what was answered, in a fixed number of queries."""
    posts = list(
        Post.objects.filter(Q(pk=question.pk) | Q(question=question.pk))
        .select_related("author")
        .prefetch_related("pictures", "versions")
        .order_by("posted_at", "pk")
    )
    shown = [shown_post(post, reader, leads=leads) for post in posts]
    answers = [
        one for one in shown if one.post.question_id and (one.post.taken_back_at is None or leads)
    ]
    followers = list(PostFollower.objects.filter(post=question.pk).values_list("user", flat=True))
    return Thread(
        question=next(one for one in shown if one.post.pk == question.pk),
        answers=sorted(answers, key=lambda one: not one.post.is_marked),
        follower_count=len(followers),
        follows=reader.pk in followers,
        can_mark=leads or question.author_id == reader.pk,
    )


def _counted(posts: PostQuerySet) -> QuerySet[Any, Any]:
    answers = Post.objects.shown().filter(question=OuterRef("pk")).order_by().values("question")
    followers = PostFollower.objects.filter(post=OuterRef("pk")).order_by().values("post")
    return posts.select_related("author").annotate(
        title=Subquery(_TITLE),
        answer_count=Coalesce(Subquery(answers.annotate(n=Count("pk")).values("n")), 0),
        follower_count=Coalesce(Subquery(followers.annotate(n=Count("pk")).values("n")), 0),
    )


def questions_in(batch: Batch) -> PostQuerySet:
    """Return the questions that everybody in `batch` may read."""
    return Post.objects.questions().shown().filter(batch=batch)


def listed(posts: PostQuerySet) -> QuerySet[Any, Any]:
    """Return questions, the newest first, with `title` of the activity and how many answers
    stand under each, and how many want to know too."""
    return _counted(posts).order_by("-posted_at", "-pk")


def count_at(seat: Enrollment, activity_id: int) -> int:
    """Return how many questions stand under an activity (a key) in the batch of `seat`.

    Kept for all of the batch: it stands on every lesson. What is hidden leaves it a minute late.
    """

    def count() -> int:
        return questions_in(seat.batch).filter(activity=activity_id).count()

    return kept.kept(_count_key(seat.batch_id, activity_id), count, COUNT_SECONDS)


def forget_count(post: Post) -> None:
    """Count the questions of the post's activity anew, once this transaction stands."""
    key = _count_key(post.batch_id, post.activity_id)
    transaction.on_commit(lambda: kept.forget(key))


def _count_key(batch: int, activity: int) -> str:
    return f"questions.{batch}.{activity}"


def matching(posts: PostQuerySet, text: str) -> PostQuerySet:
    """Return the questions in which, or in an answer to which, every word of `text` stands."""
    for word in text.split()[:WORDS_COMPARED]:
        answered = Post.objects.shown().filter(holding(word, "text"), question=OuterRef("pk"))
        posts = posts.filter(holding(word, "text") | Q(Exists(answered)))
    return posts


def similar(batch: Batch, text: str, *, course_id: int) -> list[Any]:
    """Return questions of the batch about the same as `text`, the likest first."""
    words = rules.telling_words(text)[:WORDS_COMPARED]
    if not words:
        return []
    stems = [word[:6] for word in words]
    any_word = Q()
    for stem in stems:
        any_word |= Q(text__icontains=stem)
    near = questions_in(batch).filter(any_word, course=course_id)
    found = list(listed(near)[:COMPARED])
    needed = min(2, len(stems))
    scored = [(sum(stem in post.text.casefold() for stem in stems), post) for post in found]
    likest = sorted(scored, key=lambda pair: -pair[0])
    return [post for score, post in likest if score >= needed][:SIMILAR_SHOWN]


def desk(user: User) -> QuerySet[Any, Any]:
    """Return the questions that `user` answers as one who leads, as a list shows them."""
    drafts = AnswerDraft.objects.filter(post=OuterRef("pk"), author=user)
    found: QuerySet[Any, Any] = (
        _counted(Post.objects.questions().led_by(user).filter(taken_back_at__isnull=True))
        .select_related("author", "batch")
        .annotate(course_title=Subquery(_COURSE), has_draft=Exists(drafts))
    )
    return found


def draft_of(question: Post, user: User) -> AnswerDraft | None:
    """Return what `user` has written of an answer and not sent, with its pictures."""
    found = AnswerDraft.objects.filter(post=question, author=user)
    return found.prefetch_related("pictures").first()


def followers_of(question: Post) -> QuerySet[User]:
    """Return who wants to know `question` too, and still has a seat in its batch."""
    seats = Enrollment.objects.seated().filter(user=OuterRef("pk"), batch=question.batch_id)
    followers = User.objects.filter(followed_posts__post=question.pk, is_active=True)
    return followers.filter(Exists(seats)).order_by("pk")


def seat_in(batch_id: int, user: User) -> Enrollment | None:
    """Return the seat that `user` holds in a batch (a key), or None."""
    seats = Enrollment.objects.of_participant(user).seated().filter(batch=batch_id)
    return seats.select_related("batch__program").first()
