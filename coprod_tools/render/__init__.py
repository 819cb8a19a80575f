"""Plans as pages, pictures and files that people read; nothing in them runs or fetches anything.

`render` is both this room and the front door's last step, so the room itself can be called: whichever of the two
`from coprod_tools import render` finds, it works. What a page needs (nbconvert) is loaded when a page is made.
"""

from __future__ import annotations

import importlib
import sys
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod_tools.render.page import page_of
    from coprod_tools.render.plan_files import render
    from coprod_tools.render.provenance import record_of
    from coprod_tools.render.saving import save

__all__ = ["page_of", "record_of", "render", "save"]
_HOMES = {"page_of": "page", "record_of": "provenance", "render": "plan_files", "save": "saving"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


class _Room(types.ModuleType):
    """A module that passes calls on to its own `render`."""

    def __call__(self, *values: Any, **named: Any) -> dict[str, bytes]:
        made: dict[str, bytes] = self.render(*values, **named)
        return made


sys.modules[__name__].__class__ = _Room
