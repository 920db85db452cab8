"""Questions of a file taken into the bank of a course: all of them, once."""

import datetime as dt
from functools import partial
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.images import get_image_dimensions
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext_lazy as _

from academy.core import audit
from academy.core.errors import Refused
from academy.people.models import User
from academy.web.files.pictures import UploadRefused
from academy.web.files.storages import private_storage
from academy.web.files.uploads import read_illustration
from cms.formats import places
from cms.formats.banked.shape import (
    PLAIN,
    PLAIN_OF_OPTION,
    SLUG_LENGTH,
    BankOption,
    BankQuestion,
)
from cms.formats.banked.taking import taken
from cms.formats.opening import LARGEST, OpenedFile, open_questions
from cms.formats.written import Picture
from cms.free_names import free_name
from cms.models import (
    AcademyImage,
    CoursePage,
    Question,
    QuestionFile,
    QuestionKind,
    QuestionOption,
)
from cms.models.files.media import Drawn
from cms.models.verbs import ContentVerb

KEPT_FOR = dt.timedelta(days=1)
AT_ONCE = 500
# So much of a question is enough to find it in the file.
ASKS_SHOWN = 80


class FileUnreadable(Refused):
    """Nothing can be read of the file; the message says why."""


class NothingToTakeIn(Refused):
    message = _("This file holds no question that the bank can take.")


class TooMany(Refused):
    message = _("A file brings at most 500 questions at once. Split it; nothing was taken in.")


class PictureUnreadable(Refused):
    """A picture of the question `asks` is not taken, for the reason that `refusal` says."""

    def __init__(self, asks: str, refusal: UploadRefused) -> None:
        said = _(
            "A picture of the question “%(question)s” is not taken. %(why)s Nothing was taken in."
        )
        asked = Truncator(asks).chars(ASKS_SHOWN)
        super().__init__(said % {"question": asked, "why": refusal.message})


def keep_file(*, course: CoursePage, file: IO[bytes], filename: str, by: User) -> QuestionFile:
    """Keep a file of questions until its sender has looked at what it brings.

    Raises FileUnreadable; nothing is kept then. What was sent for the same course before, and
    left, is forgotten.
    """
    content = file.read(LARGEST + 1)
    opened = open_questions(content)
    if opened.reason:
        raise FileUnreadable(opened.reason)
    name = private_storage().save("question_files/soal", ContentFile(content))
    with transaction.atomic():
        for old in QuestionFile.objects.filter(created_by=by, course=course, count=None):
            _forget(old)
        return QuestionFile.objects.create(
            course=course,
            filename=filename[:255],
            file=name,
            created_by=by,
        )


def opened(found: QuestionFile) -> OpenedFile:
    """Return what the kept file holds."""
    with private_storage().open(str(found.file)) as file:
        return open_questions(file.read())


def take_in(*, found: QuestionFile, publish: bool, by: User) -> int:
    """Make questions of all that the file holds for the bank; return how many.

    Asked twice they are made once. Raises NothingToTakeIn, TooMany or PictureUnreadable;
    nothing is made then.
    """
    questions = [banked for one in opened(found).reading.questions if (banked := taken(one))]
    if not questions:
        raise NothingToTakeIn
    if len(questions) > AT_ONCE:
        raise TooMany
    with transaction.atomic():
        found = QuestionFile.objects.select_for_update(no_key=True).get(pk=found.pk)
        if found.count is not None:
            return found.count
        course = CoursePage.objects.select_for_update(of=("self",), no_key=True).get(
            pk=found.course_id
        )
        make_questions(course=course, questions=questions, publish=publish, by=by)
        found.count = len(questions)
        found.save(update_fields=["count"])
        audit.record(ContentVerb.QUESTIONS_TAKEN_IN, course, by=by, count=found.count)
    return found.count


def make_questions(
    *, course: CoursePage, questions: list[BankQuestion], publish: bool, by: User
) -> list[Question]:
    """Make `questions` in the bank of `course`, as drafts or published.

    Raises PictureUnreadable.
    """
    album = _Album(course, by)
    names = _Names(course)
    made = []
    try:
        for banked in questions:
            try:
                made.append(
                    _make(course, banked, album, names.free(banked), publish=publish, by=by)
                )
            except UploadRefused as refusal:
                raise PictureUnreadable(banked.text, refusal) from refusal
    except BaseException:
        album.burn()
        raise
    return made


