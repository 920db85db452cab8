"""The fixtures that every test may use. Data comes from `tests/factories/`."""

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase

from academy.core.models import Job
from tests.factories import remembered
from tests.services import databases
from tests.services.academy import Academy, headless_chromium
from tests.services.academy import academy as running_academy
from tests.services.ceph import ObjectStore, ceph
from tests.services.smtp import MailServer, smtp
from tests.services.storages import fields_follow, use_object_store
from tests.services.tasks import tasks
from tests.services.visiting import forget_sessions, seen_on_pages

# What says the same on every database runs on SQLite: the walk over all addresses, the content
# admin, the demo's sources, templates and style sheets, the launcher, and what pages say (files
# named so; `access/test_objects` opens each page on both).
ONCE = ("access", "cms", "demo", "launcher", "web")
# Where SQL is written by hand, or rows are found and sorted by their letters: a database may
# answer in its own way. These run on both, and each file that is marked `every_database`.
EVERY_DATABASE = ("core", "reports", "courses/completion")
USES_ROWS = {"db", "transactional_db", "django_db_setup"}
# Files that take a minute and more. The others fill in beside them; begun last, each would keep
# one process busy while the rest wait.
LONG = (
    "launcher/test_launcher.py",
    "access/test_every_url.py",
    "courses/acts/test_pairs.py",
    "demo/test_on_postgresql.py",
    "core/test_worker_process.py",
    "certificates/test_kill.py",
    "people/entrance/test_attack.py",
    "courses/completion/test_any_order.py",
    "access/test_objects.py",
    "cms/test_replacing_and_deleting.py",
    "cms/test_converting_killed.py",
    "cms/test_converting.py",
    "certificates/test_readers.py",
)


def pytest_addoption(parser):
    parser.addoption(
        "--beside-postgresql",
        action="store_true",
        help="on SQLite, leave out what a run on PostgreSQL tests too",
    )


def pytest_ignore_collect(collection_path: Path, config) -> bool | None:
    """On PostgreSQL, do not even read files of which no test depends on the database."""
    if connections["default"].vendor != "postgresql" or collection_path.suffix != ".py":
        return None
    if not collection_path.name.startswith("test_"):
        return None
    path = collection_path.relative_to(config.rootpath / "tests")
    # One that is marked says so in its text.
    says_the_same = _is_once(path) and b"every_database" not in collection_path.read_bytes()
    return True if says_the_same else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Begin with what takes long; leave out what the run on the other database tests."""
    tests = config.rootpath / "tests"
    places = {tests / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path, len(LONG)))
    if connections["default"].vendor == "postgresql":
        left_out = {item for item in items if not _depends_on_database(item)}
    elif config.getoption("beside_postgresql"):
        left_out = {item for item in items if _depends_on_database(item) and not _on_every(item)}
    else:
        return
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=list(left_out))


def pytest_collection_finish():
    """What is loaded by now stays: looking through it for garbage again took a tenth of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def _mark_of(item: pytest.Item) -> str:
    """Return which of both marks `item` has; that of a test stands before that of its file."""
    names = (mark.name for mark in item.iter_markers())
    return next((name for name in names if name in {"every_database", "any_database"}), "")


def _on_every(item: pytest.Item) -> bool:
    folder = item.path.parent.relative_to(item.config.rootpath / "tests").as_posix()
    return bool(_mark_of(item)) or folder.startswith(EVERY_DATABASE)


def _is_once(path: Path) -> bool:
    """Return whether the file `path` below the tests says the same on every database."""
    return path.parts[0] in ONCE or path.stem.endswith(("_page", "_pages"))


