"""Where participants learn, ask and apply."""

from tests.access.rows import (
    COORDINATORS,
    EVERYBODY,
    GONE,
    HALF,
    NOBODY,
    PARTICIPANT,
    PARTICIPANTS,
    RUN_THE_BATCH,
    SIGNED_IN,
    TRAINER,
    TRAINERS,
    act,
    form,
    page,
)

LEARNING = (
    page("courses:learn_home", "", SIGNED_IN),
    page("courses:learn_search", "", SIGNED_IN),
    page("courses:tasks", "", SIGNED_IN),
    page("courses:my_courses", "", SIGNED_IN - PARTICIPANTS - GONE, led=PARTICIPANTS | GONE),
    page("courses:schedule", "", SIGNED_IN),
    form("courses:check_in", "session", PARTICIPANT),
    page("courses:check_in_scanned", "session scanned", PARTICIPANT),
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
    act("courses:lesson_answer", "batch lesson asked_block", PARTICIPANT),
    act("courses:lesson_way", "batch lesson", PARTICIPANT),
    act("courses:lesson_position", "batch lesson", PARTICIPANT),
    form("courses:lesson_note", "batch lesson", PARTICIPANT),
    page("courses:notes", "", SIGNED_IN),
    page("courses:glossary", "batch", PARTICIPANT),
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
    act("courses:assignment_piece", "batch next_assignment sending", PARTICIPANT, led=GONE),
    act("courses:submission_arrange", "batch next_assignment draft", PARTICIPANT),
    act("courses:submission_hand_in", "batch next_assignment draft", PARTICIPANT),
    act("courses:submission_take_back", "batch assignment submission", PARTICIPANT),
    page("courses:gallery", "batch", PARTICIPANT),
    page("courses:gallery_work", "batch gallery_work", PARTICIPANT),
    page("courses:gallery_photo", "batch gallery_file", PARTICIPANT),
    page("courses:gallery_thumbnail", "batch gallery_file", PARTICIPANT),
    form("courses:gallery_own", "own_gallery_work", PARTICIPANT),
    act("courses:gallery_keep_back", "own_gallery_work", PARTICIPANT),
    form("courses:peer_feedback", "peer_asked", PARTICIPANT),
    page("courses:peer_file", "peer_file", PARTICIPANT),
    page("courses:peer_thumbnail", "peer_file", PARTICIPANT),
    page("courses:submission_file", "file", PARTICIPANT | TRAINER | RUN_THE_BATCH),
    page("courses:submission_file", "draft_file", PARTICIPANT),
    page("courses:voice_note", "voice_note", PARTICIPANT | TRAINER | RUN_THE_BATCH),
    # Of a review in work: for who spoke alone.
    page("courses:voice_note", "draft_voice_note", TRAINER),
    page("courses:submission_thumbnail", "file", PARTICIPANT | TRAINER | RUN_THE_BATCH),
    page("courses:submission_thumbnail", "draft_file", PARTICIPANT),
)


ASKING = (
    page("courses:batch_questions", "batch", PARTICIPANT),
    page("courses:activity_questions", "batch lesson", PARTICIPANT),
    form("courses:ask", "batch lesson", PARTICIPANT),
    # Who leads reads and answers it in the workspace.
    form("courses:question", "asked", PARTICIPANT, led=TRAINER | RUN_THE_BATCH | HALF),
    act("courses:question_follow", "asked", PARTICIPANT),
    form("courses:post_edit", "asked", PARTICIPANT),
    form("courses:post_take_back", "asked", PARTICIPANT),
    act("courses:post_mark", "answer", PARTICIPANT | TRAINER | RUN_THE_BATCH),
    page("courses:post_picture", "post_picture", PARTICIPANT | TRAINER | RUN_THE_BATCH),
    page("courses:post_thumbnail", "post_picture", PARTICIPANT | TRAINER | RUN_THE_BATCH),
    page("courses:questions_desk", "", TRAINERS | COORDINATORS),
    form("courses:desk_question", "asked", TRAINER | RUN_THE_BATCH),
    form("courses:report", "post answer", PARTICIPANT | TRAINER | RUN_THE_BATCH),
    page("courses:reports", "", COORDINATORS),
    form("courses:report_decide", "report", RUN_THE_BATCH),
    act("courses:report_settle", "report", RUN_THE_BATCH),
    form("courses:thing_hide", "post asked", RUN_THE_BATCH),
    act("courses:thing_show", "post asked", RUN_THE_BATCH),
    page("courses:announcements", "", TRAINERS | COORDINATORS),
    form("courses:announcement_new", "", TRAINERS | COORDINATORS),
    page("courses:announcement", "announcement", RUN_THE_BATCH),
    form("courses:announcement_edit", "announcement", RUN_THE_BATCH),
    act("courses:announcement_send", "announcement", RUN_THE_BATCH),
    act("courses:announcement_take_down", "announcement", RUN_THE_BATCH),
    page("courses:batch_announcements", "batch", PARTICIPANT),
    # Of others, it leads home.
    form("courses:announcement_read", "announcement", PARTICIPANT, led=SIGNED_IN - PARTICIPANT),
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
