"""The three sections of a Pabulib file, with the line of every row; whatever breaks the format is a fault.

The format: Stolicki, Szufa and Talmon 2020, Pabulib: A Participatory Budgeting Library (arXiv:2012.06539), and
pabulib.org/format.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from coprod_tools.exchange.map_notes import shown
from coprod_tools.files import read_bytes
from coprod_tools.files.reading import decode
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

SECTIONS = ("META", "PROJECTS", "VOTES")
NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("voter_id", "vote")}
MOST_FAULTS = 1_000
_PLAIN = re.compile(r"\d{1,15}(\.\d{1,6})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a section: its line, and its cells by the names in the section's heading, blank ones left out."""

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class Section:
    """One section: the line of its title, the names in its heading, its rows."""

    line: int
    names: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)


class Faults:
    """Everything wrong with one file; reading goes on as far as it can, so that all of it is told at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []

    def add(self, key: str, line: int | None = None, **values: object) -> None:
        """Name one fault; `key` is a sentence of words/en/ballots.yaml."""
        self.found.append(Fault(self.file, say(f"ballots.{key}", **values), line))
        if len(self.found) >= MOST_FAULTS:
            self.stop()

    def stop(self) -> None:
        """Refuse the file when anything was wrong."""
        if self.found:
            raise InvalidInput(self.found)


def read_sections(path: Path | str, faults: Faults) -> dict[str, Section]:
    """Return the sections of a file by their titles.

    Raises
    ------
    InvalidInput
        When the file can't be read, is above 20 MB or no UTF-8 text, or has a quotation mark without its partner.
    """
    text = decode(read_bytes(path, file=faults.file), faults.file)
    found: dict[str, Section] = {}
    here: Section | None = None
    for line, cells in _records(text, faults.file):
        title = _title(cells)
        if title:
            if title in found:
                faults.add("section_twice", line, section=title)
            here = found.setdefault(title, Section(line))
        elif here is None:
            faults.add("before_sections", line)
            faults.stop()
        elif not here.names:
            here.names = _heading(here, cells, line, faults)
        else:
            _row(here, cells, line, faults)
    for title in SECTIONS:
        _complete(title, found.get(title), faults)
    return found


def plain_number(text: str) -> Decimal | None:
    """Return a number above or equal to 0 written in digits with a point; None for anything else."""
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each row that holds something begins, and its cells without outer blanks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            kept = [cell.strip() for cell in cells]
            if any(kept):
                yield line, kept
            line = reader.line_num + 1
    except csv.Error as error:
        key = "tables.long_cell" if "field limit" in str(error) else "tables.broken_quotes"
        raise InvalidInput([Fault(file, say(key), line)]) from None


def _title(cells: list[str]) -> str:
    """Return the section that a row opens, empty when it opens none."""
    first = cells[0].upper()
    return first if first in SECTIONS and not any(cells[1:]) else ""


def _heading(section: Section, cells: list[str], line: int, faults: Faults) -> tuple[str, ...]:
    names = [cell.lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    for place, name in enumerate(names):
        if not name:
            faults.add("no_heading", line, number=place + 1)
        elif name in names[:place]:
            faults.add("same_heading", line, heading=shown(name))
    return tuple(names)


def _row(section: Section, cells: list[str], line: int, faults: Faults) -> None:
    width = len(section.names)
    if len(cells) < width or any(cells[width:]):
        faults.add("ragged", line, found=len(cells), wanted=width)
    else:
        given = zip(section.names, cells, strict=False)
        section.rows.append(Row(line, {name: cell for name, cell in given if cell}))


def _complete(title: str, section: Section | None, faults: Faults) -> None:
    """Name what a section lacks."""
    if section is None:
        faults.add("no_section", None, section=title)
        return
    missing = [name for name in NEEDED[title] if name not in section.names]
    if missing:
        faults.add("no_column", section.line, section=title, columns=", ".join(missing))
    elif not section.rows and title != "VOTES":
        faults.add("empty_section", section.line, section=title)
