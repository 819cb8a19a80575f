"""The key to the signs and arrows of a chain: only those that the picture uses."""

from __future__ import annotations

from coprod_tools.assessment.marks import Assessment
from coprod_tools.drawing.finding import verdict_counts
from coprod_tools.drawing.frame import barrier_key, key_to, opportunity_key, small, verdict_key
from coprod_tools.drawing.lanes import Arrows
from coprod_tools.drawing.palette import FEEDBACK, NEED
from coprod_tools.drawing.shapes import Block, Path
from coprod_tools.drawing.wording import say


def chain_key(assessment: Assessment, arrows: Arrows, *, tags: bool) -> Block:
    """Set the key of a chain."""
    entries = [verdict_key(verdict) for verdict, _ in verdict_counts(assessment.cells)]
    if assessment.barriers:
        entries.append(barrier_key(say("key-barrier")))
    if assessment.opportunities:
        entries.append(opportunity_key(say("key-opportunity")))
    if arrows.needs:
        entries.append(line_key(say("key-needs"), NEED, "-"))
    if arrows.feedback:
        entries.append(line_key(say("key-feeds-back"), FEEDBACK, "--"))
    if tags:
        entries.append(small(say("key-reach")))
    return key_to(entries)


def line_key(words: str, ink: str, dash: str, *, arrow: bool = True) -> Block:
    """Set a piece of line and its words."""
    text = small(words)
    middle = text.height / 2
    line = Path(((0, middle), (24, middle)), ink, 1.0, dash, arrow=arrow)
    return Block((line, *text.at(28, 0)), 28 + text.width, text.height)
