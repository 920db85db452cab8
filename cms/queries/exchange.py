"""Questions of the bank on their way into files."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext

from cms.formats import exporting
from cms.formats.banked.giving import given
from cms.formats.banked.shape import PLAIN, PLAIN_OF_OPTION, BankOption, BankQuestion
from cms.formats.opening import Format
from cms.formats.written import Picture, WrittenQuestion
from cms.models import AcademyImage, Question, QuestionOption


@dataclass(frozen=True, slots=True)
class Export:
    """Questions as files say them, and the key words of those that lose a drawing."""

    questions: list[WrittenQuestion]
    drawn: set[str]

    def losses(self, format: Format) -> list[tuple[str, list[str]]]:
        """Return for each question that loses something in `format` its key word and what."""
        said = dict(exporting.losses(self.questions, format))
        drawing = gettext("a drawing (SVG): files of questions take photos alone")
        for slug in sorted(self.drawn):
            said[slug] = [*said.get(slug, []), drawing]
        return list(said.items())


def export_of(questions: Iterable[Question]) -> Export:
    """Return `questions` (with their options, pictures and tags fetched) as files say them."""
    found = Export([], set())
    for question in questions:
        images = [
            question.picture,
            question.feedback_picture,
            *(option.picture for option in question.options.all()),
        ]
        if any(image is not None and image.is_svg() for image in images):
            found.drawn.add(question.slug)
        found.questions.append(given(_banked(question)))
    return found


def _banked(question: Question) -> BankQuestion:
    return BankQuestion(
        **{name: getattr(question, name) for name in PLAIN},
        picture=_picture(question.picture),
        feedback_picture=_picture(question.feedback_picture),
        tags=tuple(sorted(item.tag.name for item in question.tagged_items.all())),
        options=tuple(_option(option) for option in question.options.all()),
    )


def _option(option: QuestionOption) -> BankOption:
    return BankOption(
        **{name: getattr(option, name) for name in PLAIN_OF_OPTION},
        picture=_picture(option.picture),
    )


def _picture(image: AcademyImage | None) -> Picture | None:
    """Return the picture that `image` is; None for a drawing and where its file is gone."""
    if image is None or image.is_svg():
        return None
    try:
        with image.open_file() as file:
            return Picture(PurePath(image.filename).name, file.read())
    except FileNotFoundError:
        return None
