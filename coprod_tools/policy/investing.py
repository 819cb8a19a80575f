"""What a policy is worth and to whom, what could be chosen, who is rewarded, and what the public prioritised."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from coprod_tools.policy.ids import (
    ActivityRef,
    ActorOrGroupRef,
    ActorRef,
    GroupRef,
    OptionRef,
    OutcomeRef,
    ProposalRef,
    StageRef,
)
from coprod_tools.policy.numbers import Amount, Cost, Money, Quantity
from coprod_tools.policy.record import Item, Record
from coprod_tools.policy.values import (
    Currency,
    ExternalIds,
    Line,
    Number,
    PartialDate,
    Text,
    Whole,
    YesNo,
    refuse,
    refuse_end_before_start,
)
from coprod_tools.policy.vocabulary import Co

Perspective = Literal["people", "community", "business", "government", "environment", "society"]
StreamKind = Literal["benefit", "cost", "transfer"]
StreamNature = Literal["fiscal", "social"]
RewardKind = Literal["recognition", "longer-term", "less-reporting", "career", "pay", "staff-incentive", "other"]
ProposalKind = Literal["opportunity", "pilot", "way-over", "option", "other"]
ReportVerdict = Literal["keep", "join", "drop"]
# No schedule of discount rates is of use beyond; it bounds what is reckoned year by year.
MOST_YEARS = 1000
_PERCENT = frozenset({"%", "percent", "per cent"})


def _calendar_year(year: int) -> int:
    if not 1800 <= year <= 2999:
        raise refuse("calendar_year")
    return year


def _counted_years(years: int) -> int:
    if not 1 <= years <= MOST_YEARS:
        raise refuse("counted_years", most=MOST_YEARS)
    return years


def _part_of_the_whole(share: Quantity) -> Quantity:
    most = 100 if (share.unit or "").casefold() in _PERCENT else 1
    if share.is_share:
        most = 100
    if any(value is not None and value > most for value in (share.low, share.value, share.high)):
        raise refuse("above_the_whole")
    if share.numerator is not None and share.numerator < 0:
        raise refuse("below_zero")
    return share


def _count(number: int) -> int:
    if number < 0:
        raise refuse("below_zero")
    return number


def _part_of_one(share: Decimal) -> Decimal:
    if not 0 <= share <= 1:
        raise refuse("part_of_one")
    return share


Counted = Annotated[Whole, AfterValidator(_count)]
PartOfOne = Annotated[Number, AfterValidator(_part_of_one)]
Year = Annotated[Whole, AfterValidator(_calendar_year)]
CountedYears = Annotated[Whole, AfterValidator(_counted_years)]
PartOfTheWhole = Annotated[Amount, AfterValidator(_part_of_the_whole)]


def _above_zero(rate: Quantity) -> Quantity:
    if rate.value <= 0:
        raise refuse("rate_not_above_zero")
    return rate


class Rate(Item):
    """A dated rate with its source, by which money of one currency may be read in another."""

    key_fields: ClassVar[tuple[str, ...]] = ("from_currency", "to_currency", "as_at")
    from_currency: Annotated[Currency, Field(alias="from")]
    to_currency: Annotated[Currency, Field(alias="to")]
    rate: Annotated[Quantity, AfterValidator(_above_zero)]
    as_at: PartialDate
    source: Text


class PriceIndex(Item):
    """A price index of one year, so that its money reads in `price_year`; the base is the index's own."""

    key_fields: ClassVar[tuple[str, ...]] = ("currency", "year")
    year: Whole
    index: Annotated[Quantity, AfterValidator(_above_zero)]
    currency: Currency | None = None
    source: Text


class Stream(Item):
    """One stream of benefit, cost or transfer over years, for one perspective.

    Its worth in a year is `unit_value` times `quantity`, or, where an outcome with an effect chain is named and no
    quantity, times the people the chain leaves; `starts_in` and `lasts` are in years from the first year (1); each year
    after the first it is smaller by `drop_off` (0 to 1, or per cent with the unit %). A transfer goes from `paid_by` to
    `for_whom` and cancels only for society. `price_year` is the year its money is in; the policy's where not said.
    """

    label: Text
    kind: StreamKind | None = None
    nature: StreamNature | None = None
    for_whom: Perspective | None = None
    paid_by: Perspective | None = None
    actor: ActorOrGroupRef | None = None
    outcome: OutcomeRef | None = None
    option: OptionRef | None = None
    contribution: Line | None = None
    unit_value: Money | None = None
    quantity: Amount | None = None
    unit: Line | None = None
    starts_in: CountedYears | None = None
    lasts: CountedYears | None = None
    drop_off: PartOfTheWhole | None = None
    price_year: Year | None = None
    source: Text | None = None
    as_at: PartialDate | None = None


