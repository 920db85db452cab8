"""Settings of the tests: the same academy in a folder of its own, quick hashes, mail in memory.

Embedded by default; with ACADEMY_DATABASE_URL and ACADEMY_REDIS_URL the same tests run
on PostgreSQL and with Redis as the broker.
"""

import atexit
import os
import shutil
import tempfile

# Each test process has its own state folder, so that runs beside each other never meet.
_folder = tempfile.mkdtemp(prefix="academy-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["ACADEMY_VAR"] = _folder
_process = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")

from academy.settings import *  # Django's own idiom for derived settings
from certificates.pdf.keys import ensure_demo_key

# Without a key nothing is issued: an academy in which one tests has it from the beginning.
ensure_demo_key(KEYS_DIR)
SECRET_KEY = "only-for-tests-and-not-a-secret-of-any-academy"
DEMO_SIGN_IN = False
# A cheap hash: no test is about the strength of Argon2.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
# Pages of the factories need not be found: see `tests.factories.indexing`.
TASKS = {"default": {"BACKEND": "tests.factories.indexing.Unless"}}
# A real cache, but of this process: query counts are then the same on every database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["TEST"] = {"NAME": f"academy_test_{_process}"}
else:
    # A file, not memory: locks and threads then behave as they do for people.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "academy.sqlite3"}
if REDIS_URL:  # type: ignore[used-before-def]  # it comes with the star above
    REDIS_URL = CELERY_BROKER_URL = f"{REDIS_URL}/{_process}"
