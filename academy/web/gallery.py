"""Invented samples for the component gallery: every state, with the longest names."""

import datetime as dt
import re

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from academy.web.formats import WIB
from academy.web.templatetags.academy import TONES

SPRITE = settings.BASE_DIR / "static" / "svg" / "icons.svg"

COLOURS = (
    *("paper", "surface", "sunken", "ink", "ink-soft", "line", "line-strong"),
    *("green", "green-strong", "green-soft"),
    *("turmeric", "turmeric-strong", "turmeric-soft", "turmeric-ink"),
    *("brick", "brick-strong", "brick-soft", "brick-ink"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    full_name = forms.CharField(label=_("Full name"), help_text=_("As on your identity card."))
    phone = forms.CharField(
        label=_("Phone number"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    birth_on = forms.DateField(
        label=_("Date of birth"), widget=forms.DateInput(attrs={"type": "date"})
    )
    regency = forms.ChoiceField(
        label=_("Regency or city"),
        choices=[("", "…"), ("3578", "Kota Surabaya"), ("3515", "Kabupaten Sidoarjo")],
    )
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=[("f", _("Female")), ("m", _("Male"))],
        widget=forms.RadioSelect,
    )
    skills = forms.MultipleChoiceField(
        label=_("What do you want to learn?"),
        choices=[("photo", _("Product photography")), ("sell", _("Selling online"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    story = forms.CharField(label=_("Tell us about your product"), widget=forms.Textarea)
    photo = forms.FileField(
        label=_("Photos"),
        required=False,
        help_text=_("JPG, PNG or WebP, up to 10 MB."),
    )
    agree = forms.BooleanField(label=_("I agree that my data is used for this training"))


def filled_form() -> SampleForm:
    """Return the form as it comes back: some fields right, some wrong, some empty."""
    return SampleForm(QueryDict("full_name=Nur%27aini&gender=f&skills=photo&birth_on=31-02-2009"))


def menu(path: str) -> list[dict[str, object]]:
    """Return a coordinator's side bar with this page as the current one."""
    return [
        {"label": _("Overview"), "url": path, "icon": "home", "current": True},
        {"label": _("Batches"), "url": "#", "icon": "users", "group": _("Coordinator")},
        {"label": _("Applications"), "url": "#", "icon": "inbox", "count": 1250},
        {"label": _("Sessions"), "url": "#", "icon": "calendar"},
        {"label": _("Certificates"), "url": "#", "icon": "certificate"},
        {"label": _("Reviews"), "url": "#", "icon": "eye", "group": _("Trainer"), "count": 17},
    ]


def context() -> dict[str, object]:
    """Return what the gallery's templates show."""
    moment = dt.datetime(2026, 2, 3, 19, 30, tzinfo=WIB)
    return {
        "icons": re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text()),
        "colours": COLOURS,
        "tones": TONES,
        "moment": moment,
        "moment_end": moment + dt.timedelta(minutes=90),
        "empty_form": SampleForm(),
        "flowers": [
            [0.0] * 6,
            [1.0, 1.0, 0.4, 0.0, 0.0, 0.0],
            [1.0, 0.7, 0.25, 0.0],
            [1.0] * 6,
            [1.0, 1.0, 1.0, 0.5, 0.2, 0, 0, 0, 0, 0],
        ],
        "requirements": _requirements(),
        "events": _events(moment),
        "criteria": _criteria(),
        "people": _people(),
        "page": Paginator(range(1250), 50).page(4),
        "query": QueryDict("q=nur&sort=name"),
        "crumbs": [
            {"label": _("Courses"), "url": "/kursus/"},
            {"label": "Fotografi Produk", "url": "/kursus/fotografi-produk/"},
            {"label": "Arah cahaya"},
        ],
        "tabs": [
            {"label": _("Overview"), "url": "#", "current": True},
            {"label": _("Participants"), "url": "#", "count": 250},
            {"label": _("Reserve"), "url": "#", "count": 0},
        ],
        "bulk_actions": [
            {"value": "accept", "label": _("Accept"), "css": "button--next"},
            {"value": "decline", "label": _("Decline"), "css": "button--quiet"},
        ],
        "tiles": [0, 66, 132, 198, 264],
        "going": [_("3 photos"), _("2 comments of the trainer")],
    }


def _requirements() -> list[dict[str, object]]:
    return [
        {
            "text": _("All 36 required activities done"),
            "is_met": False,
            "detail": _("31 of 36 done."),
        },
        {"text": _("Mean mark at least 70"), "is_met": True, "detail": _("Yours is 82.5.")},
        {"text": _("Present at 80 % of the sessions"), "is_met": True, "detail": ""},
    ]


def _events(moment: dt.datetime) -> list[dict[str, object]]:
    return [
        {"at": moment, "text": _("Accepted"), "by": "Ning Khofifah"},
        {
            "at": moment - dt.timedelta(days=2, hours=3),
            "text": _("Sent back"),
            "by": "Gus Ma'ruf",
            "note": _("The letter of the pesantren cannot be read."),
            "bad": True,
        },
        {"at": moment - dt.timedelta(days=5), "text": _("Handed in"), "by": "Sulastri"},
    ]


def _criteria() -> list[dict[str, object]]:
    return [
        {
            "title": _("Light"),
            "description": _("Comes from one side; the label can be read."),
            "points": 25,
            "given": 20,
            "comment": _("Turn the jar a little to the window."),
        },
        {
            "title": _("Background"),
            "description": _("White, without folds."),
            "points": 25,
            "given": 25,
        },
    ]


def _people() -> list[dict[str, object]]:
    names = (
        ("Muhammad Abdul Qodir Jaelani Al-Baghdadi", "PP Nurul Jadid, Probolinggo", 97, "good"),
        ("Sulastri", "PP Sunan Drajat, Lamongan", 54, "next"),
        ("Ma'ruf Hidayatullah, S.Pd.I.", "PP Al-Amien Prenduan, Sumenep", 12, "bad"),
    )
    states = {"good": _("on time"), "next": _("a little behind"), "bad": _("far behind")}
    return [
        {"name": name, "pesantren": home, "share": share, "tone": tone, "state": states[tone]}
        for name, home, share, tone in names
    ]
