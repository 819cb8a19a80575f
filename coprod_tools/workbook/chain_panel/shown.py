"""A chain in its place as plain values that go to the browser, with its colours for a dark theme."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from coprod_tools.chain import ValueChain
from coprod_tools.drawing import Arrangement
from coprod_tools.drawing.arrangement import PlacedBox
from coprod_tools.drawing.cards import PAD
from coprod_tools.drawing.chain_lanes import OUTCOMES, feedback_of, needs_of
from coprod_tools.drawing.paint import FALLBACKS
from coprod_tools.drawing.palette import BARRIER, FAINT, INK, LINE, LOOKS, OPPORTUNITY, PAPER, QUIET
from coprod_tools.drawing.shapes import Disc, Label, Path, Rect, Shape
from coprod_tools.words import say

# On a dark ground a verdict's ink and ground change places, and other inks become light ones.
DARK = {
    **{look.ink: look.ground for look in LOOKS.values()},
    **{look.ground: look.ink for look in LOOKS.values()},
    INK: "#f2f2f2",
    QUIET: "#c4c4c4",
    LINE: "#9a9a9a",
    FAINT: "#4a4a4a",
    BARRIER: "#ff9d94",
    OPPORTUNITY: "#74d5e8",
    PAPER: "#1f1f1f",
}


def shown(
    chain: ValueChain,
    arrangement: Arrangement,
    said: str,
    *,
    chosen: str = "",
    matching: Collection[str] | None = None,
    editable: bool = True,
) -> dict[str, Any]:
    """Return what the browser draws.

    Parameters
    ----------
    said : str
        What the picture shows, in words, for who cannot see it.
    matching : collection of str, optional
        Boxes that are looked for; all others fade.
    """
    first = arrangement.lanes[0] if arrangement.lanes else None
    return {
        "width": arrangement.width,
        "height": _round(arrangement.height),
        "left": _round(first.x) if first else 0,
        "top": _round(first.y) if first else 0,
        "said": said,
        "shape": " ".join(box.key for box in arrangement.boxes),
        "chosen": chosen,
        "editable": editable,
        "fonts": FALLBACKS,
        "dark": DARK,
        "lanes": [_lane(lane.key, lane, chain) for lane in arrangement.lanes],
        "boxes": [
            _box(box, _said(chain, box.key))
            | {"lane": box.lane, "faded": matching is not None and box.key not in matching}
            for box in arrangement.boxes
        ],
        "routes": [*_routes(arrangement), *_without_route(chain, arrangement)],
    }


def _lane(key: str, lane: Any, chain: ValueChain) -> dict[str, Any]:
    x, y = lane.nothing_at
    nothing = [shape.moved(x - lane.x, y - lane.y) for shape in lane.nothing.shapes]
    title = say("live_chain.outcomes") if key == OUTCOMES else _stage(chain, key)
    return {
        "key": key,
        "box": _place(lane),
        "shapes": [_shape(shape) for shape in nothing],
        "label": _box(lane.label, say("live_chain.said-stage", title=title)),
    }


def _stage(chain: ValueChain, key: str) -> str:
    return str(chain.lifecycle.stage(key).title) if key else say("drawing.unknown-stage")


def _said(chain: ValueChain, key: str) -> str:
    return chain.label(key) if ":" in key else str(chain.activities[key].label)


def _box(box: PlacedBox, said: str) -> dict[str, Any]:
    shapes = [_shape(shape.moved(PAD, PAD)) for shape in box.content.shapes]
    return {"key": box.key, "box": _place(box), "shapes": shapes, "said": said}


def _routes(arrangement: Arrangement) -> Iterable[dict[str, Any]]:
    for route in arrangement.routes:
        points = [[_round(x), _round(y)] for x, y in route.points]
        yield {"source": route.source, "target": route.target, "kind": route.kind, "points": points}


def _without_route(chain: ValueChain, arrangement: Arrangement) -> Iterable[dict[str, Any]]:
    """Yield the arrows that the print leaves to its table; the live picture draws them from box to box."""
    boxes, lanes = {box.key for box in arrangement.boxes}, {lane.key for lane in arrangement.lanes}
    routed = {(route.source, route.target, route.kind) for route in arrangement.routes}
    links = [(*pair, "needs", boxes) for pair in needs_of(chain)]
    links += [(*pair, "feeds-back", lanes) for pair in feedback_of(chain)]
    for source, target, kind, ends in links:
        if source in boxes and target in ends and (source, target, kind) not in routed:
            yield {"source": source, "target": target, "kind": kind, "points": None}


def _shape(shape: Shape) -> list[Any]:
    match shape:
        case Label():
            look = (int(shape.bold), int(shape.italic), shape.anchor)
            return ["t", _round(shape.x), _round(shape.y), shape.text, shape.size, shape.ink, *look]
        case Disc():
            return ["d", _round(shape.x), _round(shape.y), _round(shape.radius), shape.fill, shape.ink, shape.line]
        case Path():
            points = [[_round(x), _round(y)] for x, y in shape.points]
            return ["p", points, shape.ink, shape.line, shape.dash, int(shape.closed), shape.fill]
        case Rect():
            return ["r", *_place(shape), shape.fill, shape.stroke, shape.line, shape.dash]


def _place(box: Any) -> list[float]:
    return [_round(box.x), _round(box.y), _round(box.width), _round(box.height)]


def _round(number: float) -> float:
    return round(number, 2)
