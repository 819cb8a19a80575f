"""The chain as a table in which every box can be chosen: the same as the picture, for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from coprod_tools.assessment.marks import Assessment
from coprod_tools.chain import ValueChain, outcomes_reached
from coprod_tools.drawing.chain_lanes import OUTCOMES
from coprod_tools.drawing.finding import barriers_by_activity, cells_by_activity, placed, verdicts_in_words
from coprod_tools.drawing.wording import count
from coprod_tools.words import say
from coprod_tools.workbook.chain_panel.details import actor
from coprod_tools.workbook.chain_panel.filters import who
from coprod_tools.workbook.elements import Cell

COLUMNS = ("activity", "stage", "who", "marks", "needs", "leads")
CHOOSE = "choose "


def head() -> tuple[str, ...]:
    """Return the heads of the columns."""
    return tuple(say(f"live_chain.column-{column}") for column in COLUMNS)


def rows(
    chain: ValueChain, assessment: Assessment, names: Collection[str], chosen: str, *, whole: bool
) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each of these activities, stage by stage; of the `whole` chain, empty stages and outcomes too."""
    cells, barriers = cells_by_activity(assessment), barriers_by_activity(assessment)
    wanted = frozenset(names)
    for stage, inside in placed(chain):
        shown = [name for name in inside if name in wanted]
        title = say("drawing.unknown-stage") if stage is None else str(chain.lifecycle.stage(stage).title)
        there = _button(f"stage:{stage or ''}", title, chosen)
        if whole and not inside:
            yield (say("live_chain.empty-stage"), there, "", "", "", "")
        for name in shown:
            activity = chain.activities[name]
            marks = ", ".join(part for part in (verdicts_in_words(cells[name]), _barriers(barriers[name])) if part)
            yield (
                _button(name, str(activity.label), chosen),
                there,
                "; ".join(actor(chain, each) for each in who(chain, name)) or say("live_chain.nobody-known"),
                marks or say("live_chain.no-marks"),
                "; ".join(str(chain.activities[each].label) for each in activity.needs or ()),
                "; ".join(chain.label(f"outcome:{each}") for each in sorted(outcomes_reached(chain, name))),
            )
    if whole:
        for outcome in chain.policy.outcomes or ():
            there = _button(f"stage:{OUTCOMES}", say("live_chain.outcomes"), chosen)
            yield (_button(f"outcome:{outcome.key}", str(outcome.label), chosen), there, "", "", "", "")


def _button(key: str, label: str, chosen: str) -> dict[str, object]:
    return {"text": label, "action": f"{CHOOSE}{key}", "current": key == chosen}


def _barriers(n: int) -> str:
    return count("barriers", n) if n else ""
