"""What it is worth and to whom, and what to take on within everybody's money and hours."""

from __future__ import annotations

from coprod_tools.workbook.choice_panel.panel import ChoicePanel

__all__ = ["ChoicePanel"]
