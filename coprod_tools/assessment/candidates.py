"""The candidates for an opportunity at each stage, and the six factors that speak for or against each.

A candidate is a Co that one group of people does not have at a stage. Where no people are named yet, it is a Co that
this stage could use, with whoever turns out to be affected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from coprod_tools.assessment.advice import led_by_communities
from coprod_tools.assessment.marks import Advice, Cell, Reason
from coprod_tools.assessment.standing import Standing
from coprod_tools.assessment.suggestions import cases_for
from coprod_tools.chain import ValueChain, activities_in, outcomes_reached
from coprod_tools.knowledge import Knowledge
from coprod_tools.lifecycle import Stage
from coprod_tools.policy import Actor
from coprod_tools.words import say

# How wide the gap is, by the best that this actor's parts in this Co at this stage amount to.
GAP = {"nothing": 1.0, "handed-over": 0.9, "consulted": 0.8, "unknown": 0.5}
_STATES = (
    ("co-production", "present"),
    ("community-led", "present"),
    ("handed-over-work", "handed-over"),
    ("consultation", "consulted"),
    ("information", "consulted"),
    ("unknown", "unknown"),
)


@dataclass(frozen=True, slots=True)
class Factor:
    """One consideration: how strong it is, from 0 to 1, and why."""

    value: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Co that could be had at a stage, with whom, and what speaks for and against it."""

    stage: Stage
    co: str
    actor: Actor | None
    advice: Advice
    factors: dict[str, Factor]


