import shutil
import tempfile
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from academy.core.models import Heartbeat
from academy.core.tasks import WORKER
from academy.web.edge.open_views import open_to_all

# Beneath this a hand-in of photos soon finds no room: somebody has to make some.
LEAST_ROOM_BYTES = 32 * 1024 * 1024
_PROBE_BYTES = 64 * 1024


@open_to_all
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


def _storage_answers() -> bool:
    try:
        storages["private"].exists("readyz")
    except (OSError, BotoCoreError, ClientError):
        return False
    return True


def _cache_answers() -> bool:
    cache.set("readyz", 1, 30)
    return bool(cache.get("readyz") == 1)


def _has_room() -> bool:
    """Say whether this machine's own disks take what is written (state, and files on their way)."""
    for folder in {Path(settings.VAR_DIR), Path(tempfile.gettempdir())}:
        try:
            if shutil.disk_usage(folder).free < LEAST_ROOM_BYTES:
                return False
            # Written too: a quota leaves the disk's own figures as they are.
            with tempfile.TemporaryFile(dir=folder) as probe:
                probe.write(bytes(_PROBE_BYTES))
                probe.flush()
        except OSError:
            return False
    return True


@open_to_all
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """All that the academy needs is there: 200, otherwise 503 and which is not."""
    state = {"database": _database_answers(), "room": _has_room()}
    if state["database"]:
        state["storage"] = _storage_answers()
        state["cache"] = _cache_answers()
        state["worker"] = Heartbeat.is_alive(WORKER)
    return JsonResponse(state, status=200 if all(state.values()) else 503)
