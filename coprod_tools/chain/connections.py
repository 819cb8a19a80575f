"""The edges of a value chain: how the things of a policy hang together, each with the field that says so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from coprod_tools.chain.claim_ends import ClaimEnds
from coprod_tools.chain.kinds import Edge
from coprod_tools.chain.things import evidence_id, evidence_of, stage_id
from coprod_tools.lifecycle import Lifecycle
from coprod_tools.policy import Activity, Claim, Policy


def connections(policy: Policy, lifecycle: Lifecycle) -> Iterator[Edge]:
    """Yield every edge but those of barriers and opportunities, which an assessment adds."""
    ends = ClaimEnds.of(policy)
    yield from _course(lifecycle)
    for activity in policy.activities or ():
        yield from _place(activity, lifecycle)
        yield from _people(activity)
        yield from _results(activity)
    for claim in policy.claims or ():
        yield _claim(claim, ends)
    yield from _outcomes(policy, ends)
    yield from _contributions(policy)
    yield from _pilots(policy, ends)
    yield from _evidence(policy, lifecycle, ends)


def _course(lifecycle: Lifecycle) -> Iterator[Edge]:
    stages = sorted(lifecycle.stages, key=lambda stage: stage.order)
    for before, after in pairwise(stages):
        yield Edge(f"stage:{before.id}", f"stage:{after.id}", "flows_to", "lifecycle")
    for source, target in lifecycle.feedback:
        yield Edge(f"stage:{source}", f"stage:{target}", "feeds_back", "lifecycle", more={"said_by": "lifecycle"})


def _place(activity: Activity, lifecycle: Lifecycle) -> Iterator[Edge]:
    here, field = f"activity:{activity.id}", f"activities[{activity.id}]"
    if activity.stage is not None:
        yield Edge(f"stage:{stage_id(lifecycle, activity.stage)}", here, "flows_to", f"{field}.stage")
    for needed in activity.needs or ():
        yield Edge(here, f"activity:{needed}", "needs", f"{field}.needs")
    for stage in activity.feeds_back_to or ():
        target = f"stage:{stage_id(lifecycle, stage)}"
        yield Edge(here, target, "feeds_back", f"{field}.feeds_back_to", more={"said_by": "policy"})


def _people(activity: Activity) -> Iterator[Edge]:
    here, field = f"activity:{activity.id}", f"activities[{activity.id}]"
    if activity.lead is not None:
        yield Edge(f"actor:{activity.lead}", here, "takes_part", f"{field}.lead", "lead", {"role": "lead"})
    for part in activity.parts or ():
        more = {"role": "part", "co": part.co, "part": part.key, "mode": part.mode, "level": part.level}
        yield Edge(f"actor:{part.actor}", here, "takes_part", f"{field}.parts[{part.key}]", part.key, more)


def _results(activity: Activity) -> Iterator[Edge]:
    here, field = f"activity:{activity.id}", f"activities[{activity.id}]"
    for output in activity.outputs or ():
        yield Edge(here, f"output:{activity.id}/{output.key}", "produces", f"{field}.outputs[{output.key}]")
    for outcome in activity.outcomes or ():
        more = {"said_by": "activity", "claim": None, "sign": None, "assumed": True}
        yield Edge(here, f"outcome:{outcome}", "leads_to", f"{field}.outcomes", "declared", more)


def _claim(claim: Claim, ends: ClaimEnds) -> Edge:
    more = {"said_by": "claim", "claim": claim.key, "sign": claim.sign, "assumed": claim.assumed}
    return Edge(ends.cause(claim.cause), ends.effect(claim.to), "leads_to", f"claims[{claim.key}]", claim.key, more)


def _outcomes(policy: Policy, ends: ClaimEnds) -> Iterator[Edge]:
    for outcome in policy.outcomes or ():
        here, field = f"outcome:{outcome.key}", f"outcomes[{outcome.key}]"
        if outcome.parent is not None:
            more = {"said_by": "parent", "claim": None, "sign": None, "assumed": True}
            yield Edge(here, f"outcome:{outcome.parent}", "leads_to", f"{field}.parent", "parent", more)
        for actor in outcome.answers_for or ():
            yield Edge(f"actor:{actor}", here, "accountable_for", f"{field}.answers_for")
    for indicator in policy.indicators or ():
        here, field = f"indicator:{indicator.key}", f"indicators[{indicator.key}]"
        if indicator.outcome is not None:
            yield Edge(f"outcome:{indicator.outcome}", here, "measured_by", f"{field}.outcome")
        if indicator.output is not None:
            yield Edge(ends.output(indicator.output), here, "measured_by", f"{field}.output")


def _contributions(policy: Policy) -> Iterator[Edge]:
    for given in policy.contributions or ():
        here, field = f"contribution:{given.key}", f"contributions[{given.key}]"
        yield Edge(f"actor:{given.actor}", here, "contributes", f"{field}.actor")
        if given.activity is not None:
            yield Edge(here, f"activity:{given.activity}", "contributes", f"{field}.activity")


def _pilots(policy: Policy, ends: ClaimEnds) -> Iterator[Edge]:
    claims = {claim.key: claim for claim in policy.claims or ()}
    for pilot in policy.pilots or ():
        here, field = f"pilot:{pilot.key}", f"pilots[{pilot.key}]"
        if pilot.claim is not None:
            claim = claims.get(pilot.claim)
            target = ends.effect(claim.to) if claim else f"claim:{pilot.claim}"
            yield Edge(here, target, "tests", f"{field}.claim", pilot.claim, {"claim": pilot.claim})
        if pilot.activity is not None:
            yield Edge(here, f"activity:{pilot.activity}", "needs", f"{field}.activity")
        for gated in pilot.gates or ():
            yield Edge(f"activity:{gated}", here, "needs", f"{field}.gates")
    for activity in policy.activities or ():
        if activity.pilot is not None:
            field = f"activities[{activity.id}].pilot"
            yield Edge(f"pilot:{activity.pilot}", f"activity:{activity.id}", "needs", field)


def _evidence(policy: Policy, lifecycle: Lifecycle, ends: ClaimEnds) -> Iterator[Edge]:
    claims = {claim.key: claim for claim in policy.claims or ()}
    finding_out = next((stage.id for stage in lifecycle.stages if 1 in stage.default), None)
    for owners, owner, evidence in evidence_of(policy):
        here = f"evidence:{evidence_id(owners, owner, evidence)}"
        if owners == "claims":
            field = f"claims[{owner}].evidence[{evidence.key}]"
            yield Edge(here, ends.effect(claims[owner].to), "tests", field, owner, {"claim": owner})
        elif owners == "activities":
            yield Edge(f"activity:{owner}", here, "produces", f"activities[{owner}].documents[{evidence.key}]")
        elif finding_out is not None:
            yield Edge(here, f"stage:{finding_out}", "flows_to", f"problem.evidence[{evidence.key}]")
