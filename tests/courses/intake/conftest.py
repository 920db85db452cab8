import pytest
import time_machine

from tests.courses.intake.listing import pesantren


@pytest.fixture
def pesantren_of_malang():
    """The one pesantren that is known, in the kabupaten of Malang."""
    return pesantren()


@pytest.fixture
def malang_today(pesantren_of_malang):
    """One pesantren in the kabupaten of Malang, on the day of the import."""
    with time_machine.travel("2026-11-30 12:00:00+07:00", tick=False):
        yield
