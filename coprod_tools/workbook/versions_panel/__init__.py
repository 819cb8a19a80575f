"""Saved versions of a policy to look at and bring back, and what two people changed at once to settle."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.workbook.versions_panel.panel import VersionsPanel
    from coprod_tools.workbook.versions_panel.settle import SettlePanel

__all__ = ["SettlePanel", "VersionsPanel"]
_HOMES = {"SettlePanel": "settle", "VersionsPanel": "panel"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
