"""Is it better: the three questions, each state by group, and what has left its path."""

from __future__ import annotations

from coprod_tools.workbook.scorecard_panel.panel import ScorecardPanel

__all__ = ["ScorecardPanel"]
