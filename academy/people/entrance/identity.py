"""Who is meant by what a person types into the sign-in form."""

from academy.core.text.typed import clean_typed
from academy.people.models import User
from academy.people.particulars.phones import normalise_phone


def typed_login(text: str) -> tuple[str, str]:
    """Return the field that `text` is meant for and the text as it is stored there.

    What holds an @ is an e-mail; what begins with a digit or + a phone (user names begin
    with a letter); the rest is a user name.
    """
    text = clean_typed(text)
    if "@" in text:
        return "email", text.lower()
    if text[:1].isdecimal() or text[:1] in {"+", "("}:
        try:
            return "phone", normalise_phone(text)
        except ValueError:
            return "phone", text
    return "username", text.replace(" ", "").lower()


def find_user(login: str) -> User | None:
    """Return the one person whom `login` names, or None.

    A phone number that several people share names nobody: each signs in by user name. The user
    name of an account that was merged names the one that stayed, with that one's PIN.
    """
    field, value = typed_login(login)
    people = User.objects.select_related("merged_into")
    found = list(people.filter(**{field: value})[:2]) if value else []
    return found[0].merged_into or found[0] if len(found) == 1 else None


def is_shared(login: str) -> bool:
    """Say whether `login` is a phone number of more than one account."""
    field, value = typed_login(login)
    return field == "phone" and bool(value) and User.objects.filter(phone=value).count() > 1


def shares_phone(user: User) -> bool:
    """Say whether another account has the phone number of `user` too."""
    return bool(user.phone) and User.objects.filter(phone=user.phone).exclude(pk=user.pk).exists()
