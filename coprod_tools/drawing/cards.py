"""The boxes of a chain: an activity, an outcome, a stage, each with its words and signs measured."""

from __future__ import annotations

from collections.abc import Sequence

from coprod_tools.drawing.frame import SIZE, SMALL, barrier_key, opportunity_key, verdict_key
from coprod_tools.drawing.lettering import paragraph
from coprod_tools.drawing.palette import FAINT, INK, LINE, LOOKS, PAPER, QUIET
from coprod_tools.drawing.shapes import Block, Rect, Shape, flowed, stacked
from coprod_tools.drawing.wording import count, say

PAD = 6.0


def boxed(content: Block, width: float, height: float, line: float = 0.8) -> Block:
    """Set content in a box of a given size."""
    frame = Rect(0, 0, width, height, PAPER, LINE, line, round=3, role="box")
    return Block((frame, *content.at(PAD, PAD)), width, height)


def activity_content(
    title: str, verdicts: Sequence[tuple[str, int]], barriers: int, more: Sequence[str], width: float
) -> Block:
    """Set an activity: its number and label, its verdicts, its barriers, and more lines such as what it leads to."""
    inner = width - 2 * PAD
    parts = [paragraph(title, SIZE, inner, 3, ink=INK, bold=True)]
    if verdicts:
        parts.append(flowed([verdict_key(verdict, n, inner) for verdict, n in verdicts], inner, leading=1))
    if barriers:
        parts.append(barrier_key(count("barriers", barriers)))
    parts += [paragraph(line, SMALL, inner, 2, ink=QUIET) for line in more]
    return stacked(parts, gap=2)


def outcome_content(title: str, contested: bool, width: float) -> Block:
    """Set an outcome."""
    inner = width - 2 * PAD
    parts = [paragraph(title, SIZE, inner, 4, ink=INK, bold=True)]
    if contested:
        parts.append(paragraph(say("contested"), SMALL, inner, 1, ink=LOOKS["handed-over-work"].ink, italic=True))
    return stacked(parts, gap=2)


def stage_content(title: str, advice: str | None, barriers: int, opportunities: int, width: float) -> Block:
    """Set the label of a stage."""
    inner = width - 2 * PAD
    parts = [paragraph(title, SIZE, inner, 4, ink=INK, bold=True)]
    if advice:
        words = say("advice", advice=say(f"advice-{advice}"))
        parts.append(paragraph(words, SMALL, inner, 1, ink=INK))
    if barriers:
        parts.append(barrier_key(count("barriers", barriers)))
    if opportunities:
        parts.append(opportunity_key(count("opportunities", opportunities)))
    return stacked(parts, gap=2)


def summary_content(verdicts: Sequence[tuple[str, int]], activities: int, width: float) -> Block:
    """Set a whole stage in one box: how many activities, and a bar with the share of each verdict."""
    inner = width - 2 * PAD
    parts = [paragraph(count("activities", activities), SIZE, inner, 1, ink=INK, bold=True)]
    if verdicts:
        parts.append(_bar(verdicts, inner))
        parts.append(flowed([verdict_key(verdict, n, inner) for verdict, n in verdicts], inner, leading=1))
    return stacked(parts, gap=3)


def _bar(verdicts: Sequence[tuple[str, int]], width: float) -> Block:
    whole = sum(n for _, n in verdicts)
    shapes: list[Shape] = []
    x = 0.0
    for verdict, n in verdicts:
        part = width * n / whole
        look = LOOKS[verdict]
        dash = ":" if verdict == "unknown" else "-"
        shapes.append(Rect(x, 0, part, 8, look.ground, look.ink if verdict != "none" else FAINT, 0.6, dash))
        x += part
    return Block(tuple(shapes), width, 8)
