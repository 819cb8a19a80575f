"""A panel over something that takes a moment to reckon: the page stays usable, and says what is going on."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from typing import Any

from coprod_tools.problems import CoprodError
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Message
from coprod_tools.workbook.panel import Panel
from coprod_tools.workbook.whole_plan import aside

_LOG = logging.getLogger("coprod_tools")
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
        self._speaking = threading.Lock()
        self._done = True

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
        """Show what is at hand; reckon the rest aside; what stops that is told in place until it is mended."""
        self._tried(self._refresh)

    def _refresh(self) -> None:
        found = self.kept()
        if found is not None:
            self.show(found)
            if self.progress.content["text"]:
                self.progress.clear()
        elif self._worker is not None and self._worker.is_alive():
            self._again = True
        else:
            self._done = False
            self._worker = aside(self._work)
            self._worker.join(AT_ONCE)
            with self._speaking:
                if not self._done:
                    self.progress.say(say("views.reckoning"), "busy", progress=-1)

    def settled(self) -> None:
        """Wait until everything is shown, for who can't come back to look."""
        self.refresh()
        if self._worker is not None:
            self._worker.join()

    def twin(self) -> str:
        """Return the panel, fully reckoned, as HTML that needs neither script nor kernel."""
        self.settled()
        return super().twin()

    def _work(self) -> None:
        worked = self._tried(self._reckon_until_still)
        # Whoever speaks last must not say that it is still going on.
        with self._speaking:
            self._done = True
            if worked and self.progress.content["text"]:
                self.progress.clear()

    def _reckon_until_still(self) -> None:
        while True:
            self._again = False
            found = self.reckon()
            if not self._again:
                break
        self.show(found)

    def _tried(self, work: Callable[[], None]) -> bool:
        """Do something and say in the panel's place what stopped it; return whether nothing did."""
        try:
            work()
        except CoprodError as problem:
            here = f"{self.editing.loaded.path.parent}{os.sep}"
            lines = [line.replace(here, "") for line in str(problem).splitlines()]
            self.progress.say(say("views.not-reckoned"), "error", lines=lines)
        except Exception as fault:
            _LOG.exception("a panel failed")
            self.progress.say(say("workbook.own-fault", kind=type(fault).__name__), "error")
        else:
            return True
        return False
