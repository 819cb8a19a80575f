"""Small made-up ledgers."""

from __future__ import annotations

from typing import Any

from coprod_tools.accountability.ledger import Ledger, ledger_of
from coprod_tools.policy import Policy
from coprod_tools.policy.values import PartialDate

ACTORS = [
    {"id": "council", "label": "Council", "kind": "agency"},
    {"id": "walkers", "label": "Walkers", "kind": "community"},
    {"id": "elders", "label": "Elders", "kind": "people-who-use-it"},
]


def book(*rows: dict[str, Any], as_at: str | None = None, **more: Any) -> Ledger:
    """Return the ledger of some contributions."""
    whole = {
        "coprod": 1,
        "id": "p",
        "title": "P",
        "currency": "NZD",
        "actors": ACTORS,
        "contributions": list(rows),
        **more,
    }
    return ledger_of(Policy.model_validate(whole), PartialDate(as_at) if as_at else None)


def row(**fields: Any) -> dict[str, Any]:
    """Return a contribution of time."""
    return {"id": "a", "actor": "walkers", "kind": "time", "quantity": 10, "unit": "hours", **fields}
