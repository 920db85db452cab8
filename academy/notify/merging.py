"""Notices, when two accounts of one person are merged (`academy.people.holdings.merging`)."""

from academy.notify.models import Notice
from academy.people.holdings.merging import goes

goes(Notice, "user")
