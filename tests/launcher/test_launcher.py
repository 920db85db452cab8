"""`manage.py serve`: web server and worker start together and stop together."""

import os
import signal
import socket
import subprocess

import pytest

from academy.launcher.management.commands.serve import DEATHS
from academy.launcher.state_folder import held, set_aside
from tests.services.academy import Academy
from tests.services.waiting import wait_until

pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def academy(tmp_path_factory):
    """An academy without the demo, with its database prepared once for these tests."""
    found = Academy(
        tmp_path_factory.mktemp("launcher"),
        {"ACADEMY_PRODUCTION": "1", "ACADEMY_SECRET_KEY": "a-key-of-this-test-alone"},
    )
    found.manage("prepare")
    yield found
    found.stop()


def table(*columns):
    """Return the machine's processes as rows of words."""
    wanted = ",".join(f"{column}=" for column in columns)
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", wanted], check=True, capture_output=True, text=True
    )
    return [line.split(maxsplit=len(columns) - 1) for line in listed.stdout.splitlines()]


def processes_below(root):
    """Return the ids and commands of all processes below `root`."""
    rows = [
        (int(pid), int(parent), command) for pid, parent, command in table("pid", "ppid", "args")
    ]
    found, parents = {}, {root}
    while parents:
        new = {pid: command for pid, parent, command in rows if parent in parents}
        found |= new
        parents = set(new)
    return found


def still_there(processes):
    """Return the commands of those `processes` that have not ended."""
    alive = {int(pid) for pid, state in table("pid", "stat") if not state.startswith("Z")}
    return [command for pid, command in processes.items() if pid in alive]


def refusal(found, *arguments):
    """Return what the management command says that refuses to go on."""
    with pytest.raises(subprocess.CalledProcessError) as refused:
        found.manage(*arguments)
    return refused.value.stderr


def test_a_new_academy_counts_every_migration_as_applied(academy):
    assert "[ ]" not in academy.manage("showmigrations", "--plan")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_everything_stops_with_the_launcher_however_it_is_told(academy, number):
    academy.start()
    launcher = academy.launcher.pid
    # The web server and its processes, the worker and its own.
    wait_until(lambda: len(processes_below(launcher)) >= 4, seconds=60, what="all processes")
    below = processes_below(launcher)
    academy.launcher.send_signal(number)
    assert academy.launcher.wait(timeout=60) == 0
    assert still_there(below) == []


def kill_worker(academy):
    """Kill the worker as soon as there is one; return it and all it had started."""
    launcher = academy.launcher.pid

    def children():
        rows = table("pid", "ppid", "args")
        below = {int(pid): args for pid, parent, args in rows if int(parent) == launcher}
        return [pid for pid, args in below.items() if "celery" in args]

    wait_until(children, seconds=60, what="a worker")
    [worker] = children()
    processes = processes_below(worker) | {worker: "celery"}
    os.kill(worker, signal.SIGKILL)
    wait_until(lambda: worker not in children(), seconds=60, what="the end of the worker")
    return processes


def test_a_worker_that_dies_is_replaced_while_the_pages_stay_open(academy):
    academy.start()
    first = kill_worker(academy)
    said = "The worker has ended by itself; another one takes its place."
    wait_until(lambda: said in academy.log(), seconds=60, what="the word of it")
    wait_until(lambda: still_there(first) == [], seconds=60, what="the end of its processes")
    assert academy.is_ready_or_ended()
    assert academy.launcher.poll() is None
    academy.stop()


def test_a_worker_that_cannot_run_here_stops_the_academy(academy):
    academy.start()
    for _death in range(DEATHS):
        kill_worker(academy)
    assert academy.launcher.wait(timeout=60) != 0
    assert "The worker has ended by itself; the academy stops." in academy.log()


def test_the_end_of_the_web_server_is_said_and_stops_the_rest(academy):
    academy.start()
    below = processes_below(academy.launcher.pid)
    server = next(pid for pid in sorted(below) if "granian" in below[pid])
    os.kill(server, signal.SIGKILL)
    assert academy.launcher.wait(timeout=60) != 0
    assert "The web server has ended by itself; the academy stops." in academy.log()
    assert still_there(below) == []


def test_a_second_launcher_in_the_same_folder_says_what_to_do(academy):
    with held(academy.folder):
        assert refusal(academy, "serve") == (
            f"CommandError: An academy runs already in {academy.folder}; "
            "stop it first (Ctrl-C there).\n"
        )


def test_a_port_in_use_is_named_with_a_way_out(academy):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert refusal(academy, "serve", "--port", str(port)) == (
            f"CommandError: Port {port} is in use by another program. "
            f"Choose another one: make run PORT={port + 1}\n"
        )


def test_an_academy_in_production_is_never_set_aside(academy):
    assert "Only an embedded academy" in refusal(academy, "prepare", "--afresh")


def test_a_running_academy_is_not_set_aside(tmp_path):
    with held(tmp_path):
        assert refusal(Academy(tmp_path, {}), "prepare", "--afresh") == (
            "CommandError: The academy is running; stop it first (Ctrl-C).\n"
        )


def test_what_is_set_aside_is_kept_until_the_next_time(tmp_path):
    (tmp_path / "academy.sqlite3").write_text("first")
    (tmp_path / "keys").mkdir()
    set_aside(tmp_path)
    (tmp_path / "academy.sqlite3").write_text("second")
    previous = set_aside(tmp_path)
    assert [path.name for path in previous.iterdir()] == ["academy.sqlite3"]
    assert (previous / "academy.sqlite3").read_text() == "second"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keys", "previous"]
