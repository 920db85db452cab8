"""A whole course taken along in one file, and brought to another academy."""

import datetime as dt
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.core import jobs
from academy.core.jobs import Progress
from academy.core.models import Job
from academy.people.models import User
from academy.web.files.storages import local_copy, private_storage
from cms.actions.brought.course_taking import Taking
from cms.coursefile import archive
from cms.coursefile.refusals import CourseFileRefused, TooLargeFile
from cms.models import CourseFile, CourseFileState, CoursePage
from cms.queries.course_file import Stored, course_told

WRITE, CHECK, TAKE = "cms.write_course", "cms.check_course", "cms.take_course"
KEPT_FOR = dt.timedelta(days=2)
_BLOCK = 1024 * 1024


def ask_for_file(*, course: CoursePage, by: User, client_id: UUID, return_url: str) -> Job:
    """Let a file be made of `course`; asked twice by the same form it is one job."""
    return jobs.enqueue_once(
        WRITE,
        {"course": course.pk},
        by=by,
        client_id=client_id,
        title=_("File of the course “%(title)s”") % {"title": course.title[:120]},
        return_url=return_url,
    )


def write_file(*, course_id: int, progress: Progress) -> None:
    """Write the file of a course, and name it in the job."""
    course = CoursePage.objects.get(pk=course_id)
    stored = Stored(course)
    told = course_told(stored)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "course.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as file:
            names = _write_files(file, told, stored, progress)
            archive.written(file, told, names, title=course.title, key=str(course.course_id))
        job, storage = progress.job, private_storage()
        name = f"course_files/{job.public_id}-{job.attempts}.zip"
        # Named before it is there, so that none is forgotten.
        progress.write(file=name)
        with path.open("rb") as content:
            storage.save(name, File(content))
    progress.job.result = {
        "filename": f"{course.slug}.zip",
        "content_type": "application/zip",
    }


def bring(
    *, file: IO[bytes] | str, filename: str, size: int, by: User, return_url: str
) -> CourseFile:
    """Keep a file that somebody has brought, and let it be checked. Raises TooLargeFile.

    `file` is its content, or the name of what has come to the storage in pieces.
    """
    if size > archive.MOST_BYTES:
        raise TooLargeFile
    if isinstance(file, str):
        name = file
    else:
        name = private_storage().save("course_files/dibawa.zip", File(file))
    with transaction.atomic():
        brought = CourseFile.objects.create(
            created_by=by, filename=filename[-255:], file=name, size=size
        )
        brought.job = jobs.enqueue(
            CHECK,
            {"file": brought.pk},
            by=by,
            title=_("Course file: %(name)s") % {"name": filename[:150]},
            return_url=f"{return_url}{brought.public_id}/",
        )
        brought.save(update_fields=["job"])
    return brought


def check(*, file_id: int) -> None:
    """Read a file that was brought, and keep what it would bring, or why it is not taken."""
    brought = CourseFile.objects.get(pk=file_id)
    if brought.state != CourseFileState.BEGUN:
        return
    try:
        with _archive(brought) as opened, transaction.atomic():
            said = Taking(opened, brought.created_by).plan()
    except CourseFileRefused as refusal:
        brought.state, brought.said = CourseFileState.REFUSED, {"refused": str(refusal.message)}
    else:
        brought.state, brought.said = CourseFileState.READY, said
    brought.save(update_fields=["state", "said"])


def ask_to_take(
    *, brought: CourseFile, by: User, return_url: str, publish_questions: bool = False
) -> CourseFile:
    """Let a checked file be taken in; asked twice it is taken once."""
    with transaction.atomic():
        brought = CourseFile.objects.select_for_update(no_key=True).get(pk=brought.pk)
        is_asked = brought.job is not None and brought.job.kind == TAKE and brought.job.is_running
        if brought.state == CourseFileState.READY and not is_asked:
            brought.job = jobs.enqueue(
                TAKE,
                {"file": brought.pk, "publish_questions": publish_questions},
                by=by,
                title=_("Course file: %(name)s") % {"name": brought.filename[:150]},
                return_url=return_url,
            )
            brought.save(update_fields=["job"])
    return brought


def take(*, file_id: int, progress: Progress, publish_questions: bool = False) -> None:
    """Take a checked file in, all or nothing; with its new questions published, or as drafts."""
    brought = CourseFile.objects.get(pk=file_id)
    if brought.state != CourseFileState.READY:
        return
    try:
        with _archive(brought) as opened:
            taking = Taking(opened, brought.created_by)
            try:
                with transaction.atomic():
                    said = taking.take(progress, publish_questions=publish_questions)
                    brought.state, brought.said = CourseFileState.TAKEN, said
                    brought.course = taking.course
                    brought.save(update_fields=["state", "said", "course"])
            except BaseException:
                taking.forget_files()
                raise
    except CourseFileRefused as refusal:
        brought.state, brought.said = CourseFileState.REFUSED, {"refused": str(refusal.message)}
        brought.save(update_fields=["state", "said"])


def forget_old() -> int:
    """Delete the files that were brought more than two days ago; what was made of them stays."""
    old = CourseFile.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    count = 0
    for brought in old:
        private_storage().delete(str(brought.file))
        brought.delete()
        count += 1
    return count


def _write_files(
    file: zipfile.ZipFile, told: dict[str, Any], stored: Stored, progress: Progress
) -> list[str]:
    """Write the bytes of all files; return their names in the archive."""
    told["files"] = {}
    names: list[str] = []
    progress.total(len(stored.files))
    for done, (name, about) in enumerate(sorted(stored.files.items()), 1):
        beside = {"stored", *archive.BESIDE}
        described = {key: text for key, text in about.items() if key not in beside}
        described["file"] = _write(file, about["stored"], names)
        for part in archive.BESIDE:
            if part in about:
                described[part] = _write(file, about[part], names)
        told["files"][name] = described
        progress.step(done)
    return names


def _write(file: zipfile.ZipFile, stored: str, names: list[str]) -> str:
    storage = private_storage()
    ending = stored.rpartition(".")[2].lower()
    with storage.open(stored) as content:
        name = archive.named(content, ending if ending.isalnum() and len(ending) <= 8 else "bin")
    if name not in names:
        with storage.open(stored) as content, file.open(name, "w", force_zip64=True) as to:
            for block in _blocks(content):
                to.write(block)
        names.append(name)
    return name


def _blocks(content: Any) -> Iterator[bytes]:
    while block := content.read(_BLOCK):
        yield block


@contextmanager
def _archive(brought: CourseFile) -> Iterator[archive.Archive]:
    """Open a file that was brought, on this machine while it is read."""
    with (
        tempfile.TemporaryDirectory() as folder,
        archive.opened(local_copy(str(brought.file), Path(folder))) as opened,
    ):
        yield opened
