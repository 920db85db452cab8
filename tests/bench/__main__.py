"""What a page, a sign-in and a certificate cost, on PostgreSQL and Redis with the whole demo.

make bench                     all of it, about six minutes
make bench PARTS="pages"       or: sign-ins, certificates, lighthouse
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg

from academy.demo.accounts import ACCOUNTS, PARTICIPANT_PIN, PASSWORD
from tests.bench import cpu
from tests.bench.lighthouse import lighthouse
from tests.bench.load import ask
from tests.bench.visitor import Visitor
from tests.services import free_port, leave_nothing_behind
from tests.services.academy import PROJECT, Academy, academy
from tests.services.postgresql import postgresql
from tests.services.redis import answers, redis
from tests.services.waiting import wait_until

PARTS = ("pages", "sign-ins", "certificates", "lighthouse")
UUID = "[0-9a-f-]{36}"
WARM_SECONDS = 3
SECONDS = 8
SIGN_INS = 60


class Bench:
    """A running academy, and the means to see what it spends."""

    def __init__(self, running: Academy, database_url: str):
        self.academy = running
        self.database_url = database_url
        with psycopg.connect(database_url) as connection:
            [[folder]] = connection.execute("SHOW data_directory").fetchall()
        self.postgres = int((PROJECT / folder / "postmaster.pid").read_text().split()[0])

    def measure(self, name: str, url: str, cookie: str, server: int) -> dict[str, float]:
        """Return CPU per request of server and database, and requests/s at 8 and 32 connections."""
        ask(url, cookie=cookie, connections=8, seconds=WARM_SECONDS)
        before = cpu.seconds(server), cpu.seconds(self.postgres)
        eight = ask(url, cookie=cookie, connections=8, seconds=SECONDS)
        after = cpu.seconds(server), cpu.seconds(self.postgres)
        many = ask(url, cookie=cookie, connections=32, seconds=SECONDS)
        if eight.refused or many.refused:
            print(f"{name}: {eight.refused + many.refused} answers were errors", file=sys.stderr)
        return {
            "server": 1000 * (after[0] - before[0]) / eight.requests,
            "database": 1000 * (after[1] - before[1]) / eight.requests,
            "8": eight.per_second,
            "32": many.per_second,
        }


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


def pages(bench: Bench) -> None:
    url = bench.academy.url
    participant, coordinator = Visitor(url), Visitor(url)
    for visitor, username in ((participant, "peserta"), (coordinator, "koordinator")):
        if not visitor.sign_in(username, PASSWORD):
            raise SystemExit(f"{username} could not sign in")
    outline = participant.first_link("/belajar/", f"/belajar/{UUID}/")
    lesson = participant.first_link(outline, f"/belajar/{UUID}/materi/{UUID}/")
    batch = coordinator.first_link("/kerja/angkatan/", f"/kerja/angkatan/{UUID}/")
    wanted = {
        "participant's home": ("/belajar/", participant.cookie),
        "lesson": (lesson, participant.cookie),
        "catalogue": ("/kursus/", participant.cookie),
        "sign-in page": ("/masuk/", ""),
        "batch page": (batch, coordinator.cookie),
    }
    with bare_server(bench.academy) as (bare_url, process):
        rows = {"bare view": bench.measure("bare view", bare_url, participant.cookie, process)}
    for name, (path, cookie) in wanted.items():
        rows[name] = bench.measure(name, url + path, cookie, bench.academy.launcher.pid)
    bare = rows["bare view"]["server"] + rows["bare view"]["database"]
    print(f"\n{'CPU per request, ms':24}server  database  sum   × bare  req/s: 8 conn.  32 conn.")
    for name, row in rows.items():
        whole = row["server"] + row["database"]
        print(
            f"{name:24}{row['server']:6.1f}  {row['database']:8.1f}  {whole:5.1f}"
            f"  {whole / bare:5.1f}  {row['8']:14.0f}  {row['32']:8.0f}"
        )


def sign_ins(bench: Bench) -> None:
    with psycopg.connect(bench.database_url) as connection:
        names = connection.execute(
            "SELECT username FROM people_user WHERE is_active AND NOT must_change_secret"
            " AND username <> ALL(%s) AND id IN (SELECT user_id FROM courses_enrollment)"
            " ORDER BY id LIMIT %s",
            [[account.username for account in ACCOUNTS], SIGN_INS],
        ).fetchall()
    spent = cpu.seconds(bench.academy.launcher.pid)
    started = time.monotonic()
    let_in = sum(Visitor(bench.academy.url).sign_in(name, PARTICIPANT_PIN) for [name] in names)
    took = time.monotonic() - started
    spent = cpu.seconds(bench.academy.launcher.pid) - spent
    print(
        f"\nSign-ins from one address: {let_in} of {len(names)} let in within {took:.0f} s,"
        f" {1000 * spent / len(names):.0f} ms CPU each (page and form)"
    )


def certificates(bench: Bench) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "tests.bench.certificates"],
        cwd=PROJECT,
        env=os.environ | bench.academy.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
    found = json.loads(printed.splitlines()[-1])
    print(
        f"\nCertificates, signed: {found['count']} at {found['per_second']:.1f} a second,"
        f" {found['cpu_ms']:.0f} ms CPU each"
    )


def lighthouse_marks(bench: Bench) -> None:
    url = bench.academy.url
    participant = Visitor(url)
    participant.sign_in("peserta", PASSWORD)
    outline = participant.first_link("/belajar/", f"/belajar/{UUID}/")
    lesson = participant.first_link(outline, f"/belajar/{UUID}/materi/{UUID}/")
    wanted = {
        "home": ("/", ""),
        "catalogue": ("/kursus/", ""),
        "lesson": (lesson, participant.cookie),
    }
    print("\nLighthouse, mobile")
    for name, (path, cookie) in wanted.items():
        marks = lighthouse(url + path, cookie=cookie)
        print(f"{name:24}" + "  ".join(f"{key} {mark}" for key, mark in marks.items()))


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("parts", nargs="*", choices=PARTS)
    parts = parser.parse_args().parts or PARTS
    leave_nothing_behind()
    run = dict(zip(PARTS, (pages, sign_ins, certificates, lighthouse_marks), strict=True))
    with ExitStack() as stack:
        database_url = stack.enter_context(postgresql())
        redis_url = stack.enter_context(redis())
        started = time.monotonic()
        running = stack.enter_context(
            academy(ACADEMY_DATABASE_URL=database_url, ACADEMY_REDIS_URL=redis_url)
        )
        print(f"Ready with the demo after {time.monotonic() - started:.0f} s")
        bench = Bench(running, database_url)
        for part in parts:
            run[part](bench)


if __name__ == "__main__":
    main()
