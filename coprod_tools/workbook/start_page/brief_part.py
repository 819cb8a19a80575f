"""The ten-minute way from a pasted brief, as a part of the start page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coprod_tools.workbook.interview.ten_minutes import TenMinutes
from coprod_tools.workbook.start_page.part import Open, Part


class BriefPart(Part):
    """A brief becomes a draft, eight questions follow, then the first page.

    Parameters
    ----------
    by : callable
        Gives the name that stands on the page now.
    """

    def __init__(self, folder: Path, open_policy: Open, by: Callable[[], str], today: str) -> None:
        super().__init__()
        self._by = by
        self.way = TenMinutes(folder, by(), today, open_policy)
        self.children = (self.notice, self.way)

    def refresh(self) -> None:
        """Go on under the name that stands on the page now."""
        self.way.by = self._by()
