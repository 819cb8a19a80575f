"""What stands in the lanes of a chain: a box for each activity and outcome, or one for a whole stage."""

from __future__ import annotations

from collections.abc import Container
from functools import partial

from coprod_tools.assessment.marks import Assessment, Cell
from coprod_tools.chain import ValueChain, outcomes_reached
from coprod_tools.chain.things import stage_id
from coprod_tools.drawing.cards import activity_content, outcome_content, stage_content, summary_content
from coprod_tools.drawing.finding import barriers_by_activity, cells_by_activity, placed, verdict_counts
from coprod_tools.drawing.lanes import Builder, Lane
from coprod_tools.drawing.numbering import numbering
from coprod_tools.drawing.shapes import Block
from coprod_tools.drawing.wording import count, say

OUTCOMES = ":outcomes"
NO_STAGE = ""
Boxes = tuple[tuple[str, Builder], ...]
Pairs = tuple[tuple[str, str], ...]


def whole_lanes(
    chain: ValueChain, assessment: Assessment, *, only: Container[str] | None = None, most_outcomes: int | None = None
) -> list[Lane]:
    """Return a lane for each stage with a box for each activity, and at the end one for the outcomes.

    Parameters
    ----------
    only : container of str, optional
        Show these activities and outcomes (`outcome:ID`) only, and no lane that has none of them.
    most_outcomes : int, optional
        Where there are more outcomes, they are counted and not shown.
    """
    cells, barriers = cells_by_activity(assessment), barriers_by_activity(assessment)
    stages = [(stage, _only(names, only)) for stage, names in placed(chain)]
    lanes = [
        Lane(stage or NO_STAGE, stage_label(chain, assessment, stage), boxes, say("no-activity"))
        for stage, names in stages
        if (boxes := _boxes(chain, cells, barriers, names)) or only is None
    ]
    outcomes = outcomes_lane(chain, only, most_outcomes)
    return [*lanes, outcomes] if only is None or outcomes.boxes or not lanes else lanes


def summary_lanes(chain: ValueChain, assessment: Assessment, most_outcomes: int | None) -> list[Lane]:
    """Return a lane for each stage with one box that counts what is in it."""
    lanes = []
    cells = cells_by_activity(assessment)
    for stage, names in placed(chain):
        box = partial(summary_content, verdict_counts(cell for name in names for cell in cells[name]), len(names))
        boxes = ((stage or NO_STAGE, box),) if names else ()
        lanes.append(
            Lane(stage or NO_STAGE, stage_label(chain, assessment, stage), boxes, say("no-activity"), wide=True)
        )
    return [*lanes, outcomes_lane(chain, None, most_outcomes)]


def needs_of(chain: ValueChain) -> Pairs:
    """Return what is needed and what needs it, each pair once, in the order of the file."""
    between = ((needed, name) for name, activity in chain.activities.items() for needed in activity.needs or ())
    return tuple(dict.fromkeys(between))


def feedback_of(chain: ValueChain) -> Pairs:
    """Return which activity feeds back to which stage, each pair once, in the order of the file."""
    between = (
        (name, stage_id(chain.lifecycle, stage) or NO_STAGE)
        for name, activity in chain.activities.items()
        for stage in activity.feeds_back_to or ()
    )
    return tuple(dict.fromkeys(between))


def stage_label(chain: ValueChain, assessment: Assessment, stage: str | None) -> Builder:
    """Return the label of a stage: its number and title, the advice, how many barriers and opportunities."""
    if stage is None:
        return partial(_plain_label, say("unknown-stage"))
    found = chain.lifecycle.stage(stage)
    advice = next((each.advice for each in assessment.stage_advice if each.stage == stage), None)
    barriers = sum(each.stage == stage for each in assessment.barriers)
    opportunities = sum(each.stage == stage for each in assessment.opportunities)
    return partial(stage_content, f"{found.order}  {found.title}", advice, barriers, opportunities)


def outcomes_lane(chain: ValueChain, only: Container[str] | None, most: int | None) -> Lane:
    """Return the lane of the outcomes."""
    outcomes = chain.policy.outcomes or ()
    numbers = numbering(chain).outcomes
    label = partial(_plain_label, say("outcomes-lane"))
    if most is not None and len(outcomes) > most:
        return Lane(OUTCOMES, label, (), count("outcomes", len(outcomes)))
    shown = [each for each in outcomes if only is None or f"outcome:{each.key}" in only]
    boxes = tuple(
        (f"outcome:{each.key}", partial(outcome_content, f"{numbers[each.key]}  {each.label}", bool(each.contested_by)))
        for each in shown
    )
    return Lane(OUTCOMES, label, boxes, say("no-outcome"))


def _only(names: tuple[str, ...], only: Container[str] | None) -> tuple[str, ...]:
    return names if only is None else tuple(name for name in names if name in only)


def _boxes(chain: ValueChain, cells: dict[str, list[Cell]], barriers: dict[str, int], names: tuple[str, ...]) -> Boxes:
    numbers = numbering(chain)
    found: list[tuple[str, Builder]] = []
    for name in names:
        reached = outcomes_reached(chain, name)
        tags = ", ".join(tag for outcome, tag in numbers.outcomes.items() if outcome in reached)
        more = [say("reaches", outcomes=tags) if tags else say("reaches-nothing")]
        verdicts = verdict_counts(cells[name])
        found.append((name, partial(activity_content, numbers.titled(chain, name), verdicts, barriers[name], more)))
    return tuple(found)


def _plain_label(title: str, width: float) -> Block:
    return stage_content(title, None, 0, 0, width)
