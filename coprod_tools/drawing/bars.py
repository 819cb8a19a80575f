"""The bars of a timeline: what is sure, what only may be, and the marks on them."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.drawing.palette import INK, LINE, NEED, PAPER
from coprod_tools.drawing.shapes import Path, Rect, Shape
from coprod_tools.drawing.timescale import DAY, Moment, TimeScale

HEIGHT = 9.0
OPEN = 34.0
LEAST = 3.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar about the height `y`: it may reach from `left` to `right`, and surely fills `sure_left` to `sure_right`.

    Where nothing is sure, `sure_left` is not left of `sure_right`.
    """

    left: float
    right: float
    sure_left: float
    sure_right: float
    y: float
    critical: bool
    open_left: bool = False
    open_right: bool = False

    @classmethod
    def of(cls, start: Moment | None, finish: Moment | None, scale: TimeScale, y: float, *, critical: bool) -> Bar:
        """Make the bar of an action with at least one date; a missing end is left open."""
        known = start or finish
        if known is None:
            raise ValueError("a bar needs a start or a finish")
        left = scale.x(start.first) if start else scale.x(known.first) - OPEN
        right = scale.x(finish.last + DAY) if finish else scale.x(known.last + DAY) + OPEN
        sure_left = scale.x(start.last) if start else right
        sure_right = scale.x(finish.first + DAY) if finish else scale.x(known.last + DAY)
        if start and not finish:
            sure_left, sure_right = scale.x(start.last), scale.x(start.last + DAY)
        left, right = max(left, scale.left), min(right, scale.left + scale.width + OPEN)
        right = max(right, left + LEAST)
        return cls(left, right, max(sure_left, left), min(sure_right, right), y, critical, not start, not finish)


def bar_shapes(bar: Bar) -> tuple[Shape, ...]:
    """Draw a bar: dashed for what may be, filled for what is sure; on the critical path dark with a thick edge."""
    top = bar.y - HEIGHT / 2
    ink, fill = (INK, "#454545") if bar.critical else (LINE, "#cfd8dd")
    line = 1.8 if bar.critical else 0.8
    sure = bar.sure_right > bar.sure_left
    exact = sure and bar.sure_left - bar.left < 1 and bar.right - bar.sure_right < 1
    shapes: list[Shape] = []
    if not exact:
        shapes.append(Rect(bar.left, top, bar.right - bar.left, HEIGHT, PAPER, ink, min(line, 1.2), "--"))
    if sure:
        start, end = (bar.left, bar.right) if exact else (bar.sure_left, bar.sure_right)
        shapes.append(Rect(start, top, max(end - start, 1.0), HEIGHT, fill, ink, line))
    return tuple(shapes)


def diamond(x: float, y: float, *, filled: bool) -> tuple[Shape, ...]:
    """Draw a gate: filled where a test is decided, open where something waits for one."""
    r = 5.2
    corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    return (Path(corners, INK, 1.3, closed=True, fill=INK if filled else PAPER),)


def need_line(needed: Bar, waiting: Bar) -> Path:
    """Lead an arrow from the end of what is needed to the beginning of what waits for it."""
    x0, x1 = needed.right, waiting.left
    if x1 - x0 >= 8:
        turn = x1 - 6
        return Path(((x0, needed.y), (turn, needed.y), (turn, waiting.y), (x1, waiting.y)), NEED, 0.8, arrow=True)
    half = waiting.y + (-HEIGHT if waiting.y > needed.y else HEIGHT)
    points = ((x0, needed.y), (x0 + 5, needed.y), (x0 + 5, half), (x1 - 9, half), (x1 - 9, waiting.y), (x1, waiting.y))
    return Path(points, NEED, 0.8, arrow=True)
