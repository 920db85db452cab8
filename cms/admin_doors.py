"""Which views of Wagtail's admin trainers use. What is not listed here is closed to them,
also what a new version of Wagtail brings along."""

PAGES = {
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_explore_root",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    *(
        f"wagtailadmin_pages:{name}"
        for name in (
            *("add_subpage", "add", "preview_on_add", "choose_parent"),
            *("edit", "preview_on_edit", "view_draft", "search", "search_results"),
            *("delete", "unpublish", "copy", "move", "move_confirm", "set_page_position", "usage"),
            *("lock", "unlock", "history", "history_results", "revisions_index"),
            *("revisions_view", "revisions_revert", "revisions_compare", "revisions_unschedule"),
            *("workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation"),
            *("workflow_preview", "workflow_history", "workflow_history_detail"),
        )
    ),
}
QUESTIONS = {
    *(
        f"wagtailsnippets_cms_question:{name}"
        for name in (
            *("list", "list_results", "add", "edit", "delete", "usage", "unpublish"),
            *("history", "history_results", "revisions_revert", "revisions_compare"),
            *("revisions_view", "revisions_unschedule"),
        )
    ),
    *(
        f"wagtailsnippetchoosers_cms_question:{name}"
        for name in ("choose", "choose_results", "chosen", "chosen_multiple", "create")
    ),
}
RUBRICS = {
    "cms_rubrics",
    *(
        f"wagtailsnippets_cms_rubric:{name}"
        for name in ("list", "list_results", "add", "edit", "delete", "usage")
    ),
    *("wagtailsnippets_cms_rubric:history", "wagtailsnippets_cms_rubric:history_results"),
}
FILES = {
    *(
        f"{app}:{name}"
        for app in ("wagtailimages", "wagtaildocs")
        for name in (
            *("index", "index_results", "add", "edit", "delete", "add_multiple", "edit_multiple"),
            *("delete_multiple", "delete_upload_multiple"),
        )
    ),
    "cms_original",
    *("wagtailimages:image_usage", "wagtaildocs:document_usage"),
    *("wagtailimages:create_multiple_from_uploaded_image",),
    *("wagtaildocs:create_multiple_from_uploaded_document",),
    *(
        f"{app}_chooser:{name}"
        for app in ("wagtailimages", "wagtaildocs")
        for name in ("choose", "choose_results", "chosen", "chosen_multiple", "create")
    ),
    *("wagtailimages_chooser:select_format",),
    *(
        f"wagtailmedia:{name}"
        for name in (
            *("index", "add", "edit", "delete", "media_usage", "media_chosen"),
            *("chooser", "chooser_typed", "chooser_upload"),
        )
    ),
}
TOOLS = {
    # Ours in place of Wagtail's: sign-in and account.
    *("admin_login", "admin_account"),
    *("wagtailadmin_home", "wagtailadmin_logout", "wagtail_bulk_action"),
    *("wagtailadmin_choose_page", "wagtailadmin_choose_page_child"),
    *("wagtailadmin_choose_page_search", "wagtailadmin_choose_page_chosen_multiple"),
    *("wagtailadmin_choose_page_external_link", "wagtailadmin_choose_page_email_link"),
    *("wagtailadmin_choose_page_phone_link", "wagtailadmin_choose_page_anchor_link"),
    *("wagtailadmin_tag_autocomplete", "wagtailadmin_dismissibles", "wagtailadmin_block_preview"),
    *("wagtailadmin_sprite", "wagtailadmin_javascript_catalog"),
    *("wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"),
}
WORD = {"cms_word", "cms_word_preview", "cms_word_shown", "cms_word_picture"}
BANK = {
    f"cms_bank_{name}" for name in ("send", "preview", "template", "export", "typed", "picture")
}
MEDIA = {
    *("cms_media_state", "cms_media_convert", "cms_media_captions"),
    *("cms_upload", "cms_upload_state", "cms_upload_piece"),
}
OF_TRAINERS = frozenset(BANK | MEDIA | WORD | PAGES | QUESTIONS | RUBRICS | FILES | TOOLS)
