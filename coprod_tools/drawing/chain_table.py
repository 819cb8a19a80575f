"""The chain as a table: every stage, every activity, every outcome, whole."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain, outcomes_reached
from coprod_tools.drawing.finding import barriers_by_activity, cells_by_activity, placed, verdicts_in_words
from coprod_tools.drawing.numbering import Numbering, numbering
from coprod_tools.drawing.wording import count, listed, say

Row = tuple[str, ...]
COLUMNS = (
    *("stage", "number", "activity", "lead", "verdicts"),
    *("needs", "feeds-back", "outcomes", "barriers", "opportunities"),
)


def chain_head() -> Row:
    """Return the head of the table."""
    return tuple(say(f"head-{column}") for column in COLUMNS)


def chain_rows(chain: ValueChain, assessment: Assessment) -> Iterator[Row]:
    """Yield a row for each stage, then for each of its activities, and at the end for each outcome."""
    for stage, names in placed(chain):
        yield _stage_row(chain, assessment, stage, len(names))
        yield from activity_rows(chain, assessment, names)
    numbers = numbering(chain)
    for outcome in chain.policy.outcomes or ():
        contested = say("contested") if outcome.contested_by else ""
        shown = (say("outcomes-lane"), numbers.outcomes[outcome.key], str(outcome.label), "", contested)
        yield (*shown, "", "", "", "", "")


def activity_rows(chain: ValueChain, assessment: Assessment, names: tuple[str, ...]) -> Iterator[Row]:
    """Yield a row for each of these activities."""
    numbers, cells, barriers = numbering(chain), cells_by_activity(assessment), barriers_by_activity(assessment)
    for name in names:
        activity = chain.activities[name]
        reached = outcomes_reached(chain, name)
        yield (
            stage_title(chain, activity.stage),
            numbers.activities[name],
            str(activity.label),
            actor_name(chain, activity.lead),
            verdicts_in_words(cells[name]) or say("no-verdicts"),
            needs_in_words(chain, numbers, name),
            listed(stage_title(chain, stage) for stage in activity.feeds_back_to or ()),
            ", ".join(tag for outcome, tag in numbers.outcomes.items() if outcome in reached),
            str(barriers[name] or ""),
            "",
        )


def stage_title(chain: ValueChain, ref: str | None) -> str:
    """Return the title of a stage, or the words for one that nobody has named."""
    return say("unknown-stage") if ref is None else str(chain.lifecycle.stage(ref).title)


def actor_name(chain: ValueChain, actor: str | None) -> str:
    """Return the name of an actor, or the words for nobody known."""
    return say("lead-unknown") if actor is None else str(chain.actors[actor].label)


def needs_in_words(chain: ValueChain, numbers: Numbering, name: str) -> str:
    """Return what an activity needs: number and label of each."""
    needed = chain.activities[name].needs or ()
    return "; ".join(f"{numbers.activities[each]} {chain.activities[each].label}" for each in needed)


def _stage_row(chain: ValueChain, assessment: Assessment, stage: str | None, n: int) -> Row:
    here = [cell for cell in assessment.cells if stage is not None and cell.stage == stage]
    barriers = sum(each.stage == stage for each in assessment.barriers)
    chances = sum(each.stage == stage for each in assessment.opportunities)
    shown = (count("activities", n), "", verdicts_in_words(here), "", "", "", str(barriers or ""), str(chances or ""))
    return (stage_title(chain, stage), "", *shown)
