"""The money and the services of one project as contributions: every row becomes one, with or without a sum.

Sums are never split among several payers, and never read out of words: what is no plain number stands in the words of
the contribution. Sums in US dollars beside the own currency are conversions at rates the source does not give.
"""

from __future__ import annotations

from typing import Any

from coprod_tools.exchange.indigo_organisations import Bodies
from coprod_tools.exchange.indigo_source import Line, folded
from coprod_tools.exchange.naming import Names
from coprod_tools.words import say

SERVICE = "service"


class Contributions:
    """Gathers the contributions of one project."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies, self._names = bodies, Names()
        self.rows: list[dict[str, Any]] = []

    def investment(self, line: Line) -> None:
        """Add an investor's commitment."""
        money, said = money_in(
            line,
            "investment commitment - currency",
            "investment commitment - amount - exact",
            "investment commitment - amount - min",
            "investment commitment - amount - max",
        )
        said += line.said(
            "organisation role category",
            "investment type",
            "maximum potential loss",
            "maximum potential return type",
            "maximum potential return",
            "investor repayment",
            "notes",
        )
        self._add(line, "investment", say("indigo.investment"), said, money, line.get("organisation id"))

    def commitment(self, line: Line) -> None:
        """Add what an outcome payer promised at most, and apart from it what it is said to have paid in all."""
        stem = "maximum potential outcome payment"
        money, said = money_in(line, f"{stem} - currency", f"{stem} - amount")
        made, more = money_in(line, "total outcome payments made - currency", "total outcome payments made - amount")
        start, end, dates = line.span("period - start", "period - end")
        said += [*more, *dates]
        said += line.said(
            "organisation role category",
            "result type",
            "alterations to payment commitment - description",
            "alterations to payment commitment - reason",
            "notes",
        )
        who = line.get("organisation id")
        times = {"covers_from": start, "covers_until": end}
        self._add(line, "commitment", say("indigo.commitment"), said, money, who, **times)
        if made:
            self._add(line, "paid", say("indigo.paid_in_all"), [], made, who, **times)

    def payment(self, line: Line) -> None:
        """Add one outcome payment, planned or made."""
        money, said = money_in(line, "payments - currency", "payments - amount")
        start, end, dates = line.span("period - start", "period - end")
        kind = folded(line.peek("type"))
        key = kind if kind in ("actual", "planned") else "other"
        said += dates + line.said(*(() if line.get("type") and key != "other" else ("type",)), "notes")
        ids = {
            "indigo-plan": line.identifier("outcome payment plan id"),
            "indigo-metric": line.identifier("outcome metric id"),
        }
        self._add(
            line,
            "payment",
            say(f"indigo.payment_{key}"),
            said,
            money,
            line.get("payer organisation id"),
            covers_from=start,
            covers_until=end,
            receiver=self._bodies.id_of(line.get("recipient organisation id")),
            external_ids={scheme: value for scheme, value in ids.items() if value},
        )

    def provision(self, line: Line) -> None:
        """Add who delivers the service; what it puts in is not stated."""
        start, end, said = line.span("actual service - start", "actual service - end")
        if start is None and end is None:
            start, end, more = line.span("planned service - start", "planned service - end")
            said += more
        said += line.said("planned service - start", "planned service - end") if start or end else []
        said += line.said(
            "organisation role category",
            "intervention",
            "alterations to service - description",
            "alterations to service - reason",
            "notes",
        )
        who = line.get("organisation id")
        times = {"covers_from": start, "covers_until": end}
        self._add(line, "provision", say("indigo.provision"), said, None, who, kind=None, **times)

    def intermediary(self, line: Line) -> None:
        """Add who serves between the parties; what it puts in, and for what pay, is not stated."""
        said = line.said("organisation role category", "other role description", "notes")
        self._add(line, "role", say("indigo.intermediary"), said, None, line.get("organisation id"), kind=None)

    def _add(
        self, line: Line, stem: str, title: str, said: list[str], money: dict[str, Any] | None, who: str, **more: Any
    ) -> None:
        row_id = line.identifier("id")
        own = {"indigo-id": row_id} if row_id else {}
        row: dict[str, Any] = {
            "actor": self._bodies.id_of(who, say("indigo.nobody")),
            "activity": SERVICE,
            "kind": "money",
            "what": ". ".join([title, *said]),
            "quantity": 1 if money else None,
            "unit": title.lower() if money else None,
            "unit_value": money,
            **more,
        }
        row["external_ids"] = {**(more.get("external_ids") or {}), **own}
        self.rows.append({"id": self._names.of_content(f"{stem}", str(row)), **row})


def money_in(
    line: Line, currency: str, amount: str, low: str | None = None, high: str | None = None
) -> tuple[dict[str, Any] | None, list[str]]:
    """Return a sum with its currency, None where no plain number stands there, and in words what could not be read.

    Without a currency the sum is kept and its currency is unknown.
    """
    exact = line.number_in(amount)
    ends = {name: column for name, column in (("low", low), ("high", high)) if column}
    numbers = {name: line.number_in(column) for name, column in ends.items()}
    given = [number for number in (numbers.get("low"), exact, numbers.get("high")) if number is not None]
    both = numbers.get("low") is not None and numbers.get("high") is not None
    usable = given == sorted(given) and (exact is not None or both)
    columns = [*(() if exact is not None else (amount,)), *(() if usable else ends.values())]
    said = line.said(*columns)
    if not usable and exact is None:
        return None, [*said, *line.said(currency)]
    code = line.currency_in(currency)
    money = {"amount": exact, "currency": code, **(numbers if usable else {})}
    return {name: value for name, value in money.items() if value is not None}, [
        *said,
        *([] if code else line.said(currency)),
    ]
