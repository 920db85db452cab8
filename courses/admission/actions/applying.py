"""What an applicant does: begin, fill in, send, withdraw. It saves as one goes."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from academy.core import acts, audit, states
from academy.notify.actions import notify
from academy.people.locks import account as locked_account
from academy.people.models import User
from academy.web.files import uploads
from courses.acts import device, locks
from courses.acts.kinds import ActKind
from courses.admission.actions import errors, reserve
from courses.admission.queries import applications as intake
from courses.admission.queries import links
from courses.models import (
    Application,
    ApplicationDocument,
    ApplicationState,
    Batch,
    Enrollment,
)
from courses.models.notices import ApplicationNotice
from courses.models.seats.application import OPEN_STATES
from courses.models.verbs import CourseVerb

# What a step may write, and what goes along from an earlier application.
ANSWERS = (
    "pesantren",
    "pesantren_note",
    "membership_role",
    "pillar",
    "has_phone",
    "motivation",
    "experience",
)


def begin(
    *, batch: Batch, user: User, client_id: uuid.UUID, happened_at: dt.datetime | None = None
) -> Application:
    """Start a draft of `user` for `batch`, with the answers of an earlier application.

    Sent twice it is one. Raises ApplicationsClosed, AlreadySeated, SentDifferently, or
    AlreadyApplied with the open application in the same program.
    """
    with transaction.atomic():
        # Before the act, which refers to it: two who hold that much would wait for each other.
        locked_account(user)
        act = acts.once(
            client_id,
            kind=ActKind.BEGIN_APPLICATION,
            person=user,
            content=batch.pk,
            happened_at=happened_at,
        )
        if act.is_repeated:
            return act.earlier(Application)
        return act.gives(start_draft(batch=batch, user=user, happened_at=happened_at))


def start_draft(*, batch: Batch, user: User, happened_at: dt.datetime | None) -> Application:
    """Make the draft, inside the transaction of the act that asks for it; see `begin`."""
    if not batch.takes_applications:
        raise errors.ApplicationsClosed
    # Whoever merges the account waits, or was first: nothing begins in one that is closed.
    locked_account(user)
    _refuse_seated(batch, user)
    earlier = user.applications.order_by("-pk").first()
    answers = {name: getattr(earlier, name) for name in ANSWERS} if earlier else {}
    try:
        with transaction.atomic():
            application = Application.objects.create(
                batch=batch,
                program_id=batch.program_id,
                user=user,
                happened_at=happened_at,
                **answers,
            )
    except IntegrityError:
        # One open application per person and program: the database has said no.
        open_one = user.applications.filter(program=batch.program_id, state__in=OPEN_STATES).first()
        if open_one is None:
            raise
        raise errors.AlreadyApplied(open_one) from None
    audit.record(CourseVerb.BEGUN, application, by=user, batch=batch.pk)
    return application


def _refuse_seated(batch: Batch, user: User) -> None:
    if Enrollment.objects.taking_part(user, batch.program_id).exists():
        raise errors.AlreadySeated


def draft(application: Application) -> Application:
    """Return `application` locked, as the database has it. Raises AlreadySent."""
    fresh = locks.application(application)
    _refuse_sent(fresh)
    return fresh


def _refuse_sent(application: Application) -> None:
    if application.state != ApplicationState.DRAFT:
        raise errors.AlreadySent


def save_step(*, application: Application, by: User, **answers: Any) -> Application:
    """Keep the answers of one step (names of `ANSWERS`).

    Raises AlreadySent once it is no draft, ValueError for a name that is no answer.
    """
    unknown = set(answers) - set(ANSWERS)
    if unknown:
        raise ValueError(f"no answers of an application: {sorted(unknown)}")
    with transaction.atomic():
        application = draft(application)
        if not answers:
            return application
        for name, value in answers.items():
            setattr(application, name, value)
        application.save(update_fields=list(answers))
        audit.record(CourseVerb.FILLED_IN, application, by=by, fields=sorted(answers))
    return application


def add_document(
    *, application: Application, by: User, client_id: uuid.UUID, file: "UploadedFile[Any]"
) -> ApplicationDocument:
    """Keep a paper with the draft; pictures are turned upright and made smaller.

    Sent twice it is one. Raises an UploadRefused of `academy.web.files`,
    TooManyDocuments, AlreadySent, SentDifferently or SentAndGone.
    """
    # Reading a picture takes its time: not while others wait for the database.
    upload = uploads.read_file(file)
    with transaction.atomic():
        application = locks.application(application)
        act = acts.once(
            client_id,
            kind=ActKind.ADD_DOCUMENT,
            person=by,
            content=[application.pk, upload.sha256],
        )
        if act.is_repeated:
            return act.earlier(ApplicationDocument)
        _refuse_sent(application)
        if application.documents.count() >= intake.MAX_DOCUMENTS:
            raise errors.TooManyDocuments
        document = ApplicationDocument(
            application=application,
            filename=upload.filename,
            content_type=upload.content_type,
            size=upload.size,
        )
        document.file.save(
            f"{document.public_id}{upload.extension}", ContentFile(upload.content), save=False
        )
        document.save()
        audit.record(CourseVerb.DOCUMENT_ADDED, application, by=by, document=document.pk)
        return act.gives(document)


def remove_document(*, document: ApplicationDocument, by: User) -> None:
    """Take a paper out of the draft. Raises AlreadySent."""
    with transaction.atomic():
        application = draft(document.application)
        audit.record(CourseVerb.DOCUMENT_REMOVED, application, by=by, document=document.pk)
        file = document.file
        document.delete()
        transaction.on_commit(partial(file.storage.delete, str(file.name)))


def submit(
    *, application: Application, by: User, happened_at: dt.datetime | None = None
) -> Application:
    """Send the application. Sent twice it is one.

    A device that was offline may be three days late: its own time counts where plausible.
    Raises NotComplete, AlreadySeated, or ApplicationsClosed outside the time of the batch.
    """
    with transaction.atomic():
        application = locks.application(application)
        if application.state != ApplicationState.DRAFT:
            return application
        batch = application.batch
        moment = device.counted(happened_at, timezone.now())
        if not (
            batch.is_published
            and batch.applications_open_at <= moment < batch.applications_close_at
        ):
            raise errors.ApplicationsClosed
        # A seat may have been given, or given back, since the draft was begun.
        _refuse_seated(batch, application.user)
        if intake.missing(application):
            raise errors.NotComplete
        states.move(
            application,
            ApplicationState.SUBMITTED,
            by=by,
            submitted_at=timezone.now(),
            happened_at=happened_at,
        )
        notify(
            application.user,
            ApplicationNotice.RECEIVED,
            key=f"application:{application.pk}:received",
            params=links.notice_params(application),
            url=links.status_path(application),
        )
    return application


def withdraw(*, application: Application, by: User) -> Application:
    """Take the application back; the reserve list moves up. Withdrawn twice it is once.

    Raises InvalidTransition for one that was accepted or declined.
    """
    with transaction.atomic():
        batch, application = locks.batch_and_application(application)
        if application.state == ApplicationState.WITHDRAWN:
            return application
        position = application.reserve_position
        states.move(application, ApplicationState.WITHDRAWN, by=by, reserve_position=None)
        reserve.close_gap(batch, position)
    return application
