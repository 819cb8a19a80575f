"""The live picture as a widget: Cytoscape.js from this folder, drawn with places and words that come from Python."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from coprod_tools.words import say

HERE = Path(__file__).parent
CYTOSCAPE = HERE / "cytoscape" / "cytoscape.min.js"
_BUTTONS = ("in", "out", "width", "whole", "undo", "redo", "connect")
_WORDS = ("bar", "keys", "hint")


@cache
def script() -> str:
    """Return the whole script of the widget: Cytoscape.js as it came, and below it ours.

    Cytoscape.js is told that there is no loader of modules, whatever page it stands in, and leaves no global name.
    """
    cytoscape = CYTOSCAPE.read_text(encoding="utf-8")
    ours = (HERE / "chain.js").read_text(encoding="utf-8")
    wrapped = (
        "const cytoscape = (function () {\n"
        "const module = { exports: {} }, exports = module.exports, define = undefined;\n"
        f"{cytoscape}\nreturn module.exports; }}).call({{}});\n"
    )
    return wrapped + ours


class ChainCanvas(anywidget.AnyWidget):
    """The picture of a chain that can be pressed, moved and drawn on; it changes nothing by itself.

    Attributes
    ----------
    picture : dict
        What `shown.shown` made.
    steps : dict
        What undo and redo would take back or do again, in words; empty where there is nothing.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = HERE / "chain.css"
    picture = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    steps = traitlets.Dict().tag(sync=True)

    def __init__(self, picture: dict[str, Any]) -> None:
        words = {name: say(f"live_chain.button-{name}") for name in _BUTTONS}
        words |= {name: say(f"live_chain.canvas-{name}") for name in _WORDS}
        super().__init__(_esm=script(), picture=picture, words=words, steps={})
        self._told: list[Callable[[dict[str, Any]], None]] = []
        self.on_msg(self._heard)

    def on_event(self, told: Callable[[dict[str, Any]], None]) -> None:
        """Have `told` called with what a person did: `{"event": "choose", "key": ...}` and the like."""
        self._told.append(told)

    def act(self, event: str, **more: str) -> None:
        """Do what doing that in the picture does."""
        for told in tuple(self._told):
            told({"event": event, **more})

    def choose(self, key: str) -> None:
        """Outline a box and bring it into view."""
        self.send({"chosen": key})

    def focus_picture(self) -> None:
        """Move the keyboard to the picture."""
        self.send({"focus": True})

    def _heard(self, widget: object, message: dict[str, Any], buffers: object) -> None:
        named = {name: value for name, value in message.items() if isinstance(value, str)}
        if "event" in named:
            self.act(**named)
