from celery import shared_task

from academy.core.jobs import Progress, job_task
from academy.people import accesses
from academy.people.accounts.actions.email import forget_old_changes
from academy.people.entrance import letters
from academy.people.entrance.actions import forget_ended_sessions
from academy.people.entrance.guessing.throttle import forget_old_counts
from academy.people.kept_forms.actions import forget_old_forms
from academy.people.models import EmailChange, User


@shared_task(name="people.forget_kept_forms")
def forget_kept_forms() -> None:
    forget_old_forms()


@shared_task(name="people.forget_guess_counts")
def forget_guess_counts() -> None:
    forget_old_counts()


@job_task(letters.SEND)
def send_letter(progress: Progress, *, user: int, letter: str, change: int | None = None) -> None:
    about = EmailChange.objects.filter(pk=change).first() if change else None
    # Of a change that was asked anew meanwhile there is nothing to say any more.
    if change is None or about is not None:
        letters.send(letters.Letter(letter), user=User.objects.get(pk=user), change=about)


@shared_task(name="people.forget_accesses")
def forget_accesses() -> None:
    accesses.forget_old()


@shared_task(name="people.forget_email_changes")
def forget_email_changes() -> None:
    forget_old_changes()


@shared_task(name="people.forget_ended_sessions")
def forget_sessions() -> None:
    forget_ended_sessions()
