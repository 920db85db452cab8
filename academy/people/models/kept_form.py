import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy.web.files.storages import private_storage


class KeptForm(models.Model):
    """What somebody posted after the session had ended, kept for that account alone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_forms")
    path = models.CharField(_("address"), max_length=500)
    fields = models.JSONField(_("fields"), default=dict, help_text=_("Lists of values by name"))
    kept_at = models.DateTimeField(_("kept at"), auto_now_add=True)

    class Meta:
        verbose_name = _("kept form")
        verbose_name_plural = _("kept forms")
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return self.path


class KeptFile(models.Model):
    """A file of a kept form."""

    form = models.ForeignKey(KeptForm, models.CASCADE, related_name="files")
    field = models.CharField(_("field"), max_length=100)
    filename = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    file = models.FileField(_("file"), storage=private_storage, upload_to="kept/%Y/%m/")

    class Meta:
        verbose_name = _("kept file")
        verbose_name_plural = _("kept files")

    def __str__(self) -> str:
        return self.filename
