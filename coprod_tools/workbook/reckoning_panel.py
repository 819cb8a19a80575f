"""A panel over something that takes a moment to reckon: the page stays usable, and says what is going on."""

from __future__ import annotations

import threading
from typing import Any

from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Message
from coprod_tools.workbook.panel import Panel
from coprod_tools.workbook.whole_plan import aside

# What is done within this many seconds needs no word that it is being done.
AT_ONCE = 0.3


class ReckoningPanel(Panel):
    """A panel that shows what `reckon` returns; `progress` says so while that takes longer than a moment.

    Nothing is reckoned before the panel is opened. What changes while it reckons is reckoned after it.
    """

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self.progress = Message()
        self._worker: threading.Thread | None = None
        self._again = False
        self._waited_long = False

    def reckon(self) -> Any:
        """Return what the panel shows; done aside, so it must not touch what is seen."""
        raise NotImplementedError

    def show(self, found: Any) -> None:
        """Show what was reckoned."""
        raise NotImplementedError

    def kept(self) -> Any:
        """Return what would be reckoned if it is at hand, else None."""
        return None

    def refresh(self) -> None:
        """Show what is at hand; reckon the rest aside."""
        found = self.kept()
        if found is not None:
            self.show(found)
        elif self._worker is not None and self._worker.is_alive():
            self._again = True
        else:
            self._waited_long = False
            self._worker = aside(self._work)
            self._worker.join(AT_ONCE)
            if self._worker.is_alive():
                self._waited_long = True
                self.progress.say(say("views.reckoning"), "busy", progress=-1)

    def settled(self) -> None:
        """Wait until everything is shown, for who can't come back to look."""
        self.refresh()
        if self._worker is not None:
            self._worker.join()
        self.progress.clear()

    def twin(self) -> str:
        """Return the panel, fully reckoned, as HTML that needs neither script nor kernel."""
        self.settled()
        return super().twin()

    def _work(self) -> None:
        self.guarded(self._reckon_until_still)()
        if self._waited_long:
            self.progress.clear()

    def _reckon_until_still(self) -> None:
        while True:
            self._again = False
            found = self.reckon()
            if not self._again:
                break
        self.show(found)
