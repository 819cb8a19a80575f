"""A field to choose a file with, which sends the file's bytes; one that is too large is refused before it is sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from coprod_tools.words import say
from coprod_tools.workbook.sent_file import keepable

_HERE = Path(__file__).parent
# The server takes 10 MB in one message; a little is left for what goes around the file.
LARGEST = 9_000_000
Told = Callable[[str, bytes], None]


class Upload(anywidget.AnyWidget):
    """Tells a file's name, without folders, and its bytes."""

    _esm = _HERE / "upload.js"
    _css = _HERE / "upload.css"
    words = traitlets.Dict().tag(sync=True)
    largest = traitlets.Int(LARGEST).tag(sync=True)

    def __init__(self, told: Told) -> None:
        super().__init__(words={"label": say("lab.upload"), "large": say("lab.upload-large", mb=LARGEST // 1_000_000)})
        self._told = told
        self.on_msg(self._heard)

    def _heard(self, widget: object, message: dict[str, Any], buffers: list[Any]) -> None:
        if buffers and isinstance(message.get("name"), str):
            self._told(keepable(message["name"]), bytes(buffers[0]))
