"""Where the parts of a chain stand: lanes, boxes and arrows as values that a printed and a live picture share."""

from __future__ import annotations

import dataclasses
from typing import Literal

from coprod_tools.drawing.shapes import Block, Point

RouteKind = Literal["needs", "feeds-back"]


@dataclasses.dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box with its words and signs, which are set from its own top left corner.

    Attributes
    ----------
    x, y, width, height : float
        In points, from the top left corner of the picture downwards.
    """

    key: str
    lane: str
    x: float
    y: float
    width: float
    height: float
    content: Block

    def moved(self, dx: float, dy: float) -> PlacedBox:
        """The same elsewhere."""
        return dataclasses.replace(self, x=self.x + dx, y=self.y + dy)


@dataclasses.dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane: its ground, the box of its label, and the words that stand where it has no box, with their place."""

    key: str
    x: float
    y: float
    width: float
    height: float
    label: PlacedBox
    nothing: Block
    nothing_at: Point

    def moved(self, dx: float, dy: float) -> PlacedLane:
        """The same elsewhere."""
        x, y = self.nothing_at
        label = self.label.moved(dx, dy)
        return dataclasses.replace(self, x=self.x + dx, y=self.y + dy, label=label, nothing_at=(x + dx, y + dy))


@dataclasses.dataclass(frozen=True, slots=True)
class PlacedRoute:
    """An arrow: from a box that is needed to the one that needs it, or from a box back to a lane."""

    source: str
    target: str
    kind: RouteKind
    points: tuple[Point, ...]

    def moved(self, dx: float, dy: float) -> PlacedRoute:
        """The same elsewhere."""
        return dataclasses.replace(self, points=tuple((x + dx, y + dy) for x, y in self.points))


@dataclasses.dataclass(frozen=True, slots=True)
class Arrangement:
    """A whole chain in its place; sizes in points, boxes in the order in which they are read."""

    width: float
    height: float
    lanes: tuple[PlacedLane, ...]
    boxes: tuple[PlacedBox, ...]
    routes: tuple[PlacedRoute, ...]

    def moved(self, dx: float, dy: float) -> Arrangement:
        """The same elsewhere."""
        return dataclasses.replace(
            self,
            lanes=tuple(lane.moved(dx, dy) for lane in self.lanes),
            boxes=tuple(box.moved(dx, dy) for box in self.boxes),
            routes=tuple(route.moved(dx, dy) for route in self.routes),
        )
