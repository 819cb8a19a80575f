"""The one widget behind every element: what it shows goes out as plain values, what is pressed comes back as a name."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from coprod_tools.workbook.elements.sendable import sendable

_HERE = Path(__file__).parent


class Element(anywidget.AnyWidget):
    """A part of a page; `content` is drawn in the browser as text only, never as markup."""

    _esm = _HERE / "elements.js"
    _css = _HERE / "workbook.css"
    kind = traitlets.Unicode("words").tag(sync=True)
    content = traitlets.Dict().tag(sync=True)
    wish = traitlets.Dict().tag(sync=True)

    def __init__(self, kind: str, content: dict[str, Any]) -> None:
        super().__init__(kind=kind, content=content)
        self._told: list[Callable[[str], None]] = []
        self.on_msg(self._heard)

    @traitlets.validate("content")
    def _only_text(self, proposal: dict[str, Any]) -> Any:
        return sendable(proposal["value"])

    def on_action(self, told: Callable[[str], None]) -> None:
        """Have `told` called with the name of whatever is pressed."""
        self._told.append(told)

    def act(self, action: str) -> None:
        """Do what pressing the button of that name does."""
        for told in tuple(self._told):
            told(action)

    def focus(self, action: str = "") -> None:
        """Move the keyboard to the button of that name; to the first thing where none is named."""
        # Not sent as a message: it would be lost on an element that is not drawn yet.
        self.wish = {"focus": action, "when": time.time()}

    def twin(self) -> str:
        """Return the same as HTML that needs neither script nor kernel."""
        from coprod_tools.workbook.elements.twins import twin

        return twin(self.kind, self.content)

    def _heard(self, widget: object, message: dict[str, Any], buffers: object) -> None:
        if isinstance(message.get("action"), str):
            self.act(message["action"])

    def _repr_mimebundle_(self, **named: Any) -> Any:
        found = super()._repr_mimebundle_(**named)
        bundle, metadata = found if isinstance(found, tuple) else (found or {}, {})
        from coprod_tools.workbook.elements.twins import as_output

        return {**bundle, "text/html": as_output(self.twin())}, metadata
