"""What participants can report, and those who run the batch hide."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from courses.asking.actions import posts
from courses.models import Enrollment, GalleryWork, PeerFeedback, Post
from courses.models.work.peer import PEER_FEEDBACK
from courses.moderation import kinds


def _thread(post: Post) -> str:
    return reverse("courses:question", args=[post.thread.public_id])


def _assignment(feedback: PeerFeedback, seat: Enrollment) -> str:
    activity = feedback.assignment.activity_id
    return reverse("courses:assignment", args=[seat.batch.public_id, activity])


kinds.register(
    kinds.Kind(
        name="post",
        label=_("question or answer"),
        model=Post,
        visible=Post.objects.visible_to,
        author=lambda post: post.author,
        words=lambda post: post.text,
        place=_thread,
        own=_thread,
        desk=lambda post: reverse("courses:desk_question", args=[post.thread.public_id]),
        changed=posts.changed,
        concerned=("author",),
        joins=("author", "batch", "question"),
    )
)
kinds.register(
    kinds.Kind(
        name="gallery_work",
        label=_("work in the gallery"),
        model=GalleryWork,
        visible=GalleryWork.objects.visible_to,
        author=lambda work: work.submission.enrollment.user,
        words=lambda work: f"{work.submission.assignment.title}: {work.word}",
        place=lambda work: reverse(
            "courses:gallery_work", args=[work.batch.public_id, work.public_id]
        ),
        own=lambda work: reverse("courses:gallery_own", args=[work.public_id]),
        desk=lambda work: reverse("courses:gallery_desk_work", args=[work.public_id]),
        # Every page of the gallery asks `shown` anew.
        changed=lambda work: None,
        concerned=("submission__enrollment__user",),
        joins=("batch", "submission__enrollment__user", "submission__assignment"),
    )
)
kinds.register(
    kinds.Kind(
        name=PEER_FEEDBACK,
        label=_("feedback of a classmate"),
        model=PeerFeedback,
        visible=PeerFeedback.objects.met_by,
        author=lambda feedback: feedback.giver.user,
        words=lambda feedback: f"{feedback.good} {feedback.advice}",
        place=lambda feedback: _assignment(feedback, feedback.submission.enrollment),
        own=lambda feedback: _assignment(feedback, feedback.giver),
        desk=lambda feedback: reverse("courses:review_desk", args=[feedback.submission.public_id]),
        # Every page of the exchange asks what is hidden anew.
        changed=lambda feedback: None,
        concerned=("giver__user", "submission__enrollment__user"),
        joins=("giver__user", "giver__batch", "assignment", "submission__enrollment__batch"),
    )
)
