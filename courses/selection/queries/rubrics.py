"""Whom a change of the rubric touches."""

from django.utils.translation import ngettext

from courses.models import Application, Program
from courses.models.seats.application import WAITING_STATES


def touched_by(program: Program, *, if_changed: bool = False) -> str:
    """Say how many undecided applications were scored by older criteria; "" where none was.

    With `if_changed`, how many would be, were the criteria changed now.
    """
    rubric = program.selection_rubrics.first()
    if rubric is None:
        return ""
    scored = Application.objects.filter(
        program=program, state__in=WAITING_STATES, assessment__rubric__isnull=False
    )
    if if_changed:
        count = scored.count()
        text = ngettext(
            "%(count)d application that waits was scored by this rubric. If you change criteria "
            "or points, its score stays and is marked until somebody scores it anew.",
            "%(count)d applications that wait were scored by this rubric. If you change criteria "
            "or points, their scores stay and are marked until somebody scores them anew.",
            count,
        )
    else:
        count = scored.filter(assessment__rubric__version__lt=rubric.criteria_since).count()
        text = ngettext(
            "%(count)d application that waits has a score by an older rubric.",
            "%(count)d applications that wait have a score by an older rubric.",
            count,
        )
    return text % {"count": count} if count else ""
