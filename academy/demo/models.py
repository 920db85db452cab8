from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Sourced(models.Model):
    """What the load made from a source file, so that it neither doubles nor overwrites it.

    `digest` is that of the source when it was written, `revision` the content revision which
    that made: a newer one means that somebody has edited it since, and it is left alone. A
    row whose object is gone means that somebody removed it; it is not made again.
    """

    key = models.CharField(_("source"), max_length=200, unique=True)
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField(_("thing"))
    digest = models.CharField(_("checksum of the source"), max_length=64)
    revision = models.BigIntegerField(_("content revision"), null=True)

    class Meta:
        verbose_name = _("thing made from a source")
        verbose_name_plural = _("things made from sources")

    def __str__(self):
        return self.key
