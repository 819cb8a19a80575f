"""Counts of what came through from an IATI file, and what a reader of it must be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from coprod_tools.exchange.iati_organisations import Organisations
from coprod_tools.exchange.iati_results import Results
from coprod_tools.exchange.trail import own_text
from coprod_tools.exchange.xml_source import Element
from coprod_tools.words import say


@dataclass
class Tally:
    """Counts over a whole file, under the names that stand in the loss report."""

    counts: Counter[str] = field(default_factory=Counter)
    results: Counter[str] = field(default_factory=Counter)
    budget_sum: dict[str, Decimal] = field(default_factory=dict)
    organisations: set[str] = field(default_factory=set)
    warned: Counter[str] = field(default_factory=Counter)

    def carried(self) -> dict[str, Any]:
        """Return the counts; money by currency as decimal text, never added across currencies."""
        names = (
            "nodes", "edges", "activities", "results", "indicators", "periods", "actors", "participating_org_rows",
            "distinct_orgs", "budget_rows", "budget_sum", "transactions", "documents", "result_documents",
            "without_results",
        )  # fmt: skip
        special = {
            "results": dict(sorted(self.results.items())),
            "budget_sum": {currency: f"{total:f}" for currency, total in sorted(self.budget_sum.items())},
            "distinct_orgs": len(self.organisations),
        }
        return {name: special.get(name, self.counts[name]) for name in names}

    def count(self, record: Element, raw: dict[str, Any], found: Results) -> None:
        """Add one activity that became a policy; `raw` is its plain data before anything absent was taken out."""
        rows = record.findall("participating-org")
        nodes = ("actors", "activities", "outcomes", "indicators")
        self.counts.update({
            "nodes": sum(len(raw[name]) for name in nodes) + len(found.outputs),
            "edges": len(raw["claims"]),
            "activities": 1,
            "indicators": len(found.indicators),
            "periods": found.periods,
            "actors": len(raw["actors"]),
            "participating_org_rows": len(rows),
            "budget_rows": len(raw["budgets"]),
            "transactions": sum(1 for row in raw["contributions"] if "unit_value" in row),
            "documents": len(raw["activities"][0]["documents"]) - len(found.documents),
            "result_documents": len(found.documents),
            "without_results": int(record.find("result") is None),
        })  # fmt: skip
        self.results.update(found.types)
        self.organisations.update(row.get("ref") or _name(row) for row in rows)
        for row in raw["budgets"]:
            currency = row["money"]["currency"] or "unknown"
            self.budget_sum[currency] = self.budget_sum.get(currency, Decimal(0)) + row["money"]["amount"]

    def warn(self, record: Element, bodies: Organisations, raw: dict[str, Any]) -> None:
        """Note what a reader of one activity's policy must know."""
        self.warned["no_currency"] += raw["currency"] is None
        self.warned["shared_identifier"] += len(bodies.shared)
        self.warned["recognised_by_name"] += bodies.recognised
        self.warned["giver_by_standard"] += sum(1 for row in raw["contributions"] if row.get("source"))
        paid = [row["unit_value"] for row in raw["contributions"] if "unit_value" in row]
        worth = [*paid, *(row["money"] for row in raw["budgets"])]
        self.warned["money_without_currency"] += sum(1 for money in worth if money["currency"] is None)
        self.warned["no_results"] += record.find("result") is None

    def warnings(self, version: str, records: int) -> tuple[str, ...]:
        """Return what has to be said about the whole file."""
        said = []
        if not version.startswith("2."):
            said.append(say("exchange.warn_version", version=version or say("exchange.no_version")))
        counted = sorted((key, count) for key, count in self.warned.items() if count)
        return (*said, *(say(f"exchange.warn_{key}", count=count, records=records) for key, count in counted))


def _name(element: Element) -> str:
    return " ".join(" ".join(own_text(part) for part in element.iter()).split())
