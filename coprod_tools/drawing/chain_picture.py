"""The value chain as a picture: a lane for each stage, its activities as boxes, arrows for needs and feedback."""

from __future__ import annotations

from functools import partial

from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain, outcomes_reached
from coprod_tools.drawing.cards import activity_content, outcome_content, stage_content, summary_content
from coprod_tools.drawing.chain_key import chain_key
from coprod_tools.drawing.chain_table import chain_head, chain_rows
from coprod_tools.drawing.finding import barriers_by_activity, cells_by_activity, finding, placed, verdict_counts
from coprod_tools.drawing.frame import MOST_BOXES, picture_of, sheet_of
from coprod_tools.drawing.lanes import Arrows, Builder, Lane, lanes_body
from coprod_tools.drawing.numbering import numbering
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Sheet
from coprod_tools.drawing.wording import count, say

COLUMNS = 3
MOST_ARROWS = 40
OUTCOMES = ":outcomes"


def draw_chain(chain: ValueChain, assessment: Assessment) -> Picture:
    """Draw the value chain with its marks.

    Up to 40 boxes (activities and outcomes) each stands for itself; beyond that each stage is one box with counts, and
    `draw_stage` shows one stage whole. What had to be cut to fit a box stands whole in the table.
    """
    title = say("chain-title", policy=chain.policy.title)
    sheet = chain_sheet(chain, assessment)
    return picture_of(sheet, title, chain_alt(chain, assessment), chain_head(), chain_rows(chain, assessment))


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


def chain_sheet(chain: ValueChain, assessment: Assessment) -> Sheet:
    """Lay the picture out, before it is painted."""
    told = chain_alt(chain, assessment)
    arrows = Arrows()
    whole = len(chain.activities) + len(chain.policy.outcomes or ()) <= MOST_BOXES
    if whole:
        arrows = _arrows(chain)
        left_out = len(_needs(chain)) - len(arrows.needs)
        told += f" {say('needs-in-table', n=left_out)}" if left_out else ""
    else:
        told += f" {say('overview-note', n=len(chain.activities))}"
    lanes = [_lane(chain, assessment, stage, names, whole=whole) for stage, names in placed(chain)]
    lanes.append(_outcomes_lane(chain, MOST_BOXES - len(lanes)))
    body = lanes_body(lanes, arrows, COLUMNS)
    title = say("chain-title", policy=chain.policy.title)
    return sheet_of(title, told, body, chain_key(assessment, arrows, tags=whole and bool(chain.policy.outcomes)))


def _needs(chain: ValueChain) -> tuple[tuple[str, str], ...]:
    between = ((needed, name) for name, activity in chain.activities.items() for needed in activity.needs or ())
    return tuple(dict.fromkeys(between))


def _arrows(chain: ValueChain) -> Arrows:
    feedback = tuple(
        (source.partition(":")[2], target.partition(":")[2])
        for source, target, data in chain.edges("feeds_back")
        if data["said_by"] == "policy"
    )
    needs = _needs(chain)
    return Arrows(needs if len(needs) + len(feedback) <= MOST_ARROWS else (), feedback[:MOST_ARROWS])


def _lane(chain: ValueChain, assessment: Assessment, stage: str | None, names: tuple[str, ...], *, whole: bool) -> Lane:
    label = partial(_stage_label, chain, assessment, stage)
    if not whole:
        here = frozenset(names)
        cells = [cell for cell in assessment.cells if cell.activity in here]
        box = partial(summary_content, verdict_counts(cells), len(names))
        return Lane(stage or "", label, ((stage or "", box),) if names else (), say("no-activity"), wide=True)
    return Lane(stage or "", label, _boxes(chain, assessment, names), say("no-activity"))


def _stage_label(chain: ValueChain, assessment: Assessment, stage: str | None, width: float) -> Block:
    if stage is None:
        return stage_content(say("unknown-stage"), None, 0, 0, width)
    found = chain.lifecycle.stage(stage)
    advice = next((each.advice for each in assessment.stage_advice if each.stage == stage), None)
    barriers = sum(each.stage == stage for each in assessment.barriers)
    opportunities = sum(each.stage == stage for each in assessment.opportunities)
    return stage_content(f"{found.order}  {found.title}", advice, barriers, opportunities, width)


def _boxes(chain: ValueChain, assessment: Assessment, names: tuple[str, ...]) -> tuple[tuple[str, Builder], ...]:
    numbers, cells, barriers = numbering(chain), cells_by_activity(assessment), barriers_by_activity(assessment)
    found: list[tuple[str, Builder]] = []
    for name in names:
        reached = outcomes_reached(chain, name)
        tags = ", ".join(tag for outcome, tag in numbers.outcomes.items() if outcome in reached)
        more = [say("reaches", outcomes=tags) if tags else say("reaches-nothing")]
        verdicts = verdict_counts(cells[name])
        found.append((name, partial(activity_content, numbers.titled(chain, name), verdicts, barriers[name], more)))
    return tuple(found)


def _outcomes_lane(chain: ValueChain, room: int) -> Lane:
    outcomes = chain.policy.outcomes or ()
    numbers = numbering(chain).outcomes
    label = partial(_plain_label, say("outcomes-lane"))
    if len(outcomes) > room:
        return Lane(OUTCOMES, label, (), count("outcomes", len(outcomes)))
    boxes = tuple(
        (f"outcome:{each.key}", partial(outcome_content, f"{numbers[each.key]}  {each.label}", bool(each.contested_by)))
        for each in outcomes
    )
    return Lane(OUTCOMES, label, boxes, say("no-outcome"))


def _plain_label(title: str, width: float) -> Block:
    return stage_content(title, None, 0, 0, width)
