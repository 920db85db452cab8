"""Fields whose files lie in the private storage; what they hold is handed out by views alone."""

from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from academy.web.files.storages import private_storage


class OpenedFile(FieldFile):
    """A private file that a view hands out; its row knows at which address."""

    @property
    def url(self) -> str:
        return str(self.instance.address_of(self.field.name))  # type: ignore[attr-defined]


class OpenedPicture(OpenedFile, WagtailImageFieldFile):
    """A private picture that a view hands out."""


class PrivateFileField(models.FileField):
    """A file that lies in the private storage."""

    attr_class = OpenedFile

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options | {"storage": private_storage})

    def formfield(self, **kwargs: Any) -> Any:
        """Return the field of a form; a name may be as long as it comes, the storage cuts it."""
        return super().formfield(**{"max_length": None, **kwargs})


class PrivatePictureField(WagtailImageField):
    """A picture that lies in the private storage, its size kept beside it."""

    attr_class = OpenedPicture

    def __init__(self, *args: Any, **options: Any) -> None:
        sizes = {"width_field": "width", "height_field": "height"}
        super().__init__(*args, **options | sizes | {"storage": private_storage})
