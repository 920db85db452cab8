"""Small copies of videos and recordings, made behind the scenes; sent twice it is one set."""

import hashlib
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.db import IntegrityError, transaction
from PIL import Image

from academy.core import jobs
from academy.core.jobs import Progress
from academy.core.models import Job
from academy.core.models.job import JobState
from academy.people.models import User
from academy.web import kept
from academy.web.files import pictures
from academy.web.files.storages import local_copy, private_storage, store_as
from academy.web.films.faults import FilmFault, FilmRefused
from academy.web.films.film import Film, make_audio, make_video, read_film, take_poster
from cms.models import AcademyMedia, ActivityPage, MediaState, MediaVersion, Quality
from cms.models.files.media import Drawn
from cms.models.files.recording import CONVERT, delete_later, drop_copies
from cms.queries.files import pages_with
from cms.sizes import page_size

# Side in pixels, and bits a second of the picture at most.
SIDES = {Quality.LOW: (240, 250_000), Quality.HIGH: (480, 700_000)}
# Below this a copy of 480p would hardly differ from that of 240p.
WORTH_480 = 360
TURN_SECONDS = 60
TELL_EVERY = 2.0


@dataclass(frozen=True, slots=True)
class Copy:
    """A small copy on this machine, before it is stored."""

    quality: Quality
    path: Path
    film: Film


class Changed(Exception):
    """The file was replaced or deleted meanwhile: its copies are wanted no more."""


def convert(*, media_id: int, progress: Progress) -> None:
    """Make the small copies of a medium, its poster, its length and size.

    One medium at a time; another waits for its turn. What cannot be converted is told at the
    medium. Run twice, or broken off, it leaves one set of files.
    """
    media = AcademyMedia.objects.filter(pk=media_id, job=progress.job).first()
    if media is None or media.state not in {MediaState.WAITING, MediaState.CONVERTING}:
        return
    if not _take_turn(media):
        progress.wait(TURN_SECONDS)
    folder = Path(settings.VAR_DIR) / "films"
    # What a run left that was killed: there is none beside this one.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        _convert(media, folder, progress)
    except FilmRefused as refusal:
        _refuse(media, refusal.fault)
    except FileNotFoundError:
        _refuse(media, FilmFault.HALF)
    except Changed:
        return
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def convert_again(*, media: AcademyMedia, by: User) -> None:
    """Make the copies of `media` once more; while they are being made nothing happens."""
    with transaction.atomic():
        locked = AcademyMedia.objects.select_for_update(no_key=True).get(pk=media.pk)
        if not locked.is_in_work:
            locked.convert_anew(by)


def send_next() -> None:
    """Send the job that has waited longest for its turn, unless one is at work."""
    if Job.objects.held().filter(kind=CONVERT).exists():
        return
    waiting = Job.objects.filter(kind=CONVERT, state=JobState.QUEUED).order_by("pk").first()
    if waiting is not None:
        jobs.send(waiting)


def _take_turn(media: AcademyMedia) -> bool:
    """Mark `media` as the one that is converted, unless another one is."""
    with suppress(IntegrityError), transaction.atomic():
        # PostgreSQL locks no row that may be missing: the job is only looked at.
        others = AcademyMedia.objects.select_for_update(of=("self",), no_key=True).filter(
            state=MediaState.CONVERTING
        )
        for other in others.exclude(pk=media.pk).select_related("job"):
            if Job.objects.held().filter(pk=other.job_id).exists():
                return False
            # Its worker is gone; it waits for its turn again.
            AcademyMedia.objects.filter(pk=other.pk).update(state=MediaState.WAITING)
        AcademyMedia.objects.filter(pk=media.pk).update(state=MediaState.CONVERTING)
        return True
    return False


def _convert(media: AcademyMedia, folder: Path, progress: Progress) -> None:
    progress.total(100)
    source = local_copy(str(media.file), folder)
    film = read_film(source)
    wanted = _wanted(media, film)
    copies = []
    for number, quality in enumerate(wanted):
        path = folder / f"{quality}.mp4"
        tick = _ticking(progress, film, number, len(wanted))
        if quality == Quality.AUDIO:
            made = make_audio(film, source, path, tick=tick)
        else:
            side, bits = SIDES[quality]
            made = make_video(film, source, path, side=side, bits=bits, tick=tick)
        copies.append(Copy(quality, path, made))
    poster = _poster(media, film, source, folder)
    progress.step(99)
    _keep(media, film, copies, poster)


