"""What stands below knows no address of what stands above: registries are filled from there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# What each may not name: URL names of the apps above, and paths that are written out.
OF_COURSES = r"\b(?:courses|certificates|reports):[a-z_]+"
PATHS = r"""["'](?:/[a-z]+)+/["']"""
BELOW = {
    "academy/core": f"{OF_COURSES}|cms:",
    "academy/web": f"{OF_COURSES}|cms:",
    "academy/notify": f"{OF_COURSES}|cms:",
    "academy/people": f"{OF_COURSES}|cms:",
    "cms": OF_COURSES,
    "templates/account": f"{OF_COURSES}|cms:|{PATHS}",
    "templates/components": f"{OF_COURSES}|cms:|{PATHS}",
    "templates/mfa": f"{OF_COURSES}|cms:|{PATHS}",
    "templates/notify": f"{OF_COURSES}|cms:|{PATHS}",
    "templates/people": f"{OF_COURSES}|cms:|{PATHS}",
    "templates/cms": OF_COURSES,
}


@pytest.mark.parametrize("folder", BELOW)
def test_nothing_below_names_an_address_above(folder):
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in {".html", ".py"}]
    assert files
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in files
        if (names := re.findall(BELOW[folder], path.read_text()))
    }
    assert found == {}
