"""What the marks say about each stage, counted and put into words; nothing unknown is told as none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Literal

from coprod_tools.assessment import Assessment, Cell
from coprod_tools.chain import ValueChain, activities_in
from coprod_tools.drawing.palette import VERDICTS
from coprod_tools.drawing.wording import listed, ranges, say

State = Literal["present", "led", "absent", "unknown", "empty"]
# What people have where nothing is shared, the most misleading first.
_INSTEAD = ("handed-over-work", "consultation")
MOST_NAMES = 4


def states(chain: ValueChain, assessment: Assessment) -> dict[str, State]:
    """Return for each stage whether co-production is present, or people lead by themselves.

    `unknown` when nothing shows it and some mark there is unknown; `empty` when the stage has no mark at all.
    """
    found: dict[str, set[str]] = defaultdict(set)
    stated = {cell.stage for cell in assessment.cells if cell.part is not None}
    for cell in assessment.cells:
        if cell.part is not None or cell.stage not in stated:  # rows that no part speaks for add nothing beside parts
            found[cell.stage].add(cell.verdict)
    return {stage.id: _state(found[stage.id]) for stage in chain.stages}


def _state(verdicts: set[str]) -> State:
    if "co-production" in verdicts:
        return "present"
    if "community-led" in verdicts:
        return "led"
    if "unknown" in verdicts:
        return "unknown"
    return "absent" if verdicts else "empty"


def finding(chain: ValueChain, assessment: Assessment) -> str:
    """Return the finding of the chain and the cube in words."""
    found = states(chain, assessment)
    every = [stage.order for stage in chain.stages]
    sentences = [_present(chain, found), *_instead(chain, assessment)]
    for state in ("led", "absent", "unknown", "empty"):
        orders = [stage.order for stage in chain.stages if found[stage.id] == state]
        if orders and len(orders) < len(every):
            key = f"state-{state}-one" if len(orders) == 1 else f"state-{state}-many"
            sentences.append(say(key, stages=ranges(orders, every)))
        elif orders:
            sentences.append(say(f"state-{state}-all"))
    return " ".join(sentences)


def _instead(chain: ValueChain, assessment: Assessment) -> list[str]:
    """Say where people work without a say, and where they are only asked."""
    told = []
    for verdict in _INSTEAD:
        stages = {cell.stage for cell in assessment.cells if cell.verdict == verdict}
        if stages:
            names = listed(stage.title for stage in chain.stages if stage.id in stages)
            told.append(say(f"instead-{verdict}", names=names))
    return told


def _present(chain: ValueChain, found: dict[str, State]) -> str:
    here = [stage for stage in chain.stages if found[stage.id] == "present"]
    if not here:
        return say("present-none", all=len(found))
    names = listed(f"{stage.order} {stage.title}" for stage in here)
    if len(here) > MOST_NAMES:
        names = ranges((stage.order for stage in here), [stage.order for stage in chain.stages])
    return say("present", n=len(here), all=len(found), names=names)


def verdict_counts(cells: Iterable[Cell]) -> tuple[tuple[str, int], ...]:
    """Return how many cells have each verdict, known ones first."""
    counted = Counter(cell.verdict for cell in cells)
    return tuple((verdict, counted[verdict]) for verdict in VERDICTS if counted[verdict])  # type: ignore[index]


def verdicts_in_words(cells: Iterable[Cell]) -> str:
    """Return the verdict counts as words: `co-production 2, not known 5`."""
    return ", ".join(say("verdict-count", verdict=say(f"verdict-{v}"), n=n) for v, n in verdict_counts(cells))


def cells_by_activity(assessment: Assessment) -> dict[str, list[Cell]]:
    """Return the cells of each activity."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in assessment.cells:
        found[cell.activity].append(cell)
    return found


def barriers_by_activity(assessment: Assessment) -> dict[str, int]:
    """Return how many barriers rest on a field of each activity."""
    found: Counter[str] = Counter()
    for barrier in assessment.barriers:
        paths = {path for reason in barrier.reasons for path in reason.fields if path.startswith("activities[")}
        found.update({path.partition("[")[2].partition("]")[0] for path in paths})
    return found


def placed(chain: ValueChain) -> list[tuple[str | None, tuple[str, ...]]]:
    """Return the stages with their activities; activities without a stage come last under None."""
    rows: list[tuple[str | None, tuple[str, ...]]] = [(s.id, activities_in(chain, s.id)) for s in chain.stages]
    lost = tuple(name for name, activity in chain.activities.items() if activity.stage is None)
    return [*rows, (None, lost)] if lost else rows
