"""What importing a list of people would do, for operators and scripts."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from academy.people.models import User
from academy.sheets.opening import MAX_BYTES
from courses.intake.queries.reading import Preview, preview
from courses.intake.reasons import SENTENCES, FileWarning
from courses.intake.rules.rows import JudgedRow, Outcome


class Command(BaseCommand):
    help = "Reads a list of people and says what importing it would do. Nothing is written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="xlsx, xls, ods or text")
        parser.add_argument("--json", action="store_true", help="for scripts")
        parser.add_argument(
            "--as", dest="username", help="who imports; says which roles one may give"
        )

    def handle(self, *, file: Path, json: bool, username: str | None, **options: Any) -> None:
        by = User.objects.filter(username=username).first() if username else None
        if username and by is None:
            raise CommandError(f"Nobody has the user name {username}.")
        try:
            with file.open("rb") as opened:
                content = opened.read(MAX_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        found = preview(content, by=by)
        for line in [_as_json(found)] if json else _as_text(found):
            self.stdout.write(line)


def _as_json(found: Preview) -> str:
    unread = [
        {"warning": FileWarning.COLUMN_IGNORED, "column": letter, "head": head}
        for letter, head in found.unread.items()
    ]
    rows = [_row(row) for row in found.rows]
    return json.dumps(
        {
            "file": found.refusal or "ok",
            "message": str(found.message),
            "sheet": found.sheet,
            "warnings": unread,
            "rows": rows,
        }
    )


def _row(row: JudgedRow) -> dict[str, Any]:
    return {
        "row": row.number,
        "outcome": row.outcome,
        "reasons": row.reasons,
        "warnings": row.warnings,
        "values": asdict(row.values),
    }


def _as_text(found: Preview) -> list[str]:
    if found.refusal:
        return [str(found.message)]
    lines = [
        f"{head or letter}: {SENTENCES[FileWarning.COLUMN_IGNORED]}"
        for letter, head in found.unread.items()
    ]
    for row in found.rows:
        if row.outcome != Outcome.SKIP:
            said = " ".join(str(SENTENCES[each]) for each in (*row.reasons, *row.warnings))
            lines.append(f"{row.number} {row.outcome} {row.values.full_name} {said}".rstrip())
    return lines
