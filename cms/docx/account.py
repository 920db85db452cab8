"""What a lesson does not take over of a document, or takes over otherwise: counted, then said."""

from collections import Counter
from enum import Enum, auto

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class Left(Enum):
    """What is counted, in the order in which it is said."""

    MACROS = auto()
    INSERTED = auto()
    DELETED = auto()
    COMMENTS = auto()
    FOOTNOTES = auto()
    ENDNOTES = auto()
    HEADERS = auto()
    FOOTERS = auto()
    CONTENTS = auto()
    FIELDS = auto()
    HIDDEN = auto()
    PLACEHOLDERS = auto()
    BOXES = auto()
    SHAPES = auto()
    SMART_ART = auto()
    CHARTS = auto()
    EQUATIONS = auto()
    OBJECTS = auto()
    SYMBOLS = auto()
    FAR_PICTURES = auto()
    KIND_OF_PICTURE = auto()
    LARGE_PICTURES = auto()
    BROKEN_PICTURES = auto()
    TOO_MANY_PICTURES = auto()
    PICTURES_IN_TABLES = auto()
    UNDESCRIBED = auto()
    LONG_TEXTS = auto()
    LOW_HEADINGS = auto()
    LONG_HEADINGS = auto()
    LINKS = auto()
    NUMBERS = auto()
    LETTERS = auto()
    MERGED = auto()
    GUESSED_HEADS = auto()
    BARE_TABLES = auto()
    CUT_TABLES = auto()
    PAGES = auto()
    UNDERLINED = auto()
    STRUCK = auto()
    RAISED = auto()
    LOOKS = auto()


