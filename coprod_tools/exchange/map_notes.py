"""What was odd in a map, each named with its place: the same oddity in many places makes one sentence."""

from __future__ import annotations

from coprod_tools.exchange.wording import cleaned
from coprod_tools.words import say

SHOWN_PLACES = 8
SHOWN_NOTES = 200
SHOWN_LENGTH = 60


def shown(text: str) -> str:
    """Return words from outside as they stand in a sentence of ours: one line, cleaned, cut."""
    line = " ".join(cleaned(text).split())
    return line if len(line) <= SHOWN_LENGTH else line[: SHOWN_LENGTH - 2] + " …"


class MapNotes:
    """Gathers oddities by sentence; a place is `line 7` in a text file or `Sheet1!B7` in a workbook."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._places: dict[str, list[str]] = {}
        self._counts: dict[str, int] = {}
        self._more = 0

    @property
    def is_full(self) -> bool:
        """True when no further kind of oddity will be listed; it is still counted."""
        return len(self._places) >= SHOWN_NOTES

    def add(self, key: str, place: str = "", **values: object) -> None:
        """Name one more place; `key` is a sentence of words/en/tables.yaml."""
        sentence = say(f"tables.{key}", **values)
        if self.is_full and sentence not in self._places:
            self._more += 1
            return
        places = self._places.setdefault(sentence, [])
        self._counts[sentence] = self._counts.get(sentence, 0) + 1
        if place and len(places) < SHOWN_PLACES:
            places.append(place)

    def sentences(self) -> tuple[str, ...]:
        """Return the sentences in the order their first case was met; how many more there are comes last."""
        whole = [self._sentence(text, places) for text, places in self._places.items()]
        return tuple([*whole, say("tables.more_notes", count=self._more)] if self._more else whole)

    def _sentence(self, text: str, places: list[str]) -> str:
        if not places:
            return f"{self.file}: {text}"
        more = self._counts[text] - len(places)
        rest = say("tables.more_places", count=more) if more else ""
        return f"{self.file} ({', '.join(places)}{rest}): {text}"


def line_place(line: int) -> str:
    """Return how a line is named."""
    return say("tables.line", line=line)
