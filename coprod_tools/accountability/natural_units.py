"""What is given in its own units, beside the money: hours with hours, and no two kinds in one sum."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.accountability.amounts import Range, total
from coprod_tools.accountability.ledger import Ledger, Row
from coprod_tools.accountability.units import Unit

_MONEY = "money"


@dataclass(frozen=True, slots=True)
class InOwnUnits:
    """What one actor gives of one kind in one unit.

    Attributes
    ----------
    quantity : Range or None
        The sum of what is said; None when no row says how much.
    unit : Unit or None
        None when it is not said.
    rows, unsaid, unpriced : tuple of str
        Ids of all its rows; of those that do not say how much; of those with no price in the co-investment view.
    """

    actor: str
    kind: str | None
    unit: Unit | None
    quantity: Range | None
    rows: tuple[str, ...]
    unsaid: tuple[str, ...]
    unpriced: tuple[str, ...]


def in_own_units(ledger: Ledger, leave_out: frozenset[str] = frozenset()) -> tuple[InOwnUnits, ...]:
    """Return everything but money in its own units, by actor, kind and unit, in the order first met.

    Parameters
    ----------
    leave_out : frozenset of str
        Ids of rows to leave out, such as those that may be counted twice.
    """
    gathered: dict[tuple[str, str | None, str], list[tuple[Row, Range | None, Unit | None]]] = {}
    for row in ledger.counted:
        if row.kind == _MONEY or row.id in leave_out:
            continue
        quantity, unit = row.quantity, row.unit
        if quantity is not None and unit is not None and not row.units_differ:
            quantity, unit = ledger.units.in_base(quantity, unit)
        key = (row.actor, row.kind, unit.key if unit else "")
        gathered.setdefault(key, []).append((row, None if row.units_differ else quantity, unit))
    return tuple(_line(actor, kind, found) for (actor, kind, _), found in gathered.items())


def _line(actor: str, kind: str | None, found: list[tuple[Row, Range | None, Unit | None]]) -> InOwnUnits:
    said = [quantity for _, quantity, _ in found if quantity is not None]
    return InOwnUnits(
        actor=actor,
        kind=kind,
        unit=found[0][2],
        quantity=total(said) if said else None,
        rows=tuple(row.id for row, _, _ in found),
        unsaid=tuple(row.id for row, quantity, _ in found if quantity is None),
        unpriced=tuple(row.id for row, _, _ in found if row.replacement.amount is None),
    )
