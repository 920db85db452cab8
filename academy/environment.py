"""Typed readers of the process environment, and what they build; used by the settings only.

Without any variable: SQLite, database cache and files in one folder of state.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from botocore.config import Config
from django.core.management.utils import get_random_secret_key


def text(name: str, default: str = "") -> str:
    """Return the variable `name`, or `default` where it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool = False) -> bool:
    """Return whether `name` is set to 1, true, yes or on (any case).

    Raises ValueError for a word that is neither a yes nor a no, so that a typing
    mistake in a deployment stops the start and does not pass as "off".
    """
    word = os.environ.get(name, "").strip().lower()
    if not word:
        return default
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off"}:
        return False
    raise ValueError(f"{name} must be 1 or 0, not {word!r}")


def demo_sign_in(*, production: bool) -> bool:
    """Return whether the demo's people come in by the printed password: not in production.

    Raises ValueError where it is asked for there: the demo and its guards are not installed.
    """
    wanted = flag("ACADEMY_DEMO_SIGN_IN", default=not production)
    if wanted and production:
        raise ValueError("ACADEMY_DEMO_SIGN_IN must be off where ACADEMY_PRODUCTION is on")
    return wanted


def folder(name: str, default: Path) -> Path:
    """Return the variable `name` as an absolute path, made if absent (mode 0700)."""
    path = Path(os.environ.get(name) or default).resolve()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def secret_key(state: Path, *, must_be_given: bool) -> str:
    """Return the signing key given, or one made once and kept in the folder `state`.

    Raises ValueError where none is given though it must be.
    """
    given = text("ACADEMY_SECRET_KEY")
    if given:
        return given
    if must_be_given:
        raise ValueError("ACADEMY_SECRET_KEY must be set where ACADEMY_PRODUCTION is on")
    path = state / "secret_key"
    # Left empty, it was begun on a full disk: nobody has signed anything with it.
    if not path.exists() or not path.read_text():
        _write_whole(path, get_random_secret_key())
    return path.read_text()


def _write_whole(path: Path, content: str) -> None:
    """Write `content` to `path` at once or not at all, readable by the owner only."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.touch(mode=0o600)
        part.write_text(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def database(state: Path) -> dict[str, Any]:
    """Return the connection of `postgresql://user:password@host:port/name?option=…`, or SQLite."""
    url = text("ACADEMY_DATABASE_URL")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": state / "academy.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        # One that the database has closed, because it was started anew, is opened again.
        "CONN_HEALTH_CHECKS": True,
        # PgBouncer in transaction mode keeps no cursor between statements.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"connect_timeout": "5", **dict(parse_qsl(parts.query))},
    }


def cache(redis_url: str) -> dict[str, Any]:
    """Return the cache in Redis, or in the database where there is none."""
    if redis_url:
        return {
            "BACKEND": "academy.core.redis.RedisCache",
            "LOCATION": redis_url,
            "OPTIONS": {"socket_connect_timeout": 3, "socket_timeout": 5},
        }
    return {
        "BACKEND": "academy.core.database_cache.DatabaseCache",
        "LOCATION": "academy_cache",
        "OPTIONS": {"MAX_ENTRIES": 20000},
    }


def broker(redis_url: str, folder: Path) -> tuple[str, dict[str, Any]]:
    """Return address and options of the broker: Redis, or `folder` where there is none."""
    if redis_url:
        return redis_url, {"socket_connect_timeout": 3, "socket_keepalive": True}
    return "files://localhost", {
        "data_folder_in": str(folder),
        "data_folder_out": str(folder),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.2,
    }


def storages(state: Path) -> dict[str, Any]:
    """Return the one private storage, a bucket or a folder of `state`, under both of its names:
    "private" is ours, "default" that of Wagtail and Django."""
    endpoint = text("ACADEMY_S3_ENDPOINT")
    if not endpoint:
        place: dict[str, Any] = {
            "BACKEND": "academy.web.files.storages.PrivateFileStorage",
            "OPTIONS": {"location": state / "private"},
        }
        return {"default": place, "private": place}
    options = {
        "access_key": text("ACADEMY_S3_ACCESS_KEY"),
        "secret_key": text("ACADEMY_S3_SECRET_KEY"),
        "endpoint_url": endpoint,
        "region_name": text("ACADEMY_S3_REGION", "us-east-1"),
        # A store that is away is told to the reader soon, and not after minutes.
        "client_config": Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=3,
            read_timeout=20,
            retries={"mode": "standard", "total_max_attempts": 2},
        ),
        "file_overwrite": False,
    }
    bucket = text("ACADEMY_S3_PRIVATE_BUCKET", "academy-private")
    place = {
        "BACKEND": "academy.web.files.storages.PrivateS3Storage",
        "OPTIONS": options | {"bucket_name": bucket},
    }
    return {"default": place, "private": place}


def mailer(state: Path) -> dict[str, Any]:
    """Return how mail leaves: by SMTP, or into a folder of `state` where no host is named."""
    host = text("ACADEMY_SMTP_HOST")
    if not host:
        return {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(state / "mail")},
        }
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": host,
            "port": int(text("ACADEMY_SMTP_PORT", "25")),
            "username": text("ACADEMY_SMTP_USER"),
            "password": text("ACADEMY_SMTP_PASSWORD"),
            "use_tls": flag("ACADEMY_SMTP_TLS"),
            "timeout": 20,
        },
    }
