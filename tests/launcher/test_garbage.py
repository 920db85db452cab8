"""A process of the academy looks for garbage, but not among the modules that it has loaded."""

import os
import subprocess
import sys

from tests.services.academy import PROJECT
from tests.services.worker import environment

SHOW = "import gc; print(gc.isenabled(), gc.get_freeze_count() > 100_000)"


def test_a_command_looks_for_garbage_once_all_is_loaded_and_spares_what_stays():
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", SHOW],
        cwd=PROJECT,
        env=os.environ | environment(),
        check=True,
        text=True,
        capture_output=True,
    )
    assert done.stdout.split() == ["True", "True"]
