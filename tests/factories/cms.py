"""Pages, questions and pictures, as trainers make them.

`course_tree()` is the quick way to a published course; the factories build single pages
below a parent (`LessonPageFactory(parent=module)`). Neither brings a page into an index
(`indexing`): a test that searches saves the page once more."""

import factory
from django.utils.text import slugify
from wagtail.models import Page, Site

from cms.models import (
    ArticleIndexPage,
    ArticlePage,
    AssignmentPage,
    ContactPage,
    CourseIndexPage,
    CoursePage,
    HomePage,
    LessonPage,
    ModulePage,
    Question,
    QuestionOption,
    QuizPage,
    QuizQuestion,
    StandardPage,
)
from tests.factories.growing import grow
from tests.factories.indexing import unindexed


class PageFactory(factory.django.DjangoModelFactory):
    """A page below `parent`; published unless `live=False`."""

    class Meta:
        abstract = True

    slug = factory.LazyAttribute(lambda page: slugify(page.title))

    @classmethod
    @unindexed()
    def _create(cls, model_class, *args, parent=None, **kwargs):
        page = model_class(*args, **kwargs)
        grow(parent or cls.default_parent(), page)
        return page

    @classmethod
    def default_parent(cls):
        return home_page()


@unindexed()
def home_page() -> HomePage:
    """Return the front page of the site, made the first time."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        # Wagtail's own migrations leave a welcome page at the address of ours.
        Page.objects.child_of(root).filter(slug="home").update(slug="welcome")
        home = HomePage(
            title="OPOP Academy",
            slug="home",
            headline="Belajar menjual buatan sendiri",
            intro="Pelatihan untuk santri Jawa Timur.",
        )
        grow(root, home)
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        site.hostname, site.port, site.root_page = "localhost", 80, home
        site.save()
    return home


@unindexed()
def catalogue() -> CourseIndexPage:
    """Return the catalogue, made the first time."""
    found = CourseIndexPage.objects.first()
    if found is None:
        found = CourseIndexPage(title="Kursus", slug="kursus", intro="Semua kursus.")
        grow(home_page(), found)
    return found


@unindexed()
def news() -> ArticleIndexPage:
    """Return the news list, made the first time."""
    found = ArticleIndexPage.objects.first()
    if found is None:
        found = ArticleIndexPage(title="Kabar", slug="kabar")
        grow(home_page(), found)
    return found


class CoursePageFactory(PageFactory):
    class Meta:
        model = CoursePage

    title = factory.Sequence(lambda n: f"Fotografi Produk {n}")
    summary = "Memotret produk dengan satu jendela."
    hours = 12

    @classmethod
    def default_parent(cls):
        return catalogue()


class ModulePageFactory(PageFactory):
    class Meta:
        model = ModulePage

    title = factory.Sequence(lambda n: f"Mengenal Cahaya {n}")
    summary = "Cahaya jendela."

    @classmethod
    def default_parent(cls):
        return CoursePageFactory()


class LessonPageFactory(PageFactory):
    class Meta:
        model = LessonPage

    title = factory.Sequence(lambda n: f"Arah cahaya {n}")
    summary = "Depan, samping, belakang."
    minutes = 10
    body = factory.LazyFunction(lambda: [("text", "<p>Cahaya datang dari samping.</p>")])

    @classmethod
    def default_parent(cls):
        return ModulePageFactory()


class QuizPageFactory(PageFactory):
    """A quiz without questions; `course_tree` asks two."""

    class Meta:
        model = QuizPage

    title = factory.Sequence(lambda n: f"Kuis: Mengenal Cahaya {n}")
    minutes = 5

    @classmethod
    def default_parent(cls):
        return ModulePageFactory()


class AssignmentPageFactory(PageFactory):
    class Meta:
        model = AssignmentPage

    title = factory.Sequence(lambda n: f"Tugas: Foto di dekat jendela {n}")
    minutes = 60
    brief = factory.LazyFunction(lambda: [("text", "<p>Potret satu produk.</p>")])

    @classmethod
    def default_parent(cls):
        return ModulePageFactory()


class ArticlePageFactory(PageFactory):
    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda n: f"Angkatan {n} dibuka")
    summary = "Pendaftaran dibuka."
    published_on = factory.Faker("date_object")

    @classmethod
    def default_parent(cls):
        return news()


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"Tentang kami {n}")


class ContactPageFactory(PageFactory):
    class Meta:
        model = ContactPage

    title = "Kontak"
    thanks = "Terima kasih."


CHOICES = [("Dari samping", True), ("Dari depan", False), ("Dari atas", False)]


OPTIONS = {
    "single": CHOICES,
    "multiple": CHOICES,
    "true_false": [("Benar", True), ("Salah", False)],
    "short_text": [("jendela", True)],
    "number": [("45", True)],
    "match": [("Samping", "Tekstur"), ("Depan", "Warna"), ("Belakang", "Cahaya")],
    "ordering": [("Salin", True), ("Luruskan", True), ("Potong", True)],
}


def _option(kind: str, said: bool | str) -> dict:
    if kind == "match":
        return {"answer": said}
    if kind == "ordering":
        return {}
    if kind in {"short_text", "number"}:
        return {"is_correct": True}
    return {"is_correct": said, "feedback": "Tepat." if said else "Belum tepat."}


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question of the bank; a choice has one right option (the first) of three.

    `options` are pairs of a text and whether it is right, or what belongs to it.
    """

    class Meta:
        model = Question
        skip_postgeneration_save = True

    course = factory.SubFactory(CoursePageFactory)
    slug = factory.Sequence(lambda n: f"cahaya-{n:02}")
    kind = "single"
    text = "Dari mana cahaya datang?"

    @factory.post_generation
    def options(self, create, extracted, **kwargs):
        if not create or self.kind == "hotspot":
            return
        given = extracted or OPTIONS[self.kind]
        QuestionOption.objects.bulk_create(
            QuestionOption(
                question=self,
                sort_order=order,
                text=text,
                **_option(self.kind, said),
            )
            for order, (text, said) in enumerate(given)
        )


def questions_for(quiz: QuizPage, course: CoursePage, count: int = 2) -> list[Question]:
    """Give `quiz` that many questions of the bank of `course`."""
    questions = QuestionFactory.create_batch(count, course=course)
    for order, question in enumerate(questions):
        QuizQuestion.objects.create(page=quiz, question=question, sort_order=order)
    return questions
