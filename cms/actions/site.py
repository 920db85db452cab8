"""The pages that every academy has, so that no menu leads nowhere on the first day."""

from typing import cast

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Page, Site

from cms.models import (
    ArticleIndexPage,
    ContactFormField,
    ContactPage,
    CourseIndexPage,
    HomePage,
)


@transaction.atomic
def found_site() -> HomePage:
    """Make the front page, catalogue, news and contact form where they are missing.

    The words are a beginning for editors; what is there already stays as it is.
    """
    _name_roots()
    home = HomePage.objects.first() or _found_home()
    if not CourseIndexPage.objects.exists():
        intro = "Belajar di ponsel, sedikit demi sedikit, dan langsung dicoba."
        home.add_child(instance=CourseIndexPage(title="Kursus", slug="kursus", intro=intro))
    if not ArticleIndexPage.objects.exists():
        home.add_child(instance=ArticleIndexPage(title="Kabar", slug="kabar"))
    if not ContactPage.objects.exists():
        _found_contact(home)
    return cast(HomePage, home)


def _name_roots() -> None:
    """Call what everything hangs on by a word of editors: Wagtail's migrations leave "Root"."""
    Page.objects.filter(depth=1, title="Root").update(title="Situs", draft_title="Situs")
    Collection.objects.filter(depth=1, name="Root").update(name="Umum")


def _found_home() -> HomePage:
    root = Page.get_first_root_node()
    home = root.add_child(
        instance=HomePage(
            title="OPOP Academy",
            slug="beranda",
            headline="Dari pesantren, untuk pasar yang lebih luas",
            intro="Pelatihan gratis untuk santri, alumni, dan pengurus kopontren di Jawa Timur.",
        )
    )
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.root_page_id else None
    site.hostname, site.port = "localhost", 80
    site.site_name, site.root_page = settings.WAGTAIL_SITE_NAME, home
    site.save()
    # The page that Wagtail's own migrations leave.
    if welcome is not None and type(welcome.specific) is Page and not welcome.numchild:
        welcome.delete()
    home.refresh_from_db()
    return cast(HomePage, home)


def _found_contact(home: HomePage) -> None:
    page = ContactPage(
        title="Kontak",
        slug="kontak",
        intro="Ada yang ingin ditanyakan? Tulis di sini.",
        thanks="Terima kasih. Kami menjawab pada hari kerja.",
    )
    page.form_fields = [
        ContactFormField(sort_order=order, label=label, field_type=kind, required=True)
        for order, (label, kind) in enumerate(
            [
                ("Nama", "singleline"),
                ("Nomor WhatsApp atau surel", "singleline"),
                ("Pesan", "multiline"),
            ]
        )
    ]
    home.add_child(instance=page)
