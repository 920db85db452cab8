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

from tests.access.rows import (
    COMPANION,
    COMPANIONS,
    COORDINATORS,
    EVERYBODY,
    GONE,
    HALF,
    MANAGER,
    NOBODY,
    PARTICIPANT,
    PARTICIPANTS,
    PARTNER,
    PARTNERS,
    READ_LESSONS,
    RUN_THE_BATCH,
    SIGNED_IN,
    TRAINER,
    TRAINERS,
    WITH_SECOND_FACTOR,
    WORKERS,
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
LEARNING = (
    page("courses:learn_home", "", SIGNED_IN),
    page("courses:learn_search", "", SIGNED_IN),
    page("courses:my_courses", "", SIGNED_IN - PARTICIPANTS - GONE, led=PARTICIPANTS | GONE),
    page("courses:schedule", "", SIGNED_IN),
    # Who has left still sees what was done, and the marks.
    page("courses:practice", "", SIGNED_IN),
    page("courses:practice_result", "practised", PARTICIPANT),
    # What somebody cannot practise leads back to what can be.
    act("courses:practice_answer", "practised", SIGNED_IN),
    page("courses:outline", "batch", PARTICIPANT | GONE),
    act("courses:begin", "batch", PARTICIPANT),
    page("courses:marks", "batch", PARTICIPANT | GONE),
    page("courses:lesson", "batch lesson", PARTICIPANT),
    act("courses:lesson_finish", "batch lesson", PARTICIPANT),
    act("courses:lesson_way", "batch lesson", PARTICIPANT),
    act("courses:lesson_position", "batch lesson", PARTICIPANT),
    page("courses:quiz", "batch quiz", PARTICIPANT),
    # Who has left is led back, and told why nothing is taken in.
    act("courses:quiz_start", "batch quiz", PARTICIPANT, led=GONE),
    page("courses:attempt", "batch quiz attempt", PARTICIPANT),
    act("courses:attempt_save", "batch quiz attempt", PARTICIPANT),
    act("courses:attempt_submit", "batch quiz attempt", PARTICIPANT),
    # An open attempt has no result.
    page("courses:attempt_result", "batch quiz attempt", NOBODY, led=PARTICIPANT),
    page("courses:assignment", "batch assignment", PARTICIPANT),
    act("courses:assignment_add", "batch next_assignment", PARTICIPANT, led=GONE),
    act("courses:submission_arrange", "batch next_assignment draft", PARTICIPANT),
    act("courses:submission_hand_in", "batch next_assignment draft", PARTICIPANT),
    act("courses:submission_take_back", "batch assignment submission", PARTICIPANT),
    page("courses:submission_file", "file", PARTICIPANT | TRAINER | RUN_THE_BATCH),
    page("courses:submission_file", "draft_file", PARTICIPANT),
    page("courses:submission_thumbnail", "file", PARTICIPANT | TRAINER | RUN_THE_BATCH),
    page("courses:submission_thumbnail", "draft_file", PARTICIPANT),
)
APPLYING = (
    page("courses:batches", "", EVERYBODY),
    page("courses:batch_public", "batch", EVERYBODY),
    form("courses:application_begin", "open_batch", EVERYBODY),
    # Who has not begun here is led to the beginning; nobody meets another's draft.
    *(
        form(f"courses:application_{step}", "open_batch", PARTICIPANT, led=SIGNED_IN - PARTICIPANT)
        for step in ("pesantren", "about", "documents", "consent", "send")
    ),
    page("courses:document_file", "document", PARTICIPANT | RUN_THE_BATCH),
    page("courses:document_file", "draft_document", PARTICIPANT),
    act("courses:document_remove", "draft_document", PARTICIPANT),
    page("courses:application_status", "application", PARTICIPANT),
    page("courses:application_status", "draft_application", NOBODY, led=PARTICIPANT),
    form("courses:application_withdraw", "application", PARTICIPANT),
)
SELECTING = (
    page("courses:applications", "", COORDINATORS),
    page("courses:batch_applications", "batch", RUN_THE_BATCH),
    act("courses:applications_decide", "batch", RUN_THE_BATCH),
    act("courses:applications_undo", "batch", RUN_THE_BATCH),
    page("courses:applications_deciding", "batch", RUN_THE_BATCH),
    page("courses:application_detail", "application", RUN_THE_BATCH),
    page("courses:application_detail", "draft_application", NOBODY),
    act("courses:application_decide", "application", RUN_THE_BATCH),
    act("courses:application_decide", "draft_application", NOBODY),
)
SETTING_UP = (
    page("people:notices", "", MANAGER),
    page("people:notice", "version", MANAGER),
    form("people:notice_draft", "", MANAGER),
    form("people:notice_publish", "version", MANAGER),
    page("people:pesantren_list", "", COORDINATORS),
    form("people:pesantren_new", "", COORDINATORS),
    form("people:pesantren", "pesantren", COORDINATORS),
    form("people:pesantren_import", "", MANAGER),
    form("people:pesantren_preview", "pesantren_list", MANAGER),
    form("notify:mail_test", "", MANAGER),
    form("certificates:key", "", MANAGER),
    form("courses:batch_new", "", COORDINATORS),
    form("courses:batch_settings", "batch", RUN_THE_BATCH),
    page("courses:batch_rule", "batch", RUN_THE_BATCH),
    form("courses:batch_schedule", "batch", RUN_THE_BATCH),
    form("courses:batch_copy", "batch", RUN_THE_BATCH),
    form("courses:batch_activities", "batch", RUN_THE_BATCH),
    form("courses:batch_close", "batch", RUN_THE_BATCH),
    form("courses:program_new", "", MANAGER),
    form("courses:program_settings", "program", MANAGER),
    page("courses:staff", "", MANAGER),
    page("people:accesses", "", MANAGER),
    form("courses:staff_new", "", MANAGER),
    form("courses:staff_person", "participant", MANAGER),
    form("courses:staff_access", "trainer", MANAGER),
)
WORKING = (
    page("courses:work_home", "", WORKERS),
    page("courses:companion", "", COMPANIONS),
    page("courses:find_people", "", COORDINATORS | COMPANIONS),
    page("courses:work_batches", "", COORDINATORS),
    page("courses:batch_overview", "batch", RUN_THE_BATCH),
    act("courses:people_act", "batch", RUN_THE_BATCH),
    form("courses:batch_slips", "batch", RUN_THE_BATCH),
    page("courses:batch_slips_file", "batch", NOBODY, led=RUN_THE_BATCH),
    act("courses:batch_slips_delete", "batch", RUN_THE_BATCH),
    page("courses:person", "seat", COMPANION | RUN_THE_BATCH),
    form("courses:person_correct", "seat", RUN_THE_BATCH),
    act("courses:attendance_decide", "attendance_request", RUN_THE_BATCH),
    form("courses:person_move", "seat", RUN_THE_BATCH),
    page("courses:merge_find", "participant", RUN_THE_BATCH),
    form("courses:merge", "participant double", RUN_THE_BATCH),
    form("courses:person_pin", "seat", COMPANION | RUN_THE_BATCH),
    form("courses:mark_correct", "seat quiz", TRAINER | RUN_THE_BATCH),
    form("courses:mark_again", "question", TRAINER | MANAGER),
    form("courses:person_consent", "seat", COMPANION | RUN_THE_BATCH),
    form("courses:person_withdraw", "seat", RUN_THE_BATCH),
    form("courses:person_replace", "seat", RUN_THE_BATCH),
    page("courses:person_readmit", "seat", NOBODY, led=RUN_THE_BATCH),
    page("courses:sessions", "batch", RUN_THE_BATCH),
    form("courses:session_new", "batch", RUN_THE_BATCH),
    form("courses:session_edit", "session", RUN_THE_BATCH),
    form("courses:session_call_off", "session", RUN_THE_BATCH),
    act("courses:session_restore", "session", RUN_THE_BATCH),
    form("courses:roster", "session", COMPANION | TRAINER | RUN_THE_BATCH),
    page("courses:roster_sheet", "session", COMPANION | TRAINER | RUN_THE_BATCH),
    page("courses:messages", "", MANAGER),
    page("courses:message", "contact_message", MANAGER),
    page("courses:jobs", "", WORKERS),
    page("courses:job", "job", RUN_THE_BATCH),
    page("courses:job_file", "job", RUN_THE_BATCH),
)
REVIEWING = (
    page("courses:review_queue", "", TRAINERS),
    page("courses:reviewed", "", TRAINERS),
    page("courses:forgotten", "", TRAINERS | MANAGER),
    Row("courses:review_desk", ("submission",), shown=TRAINER | RUN_THE_BATCH, posted=TRAINER),
    form("courses:review_desk", "draft", NOBODY),
    act("courses:review_undo", "review", TRAINER),
)
CERTIFICATES = (
    page("certificates:check_form", "", EVERYBODY),
    page("certificates:check", "code", EVERYBODY),
    page("certificates:own_list", "", SIGNED_IN),
    page("certificates:own_download", "certificate", PARTICIPANT),
    page("certificates:register", "", COORDINATORS),
    page("certificates:batch", "batch", RUN_THE_BATCH),
    page("certificates:job", "batch", RUN_THE_BATCH),
    act("certificates:issue", "batch", RUN_THE_BATCH),
    act("certificates:send", "batch", RUN_THE_BATCH),
    act("certificates:design", "batch", MANAGER),
    act("certificates:zip", "batch", RUN_THE_BATCH),
    act("certificates:print_missing", "batch", RUN_THE_BATCH),
    page("certificates:zip_download", "batch job", RUN_THE_BATCH),
    page("certificates:preview", "batch seat", RUN_THE_BATCH),
    page("certificates:download", "certificate", RUN_THE_BATCH),
    form("certificates:revoke", "certificate", RUN_THE_BATCH),
    form("certificates:replace", "certificate", RUN_THE_BATCH),
)
REPORTS = (
    page("reports:programs", "", COORDINATORS),
    page("reports:program", "program", RUN_THE_BATCH),
    page("reports:people", "program", RUN_THE_BATCH),
    page("reports:applications", "program", RUN_THE_BATCH),
    page("reports:pesantren", "program", RUN_THE_BATCH),
    page("reports:partner_programs", "", MANAGER, led=PARTNERS),
    page("reports:partner", "program", PARTNER | MANAGER),
)
ROWS = (
    *HOUSE,
    *ENTRANCE,
    *ACCOUNT,
    *LEARNING,
    *APPLYING,
    *SELECTING,
    *SETTING_UP,
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
