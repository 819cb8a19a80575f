"""What stands around every picture: title and finding above, the key below; and the step from shapes to a Picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coprod_tools.drawing.lettering import paragraph
from coprod_tools.drawing.paint import svg_of
from coprod_tools.drawing.palette import (
    BARRIER,
    INK,
    OPPORTUNITY,
    PAPER,
    QUIET,
    barrier_sign,
    opportunity_sign,
    verdict_sign,
    with_words,
)
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Point, Rect, Shape, Sheet, flowed, stacked
from coprod_tools.drawing.wording import say, with_missing

WIDTH = 760.0
MARGIN = 14.0
INNER = WIDTH - 2 * MARGIN
SIZE = 8.5
SMALL = 7.5
SIGN = 3.6
MOST_BOXES = 40


def heading(title: str, finding: str) -> Block:
    """Set the title and the finding; both stand whole in the SVG's title and description."""
    return stacked(
        [
            paragraph(title, 13, INNER, 2, ink=INK, bold=True),
            paragraph(finding, SIZE, INNER, 4, ink=INK),
        ],
        gap=3,
    )


def body_place(title: str, finding: str) -> Point:
    """Return where the body of a sheet begins, below its title and finding."""
    return MARGIN, MARGIN + heading(title, finding).height + 10


def key_to(entries: Iterable[Block]) -> Block:
    """Set the key."""
    found = list(entries)
    if not found:
        return Block((), 0, 0)
    name = paragraph(say("key"), SMALL, 60, 1, ink=INK, bold=True)
    return flowed([name, *found], INNER, gap=13, leading=3)


def small(words: str, ink: str = QUIET, *, bold: bool = False) -> Block:
    """Set a few small words on one line."""
    return paragraph(words, SMALL, INNER, 1, ink=ink, bold=bold)


def verdict_key(verdict: str, n: int | None = None, width: float = INNER) -> Block:
    """Set a verdict's sign and word, with a count where one is given."""
    words = say(f"verdict-{verdict}")
    shown = words if n is None else say("verdict-count", verdict=words, n=n)
    sign = verdict_sign(verdict, 0, 0, SIGN)
    return with_words(sign, paragraph(shown, SMALL, width - 12, 1, ink=INK), SIGN)


def barrier_key(words: str) -> Block:
    """Set the sign of a barrier and words."""
    return with_words(barrier_sign(0, 0, SIGN), small(words, BARRIER), SIGN)


def opportunity_key(words: str) -> Block:
    """Set the sign of an opportunity and words."""
    return with_words(opportunity_sign(0, 0, SIGN), small(words, OPPORTUNITY), SIGN)


def sheet_of(title: str, finding: str, body: Block, key: Block) -> Sheet:
    """Set title, finding, body and key on a sheet."""
    head = heading(title, finding)
    left, top = body_place(title, finding)
    below = top + body.height + 10
    height = below + key.height + MARGIN
    paper = Rect(0, 0, WIDTH, height, PAPER)
    shapes: tuple[Shape, ...] = (paper, *head.at(MARGIN, MARGIN), *body.at(left, top), *key.at(MARGIN, below))
    return Sheet(WIDTH, height, shapes)


def picture_of(
    sheet: Sheet, title: str, alt: str, table_head: Sequence[str], table_rows: Iterable[Sequence[str]]
) -> Picture:
    """Paint a sheet and give it its words and its table."""
    rows = tuple(tuple(row) for row in table_rows)
    told = with_missing(alt, [title, *(cell for row in rows for cell in row)])
    return Picture(svg_of(sheet, title, told), title, told, tuple(table_head), rows)
