"""Every address of the academy and who gets in there. Who is not named stays outside.

One row for an address, or several where it leads to things that are not equally open.
The words beside the name stand for the objects of `tests.access.world`, all of the first
program, in the order of the address. Rows are of three kinds:

    page(name, words, who)   is read; a post does nothing more than show it, or is refused
    form(name, words, who)   is read and posted by the same people
    act(name, words, who)    is only posted

`led` are people whom the address leads on to another page, instead of showing its own.
Anonymous visitors who are not named are sent to sign in.
"""

from tests.access.tables.house import ACCOUNT, ENTRANCE, HOUSE
from tests.access.tables.learning import APPLYING, ASKING, LEARNING
from tests.access.tables.work import (
    CERTIFICATES,
    LISTS,
    REPORTS,
    REVIEWING,
    SELECTING,
    SETTING_UP,
    WORKING,
)

ROWS = (
    *HOUSE,
    *ENTRANCE,
    *ACCOUNT,
    *LEARNING,
    *ASKING,
    *APPLYING,
    *SELECTING,
    *SETTING_UP,
    *LISTS,
    *WORKING,
    *REVIEWING,
    *CERTIFICATES,
    *REPORTS,
)


# Wagtail's own, inside the site: the password of a page, which none here has.
# Its admin is in `tests/cms/test_trainer_doors.py`.
OF_WAGTAIL = {
    "wagtailcore_authenticate_with_password",
}
