"""A Word file from its bytes to blocks, pictures and what is to be said of it."""

from typing import IO

from cms.docx.account import Account, Left
from cms.docx.body import Body, Tools
from cms.docx.content import Block, Heading, Items, Reading
from cms.docx.drawings import Drawings
from cms.docx.pictures import Pictures
from cms.docx.refusals import NoText, NothingToRead
from cms.docx.runs import Runs
from cms.docx.word.nodes import Node
from cms.docx.word.numbering import Numbering
from cms.docx.word.package import Package, Relation, opened
from cms.docx.word.styles import Styles

_RANKS = 2


def read_document(file: IO[bytes]) -> Reading:
    """Return what a lesson takes of the Word file `file`. Nothing is fetched, run or written.

    Raises DocumentRefused, with a sentence that says what to do.
    """
    with opened(file) as package:
        account = Account()
        main = package.main_part()
        tree = package.tree(main)
        body = None if tree is None else tree.first("w:body")
        if body is None:
            raise NoText
        relations = package.relations(main)
        if any("vbaproject" in name for name in package.names):
            account.note(Left.MACROS)
        blocks = Body(_tools(package, relations, account)).read(body)
        _note_margins(package, relations, body, account)
        pictures = Pictures(package, account)
        found = pictures.drawn(blocks)
        if not found:
            raise NothingToRead
        reading = Reading(found, pictures.taken)
        _note_ranks(reading, account)
        return Reading(found, pictures.taken, account.said())


def _tools(package: Package, relations: dict[str, Relation], account: Account) -> Tools:
    def part(kind: str) -> Node | None:
        named = (found.target for found in relations.values() if found.kind == kind)
        return next((tree for name in named if (tree := package.tree(name)) is not None), None)

    styles = Styles(part("styles"))
    numbering = Numbering(part("numbering"), styles)
    links = {
        key: found.target
        for key, found in relations.items()
        if found.kind == "hyperlink" and found.is_external
    }
    runs = Runs(styles, Drawings(relations, account), links, account)
    return Tools(runs, styles, numbering, account)


def _note_margins(
    package: Package, relations: dict[str, Relation], body: Node, account: Account
) -> None:
    """Count the page headers and footers in which something stands."""
    kinds = {"w:headerReference": Left.HEADERS, "w:footerReference": Left.FOOTERS}
    seen = set()
    for node in body.within(*kinds):
        relation = relations.get(node.get("r:id"))
        if relation is None or relation.is_external or relation.target in seen:
            continue
        seen.add(relation.target)
        tree = package.tree(relation.target)
        if tree is not None and _has_content(tree):
            account.note(kinds[node.tag])


def _has_content(tree: Node) -> bool:
    has_text = any(node.text.strip() for node in tree.within("w:t"))
    return has_text or any(tree.within("w:drawing", "w:pict", "w:fldSimple", "w:instrText"))


def _note_ranks(reading: Reading, account: Account) -> None:
    """Count what two ranks of headings, and lists that begin at 1, cannot say."""
    ranks = ranks_of(reading)
    low = [block for block in reading.blocks if isinstance(block, Heading)]
    account.note(Left.LOW_HEADINGS, sum(ranks.get(block.level, 0) > _RANKS for block in low))
    account.note(Left.NUMBERS, sum(goes_on(block) for block in reading.blocks))


def ranks_of(reading: Reading) -> dict[int, int]:
    """Return the levels that headings below the title have, each with its rank from 1."""
    headings = [block for block in reading.blocks if isinstance(block, Heading)]
    below = headings[1:] if reading.title else headings
    return {level: rank for rank, level in enumerate(sorted({h.level for h in below}), 1)}


def goes_on(block: Block) -> bool:
    """Say whether `block` is a list whose numbers begin later than at 1."""
    return isinstance(block, Items) and block.goes_on
