"""What pages cost with the demo, and again with a hundred times its people: make growth."""

import time

from redis import Redis

from tests.bench.growing import grow
from tests.bench.measuring import Bench, Cost, running_bench, verdict
from tests.bench.places import Place, places
from tests.services import leave_nothing_behind

MOST_TIMES = 1.3
MOST_MS = 150
STEADY = (
    "participant's home", "lesson", "batch page, 250", "selection list, 1,250", "roster",
    "review queue", "workspace start", "start, manager", "jobs",
)  # fmt: skip
BOUNDED = ("program page", "partner page", "people", "companion")


def costs(bench: Bench, found: dict[str, Place]) -> dict[str, Cost]:
    """Return what one answer of each page costs now."""
    measured = {}
    for name in (*STEADY, *BOUNDED):
        measured[name] = bench.measure(found[name])
        print(f"  {name:24}{measured[name].whole:8.1f} ms", flush=True)
    return measured


def report(before: dict[str, Cost], after: dict[str, Cost]) -> None:
    """Print both; `clean` is in ms as on a machine that nobody else uses."""
    columns = "   demo   × bare   grown  database   × bare   clean   ratio   mark"
    print(f"\n{'CPU per answer, ms':24}{columns}")
    for name, was in before.items():
        now = after[name]
        ratio = now.times / was.times
        if name in STEADY:
            holds, mark = ratio <= MOST_TIMES, f"≤ {MOST_TIMES} ×"
        else:
            holds, mark = now.clean <= MOST_MS, f"≤ {MOST_MS} ms"
        line = f"{name:24}{was.whole:7.1f}  {was.times:7.1f} {now.whole:7.1f}"
        line += f"  {now.database:8.1f}  {now.times:7.1f}  {now.clean:6.1f}  {ratio:6.2f}"
        print(f"{line}   {mark}  {verdict(holds)}")


def main() -> None:
    leave_nothing_behind()
    with running_bench() as bench:
        found = places(bench.academy.url)
        print("\nWith the demo")
        before = costs(bench, found)
        print("\nRows")
        started = time.monotonic()
        grow(bench.database_url)
        print(f"made in {time.monotonic() - started:.0f} s")
        # Nothing told the academy of these rows; what it keeps is older than they are.
        Redis.from_url(bench.academy.environment["ACADEMY_REDIS_URL"]).flushall()
        print("\nGrown")
        report(before, costs(bench, found))


if __name__ == "__main__":
    main()
