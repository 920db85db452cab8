"""What people sent in by the contact form is theirs: it is read under /kerja/, never here."""

from wagtail import hooks


@hooks.register("filter_form_submissions_for_user")
def no_messages_in_the_admin(user, forms):
    """Close Wagtail's list, export and deletion of messages to everybody, its menu item too."""
    return forms.none()
