"""Seats, applications, attendance, and what was set right of them."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from academy.people.holdings.copies import Rows, section
from academy.people.models import User
from courses.copies.hidden import hidden_marks
from courses.models import (
    Application,
    ApplicationDocument,
    Assessment,
    Attendance,
    AttendanceLetter,
    AttendanceRequest,
    BatchMove,
    Enrollment,
    Exemption,
    Extension,
    GroupPlace,
    IntakeRow,
    PaperRow,
    PersonCorrection,
    PersonMerge,
    ProposalChange,
    ProposalPlace,
    Reason,
    TrainerAttendance,
)


@section("applications", _("Applications"), Application)
def applications(user: User) -> Rows:
    found = Application.objects.filter(user=user).order_by("pk")
    return list(
        found.values(
            "batch__program__name", "batch__number", "state", "pesantren__name",
            "pesantren_note", "membership_role", "pillar", "has_phone", "motivation",
            "experience", "score", "reserve_position", "reason", "created_at", "submitted_at",
            "decided_at",
        )
    )  # fmt: skip


@section("assessments", _("Points that applications were given"), Assessment)
def assessments(user: User) -> Rows:
    found = Assessment.objects.filter(application__user=user).order_by("application")
    return [
        {
            "points": {
                one["name"]: row.points[one["key"]]
                for one in (row.rubric.criteria if row.rubric else ())
                if one["key"] in row.points
            },
            "seen": row.seen,
            "scored_at": row.scored_at,
            "seen_at": row.seen_at,
        }
        for row in found.select_related("rubric")
    ]


@section("proposal_places", _("Proposals for the selection"), ProposalPlace)
def proposal_places(user: User) -> Rows:
    found = ProposalPlace.objects.filter(application__user=user).order_by("pk")
    return list(
        found.values(
            "proposal__number", "rank", "score", "proposed", "outcome", "proposal__made_at"
        )
    )


@section("proposal_changes", _("Changes of proposals by hand"), ProposalChange)
def proposal_changes(user: User) -> Rows:
    found = ProposalChange.objects.filter(place__application__user=user).order_by("pk")
    return list(found.values("before", "after", "reason__text", "made_at", "undone_at"))


@section(
    "application_documents",
    _("Papers of applications"),
    ApplicationDocument,
    file=lambda row: reverse("courses:document_file", args=[row["public_id"]]),
)
def application_documents(user: User) -> Rows:
    found = ApplicationDocument.objects.filter(application__user=user).order_by("pk")
    return list(found.values("filename", "content_type", "size", "received_at", "public_id"))


@section("enrollments", _("Seats in batches"), Enrollment)
def enrollments(user: User) -> Rows:
    rows = Enrollment.objects.filter(user=user).order_by("pk").values(
        "pk", "batch__program__name", "batch__number", "state", "pesantren__name", "pillar",
        "enrolled_at", "completed_at", "first_seen_at", "last_seen_at", "progress",
        "mean_mark", "attendance_percent", "is_eligible",
    )  # fmt: skip
    # A mean would tell a mark that is not shown yet.
    has_mean = any(row["mean_mark"] is not None for row in rows)
    hidden = {seat for seat, _activity in hidden_marks(user)} if has_mean else set()
    return [
        {
            name: None if name == "mean_mark" and row["pk"] in hidden else value
            for name, value in row.items()
            if name != "pk"
        }
        for row in rows
    ]


@section("lists_of_people", _("Lists of people that named you"), IntakeRow)
def lists_of_people(user: User) -> Rows:
    found = IntakeRow.objects.filter(person=user).exclude(result="").order_by("pk")
    return list(
        found.values(
            "listing__batch__program__name", "listing__batch__number", "listing__made_at", "values",
            "result",
        )
    )  # fmt: skip


@section("reasons", _("Reasons that were written"), Reason)
def reasons(user: User) -> Rows:
    return list(Reason.objects.filter(person=user).order_by("pk").values("text", "written_at"))


@section("extensions", _("More time and attempts granted to you"), Extension)
def extensions(user: User) -> Rows:
    found = Extension.objects.filter(enrollment__user=user).order_by("pk")
    return list(
        found.values(
            "activity__title", "due_at", "extra_attempts", "extra_minutes", "reason", "granted_at",
            "withdrawn_at",
        )
    )  # fmt: skip


@section("exemptions", _("Activities that you need not do"), Exemption)
def exemptions(user: User) -> Rows:
    found = Exemption.objects.filter(enrollment__user=user).order_by("pk")
    return list(found.values("activity__title", "reason", "given_at", "ended_at"))


@section("attendance", _("Attendance"), Attendance)
def attendance(user: User) -> Rows:
    found = Attendance.objects.filter(enrollment__user=user).order_by("pk")
    return list(
        found.values(
            "session__title",
            "session__starts_at",
            "status",
            "source",
            "noted_at",
            "checked_in_at",
            "distance",
        )
    )


@section("groups_of_sessions", _("Your groups at sessions"), GroupPlace)
def groups_of_sessions(user: User) -> Rows:
    found = GroupPlace.objects.filter(enrollment__user=user).order_by("pk")
    return list(found.values("session__title", "session__starts_at", "group__name", "placed_at"))


@section("corrections_of_the_person", _("Corrections of your data"), PersonCorrection)
def corrections_of_the_person(user: User) -> Rows:
    found = PersonCorrection.objects.filter(person=user).order_by("pk")
    return list(found.values("changes", "reason", "corrected_at"))


@section(
    "moves_to_other_batches",
    _("Moves to other batches"),
    BatchMove,
    labels={"from_batch__number": _("from batch"), "to_batch__number": _("to batch")},
)
def moves_to_other_batches(user: User) -> Rows:
    found = BatchMove.objects.filter(person=user).order_by("pk")
    return list(
        found.values(
            "from_batch__program__name", "from_batch__number", "to_batch__number", "reason",
            "moved_at",
        )
    )  # fmt: skip


@section(
    "merged_accounts",
    _("Accounts merged with yours"),
    PersonMerge,
    labels={"account__username": _("User name")},
)
def merged_accounts(user: User) -> Rows:
    found = PersonMerge.objects.filter(person=user).order_by("pk")
    return list(found.values("account__username", "reason", "merged_at", "left"))


@section("contested_attendance", _("Attendance that was asked about"), AttendanceRequest)
def contested_attendance(user: User) -> Rows:
    found = AttendanceRequest.objects.filter(enrollment__user=user).order_by("pk")
    return list(
        found.values(
            "session__title", "before", "wanted", "reason", "asked_at", "is_accepted",
            "decided_at",
        )
    )  # fmt: skip


@section("paper_rows", _("Rows on printed attendance sheets"), PaperRow)
def paper_rows(user: User) -> Rows:
    own = Q(enrollment__user=user) | Q(trainer=user)
    found = PaperRow.objects.filter(own).order_by("pk")
    return list(
        found.values(
            "page__sheet__session__title", "page__sheet__number", "page__number", "number", "says",
            "said_at",
        )
    )  # fmt: skip


@section(
    "absence_letters",
    _("Letters of absence"),
    AttendanceLetter,
    file=lambda row: reverse("courses:letter_file", args=[row["public_id"]]),
)
def absence_letters(user: User) -> Rows:
    found = AttendanceLetter.objects.filter(enrollment__user=user).order_by("pk")
    return list(found.values("session__title", "filename", "content_type", "sent_at", "public_id"))


@section("attendance_as_trainer", _("Attendance as a trainer"), TrainerAttendance)
def attendance_as_trainer(user: User) -> Rows:
    found = TrainerAttendance.objects.filter(trainer=user).order_by("pk")
    return list(
        found.values("session__title", "session__starts_at", "status", "source", "noted_at")
    )
