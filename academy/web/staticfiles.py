"""Static files in production: style sheets bundled, hashed, compressed; no build step.

In development a browser follows the `@import`s of site.css and work.css. When files
are collected, each import is replaced by the text it names, so a visit costs one
request and the whole compresses as one.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import brotli
from django.conf import settings
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLES = ("css/site.css", "css/work.css")
_IMPORT = re.compile(r'@import "(?P<path>[^"]+)" layer\((?P<layer>\w+)\);')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")


# What a participant loads is smaller than that and worth every byte; Wagtail's large scripts,
# which staff load once, cost forty times the time for a tenth less.
SMALL = 64 * 1024
BEST, QUICK = 11, 6


class NestedUrl(ValueError):
    """A sheet below css/ holds url(): right on its own, wrong in the bundle."""


class SizeAwareCompressor(Compressor):
    """Compresses small files as well as it can be done, large ones quickly."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        packed: bytes = brotli.compress(data, quality=BEST if len(data) < SMALL else QUICK)
        return packed


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage, with imports put in place before names are hashed."""

    # app.js asks for its parts by name; they are hashed like everything else.
    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Return the address of `name`; each is looked up once, for pages ask for a dozen."""
        if settings.DEBUG or force:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = super().url(name)
        return self._addresses[name]

    def create_compressor(self, **options: Any) -> Compressor:
        return SizeAwareCompressor(**options)

    def compress_files(self, paths: set[str]) -> Any:
        # Pages ask for hashed names; the plain copies are there for what is not a page.
        return super().compress_files(paths & set(self.hashed_files.values()))

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run:
            for name in BUNDLES:
                text = bundle(name, paths)
                with self.open(name, "w") as target:
                    target.write(text)
                # What is hashed from here on is the bundle, not its source.
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def bundle(name: str, paths: dict[str, Any]) -> str:
    """Return the sheet `name` with every import replaced by its text.

    `paths` maps a collected name to (storage, path of the source). Sources are read,
    not the collected copies, because an unchanged site.css is not copied anew.
    Raises NestedUrl where an imported sheet in another folder holds url().
    """

    def inlined(match: re.Match[str]) -> str:
        path = match["path"]
        text = _read(str(PurePosixPath(name).parent / path), paths)
        if "/" in path and "url(" in text:
            raise NestedUrl(f"{path} holds url(): move that rule beside {name}")
        return f"@layer {match['layer']} {{{text}}}"

    return _IMPORT.sub(inlined, _read(name, paths))


def _read(name: str, paths: dict[str, Any]) -> str:
    storage, path = paths[name]
    with storage.open(path) as source:
        text = source.read().decode()
    return _SPACE.sub("\n", _COMMENT.sub("", text)).strip()
