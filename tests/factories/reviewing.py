"""What trainers leave behind when they review."""

from decimal import Decimal

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from courses.models import (
    Review,
    SavedComment,
    SubmissionState,
    VoiceNote,
)
from tests.factories.courses import SubmissionFactory
from tests.factories.people import UserFactory


class ReviewFactory(factory.django.DjangoModelFactory):
    """A valid review. It does not move the submission: give that its state itself."""

    class Meta:
        model = Review

    submission = factory.SubFactory(SubmissionFactory, state=SubmissionState.ACCEPTED)
    reviewer = factory.SubFactory(UserFactory)
    verdict = factory.SelfAttribute("submission.state")
    mark = Decimal(85)
    feedback = "Label terbaca. Ulangi satu foto dengan latar polos."
    reviewed_at = factory.LazyFunction(timezone.now)


class VoiceNoteFactory(factory.django.DjangoModelFactory):
    """A recording for a hand-in; give `submission` (and the review or draft its `voice`)."""

    class Meta:
        model = VoiceNote

    speaker = factory.SubFactory(UserFactory)
    seconds = 42
    size = 147_000
    file = factory.LazyAttribute(lambda _o: ContentFile(b"\0\0\0\x18ftypmp42", name="suara.m4a"))


class SavedCommentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedComment

    owner = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda n: f"Geser meja lebih dekat ke jendela ({n}).")
