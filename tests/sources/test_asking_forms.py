"""Forms in which one types ask before they are left: of the workspace, of the content admin."""

import re

import pytest

from tests.services.academy import PROJECT

# Where something is typed or marked; a hidden value or a tick in a list is none.
TYPED = re.compile(r"as_field_group|<textarea|\{\{ ?(field|row)\b")
FORM = re.compile(r"<form\b(?P<head>(?:[^>{]|\{[{%].*?[%}]\})*)>(?P<body>.*?)</form>", re.S)
# A page that asks once, with a reason at most; and single fields in a page of other things.
SHORT = re.compile(r'class="(confirm|toolbar|row|[^"]*\bscore-form)\b')
WORK = [
    path
    for path in sorted((PROJECT / "templates").rglob("*.html"))
    if ('extends "base_work.html"' in path.read_text() and path.parent.name != "web")
    or ('extends "wagtailadmin/base.html"' in path.read_text() and path.parent.parent.name == "cms")
]


@pytest.mark.parametrize("path", WORK, ids=lambda path: path.name)
def test_a_form_in_which_one_types_asks_before_it_is_left(path):
    silent = [
        " ".join(found["head"].split())
        for found in FORM.finditer(path.read_text())
        if 'method="post"' in found["head"]
        and TYPED.search(found["body"])
        and not SHORT.search(found["head"])
        and "bulk" not in found["body"]
        and "data-asks-before-leaving" not in found["head"]
        # Rows are moved there, and nothing is typed.
        and "data-arrange" not in found["head"]
        # What is typed there is kept by itself.
        and "data-keeps-draft" not in found["head"]
    ]
    assert silent == []


def test_there_are_such_forms():
    asking = [path.name for path in WORK if "data-asks-before-leaving" in path.read_text()]
    assert {"roster.html", "batch_settings.html", "captions.html"} <= set(asking)
