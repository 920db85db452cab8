"""Programs, batches, seats and what people do in them."""

import datetime as dt
from decimal import Decimal

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from courses.models import (
    Application,
    ApplicationDocument,
    ApplicationState,
    Attendance,
    AttendanceSource,
    AttendanceStatus,
    Batch,
    BatchCourse,
    Completion,
    CompletionRule,
    Enrollment,
    Extension,
    Mark,
    ModuleSchedule,
    Pillar,
    PracticeCard,
    Program,
    RequiredActivity,
    Session,
    Submission,
    SubmissionFile,
    SubmissionState,
)
from tests.factories.people import PesantrenFactory, UserFactory


def days(count: float) -> dt.timedelta:
    """Return `count` days, for dates around today."""
    return dt.timedelta(days=count)


class ProgramFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Program

    name = factory.Sequence(lambda n: f"OPOP Academy {n}")
    slug = factory.Sequence(lambda n: f"opop-academy-{n}")
    code = factory.Sequence(lambda n: f"GN{n}")
    target = 1000
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - days(100))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + days(265))
    rupiah_per_mb = 10


class BatchFactory(factory.django.DjangoModelFactory):
    """A published batch that runs since ten days; `selecting=True`: one that takes applications.

    `courses=[…]` are course pages that it teaches, in their order.
    """

    class Meta:
        model = Batch
        skip_postgeneration_save = True

    class Params:
        selecting = factory.Trait(
            applications_open_at=factory.LazyFunction(lambda: timezone.now() - days(5)),
            applications_close_at=factory.LazyFunction(lambda: timezone.now() + days(5)),
            starts_on=factory.LazyFunction(lambda: timezone.localdate() + days(10)),
            ends_on=factory.LazyFunction(lambda: timezone.localdate() + days(70)),
        )

    program = factory.SubFactory(ProgramFactory)
    number = factory.Sequence(lambda n: n + 1)
    mode = "hybrid"
    place = "Aula Dinas Koperasi, Surabaya"
    seats = 250
    applications_open_at = factory.LazyFunction(lambda: timezone.now() - days(40))
    applications_close_at = factory.LazyFunction(lambda: timezone.now() - days(20))
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - days(10))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + days(50))
    is_published = True

    @factory.post_generation
    def courses(self, create, extracted, **kwargs):
        for position, course in enumerate(extracted or []):
            BatchCourse.objects.create(batch=self, course=course, position=position)

    @factory.post_generation
    def coordinators(self, create, extracted, **kwargs):
        if extracted:
            self.coordinators.set(extracted)


class CompletionRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CompletionRule

    batch = factory.SubFactory(BatchFactory)
    minimum_mark = Decimal(70)
    minimum_attendance = Decimal(75)


class ModuleScheduleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ModuleSchedule

    batch = factory.SubFactory(BatchFactory)


class RequiredActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RequiredActivity

    batch = factory.SubFactory(BatchFactory)


class ApplicationFactory(factory.django.DjangoModelFactory):
    """A sent application; `state=` with what that state demands."""

    class Meta:
        model = Application

    batch = factory.SubFactory(BatchFactory, selecting=True)
    program = factory.SelfAttribute("batch.program")
    user = factory.SubFactory(UserFactory)
    state = ApplicationState.SUBMITTED
    pesantren = factory.SubFactory(PesantrenFactory)
    membership_role = "santri"
    pillar = Pillar.SANTRI
    motivation = "Ingin memotret sambal buatan kopontren kami dengan lebih baik."
    submitted_at = factory.LazyAttribute(
        lambda o: None if o.state == ApplicationState.DRAFT else timezone.now() - days(2)
    )


class ApplicationDocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ApplicationDocument

    application = factory.SubFactory(ApplicationFactory)
    filename = "kartu.pdf"
    content_type = "application/pdf"
    size = 4
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF", name="kartu.pdf"))


class EnrollmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrollment

    batch = factory.SubFactory(BatchFactory)
    program = factory.SelfAttribute("batch.program")
    user = factory.SubFactory(UserFactory)
    pesantren = factory.SubFactory(PesantrenFactory)
    pillar = Pillar.SANTRI
    enrolled_at = factory.LazyFunction(lambda: timezone.now() - days(15))


class ExtensionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Extension

    reason = "Satu minggu tanpa sinyal."
    granted_by = factory.SubFactory(UserFactory)
    granted_at = factory.LazyFunction(timezone.now)


class SessionFactory(factory.django.DjangoModelFactory):
    """A session of tomorrow; `held=True`: one of yesterday."""

    class Meta:
        model = Session

    class Params:
        held = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - days(1)))

    batch = factory.SubFactory(BatchFactory)
    title = factory.Sequence(lambda n: f"Sesi {n}")
    mode = "hybrid"
    starts_at = factory.LazyFunction(lambda: timezone.now() + days(1))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + dt.timedelta(hours=2))
    place = "Aula Dinas Koperasi, Surabaya"
    online_url = "https://zoom.example/j/1"


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory, held=True)
    enrollment = factory.SubFactory(
        EnrollmentFactory, batch=factory.SelfAttribute("..session.batch")
    )
    status = AttendanceStatus.PRESENT
    source = AttendanceSource.ROSTER
    noted_at = factory.LazyFunction(timezone.now)


class CompletionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Completion

    enrollment = factory.SubFactory(EnrollmentFactory)
    received_at = factory.LazyFunction(timezone.now)


class MarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mark

    enrollment = factory.SubFactory(EnrollmentFactory)
    value = Decimal(80)
    given_at = factory.LazyFunction(timezone.now)


class SubmissionFactory(factory.django.DjangoModelFactory):
    """A hand-in that waits for review; give `assignment` (its course is found by itself)."""

    class Meta:
        model = Submission

    enrollment = factory.SubFactory(EnrollmentFactory)
    course = factory.LazyAttribute(lambda o: o.assignment.get_parent().get_parent().specific)
    number = 1
    state = SubmissionState.SUBMITTED
    submitted_at = factory.LazyAttribute(
        lambda o: None if o.state == SubmissionState.DRAFT else timezone.now() - days(1)
    )


class SubmissionFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SubmissionFile

    submission = factory.SubFactory(SubmissionFactory)
    position = factory.Sequence(int)
    filename = factory.Sequence(lambda n: f"foto-{n}.jpg")
    content_type = "image/jpeg"
    size = 3
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    width = 1200
    height = 1600
    file = factory.LazyFunction(lambda: ContentFile(b"jpg", name="foto.jpg"))
    thumbnail = factory.LazyFunction(lambda: ContentFile(b"jpg", name="foto-kecil.jpg"))


class PracticeCardFactory(factory.django.DjangoModelFactory):
    """A question practised once, rightly, that comes back today."""

    class Meta:
        model = PracticeCard

    user = factory.SubFactory(UserFactory)
    question_id = factory.Faker("uuid4", cast_to=None)
    stability = 2.3
    difficulty = 5.0
    answered_on = factory.LazyFunction(lambda: timezone.localdate() - days(2))
    due_on = factory.LazyFunction(timezone.localdate)
    answer_count = 1
    asked = factory.LazyFunction(
        lambda: {
            "question": {
                "slug": "cahaya",
                "kind": "short_text",
                "text": "Dari mana cahaya?",
                "unit": "",
                "options": [],
            },
            "key": {
                "answers": [{"text": "samping", "share": "1", "feedback": ""}],
                "units": [],
                "said": {
                    "right": "Tepat.",
                    "partly": "",
                    "wrong": "Belum.",
                    "general": "",
                    "picture": None,
                },
            },
            "answer": {"text": "samping"},
            "share": 1,
            "points": 1,
        }
    )
