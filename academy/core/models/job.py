import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobState(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("job state", "waiting")
    RUNNING = "running", pgettext_lazy("job state", "running")
    DONE = "done", pgettext_lazy("job state", "done")
    FAILED = "failed", pgettext_lazy("job state", "failed")


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: Any) -> Self:
        """Return the jobs that `user` started (a program manager sees all)."""
        if not user.is_authenticated:
            return self.none()
        if user.is_program_manager:
            return self
        return self.filter(created_by=user)

    def unfinished(self) -> Self:
        return self.filter(state__in=[JobState.QUEUED, JobState.RUNNING])

    def held(self) -> Self:
        """Return the jobs that a worker has in its hands."""
        return self.filter(state=JobState.RUNNING, lease_until__gt=timezone.now())

    def stale(self) -> Self:
        """Return unfinished jobs that no worker holds: never sent, lost, or killed."""
        return self.unfinished().filter(lease_until__lt=timezone.now())


class Job(models.Model):
    """Long work with progress. The row is the truth; the broker only carries a hint."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=60, help_text=_("Name of the task"))
    args = models.JSONField(_("arguments"), default=dict)
    state = models.CharField(
        _("state"), max_length=10, choices=JobState.choices, default=JobState.QUEUED
    )
    done_count = models.PositiveIntegerField(_("done"), default=0)
    total_count = models.PositiveIntegerField(_("of"), default=0)
    result = models.JSONField(_("result"), default=dict)
    error = models.TextField(_("error"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("held until"), default=timezone.now)
    title = models.CharField(_("title"), max_length=200, blank=True)
    return_url = models.CharField(_("where it belongs"), max_length=300, blank=True)
    file = models.CharField(_("file made"), max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs"
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    started_at = models.DateTimeField(_("started at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("long work", "job")
        verbose_name_plural = pgettext_lazy("long work", "jobs")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "lease_until"], name="job_stale"),
            # What runs for a batch, asked for on its pages.
            models.Index(fields=["kind"], name="job_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=JobState.values), name="job_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def percent(self) -> int:
        """Share done, 0 to 100."""
        if self.state == JobState.DONE:
            return 100
        return min(99, 100 * self.done_count // self.total_count) if self.total_count else 0

    @property
    def is_running(self) -> bool:
        """Whether it waits for its turn or is being done."""
        return self.state in {JobState.QUEUED, JobState.RUNNING}

    @property
    def refusals(self) -> dict[str, list[int]]:
        """Which of many were left as they are, by the sentence that says why: their places."""
        found: dict[str, list[int]] = self.result.get("refusals", {})
        return found

    def with_refusal(self, at: int, why: str) -> dict[str, Any]:
        """Return the result with one more that was left as it is, the one at place `at`."""
        refusals = self.refusals | {why: [*self.refusals.get(why, ()), at]}
        return {**self.result, "refusals": refusals}
