"""Read a partner's sheet: who told it, when, and a statement for each line; each cell that can't be used."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from pathlib import Path

from pydantic_core import PydanticCustomError

from coprod_tools.exchange.map_cells import statement_of
from coprod_tools.exchange.told import Told
from coprod_tools.exchange.workbook import Sheet, Value, Workbook, text_of
from coprod_tools.files.shape import nearest
from coprod_tools.policy.partner_maps import Statement
from coprod_tools.policy.values import MAX_LINE, PartialDate, clean_text
from coprod_tools.policyfile.map_csv import HEADER, folded
from coprod_tools.problems import Fault
from coprod_tools.words import say

# The line of headings is looked for at the top only; below it everything is what somebody said.
_TOP = 60
_ASIDE = ("number",)
_FORM = ("who", "date", "round")


def headings() -> dict[str, str]:
    """Return the column each heading stands for, as the template words it and as a map's file does."""
    columns = {name: name for name in HEADER}
    return columns | {folded(say(f"maps.form_{name}")): name for name in (*HEADER, *_ASIDE)}


def head_of(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    """Return the row of headings and what each column holds; None when the sheet is no partner's sheet."""
    known = headings()
    for row, cells in enumerate(sheet.rows[:_TOP], 1):
        named = {at: known[word] for at, value in enumerate(cells, 1) if (word := _folded(value)) in known}
        if {"from", "to"} <= set(named.values()):
            return row, named
    return None


def is_partner_workbook(workbook: Workbook) -> bool:
    """Tell whether some sheet has the columns of a partner's sheet and nothing else has other columns."""
    return any(_is_ours(sheet) for sheet in workbook.sheets)


def _is_ours(sheet: Sheet) -> bool:
    found = head_of(sheet)
    if found is None:
        return False
    row, named = found
    others = [at for at, value in enumerate(sheet.rows[row - 1], 1) if text_of(value) and at not in named]
    form = any(name in named.values() for name in _ASIDE)
    return form or not others


def read_sheets(workbook: Workbook) -> tuple[Told, ...]:
    """Return the map of each sheet that is a partner's sheet; others that hold something are named in the notes."""
    stem = Path(workbook.file).stem
    told = [_told(sheet, stem) for sheet in workbook.sheets if _is_ours(sheet)]
    passed = [f"{s.file}!{s.name}: {say('maps.sheet_no_head')}" for s in workbook.sheets if s.rows and not _is_ours(s)]
    if told and passed:
        told[0] = replace(told[0], notes=(*told[0].notes, *passed))
    return tuple(told)


def _told(sheet: Sheet, stem: str) -> Told:
    head, named = head_of(sheet) or (0, {})
    faults: list[Fault] = []
    who, who_at = _who(sheet, head, faults)
    told_in, date = _round(sheet, head, faults), _date(sheet, head, faults)
    faults += _wrong_heads(sheet, head, named)
    sign_at = next((at for at, name in named.items() if name == "sign"), 1)
    rows = {row: _statement(sheet, row, named, faults) for row in range(head + 1, len(sheet.rows) + 1)}
    said = {row: statement for row, statement in rows.items() if statement is not None}
    return Told(
        f"{sheet.file}!{sheet.name}",
        stem,
        tuple(said.values()),
        who,
        told_in,
        date,
        who_at,
        tuple(sheet.place(row, sign_at) for row in said),
        tuple(faults),
        empty=not said and not faults,
    )


def _statement(sheet: Sheet, row: int, named: dict[int, str], faults: list[Fault]) -> Statement | None:
    cells = {name: text_of(sheet.value(row, at)) for at, name in named.items() if name in HEADER}
    mark = next((text_of(sheet.value(row, at)) for at, name in named.items() if name == "number"), "")
    places = {name: sheet.place(row, at) for at, name in named.items()}
    bad = [Fault(sheet.place(row, at), sheet.bad[(row, at)]) for at in named if (row, at) in sheet.bad]
    if _folded(mark) == folded(say("maps.form_example")):
        if not _is_example(cells):
            faults.append(Fault(places["from"], say("maps.sheet_example_changed")))
        return None
    stray = [at for at, value in enumerate(sheet.rows[row - 1], 1) if text_of(value) and at not in named]
    faults += [Fault(sheet.place(row, at), say("maps.sheet_unnamed_column")) for at in stray]
    if bad:
        faults += bad
        return None
    if not any(cells.values()):
        return None
    said, wrong = statement_of(cells, row)
    faults += [Fault(places.get(column, sheet.place(row, 1)), message) for column, message in wrong]
    return said


def _is_example(cells: dict[str, str]) -> bool:
    """Tell whether a row holds the example's words or nothing."""
    return all(not cells.get(name) or cells[name] == say(f"maps.form_example_{name}") for name in ("from", "to"))


def _wrong_heads(sheet: Sheet, head: int, named: dict[int, str]) -> list[Fault]:
    known, faults, seen = tuple(headings()), [], set()
    for at, value in enumerate(sheet.rows[head - 1], 1):
        word = _folded(value)
        if word and at not in named:
            near = nearest(word, known)
            message = (
                say("maps.sheet_column_near", near=near) if near else say("maps.sheet_column", known=", ".join(HEADER))
            )
            faults.append(Fault(sheet.place(head, at), message))
        elif word and named[at] in seen:
            faults.append(Fault(sheet.place(head, at), say("maps.sheet_column_twice")))
        seen.add(named.get(at, ""))
    return faults


def _answer(sheet: Sheet, head: int, name: str) -> tuple[int, int, Value] | None:
    """Return where the answer to one of the form's questions stands, and what it is: the next cell to the right."""
    label = folded(say(f"maps.form_{name}"))
    for row in range(1, head):
        for at, value in enumerate(sheet.rows[row - 1], 1):
            if _folded(value) == label:
                return row, at + 1, sheet.value(row, at + 1)
    return None


def _who(sheet: Sheet, head: int, faults: list[Fault]) -> tuple[str | None, str]:
    found = _answer(sheet, head, "who")
    if found is None:
        return None, f"{sheet.file}!{sheet.name}"
    row, at, value = found
    place = sheet.place(row, at)
    if (row, at) in sheet.bad:
        faults.append(Fault(place, sheet.bad[(row, at)]))
    try:
        return clean_text(" ".join(text_of(value).split()), MAX_LINE) or None, place
    except PydanticCustomError:
        faults.append(Fault(place, say("maps.sheet_who_long")))
        return None, place


def _round(sheet: Sheet, head: int, faults: list[Fault]) -> int | None:
    found = _answer(sheet, head, "round")
    text = text_of(found[2]) if found else ""
    if not found or not (text or (found[0], found[1]) in sheet.bad):
        return None
    if re.fullmatch(r"[1-9][0-9]{0,3}", text):
        return int(text)
    faults.append(Fault(sheet.place(found[0], found[1]), say("maps.sheet_round")))
    return 0


def _date(sheet: Sheet, head: int, faults: list[Fault]) -> str | None:
    found = _answer(sheet, head, "date")
    text = text_of(found[2]) if found else ""
    if not found or not text:
        return None
    try:
        value = found[2]
        return str(PartialDate.read(value.date() if isinstance(value, datetime.datetime) else text))
    except PydanticCustomError:
        faults.append(Fault(sheet.place(found[0], found[1]), say("maps.sheet_date")))
        return None


def _folded(value: Value) -> str:
    return " ".join(text_of(value).casefold().split())
