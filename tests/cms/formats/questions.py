"""Questions of all kinds, made up by hypothesis, as a format can hold them."""

from decimal import Decimal
from io import BytesIO

from hypothesis import strategies as st
from PIL import Image

from cms.formats import prose
from cms.formats.written import (
    ALL,
    NO_PROSE,
    Kind,
    Option,
    Pair,
    Picture,
    Prose,
    Shape,
    Spot,
    Unit,
    WrittenQuestion,
)


def png(color: str = "red") -> bytes:
    """A picture of a few bytes."""
    file = BytesIO()
    Image.new("RGB", (4, 3), color).save(file, "PNG")
    return file.getvalue()


# Signs with a meaning in one of the formats, and such as people type.
SIGNS = "\\#=~{}:%->[]<>&\"'*/$|@,.;?!1aZé“— \nكتاب😀"
typed = st.text(SIGNS, min_size=1, max_size=20)
lines = typed.map(lambda text: " ".join(text.split())).filter(bool)
words = (
    st.text("abcdeé 12'.-", min_size=1, max_size=12).map(lambda t: " ".join(t.split())).filter(bool)
)
rich = st.sampled_from(
    [
        "<p>satu</p><p>dua</p>",
        "Air <strong>H<sub>2</sub>O</strong>",
        "<ul><li>satu</li><li>dua &amp; tiga</li></ul>",
        'Lihat <a href="https://opop.example/?a=1&amp;b=2">ini</a>',
        "<pre>a  b\n c</pre>",
        "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    ]
)
pictured = st.builds(
    lambda color, alt: prose.from_html(
        f'Lihat: <img src="@@PLUGINFILE@@/a%20{color}.png" alt="{alt}"> ini',
        {f"a {color}.png": png(color)},
    ),
    st.sampled_from(["red", "blue"]),
    st.sampled_from(["", "kopi tubruk"]),
)


def proses(pictures: bool = True) -> st.SearchStrategy[Prose]:
    """Texts with signs of all formats, with markup, and with pictures where wanted."""
    plain = typed.map(prose.from_plain).filter(bool)
    return st.one_of(plain, rich.map(prose.from_html), *([pictured] if pictures else []))


numbers = st.decimals(-10_000, 10_000, places=3)
shares = st.sampled_from([Decimal(n) for n in ("-100", "-33.33333", "0", "0", "25", "50")])


@st.composite
def options_of(draw: st.DrawFn, kind: Kind, single: bool, texts: st.SearchStrategy[Prose]):
    said = st.one_of(st.just(NO_PROSE), texts)
    if kind is Kind.TRUEFALSE:
        is_true = draw(st.booleans())
        return tuple(
            Option(Prose(name), ALL if value is is_true else Decimal(0), draw(said))
            for name, value in (("true", True), ("false", False))
        )
    if kind is Kind.ORDERING:
        return tuple(Option(text, ALL) for text in draw(st.lists(texts, min_size=2, max_size=4)))
    many = draw(st.integers(1, 3))
    if kind is Kind.NUMERICAL:
        first = [
            Option(
                Prose(str(draw(numbers).normalize().__format__("f"))),
                ALL,
                draw(said),
                abs(draw(numbers)).normalize() + 0,
            )
        ]
        return tuple(first + [Option(Prose("*"), Decimal(0), draw(said))] * draw(st.booleans()))
    wrong = [draw(shares) for _ in range(many)]
    if not single:
        right = [Decimal(50), Decimal(50)]
        wrong = [share for share in wrong if share <= 0] or [Decimal(0)]
    else:
        right = [ALL]
    if kind is Kind.SHORTANSWER:
        texts = lines.map(prose.from_plain).filter(bool)
    return tuple(Option(draw(texts), share, draw(said)) for share in (*right, *wrong))


@st.composite
def questions(
    draw: st.DrawFn,
    kinds: frozenset[Kind] = frozenset(Kind),
    pictures: bool = True,
    whole: bool = True,
) -> WrittenQuestion:
    """A question that can be asked; `whole` ones have also what only Moodle XML holds."""
    kind = draw(st.sampled_from(sorted(kinds)))
    single = kind is not Kind.MULTICHOICE or draw(st.booleans())
    texts = proses(pictures)
    said = st.one_of(st.just(NO_PROSE), texts)
    fields: dict = {}
    if kind in (Kind.MULTICHOICE, Kind.TRUEFALSE, Kind.SHORTANSWER, Kind.NUMERICAL, Kind.ORDERING):
        fields["options"] = draw(options_of(kind, single, texts))
    if kind is Kind.MATCH:
        pairs = draw(st.lists(st.builds(Pair, texts, lines), min_size=2, max_size=4))
        extra = draw(st.lists(st.builds(Pair, st.just(NO_PROSE), lines), max_size=2))
        fields["pairs"] = (*pairs, *extra)
    if kind is Kind.HOTSPOT:
        spots = [
            Spot(Shape.CIRCLE, ((10, 12), (5, 0))),
            Spot(Shape.RECTANGLE, ((1, 2), (30, 40))),
            Spot(Shape.POLYGON, ((0, 0), (10, 0), (5, 9))),
        ]
        fields["background"] = Picture("latar.png", png())
        fields["marker"] = draw(words)
        fields["spots"] = tuple(draw(st.lists(st.sampled_from(spots), min_size=1, max_size=3)))
    if whole:
        fields |= _whole(draw, kind, said)
    if kind is Kind.DESCRIPTION:
        fields |= {"mark": Decimal(0)}
    elif whole or kind is not Kind.DESCRIPTION:
        fields["feedback"] = draw(said)
    return WrittenQuestion(
        kind=kind,
        single=single,
        text=draw(texts),
        title=draw(st.one_of(st.just(""), words)),
        category=draw(st.sampled_from(["", "Bab 1", "Bab 1/Foto // Video"])),
        tags=tuple(draw(st.lists(words, max_size=2, unique=True))),
        difficulty=draw(st.sampled_from(["", "hard"])),
        language=draw(st.sampled_from(["", "id"])),
        identity=draw(st.sampled_from(["", "kopi-1"])),
        **fields,
    )


def _whole(draw: st.DrawFn, kind: Kind, said: st.SearchStrategy[Prose]) -> dict:
    fields: dict = {
        "mark": Decimal(draw(st.sampled_from(["1", "2.5"]))),
        "penalty": Decimal(draw(st.sampled_from(["0", "0.3333333"]))),
        "hints": tuple(draw(st.lists(proses(), max_size=2))),
    }
    if kind in (Kind.MULTICHOICE, Kind.MATCH, Kind.HOTSPOT):
        fields["shuffle"] = draw(st.booleans())
    if kind is Kind.MULTICHOICE:
        fields["numbering"] = draw(st.sampled_from(["abc", "none"]))
    if kind in (Kind.MULTICHOICE, Kind.MATCH, Kind.ORDERING, Kind.HOTSPOT):
        for name in ("feedback_right", "feedback_partly", "feedback_wrong"):
            fields[name] = draw(said)
    if kind is Kind.SHORTANSWER:
        fields["case_sensitive"] = draw(st.booleans())
    if kind is Kind.NUMERICAL:
        units = st.builds(Unit, words, st.sampled_from([Decimal(1), Decimal("0.001")]))
        fields["units"] = tuple(draw(st.lists(units, max_size=2)))
    return fields
