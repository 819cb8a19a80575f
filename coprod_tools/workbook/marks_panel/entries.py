"""What the panel lists: each mark of a plan with the stage and the actors it is about, and which of them are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coprod_tools.plan import Plan
from coprod_tools.plan.called import CLAIMED
from coprod_tools.plan.decisions import Mark, basis, marks_of
from coprod_tools.plan.document import BarrierRow, CellRow, FindingRow, OpportunityRow

KINDS = ("cells", "opportunities", "barriers", "findings", "actions")
UNSAID = "verdict.unsaid"
ALL, CALLED, UNKNOWN, CHANGED, OPEN, DECIDED = "all", "called", "unknown", "changed", "open", "decided"
SHOWS = (ALL, CALLED, UNKNOWN, CHANGED, OPEN, DECIDED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark with where it stands and whom it is about."""

    mark: Mark
    kind: str
    stage: str | None
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader wants to see; an empty text means any."""

    actor: str = ""
    stage: str = ""
    show: str = ALL


def entries_of(plan: Plan) -> tuple[Entry, ...]:
    """Return every mark of a plan, in the plan's order."""
    stages = {mark.id: stage.id for stage in plan.stages for mark in _marks_in(stage)}
    return tuple(_entry(mark, stages.get(mark.id)) for mark in marks_of(plan))


def _marks_in(stage: object) -> Iterator[Mark]:
    for kind in KINDS[:3]:
        yield from getattr(stage, kind)


def _entry(mark: Mark, stage: str | None) -> Entry:
    if isinstance(mark, CellRow):
        return Entry(mark, "cells", stage, (mark.actor,))
    if isinstance(mark, OpportunityRow):
        return Entry(mark, "opportunities", stage, mark.actors)
    if isinstance(mark, BarrierRow):
        return Entry(mark, "barriers", stage, ())
    return Entry(mark, "findings" if isinstance(mark, FindingRow) else "actions", mark.stage, ())


def states(plan: Plan) -> dict[str, str]:
    """Return what each mark says, by its id, to see later what has changed."""
    return {mark.id: basis(mark) for mark in marks_of(plan)}


def chosen(entries: Iterable[Entry], wanted: Wanted, before: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the entries a reader wants; `before` is what the marks said when the page was opened."""
    return tuple(each for each in entries if _fits(each, wanted) and _shown(each.mark, wanted.show, before))


def _fits(entry: Entry, wanted: Wanted) -> bool:
    about_it = not wanted.actor or entry.kind not in ("cells", "opportunities") or wanted.actor in entry.actors
    return about_it and (not wanted.stage or entry.stage == wanted.stage)


def _shown(mark: Mark, show: str, before: Mapping[str, str]) -> bool:
    if show == CHANGED:
        return before.get(mark.id) != basis(mark)
    if show in (OPEN, DECIDED):
        return bool(mark.decisions) == (show == DECIDED)
    if show in (CALLED, UNKNOWN):
        return isinstance(mark, CellRow) and (called_more(mark) if show == CALLED else mark.verdict == "unknown")
    return True


def called_more(cell: CellRow) -> bool:
    """Tell whether a part is entered or called a Co and is none."""
    return cell.claimed is not None and cell.verdict in CLAIMED


def unsaid(cell: CellRow) -> bool:
    """Tell whether no part of the policy speaks for this place."""
    return cell.verdict == "unknown" and all(reason.rule == UNSAID for reason in cell.reasons)


def opportunity_for(cell: CellRow, stage: str | None, entries: Iterable[Entry]) -> OpportunityRow | None:
    """Return the opportunity that shows how more could be done here: with this actor, else with others."""
    found = [
        each.mark
        for each in entries
        if isinstance(each.mark, OpportunityRow) and each.stage == stage and each.mark.co == cell.co
    ]
    own = [each for each in found if isinstance(each, OpportunityRow) and cell.actor in each.actors]
    best = next(iter(own if unsaid(cell) else (*own, *found)), None)
    return best if isinstance(best, OpportunityRow) else None
