"""The actions of a plan: activities, decisions on tests, replies owed, first moves over barriers.

Nobody outside government owns an action that it has not agreed to, with a date; until then the action says whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx as nx

from coprod_tools.assessment import Assessment, Barrier
from coprod_tools.assessment.standing import Standing
from coprod_tools.chain import ValueChain, stage_of
from coprod_tools.knowledge import Knowledge
from coprod_tools.plan.dates import Span, schedule
from coprod_tools.plan.document import ActionRow
from coprod_tools.plan.names import Names, in_words, names_of, text
from coprod_tools.policy import Activity
from coprod_tools.policy.care import Pilot
from coprod_tools.words import say

SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class _Draft:
    """An action before its dates are worked out."""

    id: str
    title: str
    kind: str
    stage: str | None = None
    owner: str | None = None
    to_ask: str | None = None
    agreed_on: str | None = None
    span: Span = Span()
    needs: tuple[str, ...] = ()
    gate: str | None = None
    sources: tuple[str, ...] = ()


def actions_of(chain: ValueChain, assessment: Assessment, knowledge: Knowledge) -> tuple[ActionRow, ...]:
    """Return every action with its dates, sorted by stage, start and id."""
    standing, names = Standing(chain.policy, knowledge), names_of(chain.policy)
    drafts = [
        *(_of_activity(chain, activity, standing, names) for activity in _ahead(assessment)),
        *(_of_pilot(chain, each, standing, names) for each in chain.policy.pilots or () if each.alternative is None),
        *_replies(chain, names),
        *_of_barriers(assessment, names),
    ]
    needs = _without_loops(drafts)
    dated = schedule({draft.id: draft.span for draft in drafts}, needs)
    places = {stage.id: place for place, stage in enumerate(chain.stages)}
    rows = [_row(draft, needs[draft.id], dated[draft.id]) for draft in drafts]
    return tuple(sorted(rows, key=lambda row: (places.get(row.stage or "", 99), row.start or "9", row.id)))


def _row(draft: _Draft, needs: tuple[str, ...], dates: object) -> ActionRow:
    return ActionRow.model_validate(
        {
            **{
                name: getattr(draft, name)
                for name in ("id", "title", "kind", "stage", "owner", "to_ask", "agreed_on", "gate")
            },
            **{name: getattr(dates, name) for name in ("start", "finish", "days", "critical")},
            "needs": needs,
            "from": draft.sources,
        }
    )


def _of_activity(chain: ValueChain, activity: Activity, standing: Standing, names: Names) -> _Draft:
    owner, to_ask, agreed = _owner(activity, standing, names)
    pilots = [pilot for pilot in chain.policy.pilots or () if activity.key in (pilot.gates or ())]
    stage = stage_of(chain, activity.key)
    return _Draft(
        id=f"action:activity:{activity.key}",
        title=str(activity.label),
        kind="activity",
        stage=stage.id if stage else None,
        owner=owner,
        to_ask=to_ask,
        agreed_on=agreed,
        span=Span(activity.start, activity.finish, activity.duration_days),
        needs=(
            *(f"action:activity:{each}" for each in activity.needs or ()),
            *(f"action:pilot:{pilot.key}" for pilot in pilots if pilot.alternative is None),
        ),
        gate=_gate(
            activity, pilots, delivery=bool(stage and 7 in stage.default and activity.scale not in ("pilot", "local"))
        ),
        sources=(f"activities[{activity.key}]",),
    )


def _owner(activity: Activity, standing: Standing, names: Names) -> tuple[str | None, str | None, str | None]:
    """Who owns an activity: a public body that leads it; anybody else only with its own dated agreement."""
    lead = activity.lead
    if lead is None:
        return None, say("plan.to-ask-nobody"), None
    label = names.get(lead, lead)
    agreed = [part for part in activity.parts or () if part.actor == lead and part.agreed_by == lead and part.agreed_on]
    if agreed:
        return label, None, str(min(str(part.agreed_on) for part in agreed))
    if standing.is_public_body(lead):
        return label, None, None
    return None, say("plan.to-ask-lead", actor=label), None


def _gate(activity: Activity, pilots: list[Pilot], delivery: bool) -> str | None:
    tests = [pilot for pilot in pilots if pilot.alternative is None]
    if tests:
        return "; ".join(_waits_for(activity, pilot) for pilot in tests)
    for pilot in pilots:
        other = pilot.alternative
        if other is not None:
            named = (other.staged_commencement, other.review_clause, text(other.sunset), *(other.triggers or ()))
            return say("plan.gate-alternative", what=in_words(str(each) for each in named if each))
    return say("plan.gate-none") if delivery else None


def _waits_for(activity: Activity, pilot: Pilot) -> str:
    """The test and its rule; a result alone opens no gate, since the rule says what follows from it."""
    waits = say("plan.gate-pilot", label=pilot.label)
    if pilot.decision_rule is not None:
        waits = say("plan.gate-rule", label=pilot.label, rule=str(pilot.decision_rule).rstrip("."))
    if activity.start and pilot.decide_by and activity.start.surely_before(pilot.decide_by):
        waits = say("plan.gate-too-early", waits=waits, start=activity.start, date=pilot.decide_by)
    return waits


def _of_pilot(chain: ValueChain, pilot: Pilot, standing: Standing, names: Names) -> _Draft:
    deciders = pilot.decided_by or ()
    inside = [each for each in deciders if standing.is_public_body(each)]
    shown = in_words(names.get(each, each) for each in deciders) or say("plan.to-ask-nobody")
    own = len(inside) == len(deciders) and bool(deciders)
    stage = stage_of(chain, pilot.activity) if pilot.activity else None
    return _Draft(
        id=f"action:pilot:{pilot.key}",
        title=say("plan.action-pilot", label=pilot.label),
        kind="pilot",
        stage=stage.id if stage else next((each.id for each in chain.stages if 6 in each.default), None),
        owner=shown if own else None,
        to_ask=None if own else shown,
        span=Span(pilot.decide_by, pilot.decide_by, 1) if pilot.decide_by else Span(),
        needs=(f"action:activity:{pilot.activity}",) if pilot.activity else (),
        sources=(f"pilots[{pilot.key}]",),
    )


def _replies(chain: ValueChain, names: Names) -> Iterator[_Draft]:
    owner = text(chain.policy.owner)
    ask = None if owner else say("plan.week-owner-unknown")
    for actor in chain.policy.actors or ():
        owed = [each.key for each in actor.asked_before or () if each.changed is None and each.answered_on is None]
        if owed:
            fields = tuple(f"actors[{actor.key}].asked_before[{key}]" for key in owed)
            title = say("plan.action-reply", actor=actor.label)
            yield _Draft(f"action:reply:{actor.key}", title, "reply", owner=owner, to_ask=ask, sources=fields)
    for offer in chain.policy.offers or ():
        if offer.answered_on is None:
            title = say("plan.action-offer", actor=names.get(offer.by, offer.by), offer=offer.offer)
            yield _Draft(
                f"action:offer:{offer.key}", title, "reply", owner=owner, to_ask=ask, sources=(f"offers[{offer.key}]",)
            )
    for reply in (chain.policy.treaty.asked_before or ()) if chain.policy.treaty else ():
        if reply.answered_on is None:
            title = say("plan.action-treaty", to=names.get(reply.to or "", reply.to or say("plan.to-ask-nobody")))
            source = (f"treaty.asked_before[{reply.key}]",)
            yield _Draft(f"action:treaty:{reply.key}", title, "reply", owner=owner, to_ask=ask, sources=source)


def _ahead(assessment: Assessment) -> Iterator[Activity]:
    """Yield the activities still to do that are government's to plan: not over, and not led by a community."""
    theirs = {cell.activity for cell in assessment.cells if cell.verdict == "community-led"}
    day = assessment.as_at
    for activity in assessment.chain.policy.activities or ():
        over = day is not None and activity.finish is not None and activity.finish.surely_before(day)
        if not over and activity.key not in theirs:
            yield activity


