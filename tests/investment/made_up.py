"""Made-up policies and flows for the tests of worth; every name and number is invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from coprod_tools.investment.assumptions import Assumption
from coprod_tools.investment.discounting import Schedule, Step
from coprod_tools.investment.flows import Flow, Term
from coprod_tools.policy import Policy

CHAIN = {"reach": 1000, "engagement": "0.6", "retention": "0.8", "effect": "0.05", "deadweight": "0.25"}


def made_policy(**parts: Any) -> Policy:
    """Return a policy of New Zealand: NZD of 2026, ten years from 2027, money at the start of each year."""
    whole: dict[str, Any] = {
        "coprod": 1,
        "id": "made-up",
        "title": "Made up",
        "jurisdiction": "nz",
        "currency": "NZD",
        "price_year": 2026,
        "outcomes": [{"id": "falls", "label": "Fewer falls"}],
        "actors": [
            {"id": "agency", "label": "Agency", "kind": "agency"},
            {"id": "club", "label": "Club", "kind": "community"},
            {"id": "elders", "label": "Elders", "kind": "people-who-use-it"},
        ],
        "appraisal": {"years": 10, "first_year": 2027, "proposal": "non-commercial", "timing": "start"},
    }
    return Policy.model_validate(whole | parts)


def stream(**fields: Any) -> dict[str, Any]:
    """Return a stream of 100 for the people in year 1, with source and date."""
    plain = {
        "id": "s",
        "label": "A stream",
        "kind": "benefit",
        "nature": "social",
        "for_whom": "people",
        "unit_value": 100,
        "quantity": 1,
        "starts_in": 1,
        "lasts": 1,
        "source": "Invented",
        "as_at": "2026",
    }
    return {key: value for key, value in (plain | fields).items() if value is not None}


def chain(outcome: str | None = "falls", **factors: Any) -> list[dict[str, Any]]:
    """Return the factors of one outcome."""
    return [{"outcome": outcome, "factor": name, "value": value} for name, value in (CHAIN | factors).items()]


def number(key: str, low: float, mid: float, high: float) -> Assumption:
    """Return an assumption with a range."""
    return Assumption(key, key, *(Decimal(str(value)) for value in (low, mid, high)))


def flow(name: str, value: Assumption, gains: str | None = "people", loses: str | None = None, **rest: Any) -> Flow:
    """Return a flow in year 1 alone."""
    plain: dict[str, Any] = {
        "nature": "social",
        "scale": Decimal(1),
        "first": 1,
        "last": 1,
        "drop_off": None,
        "currency": "NZD",
        "price_year": 2026,
    }
    return Flow(id=name, label=name, gains=gains, loses=loses, terms=(Term(value),), **(plain | rest))


def flat(percent: str) -> Schedule:
    """Return a schedule with one rate for ever."""
    return Schedule("flat", "Flat", (Step(1, None, Decimal(percent)),), "Invented", "verified")
