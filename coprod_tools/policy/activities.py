"""What is done at each stage, and each actor's part in it."""

from typing import ClassVar, Self

from pydantic import model_validator

from coprod_tools.policy.ids import ActivityRef, ActorOrGroupRef, ActorRef, Id, OutcomeRef, PilotRef, StageRef
from coprod_tools.policy.numbers import Amount, Cost
from coprod_tools.policy.purpose import Evidence, Output
from coprod_tools.policy.record import Item, Record
from coprod_tools.policy.values import (
    ExternalIds,
    Line,
    PartialDate,
    Text,
    Whole,
    YesNo,
    refuse,
    refuse_end_before_start,
)
from coprod_tools.policy.vocabulary import (
    PROMISE_LEVELS,
    Answer,
    Co,
    GovernmentRole,
    Latitude,
    Level,
    Mode,
    PromiseScale,
    Purpose,
    Reach,
)


class Promise(Record):
    """What government promises about the influence of those it asks.

    It counts only when somebody with the power to keep it has authorised it; it is never evidence that a Co is present.
    """

    level: Line | None = None
    scale: PromiseScale | None = None
    authorised_by: Text | None = None
    date: PartialDate | None = None
    not_negotiable: tuple[Text, ...] | None = None
    answer_by: PartialDate | None = None

    @model_validator(mode="after")
    def _level_of_its_scale(self) -> Self:
        scales = [self.scale] if self.scale else list(PROMISE_LEVELS)
        known = {name: level for scale in scales for name, level in PROMISE_LEVELS[scale].items()}
        if self.level is not None:
            if self.level.strip().casefold() not in known:
                raise refuse("promise_level", at="level", levels=", ".join(dict.fromkeys(known.values())))
            self.__dict__["level"] = known[self.level.strip().casefold()]
        return self


class Pay(Record):
    """What people get for the work: a rate, expenses, and how fast it is paid."""

    rate: Cost | None = None
    per: Line | None = None
    expenses: YesNo | None = None
    koha: YesNo | None = None
    days_to_pay: Whole | None = None
    effect_on_benefits: Text | None = None
    none_because: Text | None = None


class Part(Item):
    """One actor's part in an activity, for one of the four Co's.

    `frames`, `decides`, `acts` and `judges` name those who set the question, take the decision, do the work and judge
    the result; an empty list says nobody, an absent one says nobody knows. `hours_asked` is the hours in all that this
    part asks of the actor, the whole group together, over the whole activity. `pay` is what one person gets.
    """

    key_fields: ClassVar[tuple[str, ...]] = ("actor", "co")
    actor: ActorRef
    co: Co | None = None
    claimed: Line | None = None
    subtype: Line | None = None
    methods: tuple[Line, ...] | None = None
    level: Level | None = None
    mode: Mode | None = None
    frames: tuple[ActorOrGroupRef, ...] | None = None
    decides: tuple[ActorOrGroupRef, ...] | None = None
    acts: tuple[ActorOrGroupRef, ...] | None = None
    judges: tuple[ActorOrGroupRef, ...] | None = None
    result_used: YesNo | None = None
    result_used_for: Text | None = None
    promise: Promise | None = None
    hours_asked: Amount | None = None
    cost_to_them: Cost | None = None
    pay: Pay | None = None
    if_refused: Text | None = None
    can_refuse: YesNo | None = None
    agreed_by: ActorRef | None = None
    agreed_on: PartialDate | None = None
    note: Text | None = None


class RoleOfGovernment(Record):
    """What government is in this activity now, what it wants to be, and what the change needs."""

    now: GovernmentRole | None = None
    wanted: GovernmentRole | None = None
    needs: Text | None = None


class Variation(Record):
    """How far practice may differ from place to place, why, and who may vary it."""

    short_form: ClassVar[str] = "kind"
    kind: Latitude
    why: Text | None = None
    who: tuple[ActorRef, ...] | None = None
    minimum: Text | None = None


class Activity(Item):
    """Something done at one stage of the lifecycle."""

    id: Id
    label: Text
    stage: StageRef | None = None
    lead: ActorRef | None = None
    summary: Text | None = None
    outcomes: tuple[OutcomeRef, ...] | None = None
    needs: tuple[ActivityRef, ...] | None = None
    outputs: tuple[Output, ...] | None = None
    feeds_back_to: tuple[StageRef, ...] | None = None
    start: PartialDate | None = None
    finish: PartialDate | None = None
    duration_days: Whole | None = None
    cost: Cost | None = None
    place: Text | None = None
    scale: Reach | None = None
    pilot: PilotRef | None = None
    purpose: Purpose | None = None
    government_role: RoleOfGovernment | None = None
    latitude: Variation | None = None
    stop_signal: Text | None = None
    statutory_duty: Text | None = None
    delegable: Answer | None = None
    keeps_unknown: ClassVar[frozenset[str]] = frozenset({"delegable"})
    fallback: Text | None = None
    documents: tuple[Evidence, ...] | None = None
    parts: tuple[Part, ...] | None = None
    external_ids: ExternalIds | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        refuse_end_before_start(self.start, self.finish, at="finish")
        if self.duration_days is not None and self.duration_days < 0:
            raise refuse("below_zero", at="duration_days")
        return self
