"""The worker's clock: what rings on time is not silenced by a disk without room."""

from celery import current_app
from django.conf import settings

from academy.launcher.clock import Clock
from tests.services.full_disk import full_disk


def clock_in(folder):
    return Clock(current_app, schedule_filename=str(folder / "clock"))


def test_a_clock_starts_where_its_file_cannot_be_made(tmp_path):
    with full_disk():
        clock = clock_in(tmp_path)
        clock.sync()
    assert set(settings.CELERY_BEAT_SCHEDULE) <= set(clock.schedule)


def test_a_clock_whose_disk_fills_goes_on_and_writes_when_there_is_room(tmp_path):
    clock = clock_in(tmp_path)
    entry = clock.schedule["core.sweep_jobs"]
    clock.schedule["core.sweep_jobs"] = next(entry)
    with full_disk():
        clock.sync()
    clock.close()
    assert (
        clock_in(tmp_path).schedule["core.sweep_jobs"].total_run_count == entry.total_run_count + 1
    )
