"""Colours and signs. No meaning rests on a colour: each verdict has a shape of its own, and its word beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coprod_tools.drawing.shapes import Block, Disc, Label, Path, Point, Rect, Shape

INK = "#1b1b1b"
QUIET = "#555555"
LINE = "#7a7a7a"
FAINT = "#d9d9d9"
PAPER = "#ffffff"
GROUND = "#f4f4f1"
LANE = "#eaeae5"
NEED = "#333333"
BARRIER = "#9c1c1c"
OPPORTUNITY = "#0b5a6b"
FEEDBACK = "#6a3d9a"

VERDICTS = (
    "co-production",
    "community-led",
    "partnership",
    "handed-over-work",
    "consultation",
    "information",
    "none",
    "unknown",
)
COS = ("commission", "design", "deliver", "assess")


@dataclass(frozen=True, slots=True)
class Look:
    """The ground a verdict stands on, and the ink of its sign and words."""

    ground: str
    ink: str


LOOKS: dict[str, Look] = {
    "co-production": Look("#cfe8d3", "#14532d"),
    "community-led": Look("#e6dcf2", "#4a2a7a"),
    "partnership": Look("#d3e4f5", "#0b4377"),
    "handed-over-work": Look("#fbdcc4", "#7c3300"),
    "consultation": Look("#fcf0c0", "#5f4a00"),
    "information": Look("#e9eef1", "#3d4a52"),
    "none": Look("#f0f0f0", "#4d4d4d"),
    "unknown": Look("#ffffff", "#595959"),
}


def verdict_sign(verdict: str, x: float, y: float, radius: float) -> tuple[Shape, ...]:
    """Return the sign of a verdict about its centre."""
    ink, r = LOOKS[verdict].ink, radius
    match verdict:
        case "co-production":
            return (Disc(x, y, r, ink, ink),)
        case "community-led":
            house = _turned(x, y + r * 0.05, r * 1.08, 5, -90)
            return (Path(house, ink, closed=True, fill=ink),)
        case "partnership":
            return (Path(_turned(x, y, r * 1.15, 4, -90), ink, closed=True, fill=ink),)
        case "handed-over-work":
            return (Path(_turned(x, y - r * 0.2, r * 1.2, 3, 90), ink, closed=True, fill=ink),)
        case "consultation":
            half = tuple((x + r * math.cos(a), y + r * math.sin(a)) for a in _angles(90, 270))
            return (Disc(x, y, r, PAPER, ink), Path(half, ink, closed=True, fill=ink))
        case "information":
            return (Disc(x, y, r, PAPER, ink), Disc(x, y, r * 0.25, ink, ink))
        case "none":
            d = r * 0.75
            return (Path(((x - d, y - d), (x + d, y + d)), ink, 1.1), Path(((x - d, y + d), (x + d, y - d)), ink, 1.1))
    return (Label(x, y + r * 0.78, "?", r * 2.15, ink, anchor="center"),)


def barrier_sign(x: float, y: float, radius: float) -> tuple[Shape, ...]:
    """Return the sign of a barrier: a triangle with its point up and a bar in it."""
    corners = _turned(x, y + radius * 0.2, radius * 1.25, 3, -90)
    bar = ((x, y - radius * 0.35), (x, y + radius * 0.25))
    return (Path(corners, BARRIER, closed=True, fill=PAPER, line=1.1), Path(bar, BARRIER, 1.2))


def opportunity_sign(x: float, y: float, radius: float) -> tuple[Shape, ...]:
    """Return the sign of an opportunity: a plus."""
    r = radius * 0.95
    across, down = ((x - r, y), (x + r, y)), ((x, y - r), (x, y + r))
    return (Path(across, OPPORTUNITY, 2.0), Path(down, OPPORTUNITY, 2.0))


def with_words(sign: tuple[Shape, ...], words: Block, radius: float) -> Block:
    """Set a sign, drawn about (0, 0), before its words."""
    middle = words.height / 2
    room = radius * 2 + 3
    shapes = (*(shape.moved(radius, middle) for shape in sign), *words.at(room, 0))
    return Block(shapes, room + words.width, words.height)


def tile(verdict: str, letter: str, width: float, height: float) -> Block:
    """Return one tile of the heat map: the ground, the sign and the letter of the Co."""
    look = LOOKS[verdict]
    dash = ":" if verdict == "unknown" else "-"
    hatch = "////" if verdict == "handed-over-work" else ""
    ground = Rect(0, 0, width, height, look.ground, look.ink, 0.6, dash, hatch, "#f3cbad", role="tile")
    sign = verdict_sign(verdict, width / 2, height * 0.31, min(width, height) * 0.27)
    name = Label(width / 2, height - 2.6, letter, 6.5, look.ink, anchor="center")
    return Block((ground, *sign, name), width, height)


def _angles(start: float, end: float, steps: int = 12) -> list[float]:
    return [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]


def _turned(x: float, y: float, radius: float, corners: int, start: float) -> tuple[Point, ...]:
    turns = (math.radians(start + 360 * corner / corners) for corner in range(corners))
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)
