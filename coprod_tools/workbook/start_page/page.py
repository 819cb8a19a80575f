"""The start page as it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.elements import Words


class StartPage(ipywidgets.VBox):
    """The policies of a folder as cards, and the ways to begin one."""

    def __init__(
        self,
        folder: Path,
        open_policy: Callable[[Path], None],
        read_only: bool = False,
        by: str = "",
        today: str = "",
    ) -> None:
        super().__init__()
        self.add_class("coprod-workbook")
        self.by = by
        self.children = (Words(("h2", say("lab.start-title")), ("p", say("lab.start-folder", folder=folder))),)

    def refresh(self) -> None:
        """Look at the folder again."""
