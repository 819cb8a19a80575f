"""What judging needs: rules, weights, verdicts, whom an actor counts as, the value a mark serves, promises, scales."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from coprod_tools.knowledge.entry import Co, Entry, EntryId, Part, StageOrder, Words


class Rule(Entry):
    """A rule that finds a weakness in a policy's own file.

    A rule speaks of fields of the policy, so its status keeps it off no page.

    Attributes
    ----------
    fires : str
        Exactly when it fires, in terms of the policy file's fields.
    message : str
        Template with the names {subject} (label of the thing), {where} and {detail} (may be empty).
    repair : str
        One line: what to write or do.
    why : str
        Why it matters; also said when the field is unknown.
    """

    severity: Literal["error", "warning", "note"]
    group: Words
    barrier: EntryId | None = None
    fires: Words
    title: Words
    message: Words
    repair: Words
    why: Words


class Weight(Entry):
    """How much one consideration counts when opportunities are ranked, and the range in which it is moved.

    `counts` says whether more of it speaks for the opportunity or against.
    """

    title: Words
    default: float
    low: float
    high: float
    counts: Literal["for", "against"]
    why: Words


class VerdictText(Entry):
    """A verdict in words an adviser can use, and the value it serves or puts at risk."""

    title: Words
    meaning: Words
    value: Words


class ActorKindEntry(Entry):
    """What an actor of this kind counts as, and the words shown for it."""

    counts_as: Literal["public-body", "people", "own-authority", "organisation"]
    shown_as: Words


class StageValue(Entry):
    """The public value one Co serves at one default stage."""

    stage: EntryId
    order: StageOrder
    co: Co
    kinds: Annotated[
        tuple[Literal["user-outcomes", "community-outcomes", "governance-principles", "resilience"], ...],
        Field(min_length=1),
    ]
    value: Words


class Promise(Entry):
    """A level of influence and what is promised at it; levels, not steps."""

    scale: Literal["iap2", "te-arawhiti"]
    level: EntryId
    order: int
    title: Words
    goal: Words
    promise: Words


class ScaleLevel(Part):
    """One level of a scale in its own words."""

    level: Words
    means: Words
    correction_percent: Decimal | None = None


class Scale(Entry):
    """A scale of evidence in its native levels; scales are never converted into each other."""

    title: Words
    measures: Words
    judged_by: Words
    direction: Literal["higher-is-stronger", "lower-is-stronger", "not-ordered"]
    levels: Annotated[tuple[ScaleLevel, ...], Field(min_length=1)]


class RateStep(Part):
    """A real discount rate, in per cent, for the years from `from_year` to `to_year` (None: without end)."""

    from_year: int
    to_year: int | None = None
    percent: Decimal


class Wage(Part):
    """A wage for an hour, and the view it may be used in."""

    amount: Annotated[Decimal, Field(gt=0)]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    serves: Literal["replacement", "opportunity"]


class Setting(Entry):
    """A dated rule, duty or parameter of one jurisdiction; it ages and must be looked up again.

    Attributes
    ----------
    proposal : {'non-commercial', 'commercial'} or None
        For a schedule of discount rates that leads: the proposals it is for.
    sensitivity : str or None
        Id of the schedule that has to be shown beside this one.
    """

    title: Words
    kind: Literal["law", "guidance", "rate", "institution", "practice"]
    value: Words
    bearing: Words
    steps: tuple[RateStep, ...] = ()
    proposal: Literal["non-commercial", "commercial"] | None = None
    sensitivity: EntryId | None = None
    wage: Wage | None = None
