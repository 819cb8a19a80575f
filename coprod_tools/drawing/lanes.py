"""Lanes: for each stage a label on the left and its boxes in rows beside it, with arrows led around the boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from coprod_tools.drawing.arrangement import Arrangement, PlacedBox, PlacedLane, PlacedRoute
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
    keys: tuple[str, ...]
    blocks: tuple[Block, ...]
    top: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height


def arranged(lanes: Sequence[Lane], arrows: Arrows, columns: int, most_tracks: int | None = None) -> Arrangement:
    """Find the place of every lane, box and arrow, from (0, 0) downwards over the whole inner width.

    Parameters
    ----------
    most_tracks : int, optional
        How many tracks there may be between two rows or columns; where there are more arrows, they share.
    """
    routing = _routing(lanes, arrows, columns, most_tracks)
    lefts, width = _columns(routing, columns)
    rows = _rows(lanes, routing, lefts, width)
    by_lane = [list(found) for _, found in groupby(rows, key=lambda row: row.lane)]
    homes = [(by_lane[row.lane][0].top + by_lane[row.lane][-1].bottom) / 2 for row in rows]
    grid = Grid(lefts, width, [r.top for r in rows], [r.bottom for r in rows], homes, EDGE + LABEL_WIDTH)
    return Arrangement(
        INNER,
        rows[-1].bottom + routing.channel_height(len(rows)),
        tuple(_lane(lane, found, lefts[0], width) for lane, found in zip(lanes, by_lane, strict=True)),
        tuple(box for row in rows for box in _boxes(lanes[row.lane], row, lefts, width)),
        _routes(arrows, drawn(routing, grid)),
    )


def arranged_body(arrangement: Arrangement) -> Block:
    """Draw what has its place."""
    shapes: list[Shape] = [
        Rect(lane.x, lane.y, lane.width, lane.height, GROUND if number % 2 else LANE, round=4, role="lane")
        for number, lane in enumerate(arrangement.lanes)
    ]
    for lane in arrangement.lanes:
        label = lane.label
        shapes += boxed(label.content, label.width, label.height, line=1.2).at(label.x, label.y)
        shapes += lane.nothing.at(*lane.nothing_at)
    for box in arrangement.boxes:
        shapes += boxed(box.content, box.width, box.height).at(box.x, box.y)
    for route in arrangement.routes:
        ink, dash = (FEEDBACK, "--") if route.kind == "feeds-back" else (NEED, "-")
        shapes.append(Path(route.points, ink, 1.0, dash, arrow=True))
    return Block(tuple(shapes), arrangement.width, arrangement.height)


def _routing(lanes: Sequence[Lane], arrows: Arrows, columns: int, most_tracks: int | None) -> Routing:
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
    return routed(wires, columns, most_tracks)


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
        keys = tuple(key for key, _ in lane.boxes)
        built = [build(_across(lane, lefts, width)) for _, build in lane.boxes]
        chunks = [tuple(built[at : at + columns]) for at in range(0, len(built), columns)] or [()]
        for at, blocks in enumerate(chunks):
            y += routing.channel_height(len(rows)) + (EDGE if at == 0 else 0)
            height = max((block.height for block in blocks), default=6.0) + 2 * PAD
            if at == len(chunks) - 1:
                start = y if at == 0 else rows[first].top
                height = max(height, start + lane.label(LABEL_WIDTH).height + 2 * PAD - y)
            rows.append(_Row(number, keys[at * columns : (at + 1) * columns], blocks, y, height))
            y += height
    return rows


def _lane(lane: Lane, rows: Sequence[_Row], left: float, width: float) -> PlacedLane:
    top, bottom = rows[0].top, rows[-1].bottom
    label = PlacedBox(lane.key, lane.key, EDGE, top, LABEL_WIDTH, bottom - top, lane.label(LABEL_WIDTH))
    empty = not rows[0].blocks
    words = paragraph(lane.nothing, SMALL, width * 2, 1, ink=QUIET, italic=True) if empty else Block((), 0, 0)
    at = (left, top + (rows[0].height - words.height) / 2)
    return PlacedLane(lane.key, 0, top - EDGE, INNER, bottom - top + 2 * EDGE, label, words, at)


def _boxes(lane: Lane, row: _Row, lefts: Sequence[float], width: float) -> list[PlacedBox]:
    across = _across(lane, lefts, width)
    return [
        PlacedBox(key, lane.key, left, row.top, across, row.height, block)
        for key, left, block in zip(row.keys, lefts, row.blocks, strict=False)
    ]


def _routes(arrows: Arrows, lines: Sequence[tuple[tuple[float, float], ...]]) -> tuple[PlacedRoute, ...]:
    kinds = ["needs"] * len(arrows.needs) + ["feeds-back"] * len(arrows.feedback)
    ends = (*arrows.needs, *arrows.feedback)
    found = zip(ends, kinds, lines, strict=True)
    return tuple(PlacedRoute(*end, kind, points) for end, kind, points in found)  # type: ignore[arg-type]
