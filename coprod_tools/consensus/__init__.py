"""Many players' maps of cause and effect: what they agree on, what to talk about and test next.

Names load when first used, so that reading a joint map loads no statistics.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.consensus.finding import find_consensus
    from coprod_tools.consensus.whole import Consensus

__all__ = ["Consensus", "find_consensus"]
_HOMES = {"Consensus": "whole", "find_consensus": "finding"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
