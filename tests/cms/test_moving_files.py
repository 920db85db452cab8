"""What was uploaded before files of lessons became private is moved out of the public storage."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from tests.factories.files import recording

move_files = import_module("cms.migrations.0002_private_files").move_files


@pytest.mark.django_db
def test_an_earlier_upload_is_moved_and_stays_readable():
    medium = recording()
    name = medium.file.name
    with storages["private"].open(name) as file:
        content = file.read()
    storages["private"].delete(name)
    storages["default"].save(name, ContentFile(content))
    for _run in range(2):
        move_files(apps, None)
    assert not storages["default"].exists(name)
    with medium.file.open() as file:
        assert file.read() == content
