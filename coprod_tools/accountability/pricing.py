"""What one row is worth in each of the two views; where no price may be used, why not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from coprod_tools.accountability.amounts import Range, point, range_of
from coprod_tools.accountability.units import Unit, Units, folded
from coprod_tools.accountability.wages import Wages
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy.resources import Contribution
from coprod_tools.words import say

View = Literal["replacement", "opportunity"]
# Where money stands in no currency, it is added to nothing.
NO_CURRENCY = "unknown"
# What nobody should be pressed to price: it stays in its own unit, described.
UNPRICED_KINDS = frozenset({"knowledge", "relationships", "mandate"})


@dataclass(frozen=True, slots=True)
class Worth:
    """What a row is worth in one view.

    Attributes
    ----------
    amount : Range or None
        None when it can't be priced; `why` then says why and what to write.
    basis : str
        In words: the valuation method as the policy has it, or the setting the wage comes from.
    """

    amount: Range | None
    currency: str = ""
    basis: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Price:
    """The unit value a contribution states.

    Attributes
    ----------
    serves : frozenset of str
        Views its method may be used in; empty when no method is said, or none that is known.
    """

    value: Range
    currency: str
    method: str | None
    serves: frozenset[str]


class Pricing:
    """Prices rows of one policy."""

    def __init__(self, knowledge: Knowledge, units: Units, wages: Wages, currency: str | None) -> None:
        methods = knowledge.valuation_methods.values()
        self._serves = {folded(word): frozenset(entry.serves) for entry in methods for word in entry.words}
        self._units, self._wages, self._currency = units, wages, currency

    def stated(self, given: Contribution, unit: Unit | None) -> Price | None:
        """Return the unit value a contribution states; money may have its currency for a unit."""
        method = given.valuation_method
        serves = self._serves.get(folded(method), frozenset()) if method else frozenset()
        if given.unit_value is not None:
            currency = given.unit_value.currency or self._currency or NO_CURRENCY
            return Price(range_of(given.unit_value), currency, method, serves)
        code = unit.words if unit and unit.id is None else ""
        if given.kind == "money" and len(code) == 3 and code.isalpha() and code.isascii() and code.isupper():
            return Price(point(1), code, method, serves)
        return None

    def worth(self, given: Contribution, quantity: Range | None, unit: Unit | None, view: View) -> Worth:
        """Return what a row is worth in one view."""
        price = self.stated(given, unit)
        if price is not None and self._may_use(price, given, view):
            if quantity is None:
                return Worth(None, why=say("ledger.no_quantity"))
            return Worth(quantity.times(price.value), price.currency, price.method or say("ledger.method_not_said"))
        if given.kind != "time" or (view == "opportunity" and given.paid is not False):
            return Worth(None, why=self._why(given, price, view))
        return self._by_wage(given, quantity, unit, price, view)

    def _by_wage(
        self, given: Contribution, quantity: Range | None, unit: Unit | None, price: Price | None, view: View
    ) -> Worth:
        wage = self._wages.usable(view)
        if wage is None:
            hint = self._wages.hint(view)
            return Worth(None, why=" ".join(filter(None, (self._why(given, price, view), hint))))
        hours = None if quantity is None else self._units.in_hours(quantity, unit)
        if hours is None:
            return Worth(None, why=say("ledger.no_hours" if quantity is not None else "ledger.no_quantity"))
        return Worth(hours.times(point(wage.amount)), wage.currency, wage.basis)

    def _may_use(self, price: Price, given: Contribution, view: View) -> bool:
        if given.kind == "money" or view in price.serves:
            return True
        if view == "replacement":
            # The statistical convention reads a wage without a method as replacement cost (ILO 2011).
            return "paid" in price.serves or not price.serves
        return given.paid is True and ("paid" in price.serves or not price.serves)

    def _why(self, given: Contribution, price: Price | None, view: View) -> str:
        if given.kind == "money":
            return say("ledger.no_money")
        if price is None and given.kind in UNPRICED_KINDS:
            return say("ledger.own_unit")
        if view == "opportunity" and given.kind == "time" and given.paid is None:
            return say("ledger.paid_not_said")
        if view == "opportunity" and given.paid is True:
            return say("ledger.pay_not_said")
        if price is not None:
            return say(f"ledger.other_method_{view}", method=price.method or say("ledger.method_not_said"))
        return say(f"ledger.no_price_{view}")


def quantity_of(given: Contribution) -> Range | None:
    """Return how much is given: what is stated, and for money with a sum but neither quantity nor unit, that sum once.

    A share (numerator over denominator) is no quantity.
    """
    if given.quantity is not None:
        return None if given.quantity.is_share else range_of(given.quantity)
    once = given.kind == "money" and given.unit_value is not None and given.unit is None
    return point(Decimal(1)) if once else None
