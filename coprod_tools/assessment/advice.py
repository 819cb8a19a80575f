"""What to do with each cell and each stage: start, more, keep, less, stop, hand over, or not here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from coprod_tools.assessment.marks import Advice, Cell, Reason, StageAdvice
from coprod_tools.assessment.standing import Standing
from coprod_tools.chain import ValueChain, stage_of
from coprod_tools.knowledge import Knowledge
from coprod_tools.lifecycle import Stage
from coprod_tools.policy import Activity, Actor
from coprod_tools.words import say

DECISION = 4
# The roles in which government stops doing a thing itself.
STEPPING_BACK = frozenset({"broker", "facilitator", "catalyst", "partner", "commissioner"})
# What to do and the sentence that says it, or None; then the fields read on the way, whichever it is.
Answer = tuple[tuple[Advice, str] | None, tuple[str, ...]]


class Adviser:
    """Looks at a cell with the policy around it and says what to do; each piece of advice names the fields it read."""

    def __init__(self, chain: ValueChain, knowledge: Knowledge) -> None:
        self.chain, self.policy = chain, chain.policy
        self.standing = Standing(chain.policy, knowledge)
        self.knowledge = knowledge
        self.actors: dict[str, Actor] = {actor.key: actor for actor in self.policy.actors or ()}
        self.activities: dict[str, Activity] = {each.key: each for each in self.policy.activities or ()}
        self.asked: dict[str, Decimal] = {}
        for activity in self.policy.activities or ():
            for part in activity.parts or ():
                if part.hours_asked is not None:
                    self.asked[part.actor] = self.asked.get(part.actor, Decimal(0)) + part.hours_asked.value

    def cell(self, cell: Cell) -> Cell:
        """Return the cell with its advice, the value it serves, and the reason added."""
        fields: dict[str, None] = {}
        if cell.part is None:
            return cell
        steps = (self.barred, self.refused, self.unanswered, self.overloaded, self.handing_over, self.by_verdict)
        for step in steps:
            found, read = step(cell)
            fields.update(dict.fromkeys(read))
            if found is not None:
                advice, message = found
                reason = Reason(f"advice.{advice}", say(f"assessment.advice-{message}"), tuple(fields))
                stage = stage_of(self.chain, cell.activity)
                value = self.knowledge.value_served(stage.default if stage else (), cell.co)
                return replace(cell, advice=advice, value_served=value, reasons=(*cell.reasons, reason))
        return cell

    def barred(self, cell: Cell) -> Answer:
        """An actor with an interest, or barred by law, frames and decides nothing."""
        actor = self.actors.get(cell.actor)
        interest = actor.interest if actor else None
        base = f"actors[{cell.actor}].interest"
        read = (f"{base}.commercial", f"{base}.regulated", f"{base}.barred_by")
        if cell.co not in ("commission", "design"):
            return None, ()
        if interest is None or not interest.conflicted:
            return None, read
        return ("not-here", "not-here-barred"), read

    def refused(self, cell: Cell) -> Answer:
        """A part that the policy says is none is respected."""
        path = f"activities[{cell.activity}].parts[{cell.part}].mode"
        parts = self.activities[cell.activity].parts or ()
        said = any(part.key == cell.part and part.mode == "none" for part in parts)
        return (("not-here", "not-here-refused") if said else None), (path,)

    def unanswered(self, cell: Cell) -> Answer:
        """Who was asked before and had no answer is answered first."""
        actor = self.actors.get(cell.actor)
        if actor is None or cell.verdict in ("unknown", "community-led", "none"):
            return None, cell.reasons[0].fields
        owed = any(asked.changed is None and asked.answered_on is None for asked in actor.asked_before or ())
        read = (f"actors[{cell.actor}].asked_before", *cell.reasons[0].fields)
        return (("less", "less-asked") if owed else None), read

    def overloaded(self, cell: Cell) -> Answer:
        """Who is asked for more hours than it has is asked for less."""
        actor = self.actors.get(cell.actor)
        if actor is None or cell.verdict in ("unknown", "community-led", "none"):
            return None, ()
        hours = [
            f"activities[{activity.key}].parts[{part.key}].hours_asked"
            for activity in self.policy.activities or ()
            for part in activity.parts or ()
            if part.actor == cell.actor
        ]
        capacity = actor.capacity_hours
        too_much = capacity is not None and self.asked.get(cell.actor, Decimal(0)) > capacity.value
        return (("less", "less-capacity") if too_much else None), (f"actors[{cell.actor}].capacity_hours", *hours)

    def handing_over(self, cell: Cell) -> Answer:
        """Where government wants to step back and this actor has offered, hand over."""
        if cell.verdict != "co-production":
            return None, ()
        role = self.activities[cell.activity].government_role
        base = f"activities[{cell.activity}].government_role"
        read = (f"{base}.now", f"{base}.wanted", "offers", *self.standing.fields(cell.actor))
        back = role is not None and role.wanted in STEPPING_BACK and role.now != role.wanted
        offered = any(offer.by == cell.actor for offer in self.policy.offers or ())
        outside = not self.standing.is_public_body(cell.actor)
        return (("hand-over", "hand-over") if back and offered and outside else None), read

    def by_verdict(self, cell: Cell) -> Answer:
        """The advice a verdict carries by itself."""
        if cell.verdict in ("consultation", "information"):
            return self._not_shared(cell)
        own = self.standing.is_own_authority(cell.actor)
        plain: dict[str, tuple[Advice, str]] = {
            "co-production": ("keep", "keep-co"),
            "community-led": ("keep", "keep-community"),
            "partnership": ("keep", "keep-partnership-treaty" if own else "keep-partnership"),
            "handed-over-work": ("more", "more-voice"),
        }
        return plain.get(cell.verdict), cell.reasons[0].fields

    def _not_shared(self, cell: Cell) -> Answer:
        stage = stage_of(self.chain, cell.activity)
        read = (
            *cell.reasons[0].fields,
            *self.standing.fields(cell.actor),
            "open",
            f"activities[{cell.activity}].stage",
            "lifecycle",
            "treaty",
        )
        if stage and stage.default == (DECISION,) and not self.joint_decision():
            return ("not-here", "not-here-decision"), read
        if self.joint_decision() and self.standing.is_own_authority(cell.actor):
            return ("start", "start-joint"), read
        if self.policy.open:
            return ("start", "start-open"), read
        return ("stop", "stop-nothing-open" if self.policy.open == () else "stop-claim"), read

    def joint_decision(self) -> bool:
        """Whether a statute, settlement or agreement makes the decision a joint one."""
        treaty = self.policy.treaty
        bound = ((treaty.settlement_or_statute or ()) + (treaty.relationship_agreements or ())) if treaty else ()
        return any(instrument.joint_decision for instrument in bound)


def advise(cells: tuple[Cell, ...], chain: ValueChain, knowledge: Knowledge) -> tuple[Cell, ...]:
    """Return the cells with advice."""
    adviser = Adviser(chain, knowledge)
    return tuple(adviser.cell(cell) for cell in cells)


# The first of these that any cell of the stage calls for is the stage's advice.
_STAGE_ORDER: tuple[tuple[Advice, Callable[[Cell], bool]], ...] = (
    ("less", lambda cell: cell.advice == "less"),
    ("more", lambda cell: cell.verdict == "handed-over-work"),
    ("hand-over", lambda cell: cell.advice == "hand-over"),
    ("keep", lambda cell: cell.verdict in ("co-production", "community-led")),
    ("stop", lambda cell: cell.advice == "stop"),
    ("not-here", lambda cell: cell.advice == "not-here"),
    ("start", lambda cell: cell.advice == "start" or cell.verdict == "partnership"),
)


def advise_stages(cells: tuple[Cell, ...], chain: ValueChain, knowledge: Knowledge) -> tuple[StageAdvice, ...]:
    """Say for each stage what to do there as a whole; a stage about which too little is known gets no advice."""
    theirs = led_by_communities(cells)
    return tuple(
        _of_stage(stage, [cell for cell in cells if cell.stage == stage.id], knowledge, theirs)
        for stage in chain.stages
    )


def led_by_communities(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """Return the fields that show that all of a policy is done without a public body; empty where it is not so."""
    judged = [cell for cell in cells if cell.part is not None]
    if not judged or any(cell.verdict != "community-led" for cell in judged):
        return ()
    return tuple(dict.fromkeys(path for cell in judged for reason in cell.reasons for path in reason.fields))


def _of_stage(stage: Stage, cells: list[Cell], knowledge: Knowledge, theirs: tuple[str, ...]) -> StageAdvice:
    if not cells and theirs:
        leave = Reason("stage.leave", say("assessment.stage-leave"), ("activities", *theirs))
        return StageAdvice(stage.id, "not-here", None, (leave,))
    if not cells:
        return StageAdvice(
            stage.id, None, None, (Reason("stage.empty", say("assessment.stage-empty"), ("activities",)),)
        )
    fields = tuple(dict.fromkeys(path for cell in cells for reason in cell.reasons for path in reason.fields))
    for advice, calls_for in _STAGE_ORDER:
        found = [cell for cell in cells if calls_for(cell)]
        judged = [cell for cell in cells if cell.advice is not None]
        if found and not (advice == "not-here" and len(found) < len(judged)):
            served = knowledge.value_served(stage.default, found[0].co)
            return StageAdvice(
                stage.id, advice, served, (Reason(f"stage.{advice}", say(f"assessment.stage-{advice}"), fields),)
            )
    return StageAdvice(stage.id, None, None, (Reason("stage.unknown", say("assessment.stage-unknown"), fields),))
