"""One stage close up: each of its activities with who leads, who is with it, what it needs and leads to."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain, activities_in, outcomes_reached, taking_part
from coprod_tools.drawing.cards import PAD, activity_content, boxed
from coprod_tools.drawing.chain_table import activity_rows, actor_name, chain_head, needs_in_words
from coprod_tools.drawing.finding import barriers_by_activity, cells_by_activity, verdict_counts, verdicts_in_words
from coprod_tools.drawing.frame import (
    INNER,
    MOST_BOXES,
    SIGN,
    SIZE,
    key_to,
    picture_of,
    sheet_of,
    verdict_key,
)
from coprod_tools.drawing.lettering import paragraph
from coprod_tools.drawing.numbering import numbering
from coprod_tools.drawing.palette import INK, barrier_sign, opportunity_sign, with_words
from coprod_tools.drawing.picture import Picture
from coprod_tools.drawing.shapes import Block, Shape, Sheet, stacked
from coprod_tools.drawing.wording import count, listed, paged, say

COLUMNS = 3
GAP = 10.0


def draw_stage(chain: ValueChain, assessment: Assessment, stage: str, page: int = 1) -> Picture:
    """Draw one stage whole: up to 40 activities, then pages.

    Parameters
    ----------
    stage : str
        A stage's id, or its order number as text.
    page : int
        From 1; `pages_of_stage` says how many there are.

    Raises
    ------
    UsageError
        When there is no such stage.
    """
    title = _title(chain, stage, page)
    names = _on_page(chain, stage, page)
    sheet, rows = stage_sheet(chain, assessment, stage, page), activity_rows(chain, assessment, names)
    return picture_of(sheet, title, _alt(chain, assessment, stage), chain_head(), rows)


def pages_of_stage(chain: ValueChain, stage: str) -> int:
    """Return how many pictures a stage needs."""
    return max(1, -(-len(activities_in(chain, chain.lifecycle.stage(stage).id)) // MOST_BOXES))


def stage_sheet(chain: ValueChain, assessment: Assessment, stage: str, page: int = 1) -> Sheet:
    """Lay the picture out, before it is painted."""
    names = _on_page(chain, stage, page)
    width = (INNER - GAP * (COLUMNS - 1)) / COLUMNS
    cards = [_card(chain, assessment, name, width) for name in names]
    body = stacked([_grid(cards, width), stacked(_marks(chain, assessment, stage), gap=3)], gap=9)
    here = [cell for cell in assessment.cells if cell.activity in names]
    key = key_to(verdict_key(verdict) for verdict, _ in verdict_counts(here))
    return sheet_of(_title(chain, stage, page), _alt(chain, assessment, stage), body, key)


def _title(chain: ValueChain, stage: str, page: int) -> str:
    found = chain.lifecycle.stage(stage)
    title = say("stage-title", stage=f"{found.order} {found.title}", policy=chain.policy.title)
    return paged(title, page, pages_of_stage(chain, stage))


def _alt(chain: ValueChain, assessment: Assessment, stage: str) -> str:
    found = chain.lifecycle.stage(stage)
    names = activities_in(chain, found.id)
    if not names:
        return say("stage-alt-empty", stage=found.title)
    verdicts = verdicts_in_words(cell for cell in assessment.cells if cell.activity in names)
    shown = verdicts or say("no-verdicts")
    return say("stage-alt", stage=found.title, activities=count("activities", len(names)), verdicts=shown)


def _on_page(chain: ValueChain, stage: str, page: int) -> tuple[str, ...]:
    names = activities_in(chain, chain.lifecycle.stage(stage).id)
    return names[(page - 1) * MOST_BOXES : page * MOST_BOXES]


def _card(chain: ValueChain, assessment: Assessment, name: str, width: float) -> Block:
    numbers = numbering(chain)
    lead = chain.activities[name].lead
    others = [actor_name(chain, actor) for actor in taking_part(chain, name) if actor != lead]
    needs = needs_in_words(chain, numbers, name)
    reached = outcomes_reached(chain, name)
    tags = ", ".join(tag for outcome, tag in numbers.outcomes.items() if outcome in reached)
    more = [
        say("lead", actor=actor_name(chain, lead)) if lead else say("lead-unknown"),
        *([say("with", actors=listed(others))] if others else []),
        *([say("needs-line", names=needs)] if needs else []),
        say("reaches", outcomes=tags) if tags else say("reaches-nothing"),
    ]
    verdicts = verdict_counts(cells_by_activity(assessment)[name])
    barriers = barriers_by_activity(assessment)[name]
    return activity_content(numbers.titled(chain, name), verdicts, barriers, more, width)


def _grid(cards: list[Block], width: float) -> Block:
    shapes: list[Shape] = []
    y = 0.0
    for start in range(0, len(cards), COLUMNS):
        row = cards[start : start + COLUMNS]
        height = max(card.height for card in row) + 2 * PAD
        for column, card in enumerate(row):
            shapes += boxed(card, width, height).at(column * (width + GAP), y)
        y += height + GAP
    if not cards:
        return paragraph(say("no-activity"), SIZE, INNER, 1, ink=INK, italic=True)
    return Block(tuple(shapes), INNER, y - GAP)


def _marks(chain: ValueChain, assessment: Assessment, stage: str) -> Iterator[Block]:
    here = chain.lifecycle.stage(stage).id
    for barrier in assessment.barriers:
        if barrier.stage == here:
            known = assessment.knowledge.barriers.get(barrier.barrier)
            words = say("barrier-line", title=known.title if known else barrier.barrier)
            yield with_words(barrier_sign(0, 0, SIGN), paragraph(words, SIZE, INNER - 12, 2, ink=INK), SIGN)
    for chance in assessment.opportunities:
        if chance.stage == here:
            actors = listed(actor_name(chain, actor) for actor in chance.actors)
            advice, co = say(f"advice-{chance.advice}"), say(f"co-{chance.co}")
            words = say("opportunity-line", co=co, actors=actors, advice=advice)
            yield with_words(opportunity_sign(0, 0, SIGN), paragraph(words, SIZE, INNER - 12, 2, ink=INK), SIGN)
