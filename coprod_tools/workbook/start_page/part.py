"""What the parts of the start page have in common: each speaks in its own place and never breaks loudly."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import ipywidgets

from coprod_tools.problems import CoprodError, InvalidInput
from coprod_tools.words import say
from coprod_tools.workbook.elements import Message
from coprod_tools.workbook.start_page.cards import plain

_LOG = logging.getLogger("coprod_tools")
Open = Callable[[Any], None]


class Part(ipywidgets.VBox):
    """A part of the start page; `notice` is where it speaks."""

    def __init__(self) -> None:
        super().__init__()
        self.notice = Message()

    def refresh(self) -> None:
        """Draw the part anew; what is being typed stays."""

    def guarded(self, call: Callable[..., Any]) -> Callable[..., None]:
        """Return `call` as a handler whose faults are told in this part's own place."""

        def handler(*values: Any, **named: Any) -> None:
            try:
                call(*values, **named)
            except InvalidInput as refused:
                self.notice.say(say("lab.not-usable"), "error", lines=[plain(fault) for fault in refused.faults[:20]])
            except CoprodError as problem:
                self.notice.say(str(problem), "error")
            except Exception as fault:
                _LOG.exception("the start page failed")
                self.notice.say(say("workbook.own-fault", kind=type(fault).__name__), "error")

        return handler