class Survey:
    """Looks over one policy for places where a Co is missing and could be had."""

    def __init__(self, chain: ValueChain, knowledge: Knowledge, cells: tuple[Cell, ...]) -> None:
        self.chain, self.policy, self.knowledge = chain, chain.policy, knowledge
        self.standing = Standing(chain.policy, knowledge)
        self.cells: dict[tuple[str, str, str], list[Cell]] = defaultdict(list)
        for cell in cells:
            self.cells[cell.stage, cell.co, cell.actor].append(cell)
        self.people = tuple(
            actor for actor in sorted(self.policy.actors or (), key=lambda a: a.key) if self._is_people(actor)
        )
        people = (self.standing.counts_as_people(actor.key) for actor in self.policy.actors or ())
        self.nobody_named = not any(people)
        self.asked: dict[str, Decimal | None] = {}
        for activity in self.policy.activities or ():
            for part in activity.parts or ():
                before = self.asked.get(part.actor, Decimal(0))
                unknown = before is None or part.hours_asked is None
                self.asked[part.actor] = None if unknown else before + part.hours_asked.value  # type: ignore[operator, union-attr]
        self.theirs = led_by_communities(cells)
        self._effects = {stage.id: self._effect(stage) for stage in chain.stages}

    def _is_people(self, actor: Actor) -> bool:
        """Whether these people could be asked: a Treaty partner is never ranked, and a reply owed comes first."""
        people = self.standing.counts_as_people(actor.key) and not self.standing.is_own_authority(actor.key)
        return bool(people) and not self.unanswered(actor)

    def candidates(self, stage: Stage) -> Iterator[Candidate]:
        """Yield the candidates of a stage; none where nothing is open, or where all is done
        without government and is not government's to take over."""
        if self.policy.open == () or self.theirs:
            return
        for co, weight in stage.cos:
            fit = Reason("opportunity.fit", say("assessment.fit", co=f"co-{co}", weight=f"{weight:g}"), ("lifecycle",))
            shared = {
                "stage_fit": Factor(weight, fit),
                "effect": self._effects[stage.id],
                "precedent": self.precedent(stage, co),
            }
            for actor in self.people or ((None,) if self.nobody_named else ()):
                state = self.state(stage, co, actor)
                if state == "present" or (actor and self.barred(actor, co)):
                    continue
                if state in ("nothing", "unknown") and self.shared_already(stage, co):
                    continue  # co-production is no end in itself: where it is there, not everybody need be in it
                own = {
                    "gap": self.gap(stage, co, actor, state),
                    "readiness": self.readiness(stage, actor),
                    "burden": self.burden(actor),
                }
                yield Candidate(
                    stage, co, actor, "more" if state in ("consulted", "handed-over") else "start", {**own, **shared}
                )

    def barred(self, actor: Actor, co: str) -> bool:
        """Whether an interest or a bar keeps an actor out of commissioning and design."""
        interest = actor.interest
        return co in ("commission", "design") and interest is not None and interest.conflicted

    def state(self, stage: Stage, co: str, actor: Actor | None) -> str:
        """What an actor has of a Co at a stage today: present, handed-over, consulted, unknown or nothing."""
        if actor is None:
            return "nothing"
        verdicts = {cell.verdict for cell in self.cells[stage.id, co, actor.key]}
        return next((state for verdict, state in _STATES if verdict in verdicts), "nothing")

    def shared_already(self, stage: Stage, co: str) -> bool:
        """Whether any people have this Co at this stage."""
        return any(self.state(stage, co, actor) == "present" for actor in self.people)

    def gap(self, stage: Stage, co: str, actor: Actor | None, state: str) -> Factor:
        """How far today's part falls short of the Co."""
        fields = dict.fromkeys(("open", "activities"))
        if actor is not None:
            own = f"actors[{actor.key}].interest"
            fields |= dict.fromkeys(
                (*self.standing.fields(actor.key), f"{own}.commercial", f"{own}.regulated", f"{own}.barred_by")
            )
            for cell in self.cells[stage.id, co, actor.key]:
                fields |= dict.fromkeys(path for reason in cell.reasons for path in reason.fields)
        else:
            fields |= dict.fromkeys(("actors",))
        return Factor(GAP[state], Reason("opportunity.gap", say(f"assessment.gap-{state}"), tuple(fields)))

    def _effect(self, stage: Stage) -> Factor:
        """Which share of the outcomes this stage's activities lead to."""
        activities = activities_in(self.chain, stage.id)
        reached = {outcome for activity in activities for outcome in outcomes_reached(self.chain, activity)}
        total = len(self.policy.outcomes or ())
        if not reached:
            return Factor(
                0.3, Reason("opportunity.effect", say("assessment.effect-none"), ("outcomes", "claims", "activities"))
            )
        text = say("assessment.effect", count=len(reached), total=total)
        return Factor(len(reached) / total, Reason("opportunity.effect", text, ("outcomes", "claims", "activities")))

    def readiness(self, stage: Stage, actor: Actor | None) -> Factor:
        """Whether these people already do this, have an offer on the table, or have hours."""
        if actor is None:
            return Factor(0.3, Reason("opportunity.ready", say("assessment.ready-unknown"), ("actors",)))
        fields = ("already_happening", "offers", f"actors[{actor.key}].capacity_hours", "lifecycle")
        value, text = self._ready(stage, actor)
        return Factor(value, Reason("opportunity.ready", text, fields))

    def _ready(self, stage: Stage, actor: Actor) -> tuple[float, str]:
        own = [each for each in self.policy.already_happening or () if each.who in self.standing.same_people(actor.key)]
        here = [each for each in own if each.stage and self.chain.lifecycle.stage(each.stage).id == stage.id]
        if here:
            return 1.0, say("assessment.ready-already", what=min(here, key=lambda each: each.key).what)
        if any(offer.by == actor.key for offer in self.policy.offers or ()):
            return 0.8, say("assessment.ready-offer")
        if actor.capacity_hours is not None:
            return 0.6, say("assessment.ready-capacity")
        return 0.3, say("assessment.ready-unknown")

    def burden(self, actor: Actor | None) -> Factor:
        """How heavily these people are asked already: 0 not at all, 1 all the hours they have, or no answer yet."""
        if actor is None:
            return Factor(0.5, Reason("opportunity.burden", say("assessment.burden-unknown"), ("actors",)))
        fields = (f"actors[{actor.key}].asked_before", f"actors[{actor.key}].capacity_hours", "activities")
        value, text = self._asked_of(actor)
        return Factor(value, Reason("opportunity.burden", text, fields))

    def _asked_of(self, actor: Actor) -> tuple[float, str]:
        hours = self.asked.get(actor.key, Decimal(0))
        if hours is None or actor.capacity_hours is None:
            return 0.5, say("assessment.burden-unknown")
        capacity = actor.capacity_hours.value
        load = min(1.0, float(hours / capacity)) if capacity else 1.0
        return load, say(
            "assessment.burden-hours", hours=f"{hours.normalize():f}", capacity=f"{capacity.normalize():f}"
        )

    @staticmethod
    def unanswered(actor: Actor) -> bool:
        """Whether an actor was asked before and had no answer."""
        return any(asked.changed is None and asked.answered_on is None for asked in actor.asked_before or ())

    def precedent(self, stage: Stage, co: str) -> Factor:
        """How many recorded cases used this Co at this stage, and how many of them failed."""
        cases = cases_for(self.knowledge, stage, co, self.policy.jurisdiction, limit=None)
        failed = sum(case.failed for case in cases)
        fields = ("jurisdiction", "lifecycle")
        if not cases:
            return Factor(0.2, Reason("opportunity.precedent", say("assessment.precedent-none"), fields))
        text = say("assessment.precedent", count=len(cases), failed=failed)
        return Factor(min(1.0, 0.4 + 0.1 * (len(cases) - failed)), Reason("opportunity.precedent", text, fields))
