"""Whom to accept into a batch, for operators and scripts."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from courses.admission.proposal.highs import Unsolved
from courses.admission.proposal.proposing import propose
from courses.admission.proposal.reading import Unreadable, read

LARGEST = 100 * 1024 * 1024


class Command(BaseCommand):
    help = (
        "Reads seats, quotas and applicants as JSON from stdin and writes whom to accept as JSON. "
        "Asks no database. The exit code is 2 where the input is refused, and stderr says why."
    )
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        try:
            answer = propose(read(_sent()))
        except Unreadable as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        except Unsolved as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write(json.dumps(answer))


def _sent() -> str:
    data = sys.stdin.buffer.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable("The input is larger than 100 MB.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("The input is not written in UTF-8.") from None
