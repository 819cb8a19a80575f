"""The plan: its first screen live, what is still unknown, and the whole plan made to share."""

from __future__ import annotations

from coprod_tools.workbook.plan_panel.panel import PlanPanel

__all__ = ["PlanPanel"]