class Reward(Item):
    """What a partner or a professional gets for what many reached; nothing is agreed until somebody says so."""

    who: ActorOrGroupRef | None = None
    whose_staff: ActorRef | None = None
    kind: RewardKind | None = None
    what: Text | None = None
    outcome: OutcomeRef | None = None
    given_by: ActorRef | None = None
    when: PartialDate | None = None
    agreed_by: tuple[ActorOrGroupRef, ...] | None = None
    agreed_on: PartialDate | None = None


class Reporting(Item):
    """A report a partner must write: to whom, the hours it takes in a year, by which rule, what for."""

    key_fields: ClassVar[tuple[str, ...]] = ("actor", "to")
    actor: ActorRef
    to: ActorRef | None = None
    what: Text | None = None
    hours: Amount | None = None
    rule: Text | None = None
    used_for: Text | None = None
    verdict: ReportVerdict | None = None


class Segment(Item):
    """A part of the population that an investment is meant for, and what being put into it can do to people."""

    label: Text
    group: GroupRef | None = None
    size: Amount | None = None
    early_investment: Text | None = None
    cos: tuple[Co, ...] | None = None
    stigma: Text | None = None
    data_use: Text | None = None
    who_may_contest: Text | None = None
    named_by: tuple[ActorOrGroupRef, ...] | None = None


class Needed(Item):
    """Money or hours that a proposal takes from one actor."""

    key_fields: ClassVar[tuple[str, ...]] = ("actor",)
    actor: ActorOrGroupRef
    money: Cost | None = None
    hours: Amount | None = None


class Proposal(Item):
    """Something that may be taken on: an opportunity, a pilot, a way over a barrier, an option.

    `value` is in the policy's currency where it has money, else in the unit it names; values in different units are
    never added. `control_ceded` counts decision rights that move outside government.
    """

    label: Text
    kind: ProposalKind | None = None
    of: Line | None = None
    stage: StageRef | None = None
    activity: ActivityRef | None = None
    takes: tuple[Needed, ...] | None = None
    value: Quantity | None = None
    worth: Money | None = None
    serves: tuple[GroupRef, ...] | None = None
    control_ceded: Counted | None = None
    needs: tuple[ProposalRef, ...] | None = None
    excludes: tuple[ProposalRef, ...] | None = None
    must: YesNo | None = None
    source: Text | None = None


class EquityFloor(Item):
    """At least so much of what is chosen serves a group: a number of proposals, or a share (0 to 1) of worth."""

    key_fields: ClassVar[tuple[str, ...]] = ("group",)
    group: GroupRef
    at_least: Counted | None = None
    share: PartOfOne | None = None
    asked_by: tuple[ActorOrGroupRef, ...] | None = None


class BallotProject(Item):
    """A project of a participatory budget: its cost, and the votes or points it got."""

    label: Text
    cost: Cost | None = None
    votes: Whole | None = None
    score: Number | None = None
    category: Text | None = None
    for_whom: Text | None = None
    external_ids: ExternalIds | None = None


class BallotResult(Item):
    """Which projects a rule takes. `official` is true only for the organiser's own result."""

    rule: Line
    official: YesNo
    selected: tuple[Line, ...] | None = None
    spent: Cost | None = None
    ties: tuple[Line, ...] | None = None
    note: Text | None = None


class Ballot(Item):
    """A participatory budget: what the public prioritised, and its results under stated rules; nobody's own vote."""

    topic: Text
    unit: Line | None = None
    budget: Cost | None = None
    vote_type: Line | None = None
    rule: Line | None = None
    voters: Whole | None = None
    held_from: PartialDate | None = None
    held_until: PartialDate | None = None
    projects: tuple[BallotProject, ...] | None = None
    results: tuple[BallotResult, ...] | None = None
    source: Text | None = None
    external_ids: ExternalIds | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        refuse_end_before_start(self.held_from, self.held_until, at="held_until")
        return self


class Appraisal(Record):
    """How the worth is reckoned: years, schedules of discount rates, when in a year money flows.

    `first_year` is the calendar year of year 1. `schedule` and `sensitivity` name settings of the knowledge base;
    without them the jurisdiction's own lead.
    """

    years: CountedYears | None = None
    first_year: Year | None = None
    schedule: Line | None = None
    sensitivity: Line | None = None
    proposal: Literal["non-commercial", "commercial"] | None = None
    timing: Literal["start", "middle", "end"] | None = None
