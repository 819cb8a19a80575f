"""Care for those who take part: who is missing, what can hurt, what binds the Crown, tests before roll-out, waivers."""

from typing import ClassVar, Self

from pydantic import model_validator

from coprod_tools.policy.ids import ActivityRef, ActorOrGroupRef, ActorRef, ClaimRef, GroupRef, StageRef
from coprod_tools.policy.numbers import Amount, Cost
from coprod_tools.policy.record import Item, Record
from coprod_tools.policy.values import Line, Number, PartialDate, Text, Whole, YesNo, refuse
from coprod_tools.policy.vocabulary import Answer


class Participation(Item):
    """How many of a group should take part and do, what keeps them out, and what lets them in."""

    key_fields: ClassVar[tuple[str, ...]] = ("group", "stage")
    group: GroupRef
    stage: StageRef | None = None
    planned: Amount | None = None
    actual: Amount | None = None
    barriers: tuple[Text, ...] | None = None
    access: tuple[Text, ...] | None = None


class Safeguard(Item):
    """A harm that could happen, what prevents it, what stops the work, and where people turn."""

    risk: Text
    activity: ActivityRef | None = None
    who: tuple[ActorOrGroupRef, ...] | None = None
    prevention: Text | None = None
    stop_rule: Text | None = None
    complaint_path: Text | None = None
    fallback: Text | None = None
    answers_for_harm: tuple[ActorRef, ...] | None = None
    ethics_review: Text | None = None


class Instrument(Item):
    """A settlement, statute or agreement that binds."""

    label: Text
    binds_to: Text | None = None
    stage: StageRef | None = None
    joint_decision: YesNo | None = None
    as_at: PartialDate | None = None
    source: Text | None = None


class TreatyReply(Item):
    """A reply that is owed to a Māori partner, or was given."""

    key_fields: ClassVar[tuple[str, ...]] = ("to",)
    to: ActorRef | None = None
    about: Text | None = None
    owed_since: PartialDate | None = None
    answered_on: PartialDate | None = None


class Treaty(Record):
    """Te Tiriti o Waitangi / the Treaty: interests, what binds, who decides; never scored, voted or averaged."""

    keeps_unknown: ClassVar[frozenset[str]] = frozenset({"affected"})
    affected: Answer | None = None
    interests: Text | None = None
    whose_interests: tuple[ActorRef, ...] | None = None
    settlement_or_statute: tuple[Instrument, ...] | None = None
    relationship_agreements: tuple[Instrument, ...] | None = None
    who_decides_under_them: tuple[ActorRef, ...] | None = None
    asked_before: tuple[TreatyReply, ...] | None = None
    resourcing: Text | None = None
    data_and_knowledge_terms: Text | None = None
    legal_advice: Text | None = None


class DataUse(Item):
    """Personal or collective information the policy uses: whose, for what, on which terms."""

    what: Text
    whose: tuple[ActorOrGroupRef, ...] | None = None
    purpose: Text | None = None
    consent: Text | None = None
    people_told: YesNo | None = None
    held_by: ActorRef | None = None
    collective_terms: Text | None = None


class Mainstreaming(Record):
    """What happens on success: who pays, from when."""

    funded_by: ActorRef | None = None
    budget_line: Text | None = None
    start: PartialDate | None = None


class Alternative(Record):
    """Where a pilot can't or shouldn't be run: why, and what stands in its place."""

    why_not: Text | None = None
    staged_commencement: Text | None = None
    sunset: PartialDate | None = None
    review_clause: Text | None = None
    triggers: tuple[Text, ...] | None = None


class Measured(Record):
    """What a pilot measured: how often the link held among those who took part, or an effect with its standard error.

    `effect` and `standard_error` are in standard deviations of the outcome among those who took no part (Cohen's d).
    """

    held: Whole | None = None
    of: Whole | None = None
    effect: Number | None = None
    standard_error: Number | None = None
    on: PartialDate | None = None
    source: Text | None = None

    @model_validator(mode="after")
    def _halves(self) -> Self:
        if (self.held is None) != (self.of is None) or (self.effect is None) != (self.standard_error is None):
            raise refuse("measured_halves")
        if self.held is None and self.effect is None:
            raise refuse("measured_nothing")
        if self.held is not None and self.of is not None and not 0 <= self.held <= self.of:
            raise refuse("measured_more_than_all", at="held")
        if self.standard_error is not None and self.standard_error <= 0:
            raise refuse("measured_no_error", at="standard_error")
        return self


class Pilot(Item):
    """A test before roll-out, bound to the link it tests, with the rule that decides what follows."""

    label: Text
    claim: ClaimRef | None = None
    activity: ActivityRef | None = None
    gates: tuple[ActivityRef, ...] | None = None
    scale: Text | None = None
    comparison: Text | None = None
    randomised: YesNo | None = None
    community_agreed: YesNo | None = None
    sample: Whole | None = None
    decision_rule: Text | None = None
    stop_rule: Text | None = None
    decide_by: PartialDate | None = None
    decided_by: tuple[ActorOrGroupRef, ...] | None = None
    result: Text | None = None
    measured: Measured | None = None
    cost: Cost | None = None
    hours_asked: Amount | None = None
    already_done_by: Text | None = None
    mainstreaming: Mainstreaming | None = None
    alternative: Alternative | None = None


class Exit(Record):
    """What happens after the champion, minister or contract ends."""

    what_survives: Text | None = None
    handover_to: ActorRef | None = None
    archive: Text | None = None
    review_on: PartialDate | None = None
    stop_when: Text | None = None
    funding_ends: PartialDate | None = None
    benefits_until: PartialDate | None = None


class Waiver(Item):
    """A finding the team chose to live with: which, why, who said so, until when."""

    key_fields: ClassVar[tuple[str, ...]] = ("rule", "where")
    rule: Line
    where: Line | None = None
    reason: Text
    by: Text
    until: PartialDate
