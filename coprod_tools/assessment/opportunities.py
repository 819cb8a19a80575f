"""Where more could be done together: ranked within each stage, each with its reasons, methods, cases and price."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from coprod_tools.assessment.marks import Advice, Cell, Opportunity, Reason
from coprod_tools.assessment.standing import Standing
from coprod_tools.assessment.suggestions import cases_for, methods_for, promise_needed
from coprod_tools.assessment.weighing import sampled_weights, score, stability
from coprod_tools.chain import ValueChain, activities_in, outcomes_reached
from coprod_tools.knowledge import Knowledge
from coprod_tools.lifecycle import Stage
from coprod_tools.policy import Actor, Part
from coprod_tools.words import say

# How wide the gap is, by the best that any people's part in this Co at this stage amounts to.
GAP = {"nothing": 1.0, "handed-over": 0.9, "consulted": 0.8, "unknown": 0.5}


@dataclass(frozen=True, slots=True)
class _Factor:
    value: float
    reason: Reason


class Surveyor:
    """Looks over one policy for places where a Co is missing and could be had."""

    def __init__(self, chain: ValueChain, knowledge: Knowledge, cells: tuple[Cell, ...]) -> None:
        self.chain, self.policy, self.knowledge = chain, chain.policy, knowledge
        self.standing = Standing(chain.policy, knowledge)
        self.by_place: dict[tuple[str, str], list[Cell]] = defaultdict(list)
        for cell in cells:
            self.by_place[cell.stage, cell.co].append(cell)
        self.people = tuple(
            actor
            for actor in sorted(self.policy.actors or (), key=lambda each: each.key)
            if self.standing.counts_as_people(actor.key) or "own-authority" in self.standing.kind_classes(actor.key)
        )

    def candidates(self, stage: Stage) -> list[tuple[str, Advice, dict[str, _Factor]]]:
        """Return Co, advice and factors for each Co that this stage could use and does not have."""
        if self.policy.open == ():
            return []
        found = []
        for co, weight in stage.cos:
            state = self.state(stage.id, co)
            if state == "present" or not self.fitting(co):
                continue
            advice: Advice = "start" if state in ("nothing", "unknown") else "more"
            found.append((co, advice, self.factors(stage, co, weight, state)))
        return found

    def fitting(self, co: str) -> tuple[Actor, ...]:
        """The people who could take part: those affected, less those whom an interest bars."""
        barred = co in ("commission", "design")
        return tuple(a for a in self.people if not (barred and a.interest and (a.interest.commercial or a.interest.barred_by)))

    def state(self, stage: str, co: str) -> str:
        """What people have of a Co at a stage today: present, handed-over, consulted, unknown or nothing."""
        verdicts = {cell.verdict for cell in self.by_place[stage, co] if not self.standing.is_public_body(cell.actor)}
        for verdict, state in (
            ("co-production", "present"),
            ("community-led", "present"),
            ("handed-over-work", "handed-over"),
            ("consultation", "consulted"),
            ("information", "consulted"),
            ("unknown", "unknown"),
        ):
            if verdict in verdicts:
                return state
        return "nothing"

    def factors(self, stage: Stage, co: str, weight: float, state: str) -> dict[str, _Factor]:
        """Return the factors that the score weighs, each with its reason."""
        return {
            "gap": self.gap(stage, co, state),
            "stage_fit": _Factor(
                weight, Reason("opportunity.fit", say("assessment.fit", co=f"co-{co}", weight=f"{weight:g}"), ("lifecycle",))
            ),
            "effect": self.effect(stage),
            "readiness": self.readiness(stage),
            "burden": self.burden(stage),
            "precedent": self.precedent(stage, co),
        }

    def gap(self, stage: Stage, co: str, state: str) -> _Factor:
        """How far today's parts fall short of the Co."""
        fields = dict.fromkeys(("activities", "open", "actors"))
        for cell in self.by_place[stage.id, co]:
            fields.update(dict.fromkeys(path for reason in cell.reasons for path in reason.fields))
        return _Factor(GAP[state], Reason("opportunity.gap", say(f"assessment.gap-{state}"), tuple(fields)))

    def effect(self, stage: Stage) -> _Factor:
        """Which share of the outcomes this stage's activities lead to."""
        activities = activities_in(self.chain, stage.id)
        reached = {outcome for activity in activities for outcome in outcomes_reached(self.chain, activity)}
        total = len(self.policy.outcomes or ())
        fields = ("outcomes", "claims", *(f"activities[{each}].outcomes" for each in activities), "activities")
        if not reached:
            return _Factor(0.3, Reason("opportunity.effect", say("assessment.effect-none"), fields))
        text = say("assessment.effect", count=len(reached), total=total)
        return _Factor(len(reached) / total, Reason("opportunity.effect", text, fields))

    def readiness(self, stage: Stage) -> _Factor:
        """Whether people already do this, have offered, or have hours."""
        fields = ("already_happening", "offers", "actors", "lifecycle")
        here = [each for each in self.policy.already_happening or () if each.stage and self.chain.lifecycle.stage(each.stage).id == stage.id]
        if here:
            first = min(here, key=lambda each: each.key)
            return _Factor(1.0, Reason("opportunity.ready", say("assessment.ready-already", what=first.what), fields))
        if any(offer.answered_on is None for offer in self.policy.offers or ()):
            return _Factor(0.8, Reason("opportunity.ready", say("assessment.ready-offer"), fields))
        if any(actor.capacity_hours is not None for actor in self.people):
            return _Factor(0.6, Reason("opportunity.ready", say("assessment.ready-capacity"), fields))
        return _Factor(0.3, Reason("opportunity.ready", say("assessment.ready-unknown"), fields))

    def burden(self, stage: Stage) -> _Factor:
        """How little is asked of people here already: 1 for nothing, lower with every hour."""
        fields = ("actors", "activities")
        if any(asked.changed is None and asked.answered_on is None for a in self.people for asked in a.asked_before or ()):
            return _Factor(0.1, Reason("opportunity.burden", say("assessment.burden-asked"), fields))
        parts = self.parts_of_people(stage)
        if not parts or any(part.hours_asked is None for part in parts):
            return _Factor(0.5, Reason("opportunity.burden", say("assessment.burden-unknown"), fields))
        hours = float(sum(part.hours_asked.value for part in parts if part.hours_asked))
        text = say("assessment.burden-hours", hours=f"{hours:g}")
        return _Factor(1.0 / (1.0 + hours / 100.0), Reason("opportunity.burden", text, fields))

    def precedent(self, stage: Stage, co: str) -> _Factor:
        """How many recorded cases used this Co at this stage, and how many of them failed."""
        cases = cases_for(self.knowledge, stage, co, self.policy.jurisdiction, limit=None)
        failed = sum(case.failed for case in cases)
        if not cases:
            return _Factor(0.2, Reason("opportunity.precedent", say("assessment.precedent-none"), ("jurisdiction", "lifecycle")))
        text = say("assessment.precedent", count=len(cases), failed=failed)
        return _Factor(min(1.0, 0.4 + 0.1 * (len(cases) - failed)), Reason("opportunity.precedent", text, ("jurisdiction", "lifecycle")))

    def parts_of_people(self, stage: Stage) -> list[Part]:
        """The parts that people have in this stage's activities."""
        people = {actor.key for actor in self.people}
        activities = {each.key: each for each in self.policy.activities or ()}
        return [p for key in activities_in(self.chain, stage.id) for p in activities[key].parts or () if p.actor in people]

    def asks(self, stage: Stage) -> str:
        """What is asked of people at this stage, in hours where the policy says so."""
        parts = self.parts_of_people(stage)
        if not parts or any(part.hours_asked is None for part in parts):
            return say("assessment.asks-unknown")
        hours = sum(part.hours_asked.value for part in parts if part.hours_asked)
        return say("assessment.asks-hours", hours=f"{hours.normalize():f}")

    def needs(self, stage: Stage, co: str) -> tuple[str, ...]:
        """What must be settled before this opportunity is taken up."""
        unanswered = any(a.changed is None and a.answered_on is None for each in self.people for a in each.asked_before or ())
        no_hours = all(actor.capacity_hours is None for actor in self.people)
        barred = len(self.fitting(co)) < len(self.people) or any(
            a.interest and (a.interest.commercial or a.interest.regulated or a.interest.barred_by) for a in self.policy.actors or ()
        )
        treaty = self.policy.treaty is not None and self.policy.treaty.affected == "yes"
        named = (("answer", unanswered), ("capacity", no_hours), ("authority", True), ("statute", treaty), ("barred", barred))
        return tuple(say(f"assessment.need-{name}") for name, holds in named if holds)


