"""Numbers that say how sure they are: quantities with range, unit and source; money with its currency."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, ConfigDict, model_validator

from coprod_tools.policy.record import Record
from coprod_tools.policy.values import Currency, Line, NotNegative, Number, PartialDate, Text, refuse


def _in_order(low: Decimal | None, mid: Decimal | None, high: Decimal | None) -> None:
    if low is None and high is None:
        return
    given = [value for value in (low, mid, high) if value is not None]
    if given != sorted(given):
        raise refuse("range_order")


def _scalar_or_object(schema: dict[str, Any]) -> None:
    whole = dict(schema)
    schema.clear()
    schema["anyOf"] = [{"type": ["number", "string"]}, whole]


class Quantity(Record):
    """A number, plain or with range, unit, source, date and grade; a share may be numerator over denominator."""

    model_config = ConfigDict(json_schema_extra=_scalar_or_object)
    short_form: ClassVar[str] = "mid"
    low: Number | None = None
    mid: Number | None = None
    high: Number | None = None
    numerator: Number | None = None
    denominator: NotNegative | None = None
    unit: Line | None = None
    source: Text | None = None
    as_at: PartialDate | None = None
    grade: Line | None = None

    @model_validator(mode="after")
    def _has_value(self) -> Self:
        _in_order(self.low, self.mid, self.high)
        if self.denominator == 0:
            raise refuse("denominator_zero", at="denominator")
        if (self.numerator is None) != (self.denominator is None):
            raise refuse("share_halves")
        if all(value is None for value in (self.low, self.mid, self.high, self.numerator)):
            raise refuse("no_value")
        return self

    @property
    def is_share(self) -> bool:
        """True when it is given as numerator over denominator."""
        return self.numerator is not None

    @property
    def value(self) -> Decimal:
        """The best single value: mid, else per cent of numerator over denominator, else the middle of low and high."""
        if self.mid is not None:
            return self.mid
        if self.numerator is not None and self.denominator is not None:
            return self.numerator / self.denominator * 100
        low, high = self.low, self.high
        if low is None or high is None:
            return low if low is not None else high  # type: ignore[return-value]
        return (low + high) / 2


def _amount_not_negative(quantity: Quantity) -> Quantity:
    if any(value is not None and value < 0 for value in (quantity.low, quantity.mid, quantity.high)):
        raise refuse("below_zero")
    return quantity


class Money(Record):
    """An amount in one currency; without `currency` it is in the policy's.

    Amounts are decimal; two currencies are never added without a dated rate.
    """

    model_config = ConfigDict(json_schema_extra=_scalar_or_object)
    short_form: ClassVar[str] = "amount"
    amount: Number | None = None
    low: Number | None = None
    mid: Number | None = None
    high: Number | None = None
    currency: Currency | None = None
    source: Text | None = None
    as_at: PartialDate | None = None
    grade: Line | None = None

    @model_validator(mode="after")
    def _has_value(self) -> Self:
        if self.amount is not None and self.mid is not None:
            raise refuse("amount_and_mid")
        _in_order(self.low, self.value_or_none, self.high)
        if self.value_or_none is None and (self.low is None or self.high is None):
            raise refuse("no_amount")
        return self

    @property
    def value_or_none(self) -> Decimal | None:
        """The amount or mid as written."""
        return self.amount if self.amount is not None else self.mid

    @property
    def value(self) -> Decimal:
        """The best single value: the amount, else the middle of low and high."""
        written = self.value_or_none
        if written is not None:
            return written
        return sum((self.low or Decimal(), self.high or Decimal()), Decimal()) / 2


def _cost_not_negative(money: Money) -> Money:
    if any(value is not None and value < 0 for value in (money.low, money.value_or_none, money.high)):
        raise refuse("below_zero")
    return money


Amount = Annotated[Quantity, AfterValidator(_amount_not_negative)]
Cost = Annotated[Money, AfterValidator(_cost_not_negative)]