def _wanted(media: AcademyMedia, film: Film) -> list[Quality]:
    """Return which copies are made of `film`. Raises FilmRefused."""
    if media.type == "audio":
        if not film.has_sound:
            raise FilmRefused(FilmFault.NO_SOUND)
        return [Quality.AUDIO]
    if not film.has_picture:
        raise FilmRefused(FilmFault.NO_PICTURE)
    found = [Quality.AUDIO] if film.has_sound else []
    found.append(Quality.LOW)
    if min(film.width, film.height) >= WORTH_480:
        found.append(Quality.HIGH)
    return found


def _ticking(progress: Progress, film: Film, number: int, count: int) -> Callable[[float], None]:
    told = time.monotonic()

    def tick(seconds: float) -> None:
        nonlocal told
        if time.monotonic() - told < TELL_EVERY:
            return
        told = time.monotonic()
        part = min(1.0, seconds / film.seconds) if film.seconds else 0.0
        progress.step(int(99 * (number + part) / count))

    return tick


def _poster(media: AcademyMedia, film: Film, source: Path, folder: Path) -> bytes | None:
    """Return the picture that stands for the video, unless the trainer has given one."""
    if not film.has_picture or media.type == "audio":
        return None
    if media.thumbnail and not media.poster_is_from_video:
        return None
    path = folder / "poster.png"
    take_poster(film, source, path)
    with Image.open(path) as picture:
        return pictures.webp(picture.convert("RGB"), quality=70)


def _keep(media: AcademyMedia, film: Film, copies: list[Copy], poster: bytes | None) -> None:
    """Store the copies and name them in rows, all or none."""
    # The same names in each run of the same file: a run that was killed here leaves nothing.
    stem = f"{PurePosixPath(str(media.file)).stem[:40]}-{_mark(media)}"
    rows = []
    for copy in copies:
        ending = "m4a" if copy.quality == Quality.AUDIO else "mp4"
        name = f"media/{stem}-{copy.quality}.{ending}"
        store_as(name, copy.path)
        rows.append(
            MediaVersion(
                media=media,
                quality=copy.quality,
                file=name,
                size=copy.path.stat().st_size,
                width=copy.film.width,
                height=copy.film.height,
            )
        )
    try:
        with transaction.atomic():
            now = AcademyMedia.objects.select_for_update(no_key=True).filter(pk=media.pk).first()
            if now is None or str(now.file) != str(media.file) or now.job_id != media.job_id:
                raise Changed
            _drop_rows(now, {str(row.file) for row in rows})
            MediaVersion.objects.bulk_create(rows)
            _describe(now, film, copies, poster)
    except Changed:
        for row in rows:
            private_storage().delete(str(row.file))
        raise
    _refresh_pages(now)


def _drop_rows(media: AcademyMedia, names: set[str]) -> None:
    """Forget the copies there were; files of the `names` are the new ones."""
    old = {str(version.file) for version in media.versions.all()}
    media.versions.all().delete()
    delete_later(old - names)


def _describe(media: AcademyMedia, film: Film, copies: list[Copy], poster: bytes | None) -> None:
    media.state, media.fault = MediaState.READY, ""
    media.duration = round(film.seconds or copies[0].film.seconds or 0, 1)
    is_video = media.type == "video"
    media.width = film.width if is_video else None
    media.height = film.height if is_video else None
    if poster is not None:
        media.thumbnail = Drawn(poster, "poster.webp")
        media.poster_is_from_video = True
    media.save()


def _mark(media: AcademyMedia) -> str:
    """Return a few signs that only this file of this medium has."""
    return hashlib.sha256(f"{media.pk}/{media.file}".encode()).hexdigest()[:8]


def _refuse(media: AcademyMedia, fault: FilmFault) -> None:
    with transaction.atomic():
        now = AcademyMedia.objects.select_for_update(no_key=True).filter(
            pk=media.pk, file=str(media.file)
        )
        for found in now:
            drop_copies(found)
            found.state, found.fault = MediaState.REFUSED, fault
            found.save()
            _refresh_pages(found)


def _refresh_pages(media: AcademyMedia) -> None:
    """Let the pages that show `media` say what they take now."""
    for page in pages_with(media).type(ActivityPage).specific():
        ActivityPage.objects.filter(pk=page.pk).update(size=page_size(page))
    transaction.on_commit(kept.end)
