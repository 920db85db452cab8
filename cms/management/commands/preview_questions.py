"""What a file of questions would bring, for operators and scripts."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from cms.formats.described import described
from cms.formats.opening import LARGEST, OpenedFile, open_questions
from cms.formats.written import Reading


class Command(BaseCommand):
    help = (
        "Shows which questions a file holds (GIFT, Aiken, Moodle XML or Excel) and what of it "
        "cannot be read, line by line. Writes nothing and asks no database. The exit code is 0 "
        "also where nothing can be read: what was found is in the answer."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="the file, of at most 20 MB")
        parser.add_argument("--json", action="store_true", help="for scripts: one JSON object")

    def handle(self, *, file: str, json: bool, **options: Any) -> None:
        answer = described(_opened(file))
        self.stdout.write(_as_json(answer) if json else "\n".join(_as_list(answer)))


def _opened(path: str) -> OpenedFile:
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = gettext("This file cannot be opened: %(reason)s.") % {
            "reason": getattr(error, "strerror", None) or error
        }
        return OpenedFile(None, Reading(), reason)
    return open_questions(data)


def _as_json(answer: dict[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _as_list(answer: dict[str, Any]) -> list[str]:
    """Return lines for a reader: each question with its answers, then what is wrong."""
    lines = []
    if answer["file"] != "ok":
        lines.append(answer["file"])
    for question in answer["questions"]:
        title = question["title"] or question["text"].partition("\n")[0]
        lines.append(f"{question['line']:>6}  {question['type']:<12} {title[:70]}")
        lines += [
            f"        {option['fraction']:>6} %  {option['text'][:70]}"
            for option in question["options"]
        ]
        lines += [
            f"                  {pair['text'][:34]} → {pair['answer'][:34]}"
            for pair in question.get("pairs", ())
        ]
    lines += [gettext("Line %(line)s: %(what)s") % fault for fault in answer["faults"]]
    lines.append(
        gettext("Questions: %(questions)s. Faults: %(faults)s.")
        % {"questions": len(answer["questions"]), "faults": len(answer["faults"])}
    )
    return lines
