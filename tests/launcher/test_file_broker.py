"""The queue in files: what a worker finds there is whole."""

import json
import uuid
from pathlib import Path

import pytest
from kombu import Connection

import academy.celery  # noqa: F401 - makes the address files:// known


@pytest.fixture
def queue(tmp_path):
    options = {
        "data_folder_in": str(tmp_path),
        "data_folder_out": str(tmp_path),
        "control_folder": str(tmp_path / "control"),
    }
    with Connection("files://localhost", transport_options=options) as connection:
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
