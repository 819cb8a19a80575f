"""The marks, live: who has which part where, why, what to do about it, and what people decided."""

from __future__ import annotations

from coprod_tools.workbook.marks_panel.panel import MarksPanel

__all__ = ["MarksPanel"]
