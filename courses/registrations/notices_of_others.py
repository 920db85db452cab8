"""What each notice says that comes of others in the batch: answers, announcements, the gallery."""

from django.utils.translation import gettext_lazy as _

from academy.notify import kinds
from courses.models.notices import AnnouncementNotice, GalleryNotice, PeerNotice, PostNotice

kinds.register(
    PostNotice.ANSWERED,
    "chat",
    ({"title"}, _("Somebody has answered your question about “%(title)s”.")),
    ((), _("Somebody has answered your question.")),
)
kinds.register(
    PostNotice.FOLLOWED,
    "chat",
    (
        {"title"},
        _("A question about “%(title)s” to which you want to know the answer too was answered."),
    ),
    ((), _("A question to which you want to know the answer too was answered.")),
)
kinds.register(
    PostNotice.WAITING,
    "chat",
    ({"count"}, _("Questions of participants that wait for your answer: %(count)s.")),
    ((), _("Questions of participants wait for your answer.")),
)
kinds.register(
    PostNotice.HIDDEN,
    "eye",
    (
        {"reason"},
        _(
            "Something that you wrote or show was hidden from the others for now. The reason: "
            "%(reason)s Ask your coordinator if you find this wrong."
        ),
    ),
    ((), _("Something that you wrote or show was hidden from the others for now.")),
)
kinds.register(
    PostNotice.SHOWN_AGAIN,
    "eye",
    ((), _("What you wrote or show, and what was hidden for a while, is shown again. Thank you.")),
)
kinds.register(
    AnnouncementNotice.TOLD,
    "bell",
    ({"title"}, _("Announcement: %(title)s")),
    ((), _("There is an announcement for your batch.")),
)
kinds.register(
    GalleryNotice.PROPOSED,
    "image",
    (
        {"title"},
        _(
            "Your work “%(title)s” was proposed for the gallery of your batch. Whether it is "
            "shown is up to you."
        ),
    ),
    ((), _("A work of yours was proposed for the gallery of your batch. It is up to you.")),
)
kinds.register(
    GalleryNotice.TAKEN_DOWN,
    "image",
    (
        {"title", "reason"},
        _("Your work “%(title)s” was taken out of the gallery. The reason: %(reason)s"),
    ),
    ((), _("A work of yours was taken out of the gallery.")),
)
kinds.register(
    PeerNotice.ASKED,
    "users",
    (
        {"title", "count"},
        _("Works of others wait for your feedback on “%(title)s”: %(count)s."),
    ),
    ((), _("Works of others wait for your feedback.")),
)
kinds.register(
    PeerNotice.CAME,
    "chat",
    ({"title"}, _("A classmate has given feedback on your work “%(title)s”.")),
    ((), _("A classmate has given feedback on your work.")),
)
