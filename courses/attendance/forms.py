"""Forms of live meetings and their rosters."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from academy.people.models import Role, User
from academy.people.particulars.fields import TypedField, TypedUrlField
from academy.web.forms.days import MomentInput, check_order
from academy.web.forms.shown import ShownForm
from courses.models import Session


class SessionForm(ShownForm, forms.ModelForm):
    """Date and times as they are said here; WIB."""

    class Meta:
        model = Session
        labels = {"title": pgettext_lazy("session", "Title")}
        fields = [
            "title", "mode", "starts_at", "ends_at", "place", "map_url", "online_url", "trainer",
        ]  # fmt: skip
        help_texts = {
            "map_url": _("From the maps on your phone: share the hall and paste the link here.")
        }
        field_classes = {
            "title": TypedField,
            "place": TypedField,
            "map_url": TypedUrlField,
            "online_url": TypedUrlField,
        }
        widgets = {"starts_at": MomentInput(), "ends_at": MomentInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["trainer"]).queryset = User.objects.filter(
            role_grants__role=Role.TRAINER, is_active=True
        ).order_by("full_name")

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        check_order(self, "starts_at", "ends_at", _("The session must end after it starts."))
        if data.get("mode") in {"offline", "hybrid"} and not data.get("place"):
            self.add_error("place", _("Say where people should come."))
        return data
