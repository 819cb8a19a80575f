"""Each stage of the plan with its activities, what is already there, and all marks on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coprod_tools.assessment import Assessment, Barrier, Cell, Opportunity, Reason
from coprod_tools.chain import ValueChain, activities_in
from coprod_tools.knowledge import Knowledge
from coprod_tools.lifecycle import Stage
from coprod_tools.plan.document import (
    ActivityRow,
    AlreadyRow,
    BarrierRow,
    CellRow,
    OpportunityRow,
    ReasonRow,
    StageAdviceRow,
    StageRow,
    WayOverRow,
    WorkaroundRow,
)
from coprod_tools.plan.names import Names, listed, names_of, text
from coprod_tools.policy import Activity
from coprod_tools.policy.people import AlreadyHappening, Workaround
from coprod_tools.words import say

# What people already do, and what the front line works around, feeds these default stages where no stage is stated.
LEARNING_STAGES = frozenset({1, 3, 9})


def stages_of(chain: ValueChain, assessment: Assessment, knowledge: Knowledge) -> tuple[StageRow, ...]:
    """Return one row for each stage of the lifecycle, empty ones too."""
    names = names_of(chain.policy)
    cells, chances, barriers = (
        _by_stage(assessment.cells),
        _by_stage(assessment.opportunities),
        _by_stage(assessment.barriers),
    )
    advice = {each.stage: each for each in assessment.stage_advice}
    rows = []
    for stage in chain.stages:
        told = advice[stage.id]
        rows.append(
            StageRow(
                id=stage.id,
                title=stage.title,
                order=stage.order,
                advice=StageAdviceRow(
                    advice=told.advice, value_served=told.value_served, reasons=reasons(told.reasons)
                ),
                activities=tuple(
                    _activity(chain.activities[key], names) for key in sorted(activities_in(chain, stage.id))
                ),
                already_happening=tuple(
                    _already(each, names) for each in _feeding(chain, stage, chain.policy.already_happening)
                ),
                workarounds=tuple(_workaround(each) for each in _feeding(chain, stage, chain.policy.workarounds)),
                cells=tuple(cell_row(cell, names) for cell in cells.get(stage.id, ())),
                opportunities=tuple(_opportunity(each, names) for each in chances.get(stage.id, ())),
                barriers=tuple(_barrier(each, knowledge, names) for each in barriers.get(stage.id, ())),
            )
        )
    return tuple(rows)


def reasons(found: Iterable[Reason]) -> tuple[ReasonRow, ...]:
    """Return reasons as rows."""
    return tuple(ReasonRow(rule=each.rule, text=each.text, fields=each.fields) for each in found)


def _by_stage(marks: Iterable[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for mark in marks:
        grouped.setdefault(mark.stage, []).append(mark)
    return grouped


def _feeding(chain: ValueChain, stage: Stage, things: tuple[Any, ...] | None) -> list[Any]:
    """What is stated for this stage, and where no stage is stated, for the stages that learn from it."""
    found = []
    for thing in things or ():
        stated = chain.lifecycle.stage(thing.stage).id if thing.stage else None
        learns = bool(LEARNING_STAGES & set(stage.default))
        if stated == stage.id or (stated is None and learns):
            found.append(thing)
    return sorted(found, key=lambda thing: str(thing.key))


def _activity(activity: Activity, names: Names) -> ActivityRow:
    role, latitude = activity.government_role, activity.latitude
    return ActivityRow(
        id=activity.key,
        label=str(activity.label),
        summary=text(activity.summary),
        lead=names.get(activity.lead, activity.lead) if activity.lead else None,
        government_role={
            "now": role.now if role else None,
            "wanted": role.wanted if role else None,
            "needs": text(role.needs) if role else None,
        },
        latitude={
            "kind": latitude.kind if latitude else None,
            "why": text(latitude.why) if latitude else None,
            "minimum": text(latitude.minimum) if latitude else None,
            "who": tuple(names.get(each, each) for each in (latitude.who or ())) if latitude else (),
            "note": None if latitude else say("plan.latitude-unknown"),
        },
        start=text(activity.start),
        finish=text(activity.finish),
        outcomes=tuple(names.get(each, each) for each in activity.outcomes or ()),
    )


def _already(thing: AlreadyHappening, names: Names) -> AlreadyRow:
    return AlreadyRow(
        id=thing.key,
        who=names.get(thing.who, thing.who),
        what=str(thing.what),
        since=text(thing.since),
        terms=text(thing.terms),
    )


def _workaround(thing: Workaround) -> WorkaroundRow:
    return WorkaroundRow(
        id=thing.key,
        what=str(thing.what),
        rule_it_bends=text(thing.rule_it_bends),
        need_it_shows=text(thing.need_it_shows),
        risk=text(thing.risk),
        spread=text(thing.spread),
        verdict=thing.verdict,
    )


def cell_row(cell: Cell, names: Names) -> CellRow:
    """Return a cell as a row."""
    return CellRow(
        id=cell.id,
        actor=cell.actor,
        actor_label=names.get(cell.actor, cell.actor),
        activity=cell.activity,
        activity_label=names.get(cell.activity, cell.activity),
        co=cell.co,
        claimed=cell.claimed,
        verdict=cell.verdict,
        shown_as=cell.shown_as,
        advice=cell.advice,
        value_served=cell.value_served,
        reasons=reasons(cell.reasons),
    )


def _opportunity(chance: Opportunity, names: Names) -> OpportunityRow:
    return OpportunityRow(
        id=chance.id,
        co=chance.co,
        subtype=chance.subtype,
        actors=chance.actors,
        actor_labels=listed(chance.actors, names),
        advice=chance.advice,
        promise=chance.promise,
        rank=chance.rank,
        score=chance.score,
        stability=chance.stability,
        value_served=chance.value_served,
        asks=chance.asks,
        reasons=reasons(chance.reasons),
        methods=chance.methods,
        cases=chance.cases,
        needs=chance.needs,
    )


def _barrier(barrier: Barrier, knowledge: Knowledge, names: Names) -> BarrierRow:
    return BarrierRow(
        id=barrier.id,
        barrier=barrier.barrier,
        title=knowledge.barriers[barrier.barrier].title,
        severity=barrier.severity,
        reasons=reasons(barrier.reasons),
        hits=barrier.hits,
        ways_over=tuple(
            WayOverRow(action=way.action, to_ask=names.get(way.to_ask or "", way.to_ask), due=way.due)
            for way in barrier.ways_over
        ),
    )