MACROS = _("The macros in this file are left out; none of them was run.")
SENTENCES = {
    Left.INSERTED: ngettext_lazy(
        "%(count)s tracked insertion is taken as if it were accepted.",
        "%(count)s tracked insertions are taken as if they were accepted.",
        "count",
    ),
    Left.DELETED: ngettext_lazy(
        "%(count)s tracked deletion is left out, as if it were accepted.",
        "%(count)s tracked deletions are left out, as if they were accepted.",
        "count",
    ),
    Left.COMMENTS: ngettext_lazy(
        "%(count)s comment is left out.", "%(count)s comments are left out.", "count"
    ),
    Left.FOOTNOTES: ngettext_lazy(
        "%(count)s footnote is left out.", "%(count)s footnotes are left out.", "count"
    ),
    Left.ENDNOTES: ngettext_lazy(
        "%(count)s endnote is left out.", "%(count)s endnotes are left out.", "count"
    ),
    Left.HEADERS: ngettext_lazy(
        "%(count)s page header is left out.", "%(count)s page headers are left out.", "count"
    ),
    Left.FOOTERS: ngettext_lazy(
        "%(count)s page footer is left out.", "%(count)s page footers are left out.", "count"
    ),
    Left.CONTENTS: ngettext_lazy(
        "%(count)s table of contents is left out.",
        "%(count)s tables of contents are left out.",
        "count",
    ),
    Left.FIELDS: ngettext_lazy(
        "%(count)s field (a date, a number, a reference) is taken as the text it shows now.",
        "%(count)s fields (dates, numbers, references) are taken as the text they show now.",
        "count",
    ),
    Left.HIDDEN: ngettext_lazy(
        "%(count)s paragraph has hidden text, which is left out.",
        "%(count)s paragraphs have hidden text, which is left out.",
        "count",
    ),
    Left.PLACEHOLDERS: ngettext_lazy(
        "%(count)s form field that nobody has filled in is left out.",
        "%(count)s form fields that nobody has filled in are left out.",
        "count",
    ),
    Left.BOXES: ngettext_lazy(
        "%(count)s text box: its text stands after the paragraph beside it.",
        "%(count)s text boxes: their text stands after the paragraph beside them.",
        "count",
    ),
    Left.SHAPES: ngettext_lazy(
        "%(count)s drawn shape (an arrow, a line, a frame) is left out.",
        "%(count)s drawn shapes (arrows, lines, frames) are left out.",
        "count",
    ),
    Left.SMART_ART: ngettext_lazy(
        "%(count)s SmartArt diagram is left out: put it in as a picture.",
        "%(count)s SmartArt diagrams are left out: put them in as pictures.",
        "count",
    ),
    Left.CHARTS: ngettext_lazy(
        "%(count)s chart is left out: put it in as a picture.",
        "%(count)s charts are left out: put them in as pictures.",
        "count",
    ),
    Left.EQUATIONS: ngettext_lazy(
        "%(count)s equation is left out: type it, or put it in as a picture.",
        "%(count)s equations are left out: type them, or put them in as pictures.",
        "count",
    ),
    Left.OBJECTS: ngettext_lazy(
        "%(count)s embedded object (a sheet, a slide, another file) is left out.",
        "%(count)s embedded objects (sheets, slides, other files) are left out.",
        "count",
    ),
    Left.SYMBOLS: ngettext_lazy(
        "%(count)s sign of a symbol font is left out.",
        "%(count)s signs of symbol fonts are left out.",
        "count",
    ),
    Left.FAR_PICTURES: ngettext_lazy(
        "%(count)s picture lies elsewhere, on the internet or another computer, and is not "
        "fetched.",
        "%(count)s pictures lie elsewhere, on the internet or another computer, and are not "
        "fetched.",
        "count",
    ),
    Left.KIND_OF_PICTURE: ngettext_lazy(
        "%(count)s picture is of a kind that is not taken (EMF, WMF, TIFF, BMP, SVG, HEIC): put "
        "it in as PNG or JPG.",
        "%(count)s pictures are of kinds that are not taken (EMF, WMF, TIFF, BMP, SVG, HEIC): put "
        "them in as PNG or JPG.",
        "count",
    ),
    Left.LARGE_PICTURES: ngettext_lazy(
        "%(count)s picture is too large and is left out.",
        "%(count)s pictures are too large and are left out.",
        "count",
    ),
    Left.BROKEN_PICTURES: ngettext_lazy(
        "%(count)s picture cannot be opened and is left out.",
        "%(count)s pictures cannot be opened and are left out.",
        "count",
    ),
    Left.TOO_MANY_PICTURES: ngettext_lazy(
        "%(count)s picture is left out: a lesson takes the first 30.",
        "%(count)s pictures are left out: a lesson takes the first 30.",
        "count",
    ),
    Left.PICTURES_IN_TABLES: ngettext_lazy(
        "%(count)s picture of a table stands below the table.",
        "%(count)s pictures of tables stand below their tables.",
        "count",
    ),
    Left.UNDESCRIBED: ngettext_lazy(
        "%(count)s picture has no description for those who cannot see it: write it before you "
        "publish.",
        "%(count)s pictures have no description for those who cannot see them: write them before "
        "you publish.",
        "count",
    ),
    Left.LONG_TEXTS: ngettext_lazy(
        "%(count)s caption or description of a picture was too long and is shortened.",
        "%(count)s captions or descriptions of pictures were too long and are shortened.",
        "count",
    ),
    Left.LOW_HEADINGS: ngettext_lazy(
        "%(count)s heading of a lower rank has become a subheading: a lesson has two ranks.",
        "%(count)s headings of lower ranks have become subheadings: a lesson has two ranks.",
        "count",
    ),
    Left.LONG_HEADINGS: ngettext_lazy(
        "%(count)s heading is longer than 120 signs and has become a paragraph in bold.",
        "%(count)s headings are longer than 120 signs and have become paragraphs in bold.",
        "count",
    ),
    Left.LINKS: ngettext_lazy(
        "%(count)s link within the document, or of a kind that is not taken, is now plain text.",
        "%(count)s links within the document, or of kinds that are not taken, are now plain text.",
        "count",
    ),
    Left.NUMBERS: ngettext_lazy(
        "%(count)s numbered list that goes on after a break has its numbers written out.",
        "%(count)s numbered lists that go on after a break have their numbers written out.",
        "count",
    ),
    Left.LETTERS: ngettext_lazy(
        "%(count)s list item with a letter or a Roman numeral has a number now.",
        "%(count)s list items with letters or Roman numerals have numbers now.",
        "count",
    ),
    Left.MERGED: ngettext_lazy(
        "%(count)s table has merged cells: their text stands in the first of them, the others are "
        "empty.",
        "%(count)s tables have merged cells: their text stands in the first of them, the others "
        "are empty.",
        "count",
    ),
    Left.GUESSED_HEADS: ngettext_lazy(
        "%(count)s table does not say which row has the headings: the first one was taken.",
        "%(count)s tables do not say which row has the headings: the first one was taken.",
        "count",
    ),
    Left.BARE_TABLES: ngettext_lazy(
        "%(count)s table with one column, or with pictures alone, has become paragraphs.",
        "%(count)s tables with one column, or with pictures alone, have become paragraphs.",
        "count",
    ),
    Left.CUT_TABLES: ngettext_lazy(
        "%(count)s table is too large: its last rows or columns are left out.",
        "%(count)s tables are too large: their last rows or columns are left out.",
        "count",
    ),
    Left.PAGES: ngettext_lazy(
        "%(count)s break between pages or columns is left out.",
        "%(count)s breaks between pages or columns are left out.",
        "count",
    ),
    Left.UNDERLINED: ngettext_lazy(
        "%(count)s paragraph has underlined text, which is plain now.",
        "%(count)s paragraphs have underlined text, which is plain now.",
        "count",
    ),
    Left.STRUCK: ngettext_lazy(
        "%(count)s paragraph has text struck through, which is plain now.",
        "%(count)s paragraphs have text struck through, which is plain now.",
        "count",
    ),
    Left.RAISED: ngettext_lazy(
        "%(count)s paragraph has raised or lowered signs (m², H₂O), which are plain now.",
        "%(count)s paragraphs have raised or lowered signs (m², H₂O), which are plain now.",
        "count",
    ),
    Left.LOOKS: ngettext_lazy(
        "Colours, fonts and sizes of %(count)s paragraph are left out: lessons have one look.",
        "Colours, fonts and sizes of %(count)s paragraphs are left out: lessons have one look.",
        "count",
    ),
}


class Account:
    """How often each was met."""

    def __init__(self) -> None:
        self.counts: Counter[Left] = Counter()

    def note(self, what: Left, count: int = 1) -> None:
        self.counts[what] += count

    def said(self) -> list[str]:
        """Return a sentence for each, with its count, in the language of the reader."""
        found = []
        for what in Left:
            count = self.counts[what]
            if count:
                said = MACROS if what is Left.MACROS else SENTENCES[what] % {"count": count}
                found.append(str(said))
        return found
