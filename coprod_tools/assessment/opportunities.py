"""Where more could be done together: ranked within each stage, each with its reasons, methods, cases and price."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from coprod_tools.assessment.candidates import Candidate, Survey
from coprod_tools.assessment.marks import Cell, Opportunity, StageAdvice
from coprod_tools.assessment.suggestions import cases_for, methods_for, promise_needed
from coprod_tools.assessment.weighing import TOP, sampled_weights, score, stability
from coprod_tools.chain import ValueChain, activities_in
from coprod_tools.knowledge import Knowledge
from coprod_tools.words import say


def opportunities(
    chain: ValueChain,
    knowledge: Knowledge,
    cells: tuple[Cell, ...],
    stage_advice: tuple[StageAdvice, ...] = (),
    seed: int = 0,
) -> tuple[Opportunity, ...]:
    """Return the best five opportunities of every stage, ranked within it; none where the advice is `not-here`.

    The score is the weighted mean of six factors between 0 and 1 (a factor that counts against is turned round); it
    orders one stage of one policy and compares nothing else. Stability is the share of sampled weightings in which the
    opportunity stays in the stage's top five.
    """
    survey = Survey(chain, knowledge, cells)
    weights = {name: float(weight.default) for name, weight in knowledge.weights.items()}
    ranges = {name: (float(weight.low), float(weight.high)) for name, weight in knowledge.weights.items()}
    against = {name for name, weight in knowledge.weights.items() if weight.counts == "against"}
    weightings = sampled_weights(ranges, seed)
    found: list[Opportunity] = []
    closed = {told.stage for told in stage_advice if told.advice == "not-here"}
    for stage in chain.stages:
        candidates = [] if stage.id in closed else list(survey.candidates(stage))
        factors = [
            {name: 1 - each.value if name in against else each.value for name, each in candidate.factors.items()}
            for candidate in candidates
        ]
        shares = stability(factors, weightings)
        ranked = sorted(
            zip(candidates, (score(each, weights) for each in factors), shares, strict=True),
            key=lambda entry: (-round(entry[1], 6), _id(entry[0])),
        )
        for rank, (candidate, points, share) in enumerate(ranked[:TOP], 1):
            found.append(
                replace(_opportunity(survey, candidate), rank=rank, score=round(points, 4), stability=round(share, 4))
            )
    return tuple(found)


def _id(candidate: Candidate) -> str:
    who = f":{candidate.actor.key}" if candidate.actor else ""
    return f"opportunity:{candidate.stage.id}:{candidate.co}{who}"


def _opportunity(survey: Survey, candidate: Candidate) -> Opportunity:
    knowledge, policy, stage, co = survey.knowledge, survey.policy, candidate.stage, candidate.co
    methods = methods_for(knowledge, stage, co, policy.jurisdiction, candidate.actor)
    cases = cases_for(knowledge, stage, co, policy.jurisdiction, limit=3)
    who = policy.decision_wanted.who if policy.decision_wanted else None
    return Opportunity(
        id=_id(candidate),
        stage=stage.id,
        co=co,
        subtype=_subtype(knowledge, co, methods),
        actors=(candidate.actor.key,) if candidate.actor else (),
        advice=candidate.advice,
        promise=promise_needed(knowledge, methods, who),
        rank=0,
        score=0.0,
        stability=0.0,
        value_served=knowledge.value_served(stage.default, co),
        asks=_asks(survey, candidate),
        reasons=tuple(factor.reason for factor in candidate.factors.values()),
        methods=tuple({"id": m.id, "name": m.name, "source": m.source, "status": m.status} for m in methods),
        cases=tuple(
            {
                "id": case.id,
                "title": case.title,
                "failed": "yes" if case.failed else "no",
                "lesson": case.lesson,
                "applies_when": case.applies_when,
                "fails_when": case.fails_when,
                "source": case.source,
                "status": case.status,
            }
            for case in cases
        ),
        needs=_needs(survey, candidate),
    )


def _subtype(knowledge: Knowledge, co: str, methods: tuple[object, ...]) -> str | None:
    """The kind of this Co that the suggested methods most often are."""
    own = [each.id for each in knowledge.cos[co].subtypes]
    named = [subtype for method in methods for subtype in getattr(method, "subtypes", ()) if subtype in own]
    return max(named, key=lambda each: (named.count(each), -own.index(each)), default=None)


def _asks(survey: Survey, candidate: Candidate) -> str:
    """What this stage asks of these people today, in hours where the policy says so, and what to agree first."""
    actor = candidate.actor
    here = [survey.chain.activities[key] for key in activities_in(survey.chain, candidate.stage.id)]
    parts = [part for activity in here for part in activity.parts or () if actor and part.actor == actor.key]
    if not parts:
        return say("assessment.asks-nothing-yet")
    if any(part.hours_asked is None for part in parts):
        return say("assessment.asks-unknown")
    hours = sum((part.hours_asked.value for part in parts if part.hours_asked), Decimal(0))
    return say("assessment.asks-hours", hours=f"{hours.normalize():f}")


def _needs(survey: Survey, candidate: Candidate) -> tuple[str, ...]:
    """What must be settled before this opportunity is taken up."""
    policy, actor = survey.policy, candidate.actor
    treaty = policy.treaty is not None and policy.treaty.affected == "yes"
    named = (
        ("who", actor is None),
        ("capacity", actor is not None and actor.capacity_hours is None),
        ("authority", True),
        ("statute", treaty),
        ("urgent", policy.decision_wanted is not None and policy.decision_wanted.by_when is not None),
    )
    return tuple(say(f"assessment.need-{name}") for name, holds in named if holds)
