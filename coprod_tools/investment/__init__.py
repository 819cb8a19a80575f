"""What it is worth and to whom, and what to take on under many budgets and capacities.

Names load when first used, so that reading a policy loads no statistics and no solver.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.investment.finding import find_worth
    from coprod_tools.investment.whole import Investment

__all__ = ["Investment", "find_worth"]
_HOMES = {"Investment": "whole", "find_worth": "finding"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
