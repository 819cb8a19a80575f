"""Who puts in what, on whose terms, and who may decide what."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from coprod_tools.policy.ids import ActivityRef, ActorOrGroupRef, ActorRef, OutcomeRef, StageRef
from coprod_tools.policy.numbers import Amount, Money
from coprod_tools.policy.record import Item, Record
from coprod_tools.policy.values import ExternalIds, Line, Number, PartialDate, Text, YesNo, refuse_end_before_start
from coprod_tools.policy.vocabulary import Answer, BudgetPurpose, Co, ContributionKind, DecisionForm


class Consent(Record):
    """What the giver agreed to, with whom, until when, and whether it was taken back."""

    to: Text | None = None
    by: ActorOrGroupRef | None = None
    on: PartialDate | None = None
    expires: PartialDate | None = None
    withdrawn: PartialDate | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        refuse_end_before_start(self.on, self.expires, at="expires")
        refuse_end_before_start(self.on, self.withdrawn, at="withdrawn")
        return self


class Contribution(Item):
    """What one actor puts in: money, time, assets, knowledge, relationships or mandate.

    `same_as` names another contribution that is the same input told twice; `passed_on_from` names the contribution by
    which this one was paid, so that money handed on is counted once.
    """

    key_fields: ClassVar[tuple[str, ...]] = ("actor", "activity", "kind")
    actor: ActorRef
    activity: ActivityRef | None = None
    kind: ContributionKind | None = None
    co: Co | None = None
    stage: StageRef | None = None
    what: Text | None = None
    quantity: Amount | None = None
    unit: Line | None = None
    unit_value: Money | None = None
    valuation_method: Line | None = None
    bearer: ActorRef | None = None
    paid: YesNo | None = None
    consent: Consent | None = None
    source: Text | None = None
    date: PartialDate | None = None
    receiver: ActorRef | None = None
    same_as: Line | None = None
    passed_on_from: Line | None = None
    covers_from: PartialDate | None = None
    covers_until: PartialDate | None = None
    personal_data: YesNo | None = None
    external_ids: ExternalIds | None = None


class Budget(Item):
    """Money set aside by an actor for a period."""

    key_fields: ClassVar[tuple[str, ...]] = ("actor", "start")
    actor: ActorRef | None = None
    activity: ActivityRef | None = None
    money: Money
    purpose: BudgetPurpose | None = None
    what_for: Text | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    source: Text | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        refuse_end_before_start(self.start, self.end, at="end")
        return self


class Factor(Item):
    """One factor of the effect chain, such as reach, engagement or retention."""

    key_fields: ClassVar[tuple[str, ...]] = ("outcome", "factor")
    outcome: OutcomeRef | None = None
    factor: Line
    value: Amount | None = None


class Share(Item):
    """A share of a joint outcome that the partners agreed, and what fails without it."""

    key_fields: ClassVar[tuple[str, ...]] = ("outcome", "actor")
    outcome: OutcomeRef
    actor: ActorRef
    share: Number | None = None
    agreed_by: tuple[ActorRef, ...] | None = None
    agreed_on: PartialDate | None = None
    fails_without: Text | None = None


class DecisionRight(Item):
    """A decision whose holder changes: from whom, to whom, in what form, by what instrument, until when."""

    decision: Text
    stage: StageRef | None = None
    activity: ActivityRef | None = None
    holder_now: Annotated[ActorRef | None, Field(alias="from")] = None
    to: ActorRef | None = None
    form: DecisionForm | None = None
    instrument: Text | None = None
    until: PartialDate | None = None
    revocable_by: ActorRef | None = None
    told_first: tuple[ActorRef, ...] | None = None


class Power(Record):
    """Who initiates, resources, owns the data, decides and can stop the policy."""

    decision_rights: tuple[DecisionRight, ...] | None = None
    initiates: tuple[ActorOrGroupRef, ...] | None = None
    resources: tuple[ActorOrGroupRef, ...] | None = None
    owns_data: tuple[ActorOrGroupRef, ...] | None = None
    can_stop: tuple[ActorOrGroupRef, ...] | None = None
    answers_for_harm: tuple[ActorRef, ...] | None = None
    authorised_forum: Text | None = None


class Wanted(Record):
    """Whether people want it, and who says so."""

    short_form: ClassVar[str] = "answer"
    keeps_unknown: ClassVar[frozenset[str]] = frozenset({"answer"})
    answer: Answer
    by: tuple[ActorOrGroupRef, ...] | None = None
    evidence: Text | None = None


class Viable(Record):
    """Whether money, law and authority allow it, each with who says so."""

    money: Wanted | None = None
    law: Wanted | None = None
    authority: Wanted | None = None


class Option(Item):
    """A way to act, seen by those who would use it, do it and pay for it."""

    label: Text
    wanted: Wanted | None = None
    feasible: Wanted | None = None
    viable: Viable | None = None
    chosen: YesNo | None = None
    chosen_on: PartialDate | None = None
    who_says: Text | None = None
    note: Text | None = None
