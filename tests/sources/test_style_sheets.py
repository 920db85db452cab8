import re

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile

from academy.web.staticfiles import BUNDLES, BundledStaticFilesStorage, NestedUrl, bundle

CSS = settings.BASE_DIR / "static" / "css"


@pytest.fixture
def sources(tmp_path):
    """Return a function that lays out sheets and maps their names as collectstatic does."""
    storage = StaticFilesStorage(location=tmp_path / "sources", base_url="/static/")

    def lay_out(**sheets):
        for name, text in sheets.items():
            storage.save(f"css/{name.replace('__', '/')}.css", ContentFile(text.encode()))
        return {
            name: (storage, name)
            for name in (f"css/{sheet.replace('__', '/')}.css" for sheet in sheets)
        }

    return lay_out


def test_a_bundle_holds_the_text_of_what_it_imports(sources):
    paths = sources(
        site=('/* why */\n@import "tokens.css" layer(t);\n@import "components/card.css" layer(c);'),
        tokens=":root {\n  --ink: #000;\n}",
        components__card=".card { color: var(--ink); }",
    )
    assert bundle("css/site.css", paths) == (
        "@layer t {:root {\n--ink: #000;\n}}\n@layer c {.card { color: var(--ink); }}"
    )


def test_an_address_that_would_break_in_the_bundle_stops_the_collecting(sources):
    paths = sources(
        site='@import "components/card.css" layer(c);',
        components__card='.card { background: url("../../svg/kawung.svg"); }',
    )
    with pytest.raises(NestedUrl, match=r"components/card\.css"):
        bundle("css/site.css", paths)


def test_what_is_served_is_the_bundle_under_a_hashed_name(tmp_path):
    source = StaticFilesStorage(location=settings.BASE_DIR / "static", base_url="/static/")
    target = BundledStaticFilesStorage(location=tmp_path / "collected", base_url="/static/")
    files = [path for path in (settings.BASE_DIR / "static").rglob("*") if path.is_file()]
    paths = {}
    for path in files:
        name = path.relative_to(settings.BASE_DIR / "static").as_posix()
        with source.open(name) as content:
            target.save(name, content)
        paths[name] = (source, name)
    list(target.post_process(paths))
    hashed = target.hashed_files
    for name in BUNDLES:
        served = (tmp_path / "collected" / hashed[name]).read_text()
        assert "@import" not in served
        assert (tmp_path / "collected" / f"{hashed[name]}.br").exists()
        # Nobody asks for the name without the checksum.
        assert not (tmp_path / "collected" / f"{name}.br").exists()
    site = (tmp_path / "collected" / hashed["css/site.css"]).read_text()
    assert hashed["fonts/plus-jakarta-sans.woff2"] in site
    assert hashed["svg/kawung-tile.svg"] in site


def test_dark_by_the_device_and_dark_by_choice_are_the_same():
    tokens = (CSS / "tokens.css").read_text()
    blocks = [
        re.findall(r"[\w-]+: [^;]+;", block)
        for block in re.findall(r"{\s*(color-scheme: dark;[^}]+)}", tokens)
    ]
    assert len(blocks) == 2
    assert blocks[0] == blocks[1]


def test_every_token_that_is_used_is_defined():
    sheets = "".join(path.read_text() for path in CSS.rglob("*.css"))
    defined = set(re.findall(r"(--[\w-]+):", sheets))
    # Wagtail's own begin with --w-.
    used = set(re.findall(r"var\((--(?!w-)[\w-]+)", sheets))
    assert used - defined == set()


def test_every_component_sheet_is_part_of_a_bundle():
    imported = {
        path
        for name in ("site", "work")
        for path in re.findall(r'"components/([\w.]+)"', (CSS / f"{name}.css").read_text())
    }
    # The gallery's colour samples are the gallery's alone, and the large table the gradebook's.
    there = {path.name for path in (CSS / "components").iterdir()}
    there -= {"gallery.css", "gradebook.css"}
    assert imported == there
