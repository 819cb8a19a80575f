"""Net present value and benefit-cost ratio of each who gains or loses, and of society, under one schedule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from coprod_tools.investment.assumptions import EXACT, QUOTIENT
from coprod_tools.investment.discounting import present_value
from coprod_tools.investment.flows import ROWS, SOCIETY, Flow, NotCounted

WhyNoRatio = Literal["no-cost", "cost-unknown", "no-gain", ""]


@dataclass(frozen=True, slots=True)
class PresentValue:
    """What one row of perspectives gains and loses, in money of the first year.

    Attributes
    ----------
    row : str
        One of `flows.ROWS`, or `society`, which is their sum: in it transfers cancel.
    received, paid : Decimal
        Transfers; they change hands and nothing comes into being.
    fiscal, social, not_said : Decimal
        The net value by nature; never a further gain beside `net`, which is their sum.
    ratio : Decimal or None
        All gains over all losses, rounded to 30 digits; for society without transfers. `why_no_ratio` says why not.
    has_gains : bool
        False where nothing that this row gains is priced: its net value is then what it bears, and no loss on balance.
    missing : int
        Things told of that would change this row and could not be counted.
    """

    row: str
    benefits: Decimal
    costs: Decimal
    received: Decimal
    paid: Decimal
    fiscal: Decimal
    social: Decimal
    not_said: Decimal
    net: Decimal
    ratio: Decimal | None
    why_no_ratio: WhyNoRatio
    has_gains: bool
    missing: int


def present_values(
    flows: Sequence[Flow], factors: Sequence[Decimal], not_counted: Sequence[NotCounted]
) -> tuple[PresentValue, ...]:
    """Return the present value of each row that anything is told of, then society's.

    Parameters
    ----------
    flows : sequence of Flow
        All in one money, none running beyond the factors.
    factors : sequence of Decimal
        The discount factor of each year, from year 1.
    """
    values = {flow.id: flow_value(flow, factors) for flow in flows}
    told = [row for row in ROWS if any(row in (flow.gains, flow.loses) for flow in flows)]
    return tuple(_value(row, flows, values, not_counted) for row in (*told, SOCIETY))


def flow_value(flow: Flow, factors: Sequence[Decimal]) -> Decimal:
    """Return the present value of one flow, without sign."""
    return present_value([flow.in_year(year) for year in range(1, len(factors) + 1)], factors)


def _value(
    row: str, flows: Sequence[Flow], values: dict[str, Decimal], not_counted: Sequence[NotCounted]
) -> PresentValue:
    sides = ROWS if row == SOCIETY else (row,)
    plain = [flow for flow in flows if not flow.is_transfer]
    moved = [flow for flow in flows if flow.is_transfer]
    benefits = _sum(values[flow.id] for flow in plain if flow.gains in sides)
    costs = _sum(values[flow.id] for flow in plain if flow.loses in sides)
    received = _sum(values[flow.id] for flow in moved if flow.gains in sides)
    paid = _sum(values[flow.id] for flow in moved if flow.loses in sides)
    by_nature = {
        nature: _sum(_signed(flow, row, values[flow.id]) for flow in flows if flow.nature == nature)
        for nature in ("fiscal", "social", None)
    }
    touching = [each for each in not_counted if each.touches(row)]
    gained, lost = (benefits, costs) if row == SOCIETY else (EXACT.add(benefits, received), EXACT.add(costs, paid))
    has_gains = any(flow.gains in sides for flow in (plain if row == SOCIETY else flows))
    why: WhyNoRatio = ""
    if any(each.is_cost is not False for each in touching):
        why = "cost-unknown"
    elif lost <= 0:
        why = "no-cost"
    elif not has_gains:
        why = "no-gain"
    return PresentValue(
        row=row,
        benefits=benefits,
        costs=costs,
        received=received,
        paid=paid,
        fiscal=by_nature["fiscal"],
        social=by_nature["social"],
        not_said=by_nature[None],
        net=_sum(by_nature.values()),
        ratio=None if why else QUOTIENT.divide(gained, lost),
        why_no_ratio=why,
        has_gains=has_gains,
        missing=len(touching),
    )


def _signed(flow: Flow, row: str, value: Decimal) -> Decimal:
    return EXACT.multiply(Decimal(flow.sign_for(row)), value)


def _sum(values: Iterable[Decimal]) -> Decimal:
    total = Decimal()
    for value in values:
        total = EXACT.add(total, value)
    return total
