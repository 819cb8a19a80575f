"""The nodes of a value chain: every thing a policy names, once."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.chain.kinds import Node
from coprod_tools.lifecycle import Lifecycle
from coprod_tools.policy import Activity, Evidence, Policy
from coprod_tools.problems import UsageError


def things(policy: Policy, lifecycle: Lifecycle) -> Iterator[Node]:
    """Yield every node but barriers and opportunities, which an assessment adds."""
    yield from _stages(lifecycle)
    yield from _actors(policy)
    for activity in policy.activities or ():
        yield from _activity(activity, lifecycle)
    yield from _purpose(policy)
    yield from _contributions(policy)
    yield from _pilots(policy)
    yield from _evidence(policy)


def stage_id(lifecycle: Lifecycle, ref: str | None) -> str | None:
    """Return the id of the stage meant by an id or an order number; an unknown one comes back as it was."""
    try:
        return None if ref is None else lifecycle.stage(ref).id
    except UsageError:
        return ref


def evidence_of(policy: Policy) -> Iterator[tuple[str, str, Evidence]]:
    """Yield each piece of evidence with where it stands: list and id of its owner, such as `claims`, `design.use`."""
    for evidence in (policy.problem and policy.problem.evidence) or ():
        yield "problem", "", evidence
    for claim in policy.claims or ():
        for evidence in claim.evidence or ():
            yield "claims", claim.key, evidence
    for activity in policy.activities or ():
        for evidence in activity.documents or ():
            yield "activities", activity.id, evidence


def evidence_id(owners: str, owner: str, evidence: Evidence) -> str:
    """Name a piece of evidence by where it stands, since its own id is unique only there."""
    return "/".join(part for part in (owners, owner, evidence.key) if part)


def _stages(lifecycle: Lifecycle) -> Iterator[Node]:
    for stage in lifecycle.stages:
        yield Node("stage", stage.id, str(stage.title), {"order": stage.order, "default": tuple(stage.default)})


def _actors(policy: Policy) -> Iterator[Node]:
    for actor in policy.actors or ():
        yield Node("actor", actor.key, str(actor.label), {"actor_kind": actor.kind})


def _activity(activity: Activity, lifecycle: Lifecycle) -> Iterator[Node]:
    more = {
        "stage": stage_id(lifecycle, activity.stage),
        "start": activity.start,
        "finish": activity.finish,
        "duration_days": activity.duration_days,
        "scale": activity.scale,
    }
    yield Node("activity", activity.id, str(activity.label), more)
    for output in activity.outputs or ():
        yield Node("output", f"{activity.id}/{output.key}", str(output.label), {"activity": activity.id})


def _purpose(policy: Policy) -> Iterator[Node]:
    for outcome in policy.outcomes or ():
        aim = {"for_whom": outcome.for_whom, "horizon": outcome.horizon}
        yield Node("outcome", outcome.key, str(outcome.label), aim)
    for indicator in policy.indicators or ():
        more = {"question": indicator.question, "unit": indicator.unit, "measured_by": indicator.measured_by}
        yield Node("indicator", indicator.key, str(indicator.label), more)
    for concept in policy.concepts or ():
        yield Node("concept", concept.key, str(concept.label), {"concept_kind": concept.kind, "stage": concept.stage})


def _contributions(policy: Policy) -> Iterator[Node]:
    for given in policy.contributions or ():
        more = {
            "contribution_kind": given.kind,
            "quantity": None if given.quantity is None else str(given.quantity.value),
            "unit": given.unit or (given.quantity and given.quantity.unit),
            "paid": given.paid,
        }
        yield Node("contribution", given.key, str(given.what or given.kind or given.key), more)


def _pilots(policy: Policy) -> Iterator[Node]:
    for pilot in policy.pilots or ():
        yield Node("pilot", pilot.key, str(pilot.label), {"decide_by": pilot.decide_by, "result": pilot.result})


def _evidence(policy: Policy) -> Iterator[Node]:
    for owners, owner, evidence in evidence_of(policy):
        more = {"scale": evidence.scale, "level": evidence.level, "as_at": evidence.as_at}
        label = str(evidence.source or evidence.note or evidence.scale or evidence.key)
        yield Node("evidence", evidence_id(owners, owner, evidence), label, more)
