"""Where everything in the picture of a chain stands: the one place for the printed picture and the live one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain
from coprod_tools.drawing.arrangement import Arrangement
from coprod_tools.drawing.chain_lanes import feedback_of, needs_of, summary_lanes, whole_lanes
from coprod_tools.drawing.finding import finding, placed
from coprod_tools.drawing.frame import MOST_BOXES, body_place
from coprod_tools.drawing.lanes import Arrows, Lane, arranged
from coprod_tools.drawing.wording import count, say

COLUMNS = 3
MOST_ARROWS = 40
# Arrows of a large chain share so many tracks between two rows or columns, so that boxes keep their width.
SHARED_TRACKS = 6


def chain_positions(chain: ValueChain, assessment: Assessment, *, only: Collection[str] | None = None) -> Arrangement:
    """Return the place and size of every lane, box and arrow, each activity with a box of its own.

    Of a chain that the printed picture shows whole, these are the very places of the print.

    Parameters
    ----------
    only : collection of str, optional
        Set out these activities and outcomes (`outcome:ID`) only.

    Returns
    -------
    Arrangement
        In points from the top left corner of the printed sheet. Where the print leaves arrows to its table, they have
        no route here either.
    """
    place = body_place(say("chain-title", policy=chain.policy.title), chain_told(chain, assessment))
    if only is None and shown_whole(chain):
        return printed(chain, assessment).moved(*place)
    lanes = whole_lanes(chain, assessment, only=None if only is None else frozenset(only))
    return arranged(lanes, _between(chain, lanes), COLUMNS, SHARED_TRACKS).moved(*place)


def printed(chain: ValueChain, assessment: Assessment) -> Arrangement:
    """Return the body of the printed picture from (0, 0) down; it shows a large chain with one box for each stage."""
    room = MOST_BOXES - len(placed(chain))
    whole = shown_whole(chain)
    lanes = whole_lanes(chain, assessment, most_outcomes=room) if whole else summary_lanes(chain, assessment, room)
    return arranged(lanes, drawn_arrows(chain), COLUMNS)


def _between(chain: ValueChain, lanes: Sequence[Lane]) -> Arrows:
    boxes = {key for lane in lanes for key, _ in lane.boxes}
    stages = {lane.key for lane in lanes}
    needs = tuple(pair for pair in needs_of(chain) if boxes.issuperset(pair))
    return Arrows(needs, tuple(pair for pair in feedback_of(chain) if pair[0] in boxes and pair[1] in stages))


def shown_whole(chain: ValueChain) -> bool:
    """Tell whether each activity has a box of its own in the printed picture."""
    return len(chain.activities) + len(chain.policy.outcomes or ()) <= MOST_BOXES


def drawn_arrows(chain: ValueChain) -> Arrows:
    """Return the arrows of the printed picture; where there are too many, needs are left to its table."""
    if not shown_whole(chain):
        return Arrows()
    needs, feedback = needs_of(chain), feedback_of(chain)
    return Arrows(needs if len(needs) + len(feedback) <= MOST_ARROWS else (), feedback[:MOST_ARROWS])


def chain_told(chain: ValueChain, assessment: Assessment) -> str:
    """Return the words that stand under the title of the printed picture: the finding, the size, what is left out."""
    told = chain_alt(chain, assessment)
    if not shown_whole(chain):
        return f"{told} {say('overview-note', n=len(chain.activities))}"
    left_out = len(needs_of(chain)) - len(drawn_arrows(chain).needs)
    return f"{told} {say('needs-in-table', n=left_out)}" if left_out else told


def chain_alt(chain: ValueChain, assessment: Assessment) -> str:
    """Return the finding of the chain in words, with its size."""
    empty = sum(not names for stage, names in placed(chain) if stage is not None)
    size = say(
        "chain-size",
        activities=count("activities", len(chain.activities)),
        outcomes=count("outcomes", len(chain.policy.outcomes or ())),
        empty=count("empty", empty),
    )
    return f"{finding(chain, assessment)} {size}"
