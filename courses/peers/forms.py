"""What one says about the work of another."""

from collections.abc import Iterator, Mapping, Sequence

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.models import PeerFeedback, PeerLevel

_LONGEST = PeerFeedback._meta.get_field("good").max_length


class FeedbackForm(forms.Form):
    """A level for each criterion (`level_0` …), and one sentence each."""

    good = forms.CharField(
        label=_("What is good?"),
        max_length=_LONGEST,
        help_text=_("One sentence about what you see in it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    advice = forms.CharField(
        label=_("What could be tried?"),
        max_length=_LONGEST,
        help_text=_("One sentence that helps. Write as you would like to be written to."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, criteria: Sequence[Mapping[str, str]]
    ) -> None:
        super().__init__(data)
        self.names = [f"level_{number}" for number in range(len(criteria))]
        for name, criterion in zip(self.names, criteria, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=criterion["title"],
                help_text=criterion["description"],
                choices=PeerLevel.choices,
                widget=forms.RadioSelect,
            )
        self.order_fields([*self.names, "good", "advice"])

    def criteria(self) -> Iterator[BoundField]:
        return (self[name] for name in self.names)

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Pairs of label and text: what was sent, right or not, of what cannot be sent again."""
        chosen = dict(PeerLevel.choices)
        rows = [(field.label, str(chosen.get(field.value(), ""))) for field in self.criteria()]
        rows += [(self[name].label, self[name].value() or "") for name in ("good", "advice")]
        return [(str(label), text) for label, text in rows if text]

    def levels(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.names]


class HideForm(forms.Form):
    """Why nobody should read it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Who wrote it reads the reason."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
