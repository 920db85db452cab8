"""Right places on a picture: typed a line each, and drawn where a script runs."""

from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from wagtail.admin.widgets import AdminAutoHeightTextInput


class PlacesInput(AdminAutoHeightTextInput):
    """The lines as they are typed, below the picture on which they are drawn and moved."""

    template_name = "cms/bank/places.html"

    @property
    def media(self) -> Any:
        # Beside it alone: no other form of the admin loads the script.
        script = Script("js/admin/places.js", type="module")
        return Media(js=[script])  # type: ignore[list-item]  # the stubs know texts alone
