"""Barriers: findings of one kind at one stage, what they hit further on, and ways over.

The first four barriers are those of the Policy Project roundtable; each has its source in `knowledge/barriers.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable

from coprod_tools.assessment.marks import Barrier, Finding, Reason, WayOver
from coprod_tools.chain import ValueChain, activities_in
from coprod_tools.knowledge import BarrierEntry, Knowledge
from coprod_tools.lifecycle import Stage
from coprod_tools.words import say

_WORST_FIRST = ("error", "warning", "note")
# How far to look, and how many of each kind a barrier names at most.
LOOKED_AT, ACTIVITIES, OUTCOMES = 400, 8, 6
# The parts of a policy in which a change could add a finding to a barrier, and so make it worse.
GATHERED_FROM = {
    "b1": ("activities", "actors", "claims", "concepts", "lifecycle", "options", "outcomes", "pilots", "problem"),
    "b2": ("activities", "as_at", "lifecycle", "pilots"),
    "b3": ("activities", "actors", "already_happening", "capabilities", "lifecycle", "workarounds"),
    "b4": ("activities", "actors", "as_at", "claims", "contributions", "lifecycle", "options", "outcomes", "power"),
    "b5": ("activities", "budgets", "exit", "lifecycle", "outcomes", "pilots"),
    "b6": ("activities", "actors", "claims", "contributions", "lifecycle", "outcomes"),
    "b7": ("activities", "exit", "lifecycle", "pilots"),
    "b8": ("activities", "actors", "budgets"),
    "b9": ("activities", "actors", "lifecycle", "participation", "problem"),
    "b10": ("activities", "actors", "contributions", "lifecycle", "outcomes", "power", "safeguards"),
    "b11": ("activities", "actors", "lifecycle"),
    "b12": ("activities", "actors", "lifecycle", "power", "treaty"),
    "b13": ("activities", "actors", "lifecycle", "safeguards"),
    "b14": ("actors", "indicators"),
    "b15": ("activities", "actors", "lifecycle"),
    "b16": ("activities", "actors", "lifecycle"),
    "b17": ("problem",),
    "b18": ("activities", "actors", "as_at", "contributions", "data_uses", "lifecycle", "pilots", "safeguards"),
    "b19": ("actors", "lifecycle", "power"),
    "b20": ("activities", "actors", "as_at", "lifecycle", "offers"),
}


def barriers(findings: Iterable[Finding], chain: ValueChain, knowledge: Knowledge) -> tuple[Barrier, ...]:
    """Gather the findings that are not waived into one barrier for each kind and stage.

    Returns
    -------
    tuple of Barrier
        In the order of the stages, then of the catalogue.
    """
    known = knowledge.barriers
    homes = {name: home(entry, chain) for name, entry in known.items()}
    gathered: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.waived_until is None and finding.barrier in homes:
            stage = finding.stage or homes[finding.barrier]
            gathered.setdefault((stage, finding.barrier), []).append(finding)
    stages = {stage.id: place for place, stage in enumerate(chain.stages)}
    kinds = {name: place for place, name in enumerate(known)}
    places = sorted(gathered, key=lambda place: (stages[place[0]], kinds[place[1]]))
    return tuple(_barrier(known[name], stage, gathered[stage, name], chain) for stage, name in places)


def home(entry: BarrierEntry, chain: ValueChain) -> str:
    """Return the stage a barrier stands at when its findings name none: the earliest it hits that has activities."""
    hit = [stage for stage in chain.stages if _hits_stage(entry, stage)] or list(chain.stages)
    return next((stage.id for stage in hit if activities_in(chain, stage.id)), hit[0].id)


def _hits_stage(entry: BarrierEntry, stage: Stage) -> bool:
    return bool(set(entry.stages) & set(stage.default))


def _barrier(entry: BarrierEntry, stage: str, found: list[Finding], chain: ValueChain) -> Barrier:
    starts = _starts(found, stage, chain)
    return Barrier(
        id=f"{entry.id}:{stage}",
        stage=stage,
        barrier=entry.id,
        severity=min((finding.severity for finding in found), key=_WORST_FIRST.index),
        reasons=(*(_reason(finding, reason) for finding in found for reason in finding.reasons), _gathered(entry)),
        hits=_hits(starts, chain),
        ways_over=_ways(entry, starts, chain),
    )


def _reason(finding: Finding, reason: Reason) -> Reason:
    """A finding without stage stands where activities are, so they decide; so does a waiver, and the day it ends."""
    placed = () if finding.stage else ("activities", "lifecycle")
    return Reason(reason.rule, reason.text, tuple(dict.fromkeys((*reason.fields, *placed, "waivers", "as_at"))))


def _gathered(entry: BarrierEntry) -> Reason:
    fields = (*GATHERED_FROM.get(entry.id, ()), "waivers")
    return Reason(f"barrier.{entry.id}", say("findings.gathered"), fields)


def _starts(found: list[Finding], stage: str, chain: ValueChain) -> list[str]:
    """Return the activities and outcomes the findings name, else the activities of the stage, else the stage."""
    named = {node for finding in found for node in _nodes(finding) if node in chain.graph}
    return sorted(named) or [f"activity:{name}" for name in activities_in(chain, stage)] or [f"stage:{stage}"]


def _nodes(finding: Finding) -> tuple[str, ...]:
    if not finding.subjects:
        return ()
    kind = {"activities": "activity", "outcomes": "outcome"}.get(finding.where.partition("[")[0])
    return (f"{kind}:{finding.subjects[0]}",) if kind else ()


def _hits(starts: list[str], chain: ValueChain) -> tuple[str, ...]:
    """Return the nearest activities and outcomes at and after the starts, sorted."""
    seen = dict.fromkeys(starts[:LOOKED_AT])
    edge = list(seen)
    while edge and len(seen) < LOOKED_AT:
        following = sorted({after for node in edge for after in _after(node, chain)} - seen.keys())
        edge = following[: LOOKED_AT - len(seen)]
        seen.update(dict.fromkeys(edge))
    activities = [node for node in seen if node.startswith("activity:")][:ACTIVITIES]
    outcomes = [node for node in seen if node.startswith("outcome:")][:OUTCOMES]
    return tuple(sorted(activities + outcomes))


def _after(node: str, chain: ValueChain) -> Iterable[str]:
    """Yield what follows from a node: what it produces and leads to, and what needs it."""
    for edge_type in ("flows_to", "produces", "leads_to"):
        yield from (after for after, _ in chain.out_of(node, edge_type))
    yield from (before for before, _ in chain.into(node, "needs"))


def _ways(entry: BarrierEntry, starts: list[str], chain: ValueChain) -> tuple[WayOver, ...]:
    """Return the ways over; the agency that leads, or the policy's owner, or the role is to be asked, and owns nothing.

    What stands in government's way is government's to mend: nobody outside it is asked to.
    """
    leads = (chain.activities[node.partition(":")[2]].lead for node in starts if node.startswith("activity:"))
    agencies = (lead for lead in leads if lead and chain.actors[lead].kind == "agency")
    recorded = next(agencies, None) or (str(chain.policy.owner) if chain.policy.owner else None)
    wanted = chain.policy.decision_wanted
    due = str(wanted.by_when) if wanted and wanted.by_when else None
    return tuple(WayOver(str(way.action), recorded or str(way.who_to_ask), due) for way in entry.way_over)
