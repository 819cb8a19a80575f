"""Lanes: for each stage a label on the left and its boxes in rows beside it, with arrows led around the boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from coprod_tools.drawing.cards import PAD, boxed
from coprod_tools.drawing.frame import INNER, SMALL
from coprod_tools.drawing.lettering import paragraph
from coprod_tools.drawing.palette import FEEDBACK, GROUND, LANE, NEED, QUIET
from coprod_tools.drawing.routes import Grid, Place, Routing, Wire, drawn, routed
from coprod_tools.drawing.shapes import Block, Path, Rect, Shape

LABEL_WIDTH = 134.0
EDGE = 5.0
Builder = Callable[[float], Block]


@dataclass(frozen=True, slots=True)
class Lane:
    """A stage: its label, its boxes by key, and the words that stand where there is no box.

    Boxes of a `wide` lane take the whole row.
    """

    key: str
    label: Builder
    boxes: tuple[tuple[str, Builder], ...]
    nothing: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Arrows:
    """Needs (from the box that is needed to the one that needs it) and feedback (from a box to a lane)."""

    needs: tuple[tuple[str, str], ...] = ()
    feedback: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the grid, set: its lane, its boxes, where it stands."""

    lane: int
    blocks: tuple[Block, ...]
    top: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height


def lanes_body(lanes: Sequence[Lane], arrows: Arrows, columns: int) -> Block:
    """Set lanes and arrows from (0, 0) downwards over the whole inner width."""
    routing = _routing(lanes, arrows, columns)
    lefts, width = _columns(routing, columns)
    rows = _rows(lanes, routing, lefts, width)
    by_lane = [list(found) for _, found in groupby(rows, key=lambda row: row.lane)]
    shapes: list[Shape] = [_ground(number, found) for number, found in enumerate(by_lane)]
    for lane, found in zip(lanes, by_lane, strict=True):
        shapes += _label(lane, found)
        shapes += _nothing(lane, found[0], lefts[0], width)
    for row in rows:
        across = _across(lanes[row.lane], lefts, width)
        for left, block in zip(lefts, row.blocks, strict=False):
            shapes += boxed(block, across, row.height).at(left, row.top)
    homes = [(by_lane[row.lane][0].top + by_lane[row.lane][-1].bottom) / 2 for row in rows]
    grid = Grid(lefts, width, [r.top for r in rows], [r.bottom for r in rows], homes, EDGE + LABEL_WIDTH)
    shapes += _lines(routing, grid)
    return Block(tuple(shapes), INNER, rows[-1].bottom + routing.channel_height(len(rows)))


def _routing(lanes: Sequence[Lane], arrows: Arrows, columns: int) -> Routing:
    places: dict[str, Place] = {}
    firsts: dict[str, int] = {}
    row = 0
    for lane in lanes:
        firsts[lane.key] = row
        beside = 1 if lane.wide else columns
        for at, (key, _) in enumerate(lane.boxes):
            places[key] = Place(row + at // beside, at % beside)
        row += max(1, -(-len(lane.boxes) // beside))
    wires = [Wire(places[needed], places[key]) for needed, key in arrows.needs]
    wires += [Wire(places[key], Place(firsts[lane], 0), home=True) for key, lane in arrows.feedback]
    return routed(wires, columns)


def _columns(routing: Routing, columns: int) -> tuple[list[float], float]:
    gutters = [routing.gutter_width(column) for column in range(columns + 1)]
    start = EDGE + LABEL_WIDTH
    width = (INNER - EDGE - start - sum(gutters)) / columns
    lefts = [start + sum(gutters[: column + 1]) + width * column for column in range(columns)]
    return lefts, width


def _across(lane: Lane, lefts: Sequence[float], width: float) -> float:
    return lefts[-1] + width - lefts[0] if lane.wide else width


def _rows(lanes: Sequence[Lane], routing: Routing, lefts: Sequence[float], width: float) -> list[_Row]:
    rows: list[_Row] = []
    y = 0.0
    for number, lane in enumerate(lanes):
        first = len(rows)
        columns = 1 if lane.wide else len(lefts)
        built = [build(_across(lane, lefts, width)) for _, build in lane.boxes]
        chunks = [tuple(built[at : at + columns]) for at in range(0, len(built), columns)] or [()]
        for at, blocks in enumerate(chunks):
            y += routing.channel_height(len(rows)) + (EDGE if at == 0 else 0)
            height = max((block.height for block in blocks), default=6.0) + 2 * PAD
            if at == len(chunks) - 1:
                start = y if at == 0 else rows[first].top
                height = max(height, start + lane.label(LABEL_WIDTH).height + 2 * PAD - y)
            rows.append(_Row(number, blocks, y, height))
            y += height
    return rows


def _ground(number: int, rows: Sequence[_Row]) -> Rect:
    top, bottom = rows[0].top - EDGE, rows[-1].bottom + EDGE
    return Rect(0, top, INNER, bottom - top, GROUND if number % 2 else LANE, round=4, role="lane")


def _label(lane: Lane, rows: Sequence[_Row]) -> tuple[Shape, ...]:
    height = rows[-1].bottom - rows[0].top
    return boxed(lane.label(LABEL_WIDTH), LABEL_WIDTH, height, line=1.2).at(EDGE, rows[0].top)


def _nothing(lane: Lane, row: _Row, left: float, width: float) -> tuple[Shape, ...]:
    if row.blocks:
        return ()
    words = paragraph(lane.nothing, SMALL, width * 2, 1, ink=QUIET, italic=True)
    return words.at(left, row.top + (row.height - words.height) / 2)


def _lines(routing: Routing, grid: Grid) -> list[Shape]:
    lines: list[Shape] = []
    for wire, points in zip(routing.wires, drawn(routing, grid), strict=True):
        ink, dash = (FEEDBACK, "--") if wire.home else (NEED, "-")
        lines.append(Path(points, ink, 1.0, dash, arrow=True))
    return lines
