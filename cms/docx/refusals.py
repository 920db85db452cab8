"""Why a file is not read, each with what to do."""

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused


class DocumentRefused(Refused):
    """A file that cannot become a lesson; nothing of it was kept."""

    about = "file"


class EmptyFile(DocumentRefused):
    message = _("This file is empty. Choose it again.")


class TooLarge(DocumentRefused):
    message = _(
        "This file is larger than 20 MB. In Word choose File, Compress Pictures, or split it into "
        "several lessons."
    )


class NotWord(DocumentRefused):
    message = _(
        "This is not a Word file. Open it in its program, save it as a Word document (.docx), "
        "and choose it once more."
    )


class OldWord(DocumentRefused):
    message = _(
        "This is a file of an old Word (.doc). Open it in Word, Google Docs or LibreOffice, save "
        "it as a Word document (.docx), and choose it once more."
    )


class OpenDocument(DocumentRefused):
    message = _(
        "This is a file of LibreOffice (.odt). Save it there as a Word document (.docx), and "
        "choose it once more."
    )


class WithPassword(DocumentRefused):
    message = _(
        "This file is closed with a password. Take the password away in Word (File, Info, "
        "Protect Document), save it, and choose it once more."
    )


class Broken(DocumentRefused):
    message = _(
        "This file is damaged, or only a part of it has arrived. Open it in Word, save it anew, "
        "and choose it once more."
    )


class NoText(DocumentRefused):
    message = _(
        "This file has no text of a Word document in it. Open it in Word, save it as a Word "
        "document (.docx), and choose it once more."
    )


class NothingToRead(DocumentRefused):
    message = _("There is no text and no picture in this file that a lesson could take.")


class TooMuch(DocumentRefused):
    message = _(
        "This document is too long for one lesson, or it unpacks to far more than a document "
        "needs. Split it into several files, one for each lesson."
    )


class Unsafe(DocumentRefused):
    message = _(
        "This file holds definitions that no Word document needs, so it is not opened. Save it "
        "anew in Word as a Word document (.docx), and choose it once more."
    )
