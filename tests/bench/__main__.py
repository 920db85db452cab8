"""What a page, a sign-in and a certificate cost, on PostgreSQL and Redis with the whole demo.

make bench                     all of it, about ten minutes
make bench PARTS="pages"       or: sign-ins, batch, certificates, lighthouse
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from academy.demo.accounts import PARTICIPANT_PIN
from tests.bench import cpu
from tests.bench.batch import large_batch, usernames
from tests.bench.lighthouse import lighthouse
from tests.bench.load import threads, wrk
from tests.bench.measuring import Bench, Cost, running_bench, verdict
from tests.bench.places import Place, places
from tests.bench.visitor import Visitor
from tests.services import leave_nothing_behind
from tests.services.academy import PROJECT

PARTS = ("pages", "sign-ins", "batch", "certificates", "lighthouse")
SIGN_INS = 60
MOST_SIGN_IN = 40  # ms CPU
MOST_QUERIES = 4
BOTH_CLIENTS = ("participant's home", "lesson")
CLIENT_SECONDS = 4
CLIENT_TURNS = 3
# Two clients agree when neither sees much more than the other; their own CPU differs.
AGREE = 1.2


def pages(bench: Bench) -> None:
    found = places(bench.academy.url)
    print(f"\n{'CPU per answer, ms':24}server  database    sum    bare  × bare   mark")
    for place in found.values():
        cost = bench.measure(place)
        mark = f"≤ {place.most:2.0f}  {verdict(cost.times <= place.most)}" if place.most else ""
        print(
            f"{place.name:24}{cost.server:6.1f}  {cost.database:8.1f}  {cost.whole:5.1f}"
            f"  {cost.bare:6.2f}  {cost.times:6.1f}   {mark}"
        )
    print("\nQueries of one visit")
    for name in BOTH_CLIENTS:
        count = bench.queries(found[name])
        print(f"{name:24}{count:6}   ≤ {MOST_QUERIES:2}  {verdict(count <= MOST_QUERIES)}")
    print("\nAnswers a second, every visit on its own connection")
    for name in BOTH_CLIENTS:
        for connections in (8, 32):
            _both_clients(bench, found[name], connections)


def _both_clients(bench: Bench, place: Place, connections: int) -> None:
    """Print what two clients see, asked in turns: who else uses the machine disturbs both."""
    url = bench.academy.url + place.path
    asked = {
        "cookie": place.visitor.cookie,
        "connections": connections,
        "seconds": CLIENT_SECONDS,
    }
    turns = [(threads(url, **asked), wrk(url, **asked)) for _turn in range(CLIENT_TURNS)]
    own = statistics.mean(seen.per_second for seen, _other in turns)
    line = f"{place.name:24}{connections:3} at once: threads {own:5.1f}"
    if seen := [other for _own, other in turns if other is not None]:
        other = statistics.mean(answered.per_second for answered in seen)
        agree = max(own, other) <= AGREE * min(own, other)
        line += f"  wrk {other:5.1f}  {'agree' if agree else 'DIFFER'}"
    print(line)


def sign_ins(bench: Bench) -> None:
    names = usernames(bench, SIGN_INS)
    people = [Visitor(bench.academy.url) for _name in names]
    bare = [bench.bare()]
    with spending(bench) as forms:
        for visitor in people:
            visitor.open_form()
    bare.append(bench.bare())
    started = time.monotonic()
    with spending(bench) as posts:
        let_in = sum(
            visitor.hand_in(name, PARTICIPANT_PIN)
            for visitor, name in zip(people, names, strict=True)
        )
    took = time.monotonic() - started
    bare.append(bench.bare())
    form = Cost(*(1000 * spent / len(names) for spent in forms), statistics.mean(bare[:2]))
    post = Cost(*(1000 * spent / len(names) for spent in posts), statistics.mean(bare[1:]))
    print(f"\nSign-ins from one address: {let_in} of {len(names)} let in within {took:.0f} s")
    print(f"{'CPU, ms':24}server  database    sum  × bare   clean")
    for name, cost in (("form", form), ("post", post)):
        print(
            f"{name:24}{cost.server:6.1f}  {cost.database:8.1f}  {cost.whole:5.1f}"
            f"  {cost.times:6.1f}  {cost.clean:6.1f}"
        )
    both = form.clean + post.clean
    print(f"{'both':24}{both:38.1f}   ≤ {MOST_SIGN_IN}  {verdict(both <= MOST_SIGN_IN)}")


@contextmanager
def spending(bench: Bench) -> Iterator[list[float]]:
    """Yield a list that holds, afterwards, the CPU seconds that server and database spent."""
    found: list[float] = []
    watched = (bench.server, bench.postgres)
    before = [cpu.seconds(pid) for pid in watched]
    yield found
    found += [cpu.seconds(pid) - was for pid, was in zip(watched, before, strict=True)]


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
    found = places(bench.academy.url)
    lesson = found["lesson"]
    wanted = {
        "home": ("/", ""),
        "catalogue": ("/kursus/", ""),
        "lesson": (lesson.path, lesson.visitor.cookie),
    }
    print("\nLighthouse, mobile")
    for name, (path, cookie) in wanted.items():
        marks = lighthouse(bench.academy.url + path, cookie=cookie)
        print(f"{name:24}" + "  ".join(f"{key} {mark}" for key, mark in marks.items()))


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("parts", nargs="*", choices=PARTS)
    parts = parser.parse_args().parts or PARTS
    leave_nothing_behind()
    measured = (pages, sign_ins, large_batch, certificates, lighthouse_marks)
    run = dict(zip(PARTS, measured, strict=True))
    with running_bench() as bench:
        for part in parts:
            run[part](bench)


if __name__ == "__main__":
    main()
