"""What is told of questions, and what is forgotten of them."""

from celery import shared_task

from academy.core.jobs import Progress, job_task
from courses.asking import queries
from courses.asking.actions import desk, drafts, pictures, posts
from courses.models import Post


@job_task(posts.TELL_FOLLOWERS)
def tell_followers(progress: Progress, *, answer: int) -> None:
    """Tell all who wanted to know too and can read it; those who were told hear it once."""
    found = Post.objects.select_related("question", "activity").get(pk=answer)
    if found.is_withheld or found.thread.is_withheld:
        return
    for user in queries.followers_of(found.thread):
        posts.tell_follower(found, user)


@shared_task(name="courses.tell_of_questions")
def tell_of_questions() -> None:
    desk.tell_of_waiting()


@shared_task(name="courses.forget_answer_drafts")
def forget_answer_drafts() -> None:
    drafts.forget_old()


@shared_task(name="courses.forget_unsent_pictures")
def forget_unsent_pictures() -> None:
    pictures.forget_unsent()
