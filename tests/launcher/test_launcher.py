"""`manage.py serve`: web server and worker start together and stop together."""

import os
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from academy.launcher.processes import Size, reached
from academy.launcher.state_folder import held, set_aside
from tests.services import free_port
from tests.services.academy import PREPARING, PRODUCTION, Academy, empty_academy
from tests.services.waiting import wait_until

pytestmark = pytest.mark.services


@pytest.fixture(scope="module")
def academy(tmp_path_factory):
    """An academy without the demo, as `prepare` leaves it."""
    folder = tmp_path_factory.mktemp("launcher")
    shutil.copytree(empty_academy(), folder, dirs_exist_ok=True)
    found = Academy(folder, PRODUCTION)
    yield found
    found.stop()


@pytest.fixture
def running(academy):
    """The academy, running; it is started anew only after a test that ended it."""
    if academy.launcher is None or academy.launcher.poll() is not None:
        academy.start()
    wait_until(academy.is_ready_or_ended, seconds=60, what="ready")
    return academy


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


def refusal(*command):
    """Return what the management command says that refuses to go on."""
    with pytest.raises(CommandError) as refused:
        call_command(*command)
    return str(refused.value)


def test_a_new_academy_counts_every_migration_as_applied(running):
    assert PREPARING not in running.log()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_everything_stops_with_the_launcher_however_it_is_told(running, number):
    launcher = running.launcher.pid
    # The web server and its processes, the worker and its own.
    wait_until(lambda: len(processes_below(launcher)) >= 4, seconds=60, what="all processes")
    below = processes_below(launcher)
    running.launcher.send_signal(number)
    assert running.launcher.wait(timeout=60) == 0
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


@pytest.mark.parametrize(
    ("word", "name"), [("celery", "worker"), ("academy.launcher.web", "web server")]
)
def test_what_dies_is_replaced_again_and_again(running, word, name):
    said = f"The {name} has ended by itself; another one takes its place."
    before = running.log().count(said)
    for death in (1, 2):
        killed = child(running, word)
        processes = processes_below(killed) | {killed: word}
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: still_there(processes) == [], seconds=60, what="the end of it all")  # noqa: B023
        assert child(running, word) != killed
        wait_until(lambda: answers(running), seconds=60, what="an answer")
        assert running.log().count(said) == before + death
    assert running.launcher.poll() is None


def test_one_web_process_that_dies_is_replaced_while_the_other_answers(running):
    server = child(running, "academy.launcher.web")
    wait_until(lambda: len(processes_below(server)) == 2, seconds=60, what="both web processes")
    before = processes_below(server)
    os.kill(min(before), signal.SIGKILL)
    wait_until(lambda: min(before) not in processes_below(server), seconds=60, what="its end")
    assert answers(running)
    wait_until(lambda: len(processes_below(server)) == 2, seconds=60, what="another one")


def test_a_launcher_that_is_killed_leaves_nothing_and_the_next_one_starts(running):
    wait_until(lambda: len(processes_below(running.launcher.pid)) >= 5, seconds=60, what="all")
    below = processes_below(running.launcher.pid)
    running.launcher.kill()
    running.launcher.wait()
    wait_until(lambda: still_there(below) == [], seconds=10, what="the end of what it started")
    running.start()


def test_a_web_process_ends_with_the_server_that_started_it(running):
    server = child(running, "academy.launcher.web")
    wait_until(lambda: len(processes_below(server)) == 2, seconds=60, what="both web processes")
    below = processes_below(server)
    # Both at once: nobody is left who could end them.
    for pid in (running.launcher.pid, server):
        os.kill(pid, signal.SIGKILL)
    running.launcher.wait()
    wait_until(lambda: still_there(below) == [], seconds=10, what="the end of its processes")


def test_each_web_thread_and_each_process_of_the_worker_has_a_connection():
    assert Size(web_processes=4, worker_processes=2).connections == 4 * 4 + 2 + 1 + 5


@pytest.mark.every_database
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such limit")
@pytest.mark.django_db
def test_connections_are_counted_before_anything_starts(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    assert refusal("serve", "--port", str(free_port()), "--web-processes", "100") == (
        "PostgreSQL gives 197 connections, and this machine would open 407. "
        "Raise its max_connections, or choose fewer --web-processes."
    )


def test_a_second_launcher_in_the_same_folder_says_what_to_do(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with held(tmp_path):
        assert refusal("serve") == (
            f"An academy runs already in {tmp_path}; stop it first (Ctrl-C there)."
        )


def test_a_port_in_use_is_named_with_a_way_out(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert refusal("serve", "--port", str(port)) == (
            f"Port {port} is in use by another program. "
            f"Choose another one: make run PORT={port + 1}"
        )


@pytest.mark.parametrize(
    ("host", "where"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("192.168.1.20", "192.168.1.20"),
        ("0.0.0.0", "127.0.0.1"),  # noqa: S104
        ("::", "[::1]"),
        ("fd00::7", "[fd00::7]"),
    ],
)
def test_it_asks_its_web_server_where_that_listens(host, where):
    assert reached(host) == where


def test_an_address_that_this_machine_has_not_is_no_port_in_use(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    said = refusal("serve", "--host", "192.0.2.1", "--port", "8000")
    assert said.startswith("This machine cannot listen at 192.0.2.1, port 8000: ")


def test_an_academy_in_production_is_never_set_aside(settings):
    settings.PRODUCTION = True
    assert "Only an embedded academy" in refusal("prepare", "--afresh")


def test_a_running_academy_is_not_set_aside(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    with held(tmp_path):
        assert refusal("prepare", "--afresh") == ("The academy is running; stop it first (Ctrl-C).")


def test_what_is_set_aside_is_kept_until_the_next_time(tmp_path):
    (tmp_path / "academy.sqlite3").write_text("first")
    (tmp_path / "keys").mkdir()
    set_aside(tmp_path)
    (tmp_path / "academy.sqlite3").write_text("second")
    previous = set_aside(tmp_path)
    assert [path.name for path in previous.iterdir()] == ["academy.sqlite3"]
    assert (previous / "academy.sqlite3").read_text() == "second"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keys", "previous"]
