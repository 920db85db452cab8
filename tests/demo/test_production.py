"""Where real people are, there is no demo: not its tables, its commands or its passwords."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from academy import environment

PROJECT = Path(__file__).resolve().parents[2]
# All that a web process, a worker and `manage.py` read.
EVERYTHING = """
import sys
import academy.celery, academy.wsgi
from django.apps import apps
from django.core.management import get_commands
from django.urls import get_resolver
get_resolver().url_patterns
academy.celery.app.loader.import_default_modules()
print([name for name in sys.modules if name.startswith("academy.demo")])
print([app.name for app in apps.get_app_configs() if app.label == "demo"])
print([name for name, app in get_commands().items() if app == "academy.demo"])
"""


def test_a_process_in_production_does_not_even_import_the_demo(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-c", EVERYTHING],
        cwd=PROJECT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "academy.settings",
            "ACADEMY_PRODUCTION": "1",
            "ACADEMY_SECRET_KEY": "a-key-of-this-test-alone",
            "ACADEMY_VAR": str(tmp_path),
        },
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.splitlines() == ["[]", "[]", "[]"]


def test_printed_passwords_cannot_be_asked_for_in_production(monkeypatch):
    monkeypatch.setenv("ACADEMY_DEMO_SIGN_IN", "1")
    assert environment.demo_sign_in(production=False)
    with pytest.raises(ValueError, match="ACADEMY_DEMO_SIGN_IN must be off"):
        environment.demo_sign_in(production=True)


@pytest.mark.parametrize(("production", "are_open"), [(True, False), (False, True)])
def test_printed_passwords_work_by_themselves_only_outside_production(
    monkeypatch, production, are_open
):
    monkeypatch.delenv("ACADEMY_DEMO_SIGN_IN", raising=False)
    assert environment.demo_sign_in(production=production) is are_open
