"""The workbook in JupyterLab: an interview, the value chain and the marks of one policy, for people who don't program.

Panels show what the package reckons and hand changes to `Editing`, which saves them; nothing is computed in a panel.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.workbook.chain_panel import ChainPanel
    from coprod_tools.workbook.choice_panel import ChoicePanel
    from coprod_tools.workbook.editing import Editing
    from coprod_tools.workbook.interview import InterviewPanel
    from coprod_tools.workbook.ledger_panel import LedgerPanel
    from coprod_tools.workbook.maps_panel import MapsPanel
    from coprod_tools.workbook.marks_panel import MarksPanel
    from coprod_tools.workbook.outcome import Outcome
    from coprod_tools.workbook.panel import Panel
    from coprod_tools.workbook.plan_panel import PlanPanel
    from coprod_tools.workbook.scorecard_panel import ScorecardPanel
    from coprod_tools.workbook.starting import start

__all__ = [
    "ChainPanel",
    "ChoicePanel",
    "Editing",
    "InterviewPanel",
    "LedgerPanel",
    "MapsPanel",
    "MarksPanel",
    "Outcome",
    "Panel",
    "PlanPanel",
    "ScorecardPanel",
    "start",
]
_HOMES = {
    "ChainPanel": "chain_panel",
    "ChoicePanel": "choice_panel",
    "Editing": "editing",
    "InterviewPanel": "interview",
    "LedgerPanel": "ledger_panel",
    "MapsPanel": "maps_panel",
    "MarksPanel": "marks_panel",
    "Outcome": "outcome",
    "Panel": "panel",
    "PlanPanel": "plan_panel",
    "ScorecardPanel": "scorecard_panel",
    "start": "starting",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
