"""The workbook in JupyterLab: an interview, the value chain and the marks of one policy, for people who don't program.

Panels show what the package reckons and hand changes to `Editing`, which saves them; nothing is computed in a panel.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing
    from coprod_tools.workbook.outcome import Outcome
    from coprod_tools.workbook.panel import Panel
    from coprod_tools.workbook.starting import start

__all__ = ["Editing", "Outcome", "Panel", "start"]
_HOMES = {"Editing": "editing", "Outcome": "outcome", "Panel": "panel", "start": "starting"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
