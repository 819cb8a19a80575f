"""The policy itself: the one model of a policy file (schema version 1)."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from coprod_tools.policy.activities import Activity
from coprod_tools.policy.care import DataUse, Exit, Participation, Pilot, Safeguard, Treaty, Waiver
from coprod_tools.policy.conversations import Conversation, MapRecord
from coprod_tools.policy.ids import ActorRef, Id
from coprod_tools.policy.investing import (
    Appraisal,
    Ballot,
    EquityFloor,
    PriceIndex,
    Proposal,
    Rate,
    Reporting,
    Reward,
    Segment,
    Stream,
)
from coprod_tools.policy.numbers import Amount
from coprod_tools.policy.people import Actor, AlreadyHappening, Capability, Offer, Workaround
from coprod_tools.policy.purpose import Association, Claim, Concept, Indicator, Outcome, Problem
from coprod_tools.policy.record import Item, Record
from coprod_tools.policy.resources import Budget, Contribution, Factor, Option, Power, Share
from coprod_tools.policy.values import Currency, ExternalIds, Line, PartialDate, Text, Whole, refuse
from coprod_tools.policy.vocabulary import Standing

SCHEMA_VERSION = 1


def _this_version(value: int) -> int:
    if value != SCHEMA_VERSION:
        raise refuse("version", version=SCHEMA_VERSION)
    return value


def _a_day_has_hours(hours: Amount | None) -> Amount | None:
    if hours is not None and not 0 < hours.value <= 24:
        raise refuse("hours_per_day")
    return hours


# Names people write for a jurisdiction, and the id that settings and rules know it by.
_PLACES = {
    "new zealand": "nz",
    "aotearoa": "nz",
    "aotearoa new zealand": "nz",
    "nz": "nz",
    "england": "england",
    "scotland": "scotland",
    "wales": "wales",
    "cymru": "wales",
    "australia": "au",
    "au": "au",
}


def _place(name: str) -> str:
    return _PLACES.get(" ".join(name.casefold().replace("/", " ").split()), name)


Jurisdiction = Annotated[Line, AfterValidator(_place)]


class StandingOf(Record):
    """How far the plan is shared or agreed, with whom and when."""

    model_config = ConfigDict(json_schema_extra=lambda schema: _short(schema, list(Standing.__args__)))  # type: ignore[attr-defined]
    short_form: ClassVar[str] = "state"
    state: Standing
    shared_with: Annotated[tuple[ActorRef, ...] | None, Field(alias="with")] = None
    when: PartialDate | None = None


class Decision(Record):
    """The decision the advice is for: who decides what by when."""

    what: Text | None = None
    who: Text | None = None
    by_when: PartialDate | None = None


class OwnStage(Item):
    """A stage of a team's own lifecycle and the default stages it stands for."""

    title: Text
    default: tuple[Line, ...] | None = None


class LifecycleChoice(Record):
    """Which lifecycle the policy follows: a shipped one by name, or the team's own stages."""

    model_config = ConfigDict(json_schema_extra=lambda schema: _short(schema, None))
    short_form: ClassVar[str] = "template"
    template: Line | None = None
    title: Text | None = None
    stages: tuple[OwnStage, ...] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.template is None) == (self.stages is None):
            raise refuse("lifecycle")
        return self


class Policy(Record):
    """A policy through its whole life: frame, problem, outcomes, people, activities, resources, power, care.

    `hours_per_day` is the hours of one day of work here; without it, days are never read as hours.
    """

    coprod: Annotated[Whole, AfterValidator(_this_version)]
    id: Id
    title: Text
    summary: Text | None = None
    owner: Text | None = None
    jurisdiction: Jurisdiction | None = None
    as_at: PartialDate | None = None
    currency: Currency | None = None
    price_year: Whole | None = None
    hours_per_day: Annotated[Amount | None, AfterValidator(_a_day_has_hours)] = None
    lifecycle: LifecycleChoice | None = None
    standing: StandingOf | None = None
    decision_wanted: Decision | None = None
    fixed: tuple[Text, ...] | None = None
    open: tuple[Text, ...] | None = None
    problem: Problem | None = None
    outcomes: tuple[Outcome, ...] | None = None
    indicators: tuple[Indicator, ...] | None = None
    actors: tuple[Actor, ...] | None = None
    activities: tuple[Activity, ...] | None = None
    already_happening: tuple[AlreadyHappening, ...] | None = None
    offers: tuple[Offer, ...] | None = None
    workarounds: tuple[Workaround, ...] | None = None
    concepts: tuple[Concept, ...] | None = None
    claims: tuple[Claim, ...] | None = None
    associations: tuple[Association, ...] | None = None
    maps: tuple[MapRecord, ...] | None = None
    conversations: tuple[Conversation, ...] | None = None
    contributions: tuple[Contribution, ...] | None = None
    budgets: tuple[Budget, ...] | None = None
    effect_chain: tuple[Factor, ...] | None = None
    shares: tuple[Share, ...] | None = None
    rewards: tuple[Reward, ...] | None = None
    reporting: tuple[Reporting, ...] | None = None
    streams: tuple[Stream, ...] | None = None
    appraisal: Appraisal | None = None
    rates: tuple[Rate, ...] | None = None
    price_indices: tuple[PriceIndex, ...] | None = None
    segments: tuple[Segment, ...] | None = None
    proposals: tuple[Proposal, ...] | None = None
    equity_floors: tuple[EquityFloor, ...] | None = None
    ballots: tuple[Ballot, ...] | None = None
    power: Power | None = None
    options: tuple[Option, ...] | None = None
    capabilities: tuple[Capability, ...] | None = None
    participation: tuple[Participation, ...] | None = None
    safeguards: tuple[Safeguard, ...] | None = None
    data_uses: tuple[DataUse, ...] | None = None
    treaty: Treaty | None = None
    pilots: tuple[Pilot, ...] | None = None
    exit: Exit | None = None
    waivers: tuple[Waiver, ...] | None = None
    external_ids: ExternalIds | None = None

    @property
    def groups(self) -> tuple[Any, ...]:
        """The groups affected, from the problem."""
        return (self.problem and self.problem.groups) or ()


def _short(schema: dict[str, Any], words: list[str] | None) -> None:
    whole = dict(schema)
    schema.clear()
    schema["anyOf"] = [{"enum": words} if words else {"type": "string"}, whole]
