"""A project's own row: what it is, for whom, when, and its sums as budgets; the rest in words under its headings."""

from __future__ import annotations

from typing import Any

from coprod_tools.exchange.indigo_money import SERVICE, money_in
from coprod_tools.exchange.indigo_source import Line, folded
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

_FINANCE, _SERVICE, _PURPOSE = "overall project finance", "service and beneficiaries", "purpose and classifications"
_IN_WORDS = (
    "alternative names", "stage of development", "social investment prototype",
    "dates - date outcomes contract signed", "dates - date contracts between all parties signed",
    "dates - anticipated completion date", "dates - actual completion date",
    "dates - anticipated end date of service provision",
    "dates - anticipated duration of service provision", "dates - actual duration of service provision",
    "dates - (notes)", "jurisdiction - jurisdiction", "jurisdiction - (notes)",
    f"{_FINANCE} - maximum potential loss", f"{_FINANCE} - maximum potential return type",
    f"{_FINANCE} - maximum potential return", f"{_FINANCE} - configuration of the contracting parties",
    f"{_FINANCE} - investor repayment", f"{_FINANCE} - total outcome payments made - currency",
    f"{_FINANCE} - total outcome payments made - amount", f"{_FINANCE} - (notes)",
    "investment details - total funds invested - latest - currency",
    "investment details - total funds invested - latest - amount",
    "investment details - total funds invested - latest - date",
    "investment details - internal rate of return - target", "investment details - internal rate of return - latest",
    "investment details - internal rate of return - date", "investment details - (notes)", f"{_PURPOSE} - (notes)",
    f"{_SERVICE} - unit type of targeted service users or beneficiaries",
    f"{_SERVICE} - unit description of targeted service user or beneficiaries",
    f"{_SERVICE} - actual number of unique service users or beneficiaries engaged (total)",
    f"{_SERVICE} - unit type of actual service users or beneficiaries engaged",
    f"{_SERVICE} - unit description of actual service user or beneficiaries engaged", f"{_SERVICE} - (notes)",
    "changes to project due to covid-19", "notes",
)  # fmt: skip
_LIVE = frozenset({"implementation", "complete"})


def project_row(line: Line, title: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what a project's own row says, and its sums as budgets."""
    start, finish, dates = line.span(
        "dates - start date of service provision", "dates - actual end date of service provision"
    )
    if finish is None and line.peek("dates - actual end date of service provision") == "":
        planned = line.peek("dates - anticipated end date of service provision")
        finish = line.date_in("dates - anticipated end date of service provision") if _after(start, planned) else None
    stage = "delivery" if folded(line.peek("stage of development")) in _LIVE else None
    budgets, money_words = [], []
    for kind, stem in (("investment", "total investment commitment"), ("outcome", "maximum potential outcome payment")):
        stem = f"{_FINANCE} - {stem}"
        ranged = (f"{stem} - amount - min", f"{stem} - amount - max") if kind == "investment" else ()
        exact = f"{stem} - amount - exact" if kind == "investment" else f"{stem} - amount"
        money, words = money_in(line, f"{stem} - currency", exact, *ranged)
        money_words += words
        if money:
            budgets.append(
                {"id": f"whole-{kind}", "activity": SERVICE, "money": money, "what_for": say(f"indigo.whole_{kind}")}
            )
    size = line.number_in(f"{_SERVICE} - targeted number of unique service users or beneficiaries (total)")
    people = line.text(f"{_SERVICE} - target population")
    challenge = line.text(f"{_PURPOSE} - social challenge")
    asked = line.said(f"{_SERVICE} - targeted number of unique service users or beneficiaries (total)")
    group = {"id": "target-population", "label": people, "size": size if size is not None and size >= 0 else None}
    rest = [] if people and group["size"] is not None else asked
    problem = {
        "framings": [{"id": "source", "words": challenge}] if challenge else None,
        "groups": [group] if people else None,
    }
    intervention = line.text(f"{_PURPOSE} - intervention")
    words = [*line.said(*_IN_WORDS), *dates, *money_words, *rest]
    activity = {
        "id": SERVICE,
        "label": title,
        "stage": stage,
        "start": start,
        "finish": finish,
        "summary": intervention,
    }
    return {"summary": "\n".join(words) or None, "problem": problem, "activity": activity}, budgets


def _after(start: str | None, end: str) -> bool:
    try:
        return not start or not PartialDate.read(end).surely_before(PartialDate(start))
    except Exception:
        return False
