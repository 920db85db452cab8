"""Break a running academy in many ways and print what became of it.

make faults                      embedded, then full (PostgreSQL, Redis, S3): about ten minutes
make faults ONLY="embedded"      or: full

People send photos all the while. A photo counts as acknowledged when the academy said so; lost is
one that is then missing in the database or in the storage, doubled one that is there twice. What a
request got for an answer during the fault is counted by its words. Seconds run from the fault, or
from the end of what was away, until photos are taken again and /readyz is green.
"""

import argparse
import sys

from tests.faults import trials
from tests.faults.setup import LEASE_SECONDS, setup
from tests.faults.table import Line
from tests.services import leave_nothing_behind

SETUPS = ("embedded", "full")
HEAD = f"{'fault':44}{'taken':>6}{'lost':>6}{'twice':>6}{'went on':>9}  what people got"


def main() -> int:
    parser = argparse.ArgumentParser(prog="make faults")
    parser.add_argument("setups", nargs="*", choices=SETUPS)
    parser.add_argument(
        "--only", nargs="*", default=[""], metavar="WORD", help="faults whose name has one of them"
    )
    options = parser.parse_args()
    leave_nothing_behind()
    lines: list[Line] = []
    for name in options.setups or SETUPS:
        print(f"\n{name}, job leases of {LEASE_SECONDS} s", HEAD, sep="\n", flush=True)
        with setup(name) as made:
            for trial in trials.of(made):
                if any(word in trial.__name__ for word in options.only):
                    lines.append(trial(made))
                    print(lines[-1], flush=True)
    wrong = [line.fault for line in lines if not line.is_good]
    print(f"\nNot good: {'; '.join(wrong)}" if wrong else "\nall good")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
