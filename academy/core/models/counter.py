from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """A gap-free series, such as the certificate numbers of a program in a year."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    value = models.PositiveIntegerField(_("last number given"), default=0)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"

    @classmethod
    def take(cls, name: str) -> int:
        """Return the next number of the series `name`, from 1.

        Must run inside the transaction that uses the number: the row stays locked until
        then, and a rollback gives the number back. Raises RuntimeError outside one.
        """
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("Counter.take() needs a transaction around it")
        cls.objects.get_or_create(name=name)
        counter = cls.objects.select_for_update().get(name=name)
        counter.value += 1
        counter.save(update_fields=["value"])
        return counter.value
