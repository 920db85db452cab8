"""What is said to a whole batch, and to whom."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import User
from academy.people.particulars.fields import TypedField
from academy.web.forms.days import DayInput
from academy.web.forms.shown import ShownForm
from courses.announcing.queries import Target, target_of, targets_of
from courses.models import Announcement


class AnnouncementForm(ShownForm, forms.ModelForm):
    """A draft's readers can be chosen still; of one that was sent, whether to tell them anew."""

    target = forms.ChoiceField(label=_("Who reads it"))
    tell_again = forms.BooleanField(
        label=_("Tell everybody again"),
        initial=False,
        help_text=_("It is pinned on everybody's home once more, also where it was read."),
        required=False,
    )

    class Meta:
        model = Announcement
        fields = ["title", "text", "until"]
        field_classes = {"title": TypedField}
        widgets = {"text": forms.Textarea(attrs={"rows": 8}), "until": DayInput()}
        help_texts = {"until": _("The last day on which it is pinned; empty: until it is read.")}

    field_order = ["target", "title", "text", "until", "tell_again"]

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = targets_of(by)
        self.targets = {target.key: target for _label, group in groups for target in group}
        if not self.instance.is_draft:
            del self.fields["target"]
            return
        del self.fields["tell_again"]
        if self.instance.pk:
            own = target_of(self.instance)
            self.targets.setdefault(own.key, own)
            self.initial["target"] = own.key
        field = self.fields["target"]
        field.choices = [  # type: ignore[attr-defined]  # a ChoiceField, as declared above
            (label, [(target.key, target.label) for target in group]) for label, group in groups
        ]

    def clean_until(self) -> Any:
        until = self.cleaned_data.get("until")
        if until is not None and "until" in self.changed_data and until < timezone.localdate():
            raise forms.ValidationError(
                _("This day is over. Choose a later one, or leave it empty.")
            )
        return until

    def words(self) -> dict[str, Any]:
        """Return what this person has changed, with the readers as batch, course and filter."""
        changes = self.changes()
        changes.pop("tell_again", None)
        key = changes.pop("target", None)
        if self.instance.pk is None:
            # What the address has chosen is no change, and has to be written all the same.
            key = self.cleaned_data["target"]
        if key is not None:
            chosen: Target = self.targets[key]
            changes |= {
                "batch": chosen.batch,
                "course": chosen.course,
                "saved_filter": chosen.saved,
                "filter_name": chosen.whom,
            }
        return changes
