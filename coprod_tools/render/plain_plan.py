"""A plan as plain values, however it came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def as_document(plan: Any) -> Mapping[str, Any]:
    """Return a plan as plain values, whether it came as a Plan or as what its `plan.json` holds."""
    return plan if isinstance(plan, Mapping) else plan.as_json()
