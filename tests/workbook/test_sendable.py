"""What a widget sends is text, whatever a file is called."""

from __future__ import annotations

import json
import os

from coprod_tools.workbook.elements import Cards, Message, Table
from coprod_tools.workbook.elements.sendable import sendable

NAME = os.fsdecode(b"caf\xe9.yaml")


def test_a_name_in_foreign_bytes_is_shown_with_a_mark_in_its_place() -> None:
    """JupyterLab can't send it as it is: the whole message would be lost, and the page would stay as it was."""
    table, message, cards = Table("A", ["B"]), Message(), Cards("C")
    table.fill([[NAME, {"text": NAME, "action": "open"}]])
    message.say(NAME, lines=[NAME])
    cards.fill([{"title": NAME, "lines": [["Where", NAME]], "actions": []}])
    for element in (table, message, cards):
        assert "caf?.yaml" in json.dumps(element.content, ensure_ascii=False).encode("utf-8").decode("utf-8")


def test_half_a_character_is_no_character() -> None:
    """JSON can spell one; no page can show it."""
    assert sendable(["a\ud800b", ("c",)]) == ["a?b", ["c"]]


def test_every_other_word_stays_as_it_is() -> None:
    """Macrons, emoji and right-to-left words among them; the very same value is handed on."""
    value = {"a": ["Tēnā koe 👋 שלום", 1, None]}
    assert sendable(value) is value
