"""What waits is counted beside its place in the menu, up to ninety-nine."""

import pytest
from django.contrib.auth.models import Permission

from academy.web.shell.menus import Entry, Menu

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("waiting", "shown"), [(0, ""), (1, "1"), (99, "99"), (100, "99+")])
def test_a_badge_stops_at_ninety_nine(waiting, shown):
    keys = Permission.objects.values_list("pk", flat=True)[:waiting]
    menu = Menu()
    menu.add(Entry("Tasks", "/tasks/", "check", 1, waiting=lambda user: keys_of(list(keys))))
    assert [item.count for item in menu.items("/")] == [shown]


def keys_of(keys):
    return Permission.objects.filter(pk__in=keys)
