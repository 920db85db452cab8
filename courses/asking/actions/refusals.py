"""Why a question or an answer is not taken in."""

from django.utils.translation import gettext_lazy as _

from academy.core.errors import Refused


class TooManyPosts(Refused):
    about = "text"
    message = _(
        "You have written much today, so this was not sent. Your words stay here: copy them, and "
        "send them tomorrow."
    )


class QuestionGone(Refused):
    message = _("This question was taken back or hidden, so nothing more is taken in here.")


class TooLateToEdit(Refused):
    message = _(
        "What was written more than a day ago is changed no more: others have read and answered "
        "it. Write an answer that sets it right."
    )


class WordsHidden(Refused):
    message = _(
        "These words were hidden meanwhile by those who run your batch, so they are not changed. "
        "Ask your coordinator if you find this wrong."
    )


class NotYours(Refused):
    message = _("Only who wrote this can do that.")


class NotAnAnswer(Refused):
    message = _("This answer was taken back or hidden, so it cannot be marked.")
