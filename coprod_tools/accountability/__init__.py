"""Who puts in what, who answers for what, and whether it gets better: many parties, never one alone.

Names load when first used, so that reading a policy loads no statistics.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.accountability.finding import find_accounts, find_burden
    from coprod_tools.accountability.whole import Accounts

__all__ = ["Accounts", "find_accounts", "find_burden"]
_HOMES = {"Accounts": "whole", "find_accounts": "finding", "find_burden": "finding"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
