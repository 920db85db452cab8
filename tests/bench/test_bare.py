import os
import subprocess
import sys

from tests.services.academy import PROJECT


def test_the_measure_that_pages_are_held_against_answers():
    """It runs with settings of its own, which no other test loads."""
    said = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=PROJECT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
