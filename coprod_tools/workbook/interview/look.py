"""The way through the interview, which brings the interview's own style sheet with it."""

from __future__ import annotations

from pathlib import Path

from coprod_tools.workbook.elements import Way


class WayThrough(Way):
    """A way that is laid out beside the question, or above it where there is little room."""

    _css = Path(__file__).with_name("interview.css")
