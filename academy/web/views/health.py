from botocore.exceptions import BotoCoreError, ClientError
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from academy.core.models import Heartbeat
from academy.core.tasks import WORKER
from academy.web.open_views import open_to_all


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


@open_to_all
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, storage, cache and the worker are there: 200, otherwise 503 and which is not."""
    state = {"database": _database_answers()}
    if state["database"]:
        state["storage"] = _storage_answers()
        state["cache"] = _cache_answers()
        state["worker"] = Heartbeat.is_alive(WORKER)
    return JsonResponse(state, status=200 if all(state.values()) else 503)
