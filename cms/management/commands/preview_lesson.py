import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.docx.reading import read_document
from cms.docx.refusals import DocumentRefused
from cms.docx.told import told


class Command(BaseCommand):
    help = "Reads a Word file and says what a lesson would take of it. Writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a Word document (.docx)")
        parser.add_argument("--json", action="store_true", help="answer for programs")

    def handle(self, *, file: Path, **options: Any) -> None:
        found = _read(file)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        if found["file"] != "ok":
            raise CommandError(found["file"])
        for block in found["blocks"]:
            of = block["level"] or block["alt"]
            self.stdout.write(f"[{block['type']}{f': {of}' if of else ''}] {block['text']}")
        if found["said"]:
            self.stdout.write(f"\n{_('Left out or changed:')}")
        for sentence in found["said"]:
            self.stdout.write(f"- {sentence}")


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            reading = read_document(file)
    except DocumentRefused as refusal:
        return {"file": str(refusal.message), "blocks": [], "said": []}
    except OSError as error:
        reason = _("This file cannot be opened: %(why)s") % {"why": error.strerror}
        return {"file": reason, "blocks": [], "said": []}
    return {"file": "ok", "blocks": told(reading), "said": list(reading.said)}
