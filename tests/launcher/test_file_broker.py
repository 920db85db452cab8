"""The queue in files: what a worker finds there is whole."""

import json
import uuid
from pathlib import Path

import pytest
from kombu import Connection
from kombu.exceptions import ChannelError

import academy.celery  # noqa: F401 - makes the address files:// known
from tests.services.full_disk import full_disk


def opened(folder: Path) -> Connection:
    options = {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
        "control_folder": str(folder / "control"),
    }
    return Connection("files://localhost", transport_options=options)


@pytest.fixture
def queue(tmp_path):
    with opened(tmp_path) as connection:
        # kombu remembers the queues of a process: each test has its own.
        yield connection.SimpleQueue(uuid.uuid4().hex)


def test_a_message_comes_out_as_it_went_in(queue):
    queue.put({"santri": "Nur'azizah"})

    assert queue.get(timeout=5).payload == {"santri": "Nur'azizah"}


def test_a_message_half_written_is_not_taken_for_one(queue, tmp_path):
    Path(tmp_path, f"1_a.{queue.queue.name}.msg.part").write_text("")
    queue.put({"whole": True})

    assert queue.get(timeout=5).payload == {"whole": True}
    assert queue.qsize() == 0


def test_the_folder_holds_only_finished_messages(queue, tmp_path):
    queue.put({"whole": True})

    (message,) = [path for path in tmp_path.iterdir() if path.is_file()]
    assert message.name.endswith(f".{queue.queue.name}.msg")
    assert json.loads(message.read_text())["content-type"] == "application/json"


@pytest.mark.parametrize("left", ["", "[[", "null"])
def test_a_table_that_a_full_disk_left_empty_is_made_anew(tmp_path, left):
    control, name = tmp_path / "control", uuid.uuid4().hex
    control.mkdir()
    Path(control, f"{name}.exchange").write_text(left)
    with opened(tmp_path) as connection:
        queue = connection.SimpleQueue(name)
        queue.put({"whole": True})
        assert queue.get(timeout=5).payload == {"whole": True}
    [(_key, _pattern, bound)] = json.loads(Path(control, f"{name}.exchange").read_text())
    assert bound == name


def test_what_does_not_fit_on_the_disk_leaves_no_part_behind(queue, tmp_path):
    with full_disk(), pytest.raises(ChannelError):
        queue.put({"santri": "Nur'azizah"})
    assert not [path for path in tmp_path.iterdir() if path.is_file()]
    queue.put({"santri": "Nur'azizah"})
    assert queue.get(timeout=5).payload == {"santri": "Nur'azizah"}
