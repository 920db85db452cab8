from django.core.mail import send_mail

from cms.models import ContactMessage, ContactPage


def mail_submission(*, submission_id: int) -> None:
    """Mail what somebody wrote in the contact form to the addresses of its page.

    Does nothing where the submission was deleted in the meantime.
    """
    submission = ContactMessage.objects.filter(pk=submission_id).first()
    if submission is None:
        return
    page = ContactPage.objects.get(pk=submission.page_id)
    labels = {field.clean_name: field.label for field in page.form_fields.all()}
    lines = [f"{label}: {submission.form_data.get(name, '')}" for name, label in labels.items()]
    send_mail(
        page.subject or page.title,
        "\n\n".join(lines),
        page.from_address or None,
        [address.strip() for address in page.to_address.split(",") if address.strip()],
    )
