"""Notices, when two accounts of one person are merged (`academy.people.merging`)."""

from academy.notify.models import Notice
from academy.people.merging import goes

goes(Notice, "user")
