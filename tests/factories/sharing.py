"""What people see of each other: questions, announcements, the gallery, feedback, calibration."""

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from courses.models import (
    Announcement,
    CalibrationRound,
    GalleryState,
    GalleryWork,
    PeerFeedback,
    Post,
    PostPicture,
    Report,
    ShownName,
    SubmissionState,
)
from tests.factories.courses import BatchFactory, EnrollmentFactory, SubmissionFactory, days
from tests.factories.people import UserFactory


class PostFactory(factory.django.DjangoModelFactory):
    """A question of somebody who has a seat; `question=…`: an answer to it."""

    class Meta:
        model = Post

    batch = factory.SubFactory(BatchFactory)
    course = factory.LazyAttribute(lambda o: o.activity.get_parent().get_parent().specific)
    author = factory.SubFactory(UserFactory)
    text = "Bagaimana memotret tanpa bayangan tangan?"
    posted_at = factory.LazyFunction(timezone.now)


class PostPictureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PostPicture

    post = factory.SubFactory(PostFactory)
    owner = factory.SelfAttribute("post.author")
    filename = "sambal.jpg"
    size = 3
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    file = factory.LazyFunction(lambda: ContentFile(b"jpg", name="sambal.jpg"))
    thumbnail = factory.LazyFunction(lambda: ContentFile(b"jpg", name="sambal.jpg"))


class ReportFactory(factory.django.DjangoModelFactory):
    """Somebody reports a question."""

    class Meta:
        model = Report

    class Params:
        post = None

    kind = "post"
    object_id = factory.LazyAttribute(lambda o: o.post.pk)
    batch = factory.LazyAttribute(lambda o: o.post.batch)
    reporter = factory.SubFactory(UserFactory)
    reason = "insult"
    reported_at = factory.LazyFunction(timezone.now)


class AnnouncementFactory(factory.django.DjangoModelFactory):
    """One that was sent to a batch."""

    class Meta:
        model = Announcement

    batch = factory.SubFactory(BatchFactory)
    author = factory.SubFactory(UserFactory)
    title = "Aula pindah"
    text = "Sesi Sabtu di Aula Barat."
    sent_at = factory.LazyFunction(timezone.now)
    told_at = factory.SelfAttribute("sent_at")
    round = 1


class GalleryWorkFactory(factory.django.DjangoModelFactory):
    """A work that is shown with its author's first name."""

    class Meta:
        model = GalleryWork

    submission = factory.SubFactory(SubmissionFactory, state=SubmissionState.ACCEPTED)
    batch = factory.SelfAttribute("submission.enrollment.batch")
    state = GalleryState.SHOWN
    word = "Cahaya dari samping membuat anyamannya terlihat."
    proposed_by = factory.SubFactory(UserFactory)
    proposed_at = factory.LazyFunction(lambda: timezone.now() - days(3))
    shown_name = ShownName.SHORT
    giver = "self"
    answered_at = factory.LazyFunction(lambda: timezone.now() - days(2))


class PeerFeedbackFactory(factory.django.DjangoModelFactory):
    """A hand-in on which somebody is asked to give feedback; `given=True`: and has."""

    class Meta:
        model = PeerFeedback

    class Params:
        given = factory.Trait(
            given_at=factory.LazyFunction(timezone.now),
            good="Labelnya terbaca.",
            advice="Coba latar polos.",
        )

    giver = factory.SubFactory(EnrollmentFactory)
    submission = factory.SubFactory(SubmissionFactory)
    assignment = factory.SelfAttribute("submission.assignment")
    asked_at = factory.LazyFunction(lambda: timezone.now() - days(1))
    asked_until = factory.LazyFunction(lambda: timezone.now() + days(6))


class CalibrationRoundFactory(factory.django.DjangoModelFactory):
    """A round that runs; give `works` (hand-ins of one assignment) and `trainers`."""

    class Meta:
        model = CalibrationRound
        skip_postgeneration_save = True

    batch = factory.SubFactory(BatchFactory)
    work_count = factory.LazyAttribute(lambda o: len(o.works))
    started_by = factory.SubFactory(UserFactory)
    started_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model, *args, works, trainers, **fields):
        about = {"assignment": works[0].assignment, "course": works[0].course}
        made = super()._create(model, *args, **about, **fields)
        for number, work in enumerate(works, start=1):
            made.works.create(submission=work, number=number, handed_in_at=work.submitted_at)
        for trainer in trainers:
            made.parts.create(trainer=trainer)
        return made
