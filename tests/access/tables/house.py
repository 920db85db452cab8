"""The house, its doors, and one's own account."""

from tests.access.rows import (
    EVERYBODY,
    HALF,
    NOBODY,
    PARTICIPANT,
    READ_LESSONS,
    SIGNED_IN,
    WITH_SECOND_FACTOR,
    WRITERS,
    Row,
    act,
    form,
    page,
)
from tests.access.world import Who

HOUSE = (
    page("healthz", "", EVERYBODY),
    page("readyz", "", EVERYBODY),
    Row("core:language", led=EVERYBODY, posted=EVERYBODY),
    act("core:theme", "", EVERYBODY),
    page("core:offline", "", EVERYBODY),
    page("core:gallery", "", EVERYBODY),
    page("core:robots", "", EVERYBODY),
    page("core:security", "", EVERYBODY),
    page("core:too_large", "", EVERYBODY),
    page("cms:sitemap", "", EVERYBODY),
    page("cms:search", "", EVERYBODY),
    page("cms:privacy", "", EVERYBODY),
    page("cms:picture", "picture", READ_LESSONS),
    page("cms:drawing", "drawing drawing_name", READ_LESSONS),
    page("cms:medium", "recording", READ_LESSONS),
    page("cms:captions", "captions", READ_LESSONS),
    page("cms:poster", "poster", READ_LESSONS),
    page("cms:document", "paper paper_name", READ_LESSONS),
    Row("wagtail_serve", ("home",), shown=EVERYBODY),
    # Wagtail's doors lead to ours.
    Row("wagtailcore_login", to_sign_in=EVERYBODY),
    Row("admin_login", led=HALF, to_sign_in=EVERYBODY - HALF),
    page("admin_account", "", NOBODY, led=EVERYBODY),
    Row("wagtailadmin_home", shown=WRITERS, led=HALF, to_sign_in=EVERYBODY - WRITERS - HALF),
)


ENTRANCE = (
    form("account_login", "", EVERYBODY),
    page("account_continue", "", NOBODY, led=SIGNED_IN),
    page("account_inactive", "", EVERYBODY),
    page("people:forgotten_pin", "", EVERYBODY),
    form("people:card", "holder used_card", EVERYBODY),
    page("mfa_authenticate", "", NOBODY, led=SIGNED_IN),
    Row("account_logout", shown=SIGNED_IN, led={Who.ANONYMOUS}, posted=EVERYBODY),
)


ACCOUNT = (
    page("people:account", "", SIGNED_IN),
    form("people:profile", "", SIGNED_IN),
    form("people:change_pin", "", SIGNED_IN),
    form("people:email", "", SIGNED_IN),
    form("people:confirm_email", "email_change", PARTICIPANT, led=SIGNED_IN - PARTICIPANT),
    # Only for those who signed in with a printed PIN.
    page("people:choose_secret", "", NOBODY, led=SIGNED_IN),
    form("people:privacy", "", SIGNED_IN),
    form("people:withdraw_consent", "", SIGNED_IN),
    form("people:data_copy", "", SIGNED_IN),
    # Of another account on this handset, or sent already: on to where one's work begins.
    page("people:kept_form", "kept_form", PARTICIPANT, led=SIGNED_IN - PARTICIPANT),
    act("people:kept_form_discard", "kept_form", PARTICIPANT),
    page("courses:calendar", "", SIGNED_IN),
    act("courses:calendar_renew", "", SIGNED_IN),
    # A phone brings no cookie: who has the address reads it.
    page("courses:calendar_feed", "calendar_owner calendar_key", EVERYBODY),
    page("notify:list", "", SIGNED_IN),
    act("notify:read_all", "", SIGNED_IN),
    act("notify:read", "notice", PARTICIPANT),
    form("account_reauthenticate", "", SIGNED_IN),
    Row(
        "mfa_reauthenticate",
        shown=WITH_SECOND_FACTOR,
        led=SIGNED_IN - WITH_SECOND_FACTOR,
        posted=WITH_SECOND_FACTOR,
    ),
    form("usersessions_list", "", SIGNED_IN),
    page("mfa_index", "", SIGNED_IN),
    # Before the second step is changed, one says again who one is.
    page("mfa_activate_totp", "", NOBODY, led=SIGNED_IN),
    page("mfa_deactivate_totp", "", NOBODY, led=WITH_SECOND_FACTOR),
    page("mfa_generate_recovery_codes", "", NOBODY, led=SIGNED_IN),
    # Nobody here has made any.
    page("mfa_view_recovery_codes", "", NOBODY),
    page("mfa_download_recovery_codes", "", NOBODY),
)
