"""A batch of a thousand: what its pages cost, and whether a whole lab signs in beside it."""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

import psycopg

from academy.demo.accounts import ACCOUNTS, PARTICIPANT_PIN, PASSWORD
from tests.bench import cpu
from tests.bench.measuring import Bench, verdict
from tests.bench.places import Place, WrongPage
from tests.bench.visitor import Visitor
from tests.services.academy import PROJECT

MOST_MS = 300
# A lab of sixty comes within a minute, each at a moment of their own, the same in each run.
PEOPLE, WITHIN = 60, 60
MOST_SECONDS = 2.0
SHARE = 0.95
# How long a coordinator looks before the page is loaded again.
LOOKS = 1.0


def large_batch(bench: Bench) -> None:
    """Print what the pages of a batch of 1,000 by 40 cost, and how a lab signs in meanwhile."""
    made = _made(bench)
    coordinator = Visitor(bench.academy.url)
    if not coordinator.sign_in("koordinator", PASSWORD):
        raise WrongPage("koordinator could not sign in")
    page = f"/kerja/angkatan/{made['batch']}/"
    size = f"{made['people']:,} × {made['activities']}"
    found = [
        Place(f"batch page, {size}", page, coordinator, "Memegang kursi sekarang"),
        Place(f"its marks, {size}", f"{page}nilai/", coordinator, "Peserta Besar"),
    ]
    print(f"\n{'CPU per answer, ms':28}server  database   clean   mark")
    for place in found:
        cost = bench.measure(place)
        print(
            f"{place.name:28}{cost.server:6.1f}  {cost.database:8.1f}  {cost.clean:6.1f}"
            f"   ≤ {MOST_MS}  {verdict(cost.clean <= MOST_MS)}"
        )
    _lab(bench, coordinator, page)


def _made(bench: Bench) -> dict[str, object]:
    printed = subprocess.run(
        [sys.executable, "-m", "tests.bench.large_batch"],
        cwd=PROJECT,
        env=os.environ | bench.academy.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    return json.loads(printed.splitlines()[-1])


def _lab(bench: Bench, coordinator: Visitor, page: str) -> None:
    """Let sixty people behind one address sign in within a minute while the page is open."""
    names = usernames(bench, PEOPLE)
    took: list[float | None] = [None] * len(names)
    ended = Event()
    looked: list[float] = []

    def look() -> None:
        while not ended.is_set():
            started = time.monotonic()
            coordinator.get(page)
            looked.append(time.monotonic() - started)
            ended.wait(LOOKS)

    comes = random.Random(PEOPLE)
    moments = [comes.uniform(0, WITHIN) for _name in names]

    def sign_in(place: int, name: str) -> None:
        time.sleep(moments[place])
        started = time.monotonic()
        if Visitor(bench.academy.url).sign_in(name, PARTICIPANT_PIN):
            took[place] = time.monotonic() - started

    looking = Thread(target=look)
    people = [Thread(target=sign_in, args=given) for given in enumerate(names)]
    others = _Others(bench)
    looking.start()
    for person in people:
        person.start()
    for person in people:
        person.join()
    ended.set()
    looking.join()
    _report(took, looked)
    print(f"Others used {others.share():.1f} of {os.cpu_count()} cores meanwhile")


class _Others:
    """What else runs on the machine: beside much of it a time says little of the academy."""

    def __init__(self, bench: Bench):
        here = cpu.tree(os.getpid())
        started = (bench.academy.launcher.pid, bench.postgres)
        self.own = [os.getpid(), *(pid for pid in started if pid not in here)]
        self.started, self.before = time.monotonic(), self._spent()

    def _spent(self) -> float:
        """Return the CPU seconds that all but the bench has spent since the machine began."""
        [user, nice, system, _idle, _waiting, *rest] = (
            int(text) for text in Path("/proc/stat").read_text().split("\n")[0].split()[1:8]
        )
        return (user + nice + system + sum(rest)) / cpu.TICKS - sum(map(cpu.seconds, self.own))

    def share(self) -> float:
        """Return how many cores they have used since this was made."""
        return (self._spent() - self.before) / (time.monotonic() - self.started)


def _report(took: Sequence[float | None], looked: Sequence[float]) -> None:
    seconds = sorted(one for one in took if one is not None)
    refused = len(took) - len(seconds)
    slowest = seconds[max(0, round(SHARE * len(took)) - 1)] if not refused else float("inf")
    print(
        f"\n{len(took)} sign-ins from one address beside the open batch page:"
        f" {refused} refused   {verdict(not refused)}"
    )
    print(
        f"{SHARE:.0%} of them within {slowest:.1f} s   ≤ {MOST_SECONDS:.0f} s"
        f"   {verdict(slowest <= MOST_SECONDS)}"
    )
    print(f"The page meanwhile: {len(looked)} times, {statistics.median(looked):.1f} s each")


def usernames(bench: Bench, count: int) -> list[str]:
    """Return the user names of participants who sign in with the demo's PIN."""
    with psycopg.connect(bench.database_url) as connection:
        rows = connection.execute(
            "SELECT username FROM people_user WHERE is_active AND NOT must_change_secret"
            " AND password <> '!'"
            " AND username <> ALL(%s) AND id IN (SELECT user_id FROM courses_enrollment)"
            " ORDER BY id LIMIT %s",
            [[account.username for account in ACCOUNTS], count],
        ).fetchall()
    return [name for [name] in rows]
