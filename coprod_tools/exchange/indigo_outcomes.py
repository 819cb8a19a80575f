"""Metrics, results and prices of one project: each metric an indicator, each result one of its values."""

from __future__ import annotations

from typing import Any

from coprod_tools.exchange.indigo_money import money_in
from coprod_tools.exchange.indigo_source import Line, fit_id
from coprod_tools.exchange.naming import Names
from coprod_tools.words import say

WHOLE = "whole-project"


class Indicators:
    """Gathers the indicators of one project by the metric they stand for."""

    def __init__(self) -> None:
        self._names, self._by_metric = Names(), dict[str, dict[str, Any]]()
        self.rows: list[dict[str, Any]] = []

    def metric(self, line: Line) -> None:
        """Add a metric; a second one of the same id is an indicator of its own."""
        own = line.label("id") or ""
        target = line.number_in("outcome metric target")
        said = line.said(
            *([] if target is not None else ["outcome metric target"]),
            "other target for meeting outcome metric target",
            "targeted number of service users or beneficiaries (total)",
            "target population",
            "unit type of targeted service users or beneficiaries",
            "outcome validation method",
            "data source for outcome validation",
            "notes",
        )
        unit = line.label("unit description of service user or beneficiaries")
        row = self._new(own, line.text("outcome definition") or own or say("indigo.metric"))
        row |= {"target": target, "unit": fit_id(unit) if unit else None, "source": "\n".join(said) or None}
        self._by_metric.setdefault(own, row)

    def result(self, line: Line) -> None:
        """Add one result to the metric it names; results without one are of the whole project."""
        value = line.number_in("outcomes achieved")
        start, end, dates = line.span("period - start", "period - end")
        said = dates + line.said(
            *([] if value is not None else ["outcomes achieved"]),
            "result level",
            "result type",
            "number engaged in impact bond",
            "number with positive social outcomes",
            "other description of result",
            "outcomes validator(s)",
            "evaluation documents",
            "notes",
        )
        period = {"period": start, "period_end": end, "value": value, "note": "\n".join(said) or None}
        self._of(line.label("outcome metric id")).setdefault("actuals", []).append(period)

    def price(self, line: Line) -> None:
        """Add what is paid for each unit of a metric, and at most in all."""
        per_unit, said = money_in(line, "currency", "price per unit - amount")
        most, more = money_in(line, "currency", "maximum price if all targets achieved - amount")
        said += [words for words in more if words not in said]
        said += line.said("contracted increases to outcome pricing", "price description", "notes")
        below = [str(money["amount"]) for money in (per_unit, most) if money and money["amount"] < 0]
        # A price below zero is no price; it is said, not reckoned with.
        per_unit, most = (None, None) if below else (per_unit, most)
        said += below
        priced = {"per_unit": per_unit, "at_most": most, "what_for": "\n".join(said) or None}
        self._of(line.label("outcome metric id")).setdefault("prices", []).append(priced)

    def _of(self, metric: str | None) -> dict[str, Any]:
        """Return the indicator of a metric; one that no row describes gets an indicator of its own."""
        key = metric or WHOLE
        if key not in self._by_metric:
            self._by_metric[key] = self._new(
                key, say("indigo.metric_only", id=metric) if metric else say("indigo.whole")
            )
        return self._by_metric[key]

    def _new(self, key: str, label: str) -> dict[str, Any]:
        row: dict[str, Any] = {"id": self._names.take(key or "metric"), "label": label}
        self.rows.append(row)
        return row