def opportunities(
    chain: ValueChain, knowledge: Knowledge, cells: tuple[Cell, ...], seed: int = 0
) -> tuple[Opportunity, ...]:
    """Return the opportunities of every stage, ranked within the stage.

    The score is the weighted mean of six factors between 0 and 1; it orders one stage of one policy and compares
    nothing else. Stability is the share of sampled weightings in which the opportunity stays in the stage's top five.
    """
    survey = Surveyor(chain, knowledge, cells)
    weights = {name: float(weight.default) for name, weight in knowledge.weights.items()}
    ranges = {name: (float(weight.low), float(weight.high)) for name, weight in knowledge.weights.items()}
    weightings = sampled_weights(ranges, seed)
    found: list[Opportunity] = []
    for stage in chain.stages:
        candidates = survey.candidates(stage)
        factors = [{name: factor.value for name, factor in each.items()} for _, _, each in candidates]
        shares = stability(factors, weightings)
        here = [
            _opportunity(survey, stage, co, advice, each, score(values, weights), share)
            for (co, advice, each), values, share in zip(candidates, factors, shares, strict=True)
        ]
        here.sort(key=lambda each: (-each.score, each.id))
        found += [replace(each, rank=rank) for rank, each in enumerate(here, 1)]
    return tuple(found)


def _opportunity(
    survey: Surveyor, stage: Stage, co: str, advice: Advice, factors: dict[str, _Factor], points: float, share: float
) -> Opportunity:
    knowledge, policy = survey.knowledge, survey.policy
    methods = methods_for(knowledge, stage, co, policy.jurisdiction, survey.fitting(co))
    cases = cases_for(knowledge, stage, co, policy.jurisdiction, limit=3)
    served = knowledge.value_served(stage.default, co)
    who = policy.decision_wanted.who if policy.decision_wanted else None
    subtypes = [subtype for method in methods for subtype in method.subtypes]
    return Opportunity(
        id=f"opportunity:{stage.id}:{co}",
        stage=stage.id,
        co=co,
        subtype=subtypes[0] if subtypes else None,
        actors=tuple(actor.key for actor in survey.fitting(co)),
        advice=advice,
        promise=promise_needed(knowledge, methods, who),
        rank=0,
        score=round(points, 4),
        stability=round(share, 4),
        value_served=served,
        asks=survey.asks(stage),
        reasons=tuple(factor.reason for factor in factors.values()),
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
        needs=survey.needs(stage, co),
    )
