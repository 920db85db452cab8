"""One fault after the other: how it comes, how it ends, and what is looked at."""

import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from threading import Barrier, Thread
from uuid import uuid4

from tests.faults.diary import Job
from tests.faults.handset import Answer, Handset, Senders, photo
from tests.faults.setup import LEASE_SECONDS, Setup
from tests.faults.table import Line

AWAY_SECONDS = 30
LONGEST_SECONDS = 150
SIGN_INS, PHOTOS = 60, 30
LONG_STEPS = 5 * LEASE_SECONDS


def of(made: Setup) -> list[Callable[[Setup], Line]]:
    """Return the faults that this set-up can have."""
    services = [database_killed, broker_away, store_away] if made.database else []
    return [
        *[at_one_instant, web_process_killed, web_server_killed, worker_killed, launcher_killed],
        *services,
        *[disk_full, long_job],
    ]


def during(
    made: Setup,
    line: Line,
    begin: Callable[[], object],
    end: Callable[[], object] | None = None,
    *,
    seconds: float = 0,
    look: Callable[[], object] = lambda: None,
    too: Callable[[], bool] = lambda: True,
) -> Line:
    """Let people work while a fault begins, lasts and ends; `too` must hold before it is over."""
    senders = Senders(made.handsets, made.assignment)
    senders.start()
    try:
        made.wait(lambda: len(senders.acknowledged) >= 3, 60, "photos are taken")
        senders.said.clear()
        begin()
        begun = time.monotonic()
        if end is not None:
            look()
            time.sleep(max(0.0, seconds - (time.monotonic() - begun)))
            end()
            begun = time.monotonic()
        made.wait(
            lambda: senders.newest() > begun and made.is_ready() and too(),
            LONGEST_SECONDS,
            "it goes on",
        )
        line.seconds = time.monotonic() - begun
    except TimeoutError as late:
        line.wrong.append(f"{late}: {made.ready()}")
    finally:
        senders.stop()
    line.said = senders.said
    look_for(made, line, set(senders.acknowledged))
    return line


def look_for(made: Setup, line: Line, acknowledged: set[str]) -> None:
    """Write into `line` what was lost and what is there twice."""
    rows = made.rows("SELECT filename, file, thumbnail FROM courses_submissionfile")
    count = Counter(row[0] for row in rows)
    there = made.stored()
    whole = {name for name, file, thumbnail in rows if {file, thumbnail} <= there}
    line.taken = len(acknowledged)
    line.lost = len(acknowledged - whole)
    line.twice = sum(number > 1 for number in count.values())


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def web_process_killed(made: Setup) -> Line:
    server = made.below("academy.launcher.web")
    return during(
        made, Line("a web process killed"), lambda: kill(made.below("academy.launcher.web", server))
    )


def web_server_killed(made: Setup) -> Line:
    return during(
        made, Line("the web server killed"), lambda: kill(made.below("academy.launcher.web"))
    )


def worker_killed(made: Setup) -> Line:
    """A job is in work when its worker dies."""
    jobs: list[Job] = []

    def begin() -> None:
        jobs.append(Job(made, steps=3 * LEASE_SECONDS))
        made.wait(lambda: jobs[0].lines("step"), 60, "the job begins")
        kill(made.below("celery"))

    line = during(
        made,
        Line("the worker killed, a job in work"),
        begin,
        too=lambda: all(job.is_done() for job in jobs),
    )
    return jobs[0].checked(line) if jobs else line


def launcher_killed(made: Setup) -> Line:
    """What supervises it starts it again, as systemd does."""

    def begin() -> None:
        kill(made.academy.launcher.pid)
        made.academy.launcher.wait()
        time.sleep(1)
        made.start()

    line = during(made, Line("the launcher killed, started again"), begin)
    if made.academy.launcher.poll() is not None:
        line.wrong.append("the next launcher did not stay")
    return line


def database_killed(made: Setup) -> Line:
    def end() -> None:
        # Its own processes hold the memory until they have noticed.
        for _try in range(20):
            try:
                made.database.start()
            except subprocess.CalledProcessError:
                time.sleep(1)
            else:
                break

    line = Line("PostgreSQL killed, started again after 5 s")
    return during(made, line, made.database.kill, end, seconds=5)


