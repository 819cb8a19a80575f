"""The one widget behind every form: fields go out as plain values, what is answered comes back by its path."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from coprod_tools.words import say

_HERE = Path(__file__).parent
_WORDS = (
    "unknown", "said-unknown", "clear", "no-answer", "not-saved", "required", "example", "add", "remove", "choose",
    "add-one", "one-more", "its-name", "add-language", "which-language", "other-words",
)  # fmt: skip
_LANGUAGES = ("en", "mi", "sm", "to", "rar", "fj", "hi", "zh", "tl", "ko", "ar", "es", "fr", "de", "cy", "gd")


class FormElement(anywidget.AnyWidget):
    """Fields as a person fills them; `content` is drawn in the browser as text only, never as markup."""

    _esm = _HERE / "form.js"
    _css = _HERE / "form.css"
    content = traitlets.Dict().tag(sync=True)
    wish = traitlets.Dict().tag(sync=True)

    def __init__(self, *, read_only: bool = False, enter: str = "") -> None:
        super().__init__()
        self._turns: Counter[str] = Counter()
        self._heard: list[Callable[[str, str, Any], None]] = []
        self._fixed = {
            "id": f"coprod-{self.model_id or id(self)}",
            "read_only": read_only,
            "enter": enter,
            "words": {name.replace("-", "_"): say(f"fields.{name}") for name in _WORDS},
            "languages": [[tag, say(f"fields.language-{tag}")] for tag in _LANGUAGES],
        }
        self.draw(())
        self.on_msg(self._told)

    def draw(self, fields: Iterable[dict[str, Any]], buttons: Iterable[dict[str, Any]] = ()) -> None:
        """Show other fields, or the same with other answers; what is being typed stays."""
        numbered = [field | {"turn": self._turn(field)} for field in fields]
        content = {**self._fixed, "fields": numbered, "buttons": list(buttons)}
        if content != self.content:
            self.content = content

    def on_told(self, heard: Callable[[str, str, Any], None]) -> None:
        """Have `heard` called with what was done (`answer`, `edit`, `new`, `press`), where, and the answer."""
        self._heard.append(heard)

    def tell(self, done: str, key: str, value: Any = None) -> None:
        """Do what a person does at the field with that path; the same call stands behind the browser."""
        self.turn(key)
        for heard in tuple(self._heard):
            heard(done, key, value)

    def turn(self, *keys: str) -> None:
        """Have these fields drawn anew at the next drawing, even as they were: the browser may show what was typed."""
        self._turns.update(keys)

    def _turn(self, field: dict[str, Any]) -> int:
        return self._turns[field["key"]] + sum(map(self._turn, field.get("fields", ())))

    def focus(self, key: str = "") -> None:
        """Move the keyboard to a field; to the first where none is named."""
        # Not sent as a message: it would be lost on a form that is not drawn yet.
        self.wish = {"focus": key, "when": time.time()}

    def _told(self, widget: object, message: dict[str, Any], buffers: object) -> None:
        done, key = message.get("do"), message.get("key")
        if isinstance(done, str) and isinstance(key, str):
            self.tell(done, key, message.get("value"))
