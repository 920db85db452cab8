"""The site around the courses: front page, catalogue, news, pages of text, contact form."""

from wagtail.models import Page

from academy.demo.load import sources
from academy.demo.load.base import Clock, stable_id
from academy.demo.load.blocks import blocks
from academy.demo.load.images import Pictures
from academy.demo.load.sourced import note, put_page
from academy.demo.load.sources import COURSES, SITE, Source
from academy.demo.models import Sourced
from cms.actions.site import found_site
from cms.models import (
    AcademyImage,
    ArticleIndexPage,
    ArticlePage,
    ContactFormField,
    ContactPage,
    CourseIndexPage,
    HomePage,
    StandardPage,
)

PAGES = ("tentang", "bantuan", "privasi")


def load_site(clock: Clock) -> Page:
    """Bring the site's pages up to their sources; return the catalogue."""
    home = _home()
    catalogue = _listing(CourseIndexPage, "katalog.yaml", home)
    for name in PAGES:
        source = sources.read(SITE / f"{name}.md")
        put_page(
            source.key,
            StandardPage(
                title=source.data["title"],
                slug=source.data["slug"],
                intro=source.data["intro"],
                body=_stream(source, source.body),
                show_in_menus=True,
            ),
            parent=home,
            digest=source.digest,
        )
    _news(clock, home)
    _contact(home)
    return catalogue


def _adopt(key: str, page: Page) -> None:
    """Let the load fill a page that every academy begins with, as long as nobody edited it."""
    if page.latest_revision_id is None and not Sourced.objects.filter(key=key).exists():
        note(key, page, digest="")


def _home() -> HomePage:
    source = sources.read(SITE / "beranda.yaml")
    data = source.data
    pictures = Pictures(SITE / "images", None)
    home = found_site()
    _adopt(source.key, home)
    page = HomePage(
        title=data["title"],
        slug=home.slug,
        headline=data["headline"],
        intro=data["intro"],
        illustration=pictures.image(data["illustration"], data["illustration_alt"]),
        audience=_rows(source, "audience", "point"),
        journey=_rows(source, "journey", "point"),
        words=_rows(source, "words", "words"),
        body=_stream(source, data["body"]),
    )
    return (
        put_page(source.key, page, parent=Page.get_first_root_node(), digest=source.digest) or home
    )


def _rows(source: Source, name: str, kind: str) -> list[dict[str, object]]:
    return [
        {"type": kind, "value": value, "id": str(stable_id(source.key, name, at))}
        for at, value in enumerate(source.data[name])
    ]


def _listing(kind: type[Page], file: str, home: HomePage) -> Page:
    source = sources.read(SITE / file)
    there = kind.objects.get()
    _adopt(source.key, there)
    page = kind(**source.data, show_in_menus=True)
    return put_page(source.key, page, parent=home, digest=source.digest) or there


def _news(clock: Clock, home: HomePage) -> None:
    index = _listing(ArticleIndexPage, "berita.yaml", home)
    for path in sorted((SITE / "berita").glob("*.md")):
        source = sources.read(path)
        data = source.data
        put_page(
            source.key,
            ArticlePage(
                title=data["title"],
                slug=path.stem,
                published_on=clock.day(-data["days_ago"]),
                summary=data["summary"],
                illustration=_course_picture(data["illustration"], data["illustration_alt"]),
                body=_stream(source, source.body),
            ),
            parent=index,
            digest=source.digest,
        )


def _course_picture(name: str, alt: str) -> AcademyImage:
    course, file = name.split("/")
    return Pictures(COURSES / course / "images", None).image(file, alt)


def _contact(home: HomePage) -> None:
    source = sources.read(SITE / "kontak.yaml")
    data = source.data
    page = ContactPage(
        title=data["title"],
        slug=data["slug"],
        intro=data["intro"],
        thanks=data["thanks"],
        to_address=data["to_address"],
        subject=data["subject"],
        show_in_menus=True,
    )
    page.form_fields = [
        ContactFormField(
            sort_order=at,
            label=row["label"],
            field_type=row["type"],
            required=row["required"],
            choices="\n".join(row.get("choices", ())),
            help_text=row.get("help", ""),
        )
        for at, row in enumerate(data["fields"])
    ]
    for there in ContactPage.objects.all():
        _adopt(source.key, there)
    put_page(source.key, page, parent=home, digest=source.digest, children=("form_fields",))


def _stream(source: Source, markdown: str) -> list:
    return blocks(markdown, key=source.key, image_of=Pictures(SITE / "images", None).key_of)
