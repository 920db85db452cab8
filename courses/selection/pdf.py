"""Letters of acceptance and of refusal on A4, one page each."""

from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import batched

import pikepdf
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from academy.web.paper import own_files
from academy.web.typefaces import FONTS
from courses.models import Application

AT_ONCE = 50
# Letters are handed to families and pesantren, whatever language the coordinator reads.
LANGUAGE = "id"


def letters_pdf(applications: Sequence[Application], *, on_part: Callable[[int], None]) -> bytes:
    """Return the letters as a PDF, in their order.

    A part takes seconds; after each `on_part` is called with how many are done.
    """
    fonts, whole, done = FontConfiguration(), pikepdf.new(), 0
    for part in batched(applications, AT_ONCE, strict=False):
        with translation.override(LANGUAGE):
            html = render_to_string("courses/selection/letters_pdf.html", _context(part))
        document = HTML(string=html, base_url=f"{FONTS.as_uri()}/", url_fetcher=own_files())
        with pikepdf.open(BytesIO(document.write_pdf(font_config=fonts))) as pdf:
            whole.pages.extend(pdf.pages)
        done += len(part)
        on_part(done)
    output = BytesIO()
    whole.save(output)
    return output.getvalue()


def _context(applications: Sequence[Application]) -> dict[str, object]:
    return {
        "applications": applications,
        "address": f"{settings.BASE_URL}{reverse('account_login')}",
        "today": timezone.localdate(),
        "language": LANGUAGE,
    }
