"""One program with all that belongs to it: people, courses, work, papers."""

import uuid

from django.core.files.base import ContentFile
from django.utils import timezone

from academy.core.models import Job
from academy.core.models.job import JobState
from academy.notify.models import Notice
from academy.notify.notices import NoticeKind
from academy.people.models import EmailChange, KeptForm, PrivacyNotice, User
from academy.web.files.storages import private_storage
from certificates.actions.archive import ZIP_JOB
from certificates.actions.issuing import issue
from cms.actions.courses import open_course
from cms.models import AssignmentPage, ContactMessage, ContactPage
from courses.models import (
    ApplicationState,
    AttendanceLetter,
    AttendanceRequest,
    Enrollment,
    PaperPhoto,
    ReviewDraft,
    Session,
    SubmissionState,
)
from courses.paper.actions.printing import print_sheet
from courses.quizzes.actions import start_attempt
from tests.access.belongings import Part
from tests.factories.batches import SavedFilterFactory, SessionGroupFactory, TimetableShiftFactory
from tests.factories.certificates import ProgramDesignFactory, graduate
from tests.factories.cms import AssignmentPageFactory, ContactPageFactory
from tests.factories.course_tree import CourseTree, course_tree
from tests.factories.courses import (
    ApplicationDocumentFactory,
    ApplicationFactory,
    BatchFactory,
    CompletionRuleFactory,
    EnrollmentFactory,
    ExtensionFactory,
    PracticeCardFactory,
    ProgramFactory,
    RequiredActivityFactory,
    SessionFactory,
    SubmissionFactory,
    SubmissionFileFactory,
)
from tests.factories.files import document, drawing, photo, recording, show
from tests.factories.intake import IntakeRowFactory
from tests.factories.people import (
    MembershipFactory,
    PesantrenFactory,
    PrivacyNoticeFactory,
    UserFactory,
)
from tests.factories.remembered import remembered
from tests.factories.reviewing import ReviewFactory, SavedCommentFactory, VoiceNoteFactory
from tests.factories.selecting import ProposalFactory
from tests.factories.sharing import (
    AnnouncementFactory,
    CalibrationRoundFactory,
    GalleryWorkFactory,
    PeerFeedbackFactory,
    PostFactory,
    PostPictureFactory,
    ReportFactory,
)


@remembered
def part(name: str) -> Part:
    PrivacyNoticeFactory()
    made = Part(name)
    _people_and_batch(made)
    _work(made)
    _asked(made)
    _application(made)
    _papers(made)
    return made


def _people_and_batch(made: Part) -> None:
    coordinator, trainer = UserFactory(coordinator=True), UserFactory(trainer=True)
    partner, companion = UserFactory(partner=True), UserFactory()
    pesantren = PesantrenFactory()
    MembershipFactory(user=companion, pesantren=pesantren, role="companion")
    program = ProgramFactory()
    program.partners.add(partner)
    tree = course_tree(modules=1, lessons=1)
    following = AssignmentPageFactory(parent=tree.modules[0])
    open_course(course=tree.course, trainers=[trainer], by=None)
    batch = BatchFactory(program=program, courses=[tree.course], coordinators=[coordinator])
    CompletionRuleFactory(batch=batch)
    for activity in tree.activities:
        RequiredActivityFactory(batch=batch, activity=activity)
    ProgramDesignFactory(program=program)
    seat = graduate(batch, full_name=f"{made.name} Tersembunyi")
    seat.pesantren = pesantren
    seat.save()
    made.people |= {
        "participant": seat.user,
        "companion": companion,
        "trainer": trainer,
        "coordinator": coordinator,
        "partner": partner,
    }
    made.objects |= {"program": program, "batch": batch, "seat": seat}
    # Applied a second time, under another name.
    made.objects["double"] = EnrollmentFactory(batch=batch).user
    _pages(made, tree, following)
    made.objects["session"] = session = SessionFactory(batch=batch, trainer=trainer, held=True)
    _on_paper(made, session, seat, coordinator)
    made.objects["session_group"] = SessionGroupFactory(session=session)
    made.objects["attendance_request"] = AttendanceRequest.objects.create(
        session=session, enrollment=EnrollmentFactory(batch=batch), before="absent",
        wanted="present", reason="Terlambat.", asked_by=companion, asked_at=timezone.now(),
    )  # fmt: skip


