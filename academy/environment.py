"""Typed readers of the process environment, used by the settings only."""

import os
from pathlib import Path


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


def folder(name: str, default: Path) -> Path:
    """Return the variable `name` as an absolute path, made if absent (mode 0700)."""
    path = Path(os.environ.get(name) or default).resolve()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path
