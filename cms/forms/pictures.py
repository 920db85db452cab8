"""Pictures as they come in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.text import format_lazy
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from academy.web.files.pictures import AppleFormat, is_apples
from academy.web.files.uploads import CutOffFile


class PictureField(WagtailImageField):
    """A picture; whatever goes wrong while it is opened is said as what it is: no picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Said by the browser too, of what it does not send: by the name it knows no more.
        unsupported = self.error_messages["invalid_image_extension"]
        self.error_messages["invalid_image_extension"] = format_lazy(
            "{} {}", unsupported, AppleFormat.message
        )

    def to_python(self, data: Any) -> Any:
        if isinstance(data, File):
            if isinstance(data, CutOffFile) or (data.size or 0) > self.max_upload_size:
                self.check_image_file_size(data)
            if is_apples(data):
                raise ValidationError(AppleFormat.message, code="heic")
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:
            message = self.error_messages["invalid_image"]
            raise ValidationError(message, code="invalid_image") from error


class PictureForm(BaseImageForm):
    """Wagtail's form with our field for the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=given.label,
                required=given.required,
                widget=given.widget,
                help_text=given.help_text,
            )