def _on_paper(made: Part, session: Session, seat: Enrollment, coordinator: User) -> None:
    """A printed sheet, the photo of a page, and a letter of the participant."""
    sheet = print_sheet(session=session, by=coordinator)
    sent = {"session": session, "sent_by": coordinator, "sent_at": timezone.now()}
    made.objects |= {
        "paper_sheet": sheet,
        "paper_page": sheet.pages.get(),
        "paper_photo": PaperPhoto.objects.create(
            page=sheet.pages.get(), filename="lembar.jpg", state="read", **sent,
            file=ContentFile(b"JPEG", name="a.jpg"), flat=ContentFile(b"JPEG", name="b.jpg"),
        ),
        "letter": AttendanceLetter.objects.create(
            enrollment=seat, filename="surat.pdf", content_type="application/pdf", **sent,
            file=ContentFile(b"%PDF", name="surat.pdf"),
        ),
    }  # fmt: skip


def _pages(made: Part, tree: CourseTree, following: AssignmentPage) -> None:
    paper, medium = document(), recording()
    pictures = photo(), drawing()
    show(tree.lessons[0], file=paper, medium=medium, pictures=pictures)
    tree.lessons[0].body.append(("reveal", {"question": "Mengapa?", "text": "<p>Sebab.</p>"}))
    tree.lessons[0].save()
    tree.lessons[0].refresh_from_db()
    made.objects |= {
        "course": tree.course,
        "lesson": tree.lessons[0],
        "quiz": tree.quizzes[0],
        "question": tree.quizzes[0].quiz_questions.all()[0].question,
        "assignment": tree.assignments[0],
        "next_assignment": following,
        "photo": pictures[0],
        "drawing": pictures[1],
        "paper": paper,
        "recording": medium,
    }


def _work(made: Part) -> None:
    """Hand-ins that wait, are a draft, or are reviewed; an open attempt at the quiz."""
    objects, trainer = made.objects, made.people["trainer"]
    seat, assignment = objects["seat"], objects["assignment"]
    waiting = SubmissionFactory(enrollment=seat, assignment=assignment)
    draft = SubmissionFactory(
        enrollment=seat, assignment=objects["next_assignment"], state=SubmissionState.DRAFT
    )
    classmate = EnrollmentFactory(batch=objects["batch"])
    reviewed = SubmissionFactory(
        enrollment=classmate, assignment=assignment, state=SubmissionState.ACCEPTED
    )
    shown = SubmissionFactory(
        enrollment=EnrollmentFactory(batch=objects["batch"]),
        assignment=assignment,
        state=SubmissionState.ACCEPTED,
    )
    # Accepted, and waiting for an answer of the participant.
    own = SubmissionFactory(
        enrollment=seat, assignment=AssignmentPageFactory(parent=assignment.get_parent()),
        state=SubmissionState.ACCEPTED,
    )  # fmt: skip
    said = VoiceNoteFactory(submission=own, speaker=trainer)
    ReviewFactory(submission=own, reviewer=trainer, voice=said)
    in_work = VoiceNoteFactory(submission=waiting, speaker=trainer)
    ReviewDraft.objects.create(
        submission=waiting, reviewer=trainer, voice=in_work, saved_at=timezone.now()
    )
    objects |= {
        "voice_note": said,
        "draft_voice_note": in_work,
        "gallery_file": SubmissionFileFactory(submission=shown),
        "gallery_work": GalleryWorkFactory(submission=shown, proposed_by=trainer),
        "own_gallery_work": GalleryWorkFactory(
            submission=own, proposed_by=trainer, state="proposed", answered_at=None, giver=""
        ),
        "peer_file": SubmissionFileFactory(submission=reviewed),
        "peer_asked": PeerFeedbackFactory(giver=seat, submission=reviewed),
        "peer_given": PeerFeedbackFactory(giver=classmate, submission=waiting, given=True),
        "accepted": reviewed,
        "submission": waiting,
        "draft": draft,
        "file": SubmissionFileFactory(submission=waiting),
        "draft_file": SubmissionFileFactory(submission=draft, sent_as=uuid.uuid4()),
        "review": ReviewFactory(submission=reviewed, reviewer=trainer),
        "calibration": CalibrationRoundFactory(
            batch=objects["batch"],
            works=[waiting, reviewed],
            trainers=[trainer],
            started_by=trainer,
        ),
        "practised": PracticeCardFactory(user=seat.user),
        "comment": SavedCommentFactory(owner=trainer),
        "intake": IntakeRowFactory(
            listing__batch=objects["batch"], listing__made_by=trainer, number=2
        ).listing,
        "extension": ExtensionFactory(enrollment=seat, activity=objects["quiz"], extra_attempts=1),
        "saved_filter": SavedFilterFactory(
            batch=objects["batch"], made_by=made.people["coordinator"]
        ),
        "timetable_shift": TimetableShiftFactory(
            batch=objects["batch"], moved_by=made.people["coordinator"]
        ),
        "attempt": start_attempt(enrollment=seat, quiz=objects["quiz"], client_id=uuid.uuid4()),
    }


