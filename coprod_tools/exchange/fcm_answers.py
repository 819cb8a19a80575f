"""Take experts' answers out of a workbook or JSON in FCMpy's form: one row for each pair of concepts of an expert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from coprod_tools.exchange.fcm_terms import term_headings
from coprod_tools.exchange.json_source import read_json
from coprod_tools.exchange.link_words import folded
from coprod_tools.exchange.map_draft import MapDraft
from coprod_tools.exchange.map_notes import shown
from coprod_tools.exchange.workbook import Sheet, open_workbook, text_of
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

ENDS = ("from", "to")
MAX_ANSWERS = 200_000


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of one expert: its cells that are not empty, as text by heading."""

    expert: str
    place: str
    line: int | None
    cells: dict[str, str]

    def end(self, name: str) -> str:
        """Return the concept under From or To, empty when there is none."""
        return next((cell.strip() for heading, cell in self.cells.items() if folded(heading) == name), "")


def is_form(headings: Sequence[str]) -> bool:
    """Tell whether headings are those of an expert's sheet: From, To and a term."""
    names = set(map(folded, headings))
    return names.issuperset(ENDS) and not names.isdisjoint(term_headings())


def headings_of(sheet: Sheet) -> list[str]:
    """Return the first row of a sheet as text."""
    return [text_of(cell) for cell in sheet.rows[0]] if sheet.rows else []


def answers_of_workbook(path: Path, draft: MapDraft) -> list[Answer]:
    """Return the answers of every sheet of the form; what stands on others is reported as lost.

    Raises
    ------
    InvalidInput
        When no sheet is of the form, a heading stands twice, or a cell of one can't be used; every one is named.
    """
    sheets = open_workbook(path, path.name).sheets
    forms = [sheet for sheet in sheets if is_form(headings_of(sheet))]
    faults = [] if forms else [Fault(path.name, say("tables.no_experts"))]
    for sheet in forms:
        faults += [Fault(sheet.place(*place), why) for place, why in sorted(sheet.bad.items())]
        faults += _twice(headings_of(sheet), sheet.place(1, 1))
    if faults:
        raise InvalidInput(faults)
    for sheet in sheets:
        if sheet not in forms:
            _unread(draft, sheet)
    return [answer for sheet in forms for answer in _of_sheet(sheet)]


def _twice(headings: Sequence[str], place: str) -> list[Fault]:
    names = list(map(folded, filter(None, headings)))
    twice = sorted({name for name in names if names.count(name) > 1}) if len(names) > len(set(names)) else []
    return [Fault(place, say("tables.same_heading", heading=shown(name))) for name in twice]


def _of_sheet(sheet: Sheet) -> list[Answer]:
    headings, answers = headings_of(sheet), []
    for number, row in enumerate(sheet.rows[1:], start=2):
        names = [heading or f"#{at}" for at, heading in enumerate(headings, start=1)]
        names += [f"#{at}" for at in range(len(names) + 1, len(row) + 1)]
        cells = {name: text for name, cell in zip(names, row, strict=False) if (text := text_of(cell))}
        if cells:
            answers.append(Answer(sheet.name, f"{sheet.name}!{number}", number, cells))
    return answers


def _unread(draft: MapDraft, sheet: Sheet) -> None:
    held = [text for row in sheet.rows for cell in row if (text := text_of(cell))]
    if held:
        draft.notes.add("sheet_unread", name=shown(sheet.name))
    for text in held:
        draft.losses.add(f"sheet {sheet.name}", say("tables.why_no_expert"), text)


def is_experts_json(found: Any) -> bool:
    """Tell whether JSON gives each expert a list of rows with from, to and a term."""
    return isinstance(found, dict) and bool(found) and all(map(_is_expert, found.values()))


def _is_expert(rows: Any) -> bool:
    return isinstance(rows, list) and bool(rows) and all(isinstance(row, dict) for row in rows) and is_form([*rows[0]])


def answers_of_json(path: Path) -> list[Answer]:
    """Return the answers of a JSON file.

    Raises
    ------
    InvalidInput
        When the file can't be read, is of another form, or holds lists or records where a cell should be.
    """
    found = read_json(path)
    if not is_experts_json(found):
        raise InvalidInput([Fault(path.name, say("tables.experts_form"))])
    answers: list[Answer] = []
    for expert, rows in found.items():
        for number, row in enumerate(rows, start=1):
            place = f"{shown(expert)}[{number}]"
            faults = _twice([*row], path.name)
            cells = {heading: _text(cell) for heading, cell in row.items()}
            if faults or len(answers) == MAX_ANSWERS or None in cells.values():
                form = Fault(path.name, say("tables.experts_form"), path=place)
                raise InvalidInput(faults or [form])
            kept = {heading: text for heading, text in cells.items() if text}
            if kept:
                answers.append(Answer(expert, place, None, kept))
    return answers


def _text(cell: Any) -> str | None:
    """Return a cell as text; None for what is no cell."""
    if cell is None or cell is False:
        return ""
    if cell is True:
        return "1"
    if isinstance(cell, (str, int, Decimal)):
        return str(cell).strip()
    return None
