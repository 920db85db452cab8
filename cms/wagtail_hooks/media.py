"""Videos and recordings in the content admin: sent in pieces, converted, captioned."""

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from cms.views import captions, media, uploads


@hooks.register("register_admin_urls")
def media_urls() -> list[URLPattern]:
    return [
        path("video-dan-audio/<int:media_id>/keadaan/", media.state, name="cms_media_state"),
        path("video-dan-audio/<int:media_id>/olah/", media.convert, name="cms_media_convert"),
        path(
            "video-dan-audio/<int:media_id>/takarir/", captions.captions, name="cms_media_captions"
        ),
        path("unggah/", uploads.begin, name="cms_upload"),
        path("unggah/<uuid:upload_id>/", uploads.state, name="cms_upload_state"),
        path("unggah/<uuid:upload_id>/<int:offset>/", uploads.piece, name="cms_upload_piece"),
    ]


@hooks.register("insert_global_admin_js")
def media_script() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("js/admin/media.js"))