def broker_away(made: Setup) -> Line:
    """What it held is gone; a job given meanwhile is done nevertheless."""
    jobs: list[Job] = []
    return during(
        made,
        Line(f"Redis away for {AWAY_SECONDS} s, then empty"),
        made.broker.kill,
        made.broker.start,
        seconds=AWAY_SECONDS,
        look=lambda: jobs.append(Job(made, steps=1)),
        too=lambda: all(job.is_done() for job in jobs),
    )


def store_away(made: Setup) -> Line:
    return during(
        made,
        Line(f"S3 away for {AWAY_SECONDS} s"),
        made.store.kill_gateway,
        made.store.start_gateway,
        seconds=AWAY_SECONDS,
    )


def disk_full(made: Setup) -> Line:
    """The disk of the state folder and of files on their way; embedded it has all there is."""
    line = Line(f"the disk full for {AWAY_SECONDS} s, then room")
    if made.disk is None:
        line.skipped = "a small disk of its own can be mounted by root alone"
        return line
    filler = made.disk / "filler"
    jobs: list[Job] = []

    def begin() -> None:
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while file.write(bytes(64 * 1024)):
                pass

    def works_again() -> bool:
        """Say whether the worker does what is given to it when there is room."""
        if not jobs:
            jobs.append(Job(made, steps=1))
        return jobs[0].is_done()

    def look() -> None:
        if made.ready().get("room", True):
            line.wrong.append("/readyz did not say that there is no room")

    return during(
        made,
        line,
        begin,
        filler.unlink,
        seconds=AWAY_SECONDS,
        look=look,
        too=works_again,
    )


def at_one_instant(made: Setup) -> Line:
    """A lab opens: everybody signs in, and a class sends its photos, in the same second."""
    line = Line(f"{SIGN_INS} sign-ins and {PHOTOS} photos at one instant")
    together = Barrier(SIGN_INS + PHOTOS)
    answers: list[Answer] = []
    taken: list[str] = []

    def sign_in(name: str) -> None:
        together.wait()
        answer = Handset(made.academy.port).post_form("/masuk/", login=name, password=made.pin)
        if "sessionid=" not in answer.cookies:
            line.wrong.append(f"{name}: {answer.words}")
        answers.append(answer)

    def send(handset: Handset) -> None:
        name, content = f"{uuid4().hex}.jpg", photo()
        together.wait()
        answer = handset.post_photo(made.assignment + "tambah/", name, str(uuid4()), content)
        if answer.status == 200:
            taken.append(name)
        else:
            line.wrong.append(answer.words)
        answers.append(answer)

    crowd = [Thread(target=sign_in, args=[name]) for name in made.names[:SIGN_INS]]
    crowd += [Thread(target=send, args=[handset]) for handset in made.handsets[-PHOTOS:]]
    begun = time.monotonic()
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    line.seconds = time.monotonic() - begun
    line.said = Counter(answer.words for answer in answers)
    look_for(made, line, set(taken))
    return line


def long_job(made: Setup) -> Line:
    """Longer than three leases; its worker dies, its broker is away, then delivers it again."""
    job = Job(made, steps=LONG_STEPS)
    line = Line(f"a job of {LONG_STEPS} s, leases of {LEASE_SECONDS} s")
    begun = time.monotonic()
    made.wait(lambda: len(job.lines("step")) >= 3, 60, "the job begins")
    kill(made.below("celery"))
    line.seconds = made.wait(lambda: job.attempt() > 1, LONGEST_SECONDS, "the job goes on")
    if made.broker is not None:
        made.broker.kill()
        time.sleep(2 * LEASE_SECONDS)
        made.broker.start()
    else:
        shutil.rmtree(made.academy.folder / "broker")
        time.sleep(2 * LEASE_SECONDS)
        (made.academy.folder / "broker").mkdir(exist_ok=True)
    for _time in range(2):
        made.run("tests.faults.work", "again", job.number, "3")
    with suppress(TimeoutError):
        made.wait(job.is_done, LONGEST_SECONDS, "the job is done")
    took = time.monotonic() - begun
    line.said = Counter({f"result(s); done after {took:.0f} s": len(job.lines("result"))})
    return job.checked(line)
