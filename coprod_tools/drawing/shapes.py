"""The values a picture is made of, in points from the top left corner, before anything is painted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Literal

Point = tuple[float, float]
Role = Literal["paper", "lane", "box", "tile", "key"]


@dataclasses.dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `role` says whether it is a box that may not overlap others or mere ground."""

    x: float
    y: float
    width: float
    height: float
    fill: str = "none"
    stroke: str = "none"
    line: float = 0.8
    dash: str = "-"
    hatch: str = ""
    hatch_ink: str = "none"
    round: float = 0.0
    role: Role = "paper"

    def moved(self, dx: float, dy: float) -> Rect:
        """The same elsewhere."""
        return dataclasses.replace(self, x=self.x + dx, y=self.y + dy)


@dataclasses.dataclass(frozen=True, slots=True)
class Label:
    """One line of text on its baseline."""

    x: float
    y: float
    text: str
    size: float
    ink: str = "#1b1b1b"
    bold: bool = False
    italic: bool = False
    anchor: Literal["left", "center", "right"] = "left"

    def moved(self, dx: float, dy: float) -> Label:
        """The same elsewhere."""
        return dataclasses.replace(self, x=self.x + dx, y=self.y + dy)


@dataclasses.dataclass(frozen=True, slots=True)
class Path:
    """A line through points, open or closed; an arrow ends in a head."""

    points: tuple[Point, ...]
    ink: str
    line: float = 0.9
    dash: str = "-"
    arrow: bool = False
    closed: bool = False
    fill: str = "none"

    def moved(self, dx: float, dy: float) -> Path:
        """The same elsewhere."""
        return dataclasses.replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))


@dataclasses.dataclass(frozen=True, slots=True)
class Disc:
    """A circle about its centre."""

    x: float
    y: float
    radius: float
    fill: str
    ink: str
    line: float = 0.9
    dash: str = "-"

    def moved(self, dx: float, dy: float) -> Disc:
        """The same elsewhere."""
        return dataclasses.replace(self, x=self.x + dx, y=self.y + dy)


Shape = Rect | Label | Path | Disc


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """Shapes set from (0, 0) downwards, with the room they take."""

    shapes: tuple[Shape, ...]
    width: float
    height: float

    def at(self, x: float, y: float) -> tuple[Shape, ...]:
        """The shapes moved to their place."""
        return tuple(shape.moved(x, y) for shape in self.shapes)


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """A whole picture before it is painted."""

    width: float
    height: float
    shapes: tuple[Shape, ...]

    def rects(self, *roles: Role) -> tuple[Rect, ...]:
        """The rectangles of these roles."""
        return tuple(shape for shape in self.shapes if isinstance(shape, Rect) and shape.role in roles)

    def labels(self) -> tuple[Label, ...]:
        """Every line of text."""
        return tuple(shape for shape in self.shapes if isinstance(shape, Label))


def stacked(blocks: Iterable[Block], gap: float = 0.0) -> Block:
    """Set blocks one under the other."""
    shapes: list[Shape] = []
    y, width, first = 0.0, 0.0, True
    for block in blocks:
        y += 0.0 if first else gap
        first = False
        shapes += block.at(0, y)
        y, width = y + block.height, max(width, block.width)
    return Block(tuple(shapes), width, y)


def flowed(
    blocks: Iterable[Block], width: float, gap: float = 8.0, leading: float = 2.0, *, middle: bool = True
) -> Block:
    """Set blocks side by side, in as many rows as `width` asks for, about a middle line or else from their tops."""
    rows: list[list[Block]] = []
    x = 0.0
    for block in blocks:
        if not rows or x + block.width > width:
            rows.append([])
            x = 0.0
        rows[-1].append(block)
        x += block.width + gap
    return stacked((_beside(row, gap, middle=middle) for row in rows), leading)


def _beside(blocks: Sequence[Block], gap: float, *, middle: bool) -> Block:
    height = max(block.height for block in blocks)
    shapes: list[Shape] = []
    x = 0.0
    for block in blocks:
        shapes += block.at(x, (height - block.height) / 2 if middle else 0)
        x += block.width + gap
    return Block(tuple(shapes), x - gap, height)
