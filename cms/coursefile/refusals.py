"""Why a file of a course is not taken."""

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused


class CourseFileRefused(Refused):
    """The file is not taken; nothing of it was used."""


class NotACourseFile(CourseFileRefused):
    message = _("This is no file of a course. Make one in an academy with “Take the course along”.")


class NewerFile(CourseFileRefused):
    message = _(
        "This file was made by a newer release of the academy. Have this academy brought up to "
        "date, then send the file again."
    )


class AlteredFile(CourseFileRefused):
    """What is in the file is not what its list says."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "This file was altered or broke on its way: the checksum of “%(name)s” is "
                "another one. Have it made and sent anew; nothing was taken in."
            )
            % {"name": name[:100]}
        )


class HostileFile(CourseFileRefused):
    message = _(
        "This file holds names, links or sizes that no file of a course has. It was not opened."
    )


class TooLargeFile(CourseFileRefused):
    message = _("This file, or what is packed in it, is larger than 2 GB.")


class Unreadable(CourseFileRefused):
    """Something in the course is not as this academy knows it."""

    def __init__(self, what: str) -> None:
        super().__init__(
            _("A part of this file cannot be read: %(what)s. Nothing was taken in.")
            % {"what": what[:150]}
        )
