"""Arrows between boxes on a grid, led through the channels between rows and the gutters between columns.

No arrow crosses a box: it leaves below, runs in the channel under its row, changes rows in a gutter, and enters above.
Every arrow has a track of its own, so two never lie on each other; channels and gutters are as wide as their tracks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coprod_tools.drawing.shapes import Point

TRACK = 4.0
CLEAR = 9.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands on the grid."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Wire:
    """An arrow to be: from box to box, or with `home` from a box to the label left of a row."""

    source: Place
    target: Place
    home: bool = False


@dataclass(frozen=True, slots=True)
class Routing:
    """The tracks every wire takes, before anything has a size.

    Attributes
    ----------
    channels, gutters : dict
        Wires in each channel (channel r lies above row r) and gutter (gutter c lies left of column c), in track order.
    """

    wires: tuple[Wire, ...]
    channels: dict[int, list[int]]
    gutters: dict[int, list[int]]
    turns: tuple[int | None, ...]
    most_tracks: int | None = None

    def tracks(self, numbers: Sequence[int]) -> int:
        """Return how many tracks so many wires take."""
        return len(numbers) if self.most_tracks is None else min(len(numbers), self.most_tracks)

    def channel_height(self, row: int) -> float:
        """Return the room the channel above a row needs; at least a small gap."""
        tracks = self.tracks(self.channels.get(row, ()))
        return CLEAR + (CLEAR + TRACK * tracks if tracks else 0)

    def gutter_width(self, column: int) -> float:
        """Return the room the gutter left of a column needs."""
        tracks = self.tracks(self.gutters.get(column, ()))
        return CLEAR + (TRACK * tracks + 2 if tracks else 0)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where columns and rows stand once sizes are known, in points."""

    lefts: Sequence[float]
    width: float
    tops: Sequence[float]
    bottoms: Sequence[float]
    homes: Sequence[float]
    home_x: float


def routed(wires: Sequence[Wire], columns: int, most_tracks: int | None = None) -> Routing:
    """Give every wire its channels and its gutter; where there are more than `most_tracks`, they share tracks."""
    channels: dict[int, list[int]] = defaultdict(list)
    gutters: dict[int, list[int]] = defaultdict(list)
    turns: list[int | None] = []
    for number, wire in enumerate(wires):
        gutter = 0 if wire.home else _gutter(wire, columns)
        turns.append(gutter)
        channels[wire.source.row + 1].append(number)
        if gutter is not None:
            gutters[gutter].append(number)
            if not wire.home and wire.target.row != wire.source.row + 1:
                channels[wire.target.row].append(number)
    return Routing(tuple(wires), dict(channels), dict(gutters), tuple(turns), most_tracks)


def _gutter(wire: Wire, columns: int) -> int | None:
    if wire.target.row == wire.source.row + 1:
        return None
    a, b = wire.source.column, wire.target.column
    # The gutter beside the target nearest to the source; straight down means the one to the right.
    return b if a < b else min(b + 1, columns)


def drawn(routing: Routing, grid: Grid) -> tuple[tuple[Point, ...], ...]:
    """Return the points of every wire."""
    leaving = _ports((wire.source for wire in routing.wires), grid, 0.5)
    entering = _ports((None if wire.home else wire.target for wire in routing.wires), grid, 0.0)
    homes = _home_ports(routing, grid)
    lines: list[tuple[Point, ...]] = []
    for number, wire in enumerate(routing.wires):
        x0, y0 = leaving[number], grid.bottoms[wire.source.row]
        y1 = _channel_y(routing, grid, wire.source.row + 1, number)
        turn = routing.turns[number]
        if wire.home:
            x1 = _gutter_x(routing, grid, 0, number)
            lines.append(((x0, y0), (x0, y1), (x1, y1), (x1, homes[number]), (grid.home_x, homes[number])))
            continue
        end = (entering[number], grid.tops[wire.target.row])
        if turn is None:
            lines.append(((x0, y0), (x0, y1), (end[0], y1), end))
            continue
        x1, y2 = _gutter_x(routing, grid, turn, number), _channel_y(routing, grid, wire.target.row, number)
        lines.append(((x0, y0), (x0, y1), (x1, y1), (x1, y2), (end[0], y2), end))
    return tuple(lines)


def _ports(places: Iterable[Place | None], grid: Grid, start: float) -> dict[int, float]:
    """Spread the ends of wires over one half of the box they share: in on the left, out on the right."""
    shared: dict[Place, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        if place is not None:
            shared[place].append(number)
    step = {place: grid.width / 2 / (len(numbers) + 1) for place, numbers in shared.items()}
    return {
        number: grid.lefts[place.column] + grid.width * start + step[place] * (order + 1)
        for place, numbers in shared.items()
        for order, number in enumerate(numbers)
    }


def _home_ports(routing: Routing, grid: Grid) -> dict[int, float]:
    shared: dict[int, list[int]] = defaultdict(list)
    for number, wire in enumerate(routing.wires):
        if wire.home:
            shared[wire.target.row].append(number)
    return {
        number: grid.homes[row] + TRACK * (order - (len(numbers) - 1) / 2)
        for row, numbers in shared.items()
        for order, number in enumerate(numbers)
    }


def _channel_y(routing: Routing, grid: Grid, row: int, number: int) -> float:
    track, tracks = _track(routing, routing.channels[row], number)
    if row > 0:
        return grid.bottoms[row - 1] + CLEAR * 0.7 + TRACK * (track + 0.5)
    return grid.tops[0] - CLEAR - TRACK * (tracks - track - 0.5)


def _gutter_x(routing: Routing, grid: Grid, column: int, number: int) -> float:
    track, _ = _track(routing, routing.gutters[column], number)
    past_the_last = column == len(grid.lefts)
    start = grid.lefts[-1] + grid.width if past_the_last else grid.lefts[column] - routing.gutter_width(column)
    return start + CLEAR * 0.6 + TRACK * (track + 0.5)


def _track(routing: Routing, numbers: Sequence[int], number: int) -> tuple[int, int]:
    """Return which of how many tracks a wire takes; wires that came in order are found by halving."""
    tracks = routing.tracks(numbers)
    return bisect_left(numbers, number) % tracks, tracks
