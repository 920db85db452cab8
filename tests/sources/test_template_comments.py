"""A remark in a template ends on its line: longer ones stand on the page for all to read."""

import re

from tests.services.academy import PROJECT

OPEN = re.compile(r"\{#(?!.*#\})")


def test_no_remark_of_a_template_is_read_on_the_page():
    seen = [
        f"{path.relative_to(PROJECT)}: {number}"
        for path in sorted((PROJECT / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if OPEN.search(line)
    ]
    assert seen == []
