"""A handler whose faults are told where its reader looks, never as a traceback; what was typed stays."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from coprod_tools.problems import CoprodError
from coprod_tools.words import say
from coprod_tools.workbook.elements import Message

_LOG = logging.getLogger("coprod_tools")


def guarded(notice: Message, call: Callable[..., Any]) -> Callable[..., None]:
    """Return `call` as a handler; what it raises on purpose and any fault of ours is said in `notice`."""

    def handler(*values: Any, **named: Any) -> None:
        try:
            call(*values, **named)
        except CoprodError as problem:
            notice.say(str(problem), "error")
        except Exception as fault:
            _LOG.exception("a part of the workbook failed")
            notice.say(say("workbook.own-fault", kind=type(fault).__name__), "error")

    return handler
