from academy.core.jobs import Progress, job_task
from academy.people.models import User
from courses.workspace.actions.consent import tell_withdrawal


@job_task("courses.tell_consent_withdrawn")
def tell_consent_withdrawn(progress: Progress, *, person: int, withdrawal: int) -> None:
    tell_withdrawal(person=User.objects.get(pk=person), withdrawal=withdrawal)
