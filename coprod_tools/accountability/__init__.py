"""Who puts in what, who answers for what, and whether it gets better: many parties, never one alone.

Names load when first used, so that reading a policy loads no statistics.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.accountability.finding import find_accounts, find_burden
    from coprod_tools.accountability.sharers import sharers_of
    from coprod_tools.accountability.sharing_schemes import compare_schemes
    from coprod_tools.accountability.whole import Accounts

__all__ = ["Accounts", "compare_schemes", "find_accounts", "find_burden", "sharers_of"]
_HOMES = {
    "Accounts": "whole",
    "compare_schemes": "sharing_schemes",
    "find_accounts": "finding",
    "find_burden": "finding",
    "sharers_of": "sharers",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