def make_typed(
    *, course: CoursePage, questions: list[BankQuestion], publish: bool, by: User
) -> Question:
    """Make questions that were typed together, as drafts or published; return the first."""
    with transaction.atomic():
        made = make_questions(course=course, questions=questions, publish=publish, by=by)
        audit.record(ContentVerb.QUESTIONS_TAKEN_IN, course, by=by, count=len(made))
    return made[0]


class _Album:
    """The pictures of a file, each stored once in the collection of the course."""

    def __init__(self, course: CoursePage, by: User) -> None:
        self._course, self._by = course, by
        self._made: dict[bytes, AcademyImage] = {}

    def image(self, picture: Picture | None, alt: str) -> AcademyImage | None:
        if picture is None:
            return None
        if picture.data not in self._made:
            drawn = read_illustration(SimpleUploadedFile(picture.name, picture.data))
            image = AcademyImage(
                title=(alt or picture.name)[:255],
                description=alt[:255],
                uploaded_by_user=self._by,
                file=Drawn(drawn.content, drawn.filename),
                file_size=drawn.size,
            )
            if self._course.collection is not None:
                image.collection = self._course.collection
            image.save()
            self._made[picture.data] = image
        return self._made[picture.data]

    def burn(self) -> None:
        for image in self._made.values():
            private_storage().delete(str(image.file))


class _Names:
    """Key words that are still free in the bank of a course."""

    def __init__(self, course: CoursePage) -> None:
        self._taken = set(course.questions.values_list("slug", flat=True))

    def free(self, banked: BankQuestion) -> str:
        words = " ".join(banked.text.split()[:6])
        stem = banked.slug or slugify(words)[: SLUG_LENGTH - 6].strip("-") or "soal"
        free = free_name(stem, self._taken.__contains__, most=SLUG_LENGTH)
        self._taken.add(free)
        return free


def _make(
    course: CoursePage, banked: BankQuestion, album: _Album, slug: str, *, publish: bool, by: User
) -> Question:
    same = {name: getattr(banked, name) for name in PLAIN}
    question = Question(
        **same | {"slug": slug},
        course=course,
        picture=album.image(banked.picture, banked.picture_alt),
        feedback_picture=album.image(banked.feedback_picture, banked.feedback_picture_alt),
        live=publish,
        has_unpublished_changes=not publish,
    )
    if banked.kind == QuestionKind.HOTSPOT:
        question.spots = _on_the_stored(question, banked)
    question.options = [_option(one, at, album) for at, one in enumerate(banked.options)]
    question.tags.set(banked.tags)
    question.save()
    revision = question.save_revision(user=by, clean=False)
    if publish:
        Question.objects.filter(pk=question.pk).update(
            live_revision=revision, has_unpublished_changes=False
        )
    return question


def _on_the_stored(question: Question, banked: BankQuestion) -> str:
    """Return the places in the pixels of the picture as it is kept: large ones are made smaller."""
    if question.picture is None or banked.picture is None:
        return banked.spots
    width = _width(banked.picture)
    by = question.picture.width / width if width else 1
    return places.write(places.scaled(spot, by) for spot in places.read(banked.spots))


def _width(picture: Picture) -> int:
    return int((get_image_dimensions(BytesIO(picture.data)) or (0, 0))[0] or 0)


def _option(banked: BankOption, at: int, album: _Album) -> QuestionOption:
    return QuestionOption(
        **{name: getattr(banked, name) for name in PLAIN_OF_OPTION},
        sort_order=at,
        picture=album.image(banked.picture, banked.picture_alt),
    )


def forget_old_files() -> int:
    """Forget the files that were sent more than a day ago; return how many."""
    old = QuestionFile.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    for found in old:
        with transaction.atomic():
            _forget(found)
    return len(old)


def _forget(found: QuestionFile) -> None:
    name = str(found.file)
    found.delete()
    transaction.on_commit(partial(private_storage().delete, name))
