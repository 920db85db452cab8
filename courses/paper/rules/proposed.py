"""What may be wrong with a row that was read from a photo."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Doubt(models.TextChoices):
    """Why the photo does not say by itself what a row means."""

    TWO = "two", _("Two boxes are marked.")
    FAINT = "faint", _("A mark is faint, or there is something in another box too.")
    STROKE = "stroke", _("A stroke from outside, such as a signature, runs through a box.")
    SIGNED = "signed", _("The signature and the boxes do not agree.")
    UNCLEAR = "unclear", _("The boxes are not to be made out.")
