"""The tables of an INDIGO-shaped folder: every cell is kept or lost by name, and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

from coprod_tools.exchange.csv_source import read_table
from coprod_tools.exchange.map_wording import MapWords
from coprod_tools.exchange.trail import Losses, why_lost
from coprod_tools.exchange.wording import cleaned
from coprod_tools.knowledge import load_knowledge
from coprod_tools.policy.currencies import CODES
from coprod_tools.policy.values import MAX_LINE, PartialDate, read_number
from coprod_tools.words import say

PROJECTS, ORGANISATIONS = "projects.csv", "organisations.csv"
_VALUE = " - (value)"


def folded(heading: str) -> str:
    """Return a heading in lower case with single blanks, without the mark that it holds a value."""
    return " ".join(heading.casefold().split()).removesuffix(_VALUE)


@dataclass
class Census:
    """What became of all cells and rows of a folder."""

    losses: Losses = field(default_factory=Losses)
    altered: Losses = field(default_factory=Losses)
    kept: int = 0
    rows: Counter[str] = field(default_factory=Counter)


@dataclass
class Line:
    """One row of a table; reading a cell marks it as kept."""

    file: str
    number: int
    headings: dict[str, str]
    cells: dict[str, str]
    census: Census
    _done: set[str] = field(default_factory=set)

    def get(self, column: str) -> str:
        """Return a cell's words, empty for none, and count it as kept."""
        value = self.cells.get(column, "")
        if value and column not in self._done:
            self._done.add(column)
            self.census.kept += 1
        return value

    def peek(self, column: str) -> str:
        """Return a cell's words without keeping it."""
        return self.cells.get(column, "")

    def lose(self, column: str, why: str) -> None:
        """Count a cell as lost, for a reason."""
        value = self.cells.get(column, "")
        if value and column not in self._done:
            self._done.add(column)
            self.census.losses.add(f"{self.file}/{self.headings[column]}", why, value)

    def leave(self, why: Callable[[str], str]) -> None:
        """Count every cell that was not read as lost; `why` judges it by its column."""
        for column in self.cells:
            self.lose(column, why(column))

    def text(self, column: str) -> str | None:
        """Return a cell as a policy's text."""
        return MapWords(self.census.altered).text(self.get(column), f"{self.file}/{self.headings.get(column, column)}")

    def label(self, column: str) -> str | None:
        """Return a cell as text on one line."""
        return MapWords(self.census.altered).label(self.get(column), f"{self.file}/{self.headings.get(column, column)}")

    def identifier(self, column: str) -> str | None:
        """Return a cell as somebody else's id; one too long for a policy file is kept as far as it fits."""
        words = self.get(column)
        if len(words) > MAX_LINE:
            where = f"{self.file}/{self.headings[column]}"
            self.census.altered.add(where, why_lost("cut", limit=MAX_LINE), words[MAX_LINE:])
        return fit_id(words)

    def said(self, *columns: str) -> list[str]:
        """Return cells as words under their headings, such as `Investment Type: Loan`, for a text of several."""
        found = []
        for column in columns:
            words = self.text(column)
            if words:
                found.append(f"{_plain(self.headings[column])}: {words}")
        return found

    def number_in(self, column: str) -> Decimal | None:
        """Return a plain number; None for none, and for what is no plain number, which is not kept by this."""
        try:
            value = self.peek(column)
            number = Decimal(read_number(value)) if value else None
        except Exception:
            return None
        if number is not None:
            self.get(column)
        return number

    def date_in(self, column: str) -> str | None:
        """Return a whole or partial date; what is none is not kept by this."""
        value = self.peek(column)
        try:
            date = str(PartialDate.read(value)) if value else None
        except Exception:
            return None
        if date:
            self.get(column)
        return date

    def span(self, start: str, end: str) -> tuple[str | None, str | None, list[str]]:
        """Return first and last date, and in words what is no date, or an end before its start."""
        first, last = self.date_in(start), self.date_in(end)
        said = self.said(*(column for column, date in ((start, first), (end, last)) if date is None))
        if first and last and PartialDate(last).surely_before(PartialDate(first)):
            backwards = say("indigo.backwards", start=first, end=last)
            return None, None, [*said, backwards]
        return first, last, said

    def currency_in(self, column: str) -> str | None:
        """Return a currency's code; words that are no known currency are not kept by this."""
        value = self.peek(column)
        code = value if value in CODES else currency_words().get(folded(value))
        if code:
            self.get(column)
        return code


@cache
def currency_words() -> dict[str, str]:
    """Return the currencies that people write in words, with their codes."""
    return {word: entry.code for entry in load_knowledge().currency_words.values() for word in entry.words}


def fit_id(words: str) -> str | None:
    """Return an id from outside as a policy file can hold it, None for none."""
    return " ".join(cleaned(words).split())[:MAX_LINE] or None


def _plain(heading: str) -> str:
    """Return a heading as people read it."""
    words = re.sub(r" - \(Value\)$", "", " ".join(heading.split()), flags=re.IGNORECASE)
    return words.replace(" - ", ", ")


def lines(folder: Path, name: str, census: Census) -> list[Line]:
    """Return the rows of one table of a folder; none where it is not there.

    Cells beyond the heading row, and those of a heading that stands there a second time, are lost by name.
    """
    path = folder / name
    if not path.is_file():
        return []
    table = read_table(path)
    headings: dict[int, str] = {}
    seen: dict[str, str] = {}
    for place, heading in enumerate(table.rows[0].cells):
        key = folded(heading)
        if key and key not in seen:
            seen[key] = " ".join(heading.split())
            headings[place] = key
    found = []
    for row in table.rows[1:]:
        cells = {headings[place]: cell.strip() for place, cell in enumerate(row.cells) if place in headings}
        found.append(Line(name, row.line, seen, cells, census))
        census.rows[name] += 1
        for place, cell in enumerate(row.cells):
            if place not in headings and cell.strip():
                census.losses.add(f"{name}/{place + 1}", say("indigo.why_no_heading"), cell)
    return found


def by_project(rows: list[Line]) -> dict[str, list[Line]]:
    """Return rows by the project they name; the key is empty for those that name none."""
    found: dict[str, list[Line]] = {}
    for row in rows:
        found.setdefault(row.get("project id"), []).append(row)
    return found


def ids_in(cell: str) -> Iterator[str]:
    """Yield the organisations of a cell; several are joined by commas, with or without a blank."""
    for each in re.split(r"[,;]", cell):
        if each.strip():
            yield " ".join(each.split())
