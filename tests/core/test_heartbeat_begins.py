"""The worker's sign of life begins however the worker was started."""

from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from kombu.asynchronous.timer import Timer

from academy.core.models import Heartbeat
from academy.core.tasks import WORKER, start_heartbeat


@pytest.mark.any_database
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_worker_that_starts_while_the_database_is_away_is_seen_once_it_is_back():
    timer = Timer()
    consumer = SimpleNamespace(timer=timer, controller=SimpleNamespace(beat=None))

    def away(*_arguments):
        raise OperationalError("away")

    with connection.execute_wrapper(away), pytest.raises(OperationalError):
        start_heartbeat(consumer)
    assert not Heartbeat.is_alive(WORKER)
    [due] = timer.queue
    due.entry()
    assert Heartbeat.is_alive(WORKER)
