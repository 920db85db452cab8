"""The cache of an embedded academy: rows of its database."""

import logging
from collections.abc import Iterable
from typing import Any

from django.core.cache.backends import db
from django.db import DatabaseError

logger = logging.getLogger(__name__)


class DatabaseCache(db.DatabaseCache):
    """Finds nothing where rows cannot be read or cleared away.

    Django's deletes what has expired while it reads, and falls over a disk without room: pages
    that only read would fall with it, and /readyz could not say why.
    """

    def get_many(self, keys: Iterable[Any], version: int | None = None) -> dict[Any, Any]:
        """Return what is kept of `keys`; nothing where the database fails at it."""
        try:
            found: dict[Any, Any] = super().get_many(keys, version)
        except DatabaseError:
            logger.warning("The cache could not be read")
            return {}
        return found
