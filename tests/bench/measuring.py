"""What an answer costs: CPU of server and database beside that of the bare view, and queries."""

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import psycopg

from academy.demo.accounts import PASSWORD
from tests.bench import cpu
from tests.bench.load import threads
from tests.bench.places import Place
from tests.bench.visitor import Visitor
from tests.services import free_port
from tests.services.academy import PROJECT, Academy, academy
from tests.services.postgresql import postgresql
from tests.services.redis import answers, redis
from tests.services.waiting import wait_until

WARM_SECONDS = 1
BARE_SECONDS = 1
SECONDS = 3
ROUNDS = 2
CONNECTIONS = 4
VISITS = 7
# The bare view on the machine that the marks in ms were set on, with nobody else there.
CLEAN_BARE = 1.19
# Statements that ask or write; what opens and ends a transaction is left out, and the question
# whether the connection still stands.
STATEMENT = re.compile(
    r"LOG:  (?:statement|execute [^:]*): *(?!SELECT 1\s*$)\(?(?:SELECT|WITH|INSERT|UPDATE|DELETE)",
    re.IGNORECASE | re.MULTILINE,
)


def verdict(holds: bool) -> str:
    return "holds" if holds else "FALLS SHORT"


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU of one answer in ms."""

    server: float
    database: float
    bare: float  # of the bare view in the same seconds

    @property
    def whole(self) -> float:
        return self.server + self.database

    @property
    def times(self) -> float:
        """In multiples of the bare view: what else runs on the machine slows both alike."""
        return self.whole / self.bare

    @property
    def clean(self) -> float:
        """In ms, as it would be on a machine that nobody else uses."""
        return self.times * CLEAN_BARE


class Bench:
    """A running academy, and the means to see what it spends."""

    def __init__(self, running: Academy, database_url: str, bare: tuple[str, int]):
        self.academy = running
        self.database_url = database_url
        self.bare_url, self.bare_server = bare
        with psycopg.connect(database_url) as connection:
            [[folder]] = connection.execute("SHOW data_directory").fetchall()
        self.data = PROJECT / folder
        self.postgres = int((self.data / "postmaster.pid").read_text().split()[0])
        participant = Visitor(running.url)
        participant.sign_in("peserta", PASSWORD)
        self.bare_cookie = participant.cookie
        self._ask(self.bare_url, self.bare_cookie, WARM_SECONDS)
        # The worker works for nobody here: its heartbeat is no part of a page.
        [self.server] = cpu.below(running.launcher.pid, "academy.launcher.web")

    def measure(self, place: Place) -> Cost:
        """Return what one answer of `place` costs, in turns with the bare view."""
        place.check()
        url, cookie = self.academy.url + place.path, place.visitor.cookie
        self._ask(url, cookie, WARM_SECONDS)
        own, bare = [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]
        for _round in range(ROUNDS):
            self._add(bare, self.bare_url, self.bare_cookie, BARE_SECONDS, self.bare_server)
            self._add(own, url, cookie, SECONDS, self.server)
        return Cost(1000 * own[0] / own[2], 1000 * own[1] / own[2], 1000 * sum(bare[:2]) / bare[2])

    def _add(self, sums: list[float], url: str, cookie: str, seconds: float, server: int) -> None:
        before = cpu.seconds(server), cpu.seconds(self.postgres)
        answered = self._ask(url, cookie, seconds)
        sums[0] += cpu.seconds(server) - before[0]
        sums[1] += cpu.seconds(self.postgres) - before[1]
        sums[2] += answered

    def _ask(self, url: str, cookie: str, seconds: float) -> int:
        """Ask for `url` in `seconds`; return how often. Raises RuntimeError at a refusal."""
        seen = threads(url, cookie=cookie, connections=CONNECTIONS, seconds=seconds, keep=True)
        if seen.refused:
            raise RuntimeError(f"{url}: {seen.refused} of {seen.requests} answers were refusals")
        return seen.requests

    def bare(self) -> float:
        """Return what the bare view costs now, in ms."""
        sums = [0.0, 0.0, 0.0]
        self._add(sums, self.bare_url, self.bare_cookie, BARE_SECONDS, self.bare_server)
        return 1000 * sum(sums[:2]) / sums[2]

    def queries(self, place: Place) -> int:
        """Return how many statements one visit sends, as PostgreSQL's own log has them."""
        log = self.data.parent / "log"
        counts = []
        with self._statements_logged():
            place.visitor.get(place.path)
            for _visit in range(VISITS):
                before = log.stat().st_size
                place.visitor.get(place.path)
                counts.append(len(STATEMENT.findall(log.read_bytes()[before:].decode())))
        # The worker's heartbeat falls into one visit or another.
        return int(statistics.median_low(counts))

    @contextmanager
    def _statements_logged(self) -> Iterator[None]:
        with psycopg.connect(self.database_url, autocommit=True) as connection:

            def choose(change: str, expected: str) -> None:
                connection.execute(change)
                connection.execute("SELECT pg_reload_conf()")
                wait_until(
                    lambda: connection.execute("SHOW log_statement").fetchone() == (expected,),
                    seconds=10,
                    what=f"log_statement is {expected}",
                )
                time.sleep(0.5)  # the other connections hear of it by a signal too

            choose("ALTER SYSTEM SET log_statement = 'all'", "all")
            try:
                yield
            finally:
                choose("ALTER SYSTEM RESET log_statement", "none")


@contextmanager
def bare_server(running: Academy) -> Iterator[tuple[str, int]]:
    """Serve the bare view beside the academy, in the same way; yield its URL and process."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-ws",
         "--workers", "2", "--blocking-threads", "4", "--log-level", "warning",
         "academy.wsgi:application"],
        cwd=PROJECT,
        env=running.environment | {"DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings"},
    )  # fmt: skip
    try:
        wait_until(lambda: answers(port), seconds=60, what="the bare view answers")
        yield f"http://localhost:{port}/bare/", server.pid
    finally:
        server.terminate()
        server.wait()


@contextmanager
def running_bench() -> Iterator[Bench]:
    """Run PostgreSQL, Redis, an academy with the demo, and the bare view beside it."""
    with ExitStack() as stack:
        database_url = stack.enter_context(postgresql())
        redis_url = stack.enter_context(redis())
        started = time.monotonic()
        running = stack.enter_context(
            academy(ACADEMY_DATABASE_URL=database_url, ACADEMY_REDIS_URL=redis_url)
        )
        print(f"Ready with the demo after {time.monotonic() - started:.0f} s")
        bare = stack.enter_context(bare_server(running))
        yield Bench(running, database_url, bare)