def _depends_on_database(item: pytest.Item) -> bool:
    if mark := _mark_of(item):
        return mark == "every_database"
    if _is_once(item.path.relative_to(item.config.rootpath / "tests")):
        return False
    return bool(item.get_closest_marker("django_db") or USES_ROWS & set(item.fixturenames))


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix():
    """Leave the database's name: `settings_test` names one for each test process."""


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_blocker) -> bool:
    """Begin with a database that has all tables; Django need not run every migration."""
    with django_db_blocker.unblock():
        databases.provide(connections["default"].settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The database of this process; a test that has committed rows leaves none behind.

    Django empties all tables for that, and forgets what the migrations wrote.
    """
    with django_db_blocker.unblock():
        remembered.look()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda _test: databases.begin_anew()
        )
        yield


@pytest.fixture(autouse=True)
def fresh_cache():
    """Let no test see what another one cached (Wagtail keeps the roots of its sites)."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Return a function that does all waiting jobs as a worker would; it tells how many."""
    known = tasks()

    def run() -> int:
        count = 0
        while (job := Job.objects.unfinished().order_by("pk").first()) is not None:
            known[job.kind](job.pk)
            count += 1
        return count

    return run


@pytest.fixture(scope="session")
def academy() -> Iterator[Academy]:
    """A whole academy with the demo, in other processes, for journeys in a browser.

    Its worker says every second that it lives: `fresh_demo` waits for that.
    """
    with running_academy(ACADEMY_HEARTBEAT_SECONDS="1") as running:
        yield running


@pytest.fixture(scope="session")
def demo_state(academy, tmp_path_factory) -> Path:
    """A folder with what the running academy held before any journey."""
    state = tmp_path_factory.mktemp("states") / "demo"
    academy.keep(state)
    return state


@pytest.fixture(scope="module", autouse=True)
def fresh_demo(request):
    """Let each file of journeys meet the demo as it was loaded, whatever others did before."""
    if request.node.get_closest_marker("browser"):
        request.getfixturevalue("academy").go_back(request.getfixturevalue("demo_state"))
        forget_sessions()


@pytest.fixture(scope="session")
def object_store() -> Iterator[ObjectStore]:
    """An S3 service that refuses what S3 refuses."""
    if sys.platform == "darwin":
        pytest.skip("Ceph's object gateway is not to be had for macOS")
    with ceph() as store:
        yield store


@pytest.fixture(params=["disk", "s3"])
def storage_place(request, settings) -> Iterator[str]:
    """Both storages on disk, then both on S3; yields "disk" or "s3"."""
    if request.param == "s3":
        use_object_store(settings, request.getfixturevalue("object_store"))
    with fields_follow():
        yield request.param


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """A real SMTP server; the academy's mail goes there."""
    with smtp() as server:
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": server.host, "port": server.port},
            }
        }
        yield server


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Start the machine's Chromium, which talks to nobody but the academy.

    Its microphone hums, and is allowed wherever a page may ask for one.
    """
    off = ("gpu", "quic", "background-networking", "component-update", "sync")
    hums = ("device", "ui")
    return {
        "executable_path": headless_chromium(),
        "args": [
            "--no-sandbox",
            "--no-first-run",
            *(f"--disable-{part}" for part in off),
            *(f"--use-fake-{part}-for-media-stream" for part in hums),
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(academy):
    """Pages open as on the phone that our participants have, in the running academy."""
    return {
        "base_url": academy.url,
        "viewport": {"width": 360, "height": 740},
        "locale": "id-ID",
        "timezone_id": "Asia/Jakarta",
    }


@pytest.fixture
def page(page):
    """A page on which no script may fail and our own content policy may refuse nothing."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console",
        lambda message: said.append(message.text) if "Content Security" in message.text else None,
    )
    yield page
    assert said == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Add to a failed journey what each page showed, and what the academy had said by then."""
    report = yield
    if report.failed and "browser" in item.funcargs:
        report.sections.append(("pages", seen_on_pages(item.funcargs["browser"])))
        if "academy" in item.funcargs:
            report.sections.append(("academy", item.funcargs["academy"].log()[-4000:]))
    return report
