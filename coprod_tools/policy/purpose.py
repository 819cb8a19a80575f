"""What the policy is for: the problem, the outcomes, how they are measured, and the claims of cause and effect."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from coprod_tools.policy.ids import ActorOrGroupRef, ActorRef, ClaimEnd, GroupRef, OutcomeRef, OutputRef
from coprod_tools.policy.numbers import Amount, Cost, Quantity
from coprod_tools.policy.record import Item, Record
from coprod_tools.policy.values import ExternalIds, Line, Number, PartialDate, Text, YesNo, refuse_end_before_start
from coprod_tools.policy.vocabulary import Beneficiary, EvidenceScale, Question, Sign


class Evidence(Item):
    """Something that speaks for or against a claim.

    `level` is in the scale's own levels and never converted. Mātauranga and lived evidence are their own kind, judged
    by their holders.
    """

    source: Text | None = None
    scale: EvidenceScale | None = None
    level: Line | None = None
    held_by: tuple[ActorOrGroupRef, ...] | None = None
    as_at: PartialDate | None = None
    note: Text | None = None
    link: Line | None = None


class Framing(Item):
    """The problem in somebody's words."""

    words: Text
    held_by: tuple[ActorOrGroupRef, ...] | None = None
    agreed_by: tuple[ActorOrGroupRef, ...] | None = None
    contested_by: tuple[ActorOrGroupRef, ...] | None = None


class Group(Item):
    """People affected by the problem or the policy."""

    label: Text
    size: Amount | None = None
    affected: Text | None = None
    segment_of: GroupRef | None = None


class Problem(Record):
    """What is wrong, in whose words, for whom, and how it is known."""

    framings: tuple[Framing, ...] | None = None
    groups: tuple[Group, ...] | None = None
    evidence: tuple[Evidence, ...] | None = None
    segments: tuple[Text, ...] | None = None
    risk_of_not_acting: Text | None = None


class Outcome(Item):
    """A change in people's lives that the policy is for; who worded, agreed, contested it."""

    label: Text
    in_whose_words: tuple[ActorOrGroupRef, ...] | None = None
    for_whom: Beneficiary | None = None
    groups: tuple[GroupRef, ...] | None = None
    horizon: PartialDate | None = None
    parent: OutcomeRef | None = None
    agreed_by: tuple[ActorOrGroupRef, ...] | None = None
    agreed_on: PartialDate | None = None
    contested_by: tuple[ActorOrGroupRef, ...] | None = None
    most_important_to: tuple[ActorOrGroupRef, ...] | None = None
    value_type: Text | None = None
    answers_for: tuple[ActorRef, ...] | None = None


class Period(Item):
    """One measured value: when, for which group; `only_for` says where it is for a part that no group stands for."""

    key_fields: ClassVar[tuple[str, ...]] = ("period", "group")
    period: PartialDate | None = None
    period_end: PartialDate | None = None
    group: GroupRef | None = None
    value: Quantity | None = None
    target: Quantity | None = None
    only_for: Line | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        refuse_end_before_start(self.period, self.period_end, at="period_end")
        return self


class Price(Item):
    """What a payer has agreed to pay for each unit that is reached, and at most in all."""

    per_unit: Cost | None = None
    at_most: Cost | None = None
    what_for: Text | None = None


class Indicator(Item):
    """How one of the three questions is answered for an outcome. A percentage is numerator over denominator.

    `prices` is what somebody pays for what it counts, where payment depends on results.
    """

    label: Text
    outcome: OutcomeRef | None = None
    output: OutputRef | None = None
    question: Question | None = None
    unit: Line | None = None
    direction: Line | None = None
    baseline: Quantity | None = None
    target: Quantity | None = None
    target_date: PartialDate | None = None
    actuals: tuple[Period, ...] | None = None
    prices: tuple[Price, ...] | None = None
    source: Text | None = None
    measured_by: tuple[ActorRef, ...] | None = None
    chosen_by: tuple[ActorOrGroupRef, ...] | None = None


class Concept(Item):
    """A node of a causal map that is no activity or outcome of the policy."""

    label: Text
    kind: Line | None = None
    stage: Line | None = None
    note: Text | None = None
    external_ids: ExternalIds | None = None


class Association(Item):
    """A line between two concepts that its source draws without a direction: who changes whom is not said."""

    key_fields: ClassVar[tuple[str, ...]] = ("one", "other")
    one: ClaimEnd
    other: ClaimEnd
    note: Text | None = None
    external_ids: ExternalIds | None = None


class Claim(Item):
    """One statement of cause and effect: `from` changes `to`. Inline claims are the owner's own map.

    `talk_minutes` is how long it would take to talk it over (1 when not said).
    """

    key_fields: ClassVar[tuple[str, ...]] = ("cause", "to")
    cause: Annotated[ClaimEnd, Field(alias="from")]
    to: ClaimEnd
    sign: Sign | None = None
    strength: Number | None = None
    confidence: Line | None = None
    delay: Line | None = None
    assumption: Text | None = None
    assumed: YesNo | None = None
    evidence: tuple[Evidence, ...] | None = None
    held_by: tuple[ActorOrGroupRef, ...] | None = None
    agreed_by: tuple[ActorOrGroupRef, ...] | None = None
    contested_by: tuple[ActorOrGroupRef, ...] | None = None
    talk_minutes: Amount | None = None
    note: Text | None = None
    external_ids: ExternalIds | None = None


class Output(Item):
    """What an activity hands over."""

    label: Text
    quantity: Quantity | None = None
