"""The boxes and arrows of one page of a joint map; all pictures of a page share their places.

Each box names what leads to it, line by line in words, in the order in which the arrows enter from left to right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coprod_tools.consensus.values import Link
from coprod_tools.drawing.agreement_look import RADIUS, Look, state_sign
from coprod_tools.drawing.cards import PAD
from coprod_tools.drawing.frame import INNER, SIZE, SMALL
from coprod_tools.drawing.lettering import paragraph, wrapped
from coprod_tools.drawing.map_pages import MapPage
from coprod_tools.drawing.palette import FAINT, INK, LINE, PAPER, QUIET, with_words
from coprod_tools.drawing.routes import Grid, Place, Routing, Wire, drawn, routed
from coprod_tools.drawing.shapes import Block, Path, Point, Rect, Shape, stacked
from coprod_tools.drawing.wording import say

MOST_LINES = 7
GHOST = Look("#bdbdbd", ":", 0.8)
_STUB = 8.3


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a link is drawn: the look of its line, the sign at its end (none for a ghost), and its line of words."""

    look: Look
    state: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Manner:
    """What a picture of a page shows: the name of each box, whether it is theirs, and each link.

    `room` gives the words that every picture of the page leaves room for, so that all have the same places.
    """

    name: Callable[[str], str]
    theirs: Callable[[str], bool]
    link: Callable[[Link], Drawn]
    room: Callable[[Link], str]


def map_body(page: MapPage, manner: Manner) -> Block:
    """Set boxes and arrows from (0, 0) downwards over the whole inner width."""
    places = {concept: Place(r, c) for r, row in enumerate(page.rows) for c, concept in enumerate(row)}
    routing = routed([Wire(places[link.cause], places[link.effect]) for link in page.inside], page.columns)
    gutters = [routing.gutter_width(column) for column in range(page.columns + 1)]
    width = (INNER - sum(gutters)) / page.columns
    lefts = [sum(gutters[: column + 1]) + width * column for column in range(page.columns)]
    shapes: list[Shape] = []
    tops: list[float] = []
    bottoms: list[float] = []
    y = 0.0
    for number, row in enumerate(page.rows):
        y += routing.channel_height(number)
        blocks = [_content(page, concept, manner, width) for concept in row]
        height = max(block.height for block in blocks) + 2 * PAD
        for left, concept, block in zip(lefts, row, blocks, strict=False):
            shapes += _box(block, width, height, theirs=manner.theirs(concept)).at(left, y)
        tops.append(y)
        y += height
        bottoms.append(y)
    shapes += _lines(page, manner, routing, Grid(lefts, width, tops, bottoms, (), 0.0))
    return Block(tuple(shapes), INNER, y + routing.channel_height(len(page.rows)))


def _box(content: Block, width: float, height: float, *, theirs: bool) -> Block:
    look = (LINE, 1.0, "-") if theirs else (FAINT, 0.8, "--")
    frame = Rect(0, 0, width, height, PAPER, look[0], look[1], look[2], round=3, role="box")
    return Block((frame, *content.at(PAD, PAD)), width, height)


def _content(page: MapPage, concept: str, manner: Manner, width: float) -> Block:
    inner, theirs = width - 2 * PAD, manner.theirs(concept)
    name = paragraph(manner.name(concept), SIZE, inner, 3, ink=INK if theirs else QUIET, bold=True)
    return stacked([name, *_told(page, concept, manner, inner)], gap=2)


def _told(page: MapPage, concept: str, manner: Manner, inner: float) -> Iterator[Block]:
    coming = [link for link in (*page.inside, *page.away) if link.effect == concept]
    shown = coming if len(coming) <= MOST_LINES else coming[: MOST_LINES - 1]
    room = inner - 2 * RADIUS - 3
    for link in shown:
        made = manner.link(link)
        lines = max(1, len(wrapped(manner.room(link), SMALL, room, 2)))
        words = paragraph(made.words, SMALL, room, lines, ink=made.look.ink if made.state else QUIET)
        sign = state_sign(made.state, 0, 0) if made.state else ()
        told = with_words(sign, words, RADIUS)
        yield Block(told.shapes, told.width, SMALL * 1.32 * lines)
    if len(shown) < len(coming):
        yield paragraph(say("map-more-lines", n=len(coming) - len(shown)), SMALL, inner, 1, ink=QUIET)


def _lines(page: MapPage, manner: Manner, routing: Routing, grid: Grid) -> list[Shape]:
    """Draw the ghosts first, so that nothing of theirs lies over what is said."""
    made = [(manner.link(link), points) for link, points in zip(page.inside, drawn(routing, grid), strict=True)]
    made.sort(key=lambda each: each[0].state is not None)
    lines: list[Shape] = [Path(points, m.look.ink, m.look.line, m.look.dash, arrow=True) for m, points in made]
    ends = [points[-1] for _, points in made]
    for one, points in made:
        if one.state and _apart(points[-1], ends):
            lines += state_sign(one.state, points[-1][0], points[-1][1] - _STUB)
    return lines


def _apart(end: Point, ends: list[Point]) -> bool:
    """Tell whether a sign fits at an arrow's end without covering its neighbour's."""
    return all(other == end or other[1] != end[1] or abs(other[0] - end[0]) > 2 * RADIUS + 1 for other in ends)