def _of_barriers(assessment: Assessment, names: Names) -> Iterator[_Draft]:
    """One first move for each barrier, at the first stage where it stands."""
    seen: dict[str, list[Barrier]] = {}
    for barrier in assessment.barriers:
        if barrier.ways_over:
            seen.setdefault(barrier.barrier, []).append(barrier)
    for name, same in seen.items():
        way = same[0].ways_over[0]
        yield _Draft(
            id=f"action:barrier:{name}",
            title=say("plan.action-barrier", action=way.action),
            kind="barrier",
            stage=same[0].stage,
            to_ask=names.get(way.to_ask or "", way.to_ask or say("plan.to-ask-nobody")),
            sources=tuple(each.id for each in same),
        )


def _without_loops(drafts: Sequence[_Draft]) -> dict[str, tuple[str, ...]]:
    """Keep each need unless it closes a circle, as when a test is part of what it gates.

    Activities alone are known to be free of circles (the reader refuses them), so only the tests' edges are tried.
    """
    pairs = [(draft.id, before) for draft in drafts for before in dict.fromkeys(draft.needs)]
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(action for action, _ in pairs)
    tests = [pair for pair in pairs if any(each.startswith("action:pilot:") for each in pair)]
    tests_set = set(tests)
    graph.add_edges_from((before, action) for action, before in pairs if (action, before) not in tests_set)
    dropped = set()
    for action, before in tests:
        graph.add_nodes_from((action, before))
        if nx.has_path(graph, action, before):
            dropped.add((action, before))
        else:
            graph.add_edge(before, action)
    known = {draft.id for draft in drafts}
    return {
        draft.id: tuple(
            each for each in dict.fromkeys(draft.needs) if each in known and (draft.id, each) not in dropped
        )
        for draft in drafts
    }
