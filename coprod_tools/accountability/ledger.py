"""The ledger of contributions: who puts in what, at which stage, for which Co, on whose cost and with whose consent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from coprod_tools.accountability.amounts import Range, range_of
from coprod_tools.accountability.pricing import Price, Pricing, Worth, quantity_of
from coprod_tools.accountability.units import PUT_IN, Unit, Units, folded
from coprod_tools.accountability.wages import Wages
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.resources import Contribution
from coprod_tools.policy.values import PartialDate
from coprod_tools.policy.vocabulary import COS, Co

CosFrom = Literal["contribution", "parts", "unknown"]
ConsentState = Literal["given", "expired", "withdrawn", "not-said"]


@dataclass(frozen=True, slots=True)
class Row:
    """One contribution as the ledger holds it.

    Attributes
    ----------
    cos_from : {'contribution', 'parts', 'unknown'}
        Whether the contribution names its Co, or it is the Cos of the actor's parts in that activity.
    flow : str
        For money, what the line tells of, such as `promised` or `paid-out`; else and for all other things `put-in`.
        Different flows are never added.
    invested_by : str or None
        Whose cost it is: the bearer, else the actor itself unless it is paid for by somebody who is not named.
    counted : bool
        False for what was taken back, and for what consent no longer covers; it stays listed.
    replacement, social : Worth
        What it is worth in the co-investment view, and what it costs in the social view; never added to each other.
    """

    id: str
    actor: str
    activity: str | None
    stage: str | None
    cos: tuple[Co, ...]
    cos_from: CosFrom
    kind: str | None
    what: str
    quantity: Range | None
    unit: Unit | None
    units_differ: bool
    price: Price | None
    flow: str
    bearer: str | None
    invested_by: str | None
    paid: bool | None
    consent: ConsentState
    counted: bool
    receiver: str | None
    source: str | None
    date: PartialDate | None
    replacement: Worth
    social: Worth
    contribution: Contribution

    @property
    def is_volunteered(self) -> bool:
        """True for time that is surely not paid."""
        return self.kind == "time" and self.paid is False


@dataclass(frozen=True)
class Ledger:
    """All rows in the order of the policy file.

    Attributes
    ----------
    as_at : PartialDate or None
        The day consent and wages are judged for; where None, no consent counts as expired.
    """

    policy: Policy
    rows: tuple[Row, ...]
    as_at: PartialDate | None
    units: Units
    knowledge: Knowledge

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """The rows by their id."""
        return {row.id: row for row in self.rows}

    @property
    def counted(self) -> tuple[Row, ...]:
        """Rows that count in totals."""
        return tuple(row for row in self.rows if row.counted)

    @property
    def set_aside(self) -> tuple[Row, ...]:
        """Rows that are listed and not counted."""
        return tuple(row for row in self.rows if not row.counted)


def ledger_of(policy: Policy, as_at: PartialDate | None = None, knowledge: Knowledge | None = None) -> Ledger:
    """Return every contribution of a policy as a row; none is left away, whatever it lacks.

    Parameters
    ----------
    as_at : PartialDate, optional
        The day to judge consent and the age of wages for; the policy's own `as_at` where absent.
    knowledge : Knowledge, optional
        Units, methods and wages; the shipped ones where absent.
    """
    known = knowledge or load_knowledge()
    day = as_at or policy.as_at
    units = Units(known, range_of(policy.hours_per_day) if policy.hours_per_day else None)
    pricing = Pricing(known, units, Wages(known, policy.jurisdiction, day), policy.currency)
    place = _Places(policy)
    rows = tuple(_row(given, place, units, pricing, day) for given in policy.contributions or ())
    return Ledger(policy, rows, day, units, known)


class _Places:
    """Where in the policy an actor's part and an activity's stage stand."""

    def __init__(self, policy: Policy) -> None:
        self.stages = {activity.id: activity.stage for activity in policy.activities or ()}
        self._cos: dict[tuple[str, str], set[str]] = {}
        for activity in policy.activities or ():
            for part in activity.parts or ():
                if part.co is not None:
                    self._cos.setdefault((activity.id, part.actor), set()).add(part.co)

    def cos(self, given: Contribution) -> tuple[tuple[Co, ...], CosFrom]:
        if given.co is not None:
            return (given.co,), "contribution"
        found = self._cos.get((given.activity or "", given.actor))
        return (tuple(co for co in COS if co in found), "parts") if found else ((), "unknown")


def _row(given: Contribution, place: _Places, units: Units, pricing: Pricing, day: PartialDate | None) -> Row:
    inner = given.quantity.unit if given.quantity else None
    differ = bool(given.unit and inner and units.read(given.unit) != units.read(inner) and not _same(given.unit, inner))
    words = given.unit or inner
    unit = units.read(words)
    quantity = quantity_of(given)
    cos, cos_from = place.cos(given)
    consent, counted = consent_of(given, day)
    # Two different units for one number: neither may be used.
    usable = None if differ else quantity
    flow = (units.flow(words) if given.kind == "money" else None) or PUT_IN
    return Row(
        id=given.key,
        actor=given.actor,
        activity=given.activity,
        stage=given.stage or place.stages.get(given.activity or ""),
        cos=cos,
        cos_from=cos_from,
        kind=given.kind,
        what=str(given.what or ""),
        quantity=quantity,
        unit=unit,
        units_differ=differ,
        price=pricing.stated(given, unit),
        flow=flow,
        bearer=given.bearer,
        invested_by=_invested_by(given),
        paid=given.paid,
        consent=consent,
        counted=counted,
        receiver=given.receiver,
        source=given.source,
        date=given.date,
        replacement=pricing.worth(given, usable, unit, "replacement"),
        social=pricing.worth(given, usable, unit, "opportunity"),
        contribution=given,
    )


def _same(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def _invested_by(given: Contribution) -> str | None:
    paid_by_another = given.bearer is None and given.paid and given.kind != "money"
    found: str | None = None if paid_by_another else given.bearer or given.actor
    return found


def consent_of(given: Contribution, day: PartialDate | None) -> tuple[ConsentState, bool]:
    """Return how consent stands on a day, and whether the contribution counts.

    What was taken back never counts. After consent ended, only what was surely given before its end still counts.
    """
    consent = given.consent
    if consent is None:
        return "not-said", True
    if consent.withdrawn and (day is None or consent.withdrawn.first <= day.last):
        return "withdrawn", False
    if consent.expires and day and consent.expires.surely_before(day):
        when = given.covers_until or given.date
        return "expired", bool(when and when.last <= consent.expires.last)
    return "given", True
