"""`manage.py serve`: web server and worker start together and stop together."""

import os
import signal
import socket
import subprocess
from contextlib import suppress
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from academy.launcher.processes import Size
from academy.launcher.state_folder import held, set_aside
from tests.services.academy import Academy
from tests.services.postgresql import postgresql
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


def child(academy, word):
    """Return the process right below the launcher whose command has `word`, once it is there."""
    launcher = academy.launcher.pid

    def found():
        rows = table("pid", "ppid", "args")
        below = {int(pid): args for pid, parent, args in rows if int(parent) == launcher}
        return [pid for pid, args in below.items() if word in args]

    wait_until(found, seconds=60, what=word)
    return found()[0]


def answers(academy):
    with suppress(URLError, ConnectionError, TimeoutError):
        return urlopen(f"{academy.url}/healthz", timeout=5).status == 200
    return False


@pytest.mark.parametrize(("word", "name"), [("celery", "worker"), ("granian", "web server")])
def test_what_dies_is_replaced_again_and_again(academy, word, name):
    academy.start()
    said = f"The {name} has ended by itself; another one takes its place."
    for death in (1, 2):
        killed = child(academy, word)
        processes = processes_below(killed) | {killed: word}
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: still_there(processes) == [], seconds=60, what="the end of it all")  # noqa: B023
        assert child(academy, word) != killed
        wait_until(lambda: answers(academy), seconds=60, what="an answer")
        assert academy.log().count(said) == death
    assert academy.launcher.poll() is None
    academy.stop()
    (academy.folder / "launcher.log").unlink()


def test_one_web_process_that_dies_is_replaced_while_the_other_answers(academy):
    academy.start()
    server = child(academy, "granian")
    wait_until(lambda: len(processes_below(server)) == 2, seconds=60, what="both web processes")
    before = processes_below(server)
    os.kill(min(before), signal.SIGKILL)
    wait_until(lambda: min(before) not in processes_below(server), seconds=60, what="its end")
    assert answers(academy)
    wait_until(lambda: len(processes_below(server)) == 2, seconds=60, what="another one")
    academy.stop()


def test_a_launcher_that_is_killed_leaves_nothing_and_the_next_one_starts(academy):
    academy.start()
    wait_until(lambda: len(processes_below(academy.launcher.pid)) >= 5, seconds=60, what="all")
    below = processes_below(academy.launcher.pid)
    academy.launcher.kill()
    academy.launcher.wait()
    wait_until(lambda: still_there(below) == [], seconds=10, what="the end of what it started")
    academy.start()
    academy.stop()


def test_a_web_process_ends_with_the_server_that_started_it(academy):
    academy.start()
    server = child(academy, "granian")
    wait_until(lambda: len(processes_below(server)) == 2, seconds=60, what="both web processes")
    below = processes_below(server)
    # Both at once: nobody is left who could end them.
    for pid in (academy.launcher.pid, server):
        os.kill(pid, signal.SIGKILL)
    academy.launcher.wait()
    wait_until(lambda: still_there(below) == [], seconds=10, what="the end of its processes")


def test_connections_are_counted_before_anything_starts(tmp_path):
    assert Size(web_processes=4, worker_processes=2).connections == 4 * 4 + 2 + 1 + 5
    with postgresql({"max_connections": "20"}) as url:
        found = Academy(tmp_path, {"ACADEMY_DATABASE_URL": url})
        assert refusal(found, "serve", "--web-processes", "4") == (
            "CommandError: PostgreSQL gives 17 connections, and this machine would open 23. "
            "Raise its max_connections, or choose fewer --web-processes.\n"
        )


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