def _asked(made: Part) -> None:
    """A question of the participant with a picture, answered and reported; what was announced."""
    objects, participant = made.objects, made.people["participant"]
    about = {"batch": objects["batch"], "activity": objects["lesson"]}
    asked = PostFactory(author=participant, **about)
    classmate = objects["double"]
    objects |= {
        "asked": asked,
        "answer": PostFactory(question=asked, author=classmate, **about),
        "post_picture": PostPictureFactory(post=asked),
        "report": ReportFactory(post=asked, reporter=classmate),
        "announcement": AnnouncementFactory(
            batch=objects["batch"], author=made.people["coordinator"]
        ),
    }


def _application(made: Part) -> None:
    """The accepted application behind the seat, and a draft in another program.

    The coordinator runs both batches, the partner reads of the first program only.
    """
    participant, batch = made.people["participant"], made.objects["batch"]
    accepted = ApplicationFactory(batch=batch, user=participant, state=ApplicationState.ACCEPTED)
    open_batch = BatchFactory(selecting=True, coordinators=[made.people["coordinator"]])
    draft = ApplicationFactory(batch=open_batch, user=participant, state=ApplicationState.DRAFT)
    made.objects |= {
        "application": accepted,
        "open_batch": open_batch,
        "draft_application": draft,
        "document": ApplicationDocumentFactory(application=accepted),
        "draft_document": ApplicationDocumentFactory(application=draft),
        "proposal": ProposalFactory(
            batch=batch, made_by=made.people["coordinator"], applications=[accepted]
        ),
    }


def _papers(made: Part) -> None:
    """What the academy made for somebody: certificate, archive, notice, kept form."""
    objects, coordinator = made.objects, made.people["coordinator"]
    certificate = issue(objects["seat"], by=coordinator, early_reason="Diminta dinas")
    certificate.pdf = ContentFile(b"%PDF", name="sertifikat.pdf")
    certificate.sent_at = certificate.issued_at
    certificate.save()
    objects["certificate"] = certificate
    objects["job"] = Job.objects.create(
        kind=ZIP_JOB,
        args={"batch": objects["batch"].pk},
        state=JobState.DONE,
        created_by=coordinator,
        file=private_storage().save("archives/semua.zip", ContentFile(b"PK")),
        result={"filename": "semua.zip", "content_type": "application/zip"},
    )
    objects["privacy_notice"] = PrivacyNotice.current()
    objects["pesantren"] = objects["seat"].pesantren
    objects["contact_message"] = ContactMessage.objects.create(
        page=ContactPage.objects.first() or ContactPageFactory(),
        form_data={"nama": made.people["participant"].full_name},
    )
    participant = made.people["participant"]
    objects["notice"] = Notice.objects.create(
        user=participant, kind=NoticeKind.MESSAGE, key="welcome", params={"text": "Selamat datang"}
    )
    objects["email_change"] = EmailChange.objects.create(
        user=participant, old=participant.email or "", new="baru@pesantren.example"
    )
    objects["kept_form"] = KeptForm.objects.create(
        user=participant, path="/akun/profil/", fields={"full_name": ["Siti Nur'aini"]}
    )
