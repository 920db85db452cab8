"""Give the worker a job: run in the academy's environment, prints its number.

python -m tests.faults.work DIARY STEPS         a new job
python -m tests.faults.work again JOB TIMES     what a broker does that delivers once more
"""

import sys

import django

if __name__ == "__main__":
    django.setup()

from academy.core.jobs import enqueue, send
from academy.core.models import Job


def main(first: str, second: str, *rest: str) -> None:
    if first == "again":
        for _time in range(int(rest[0])):
            send(Job.objects.get(pk=second))
        return
    print(enqueue("tests.long_work", {"diary": first, "steps": int(second)}, by=None).pk)


if __name__ == "__main__":
    main(*sys.argv[1:])
