"""Letters that say why somebody could not come."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.core import acts, audit
from academy.core.errors import Refused
from academy.people.models import User
from academy.web.files.uploads import Upload
from courses.acts import locks
from courses.acts.kinds import ActKind
from courses.models import AttendanceLetter, Enrollment, Session
from courses.models.verbs import CourseVerb

# A letter of the pesantren, one of a doctor, and some to spare.
MOST = 5


class EnoughLetters(Refused):
    message = _("Five letters are kept here already.")


def add_letter(
    *, session: Session, enrollment: Enrollment, upload: Upload, by: User, client_id: UUID
) -> AttendanceLetter:
    """Keep a letter beside what is noted of a person; sent twice it is one.

    What counts is what is noted: a letter changes nothing of it. Raises EnoughLetters or
    SentDifferently.
    """
    with transaction.atomic():
        act = acts.once(
            client_id,
            kind=ActKind.ADD_LETTER,
            person=by,
            content=[session.pk, enrollment.pk, upload.sha256],
        )
        if act.is_repeated:
            return act.earlier(AttendanceLetter)
        seat = locks.enrollment(enrollment)
        if session.letters.filter(enrollment=seat).count() >= MOST:
            raise EnoughLetters
        made = AttendanceLetter(
            session=session,
            enrollment=seat,
            filename=upload.filename,
            content_type=upload.content_type,
            sent_by=by,
            sent_at=timezone.now(),
        )
        made.file.save(f"surat{upload.extension}", ContentFile(upload.content), save=False)
        made.save()
        audit.record(CourseVerb.LETTER_ADDED, session, by=by, letter=made.pk, enrollment=seat.pk)
        return act.gives(made)
