"""Kumu's workbooks: sheets of elements and of connections, as the same objects that its JSON holds.

Kumu documents them (docs.kumu.io, Structure your data for Kumu): elements have a column Label, connections From and To;
`|` parts several values, also several ends under To; a sheet with `(ignore)` in its name is not meant for Kumu. An end
that no row of elements names becomes an element.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coprod_tools.exchange.fcm_answers import headings_of, is_form
from coprod_tools.exchange.json_trail import Object
from coprod_tools.exchange.link_words import folded
from coprod_tools.exchange.partner_sheet import is_partner_workbook
from coprod_tools.exchange.workbook import Sheet, Workbook, open_workbook, text_of
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

_ENDS = ("from", "to")
# Headings that Kumu knows, as its JSON calls them; all others are users' own and keep their words.
_KNOWN = {name: name for name in (*_ENDS, "label", "type", "description", "tags", "direction", "delayed", "reversed")}
_KNOWN["id"] = "_id"
_SEVERAL = "|"
_YES = ("yes", "true", "1")


def is_kumu_workbook(path: Path) -> bool:
    """Tell whether a workbook has a sheet of connections as Kumu wants it, and one of elements or Kumu's Direction."""
    try:
        workbook = open_workbook(path, path.name)
    except InvalidInput:
        return False
    lines = [sheet for sheet in workbook.sheets if _is_lines(sheet)]
    if lines and any(map(_is_elements, workbook.sheets)):
        return True
    return any("direction" in _names(sheet) for sheet in lines) and not is_partner_workbook(workbook)


def root_of_workbook(path: Path) -> Object:
    """Return the elements and connections of a workbook; what stands on other sheets goes under their names.

    Raises
    ------
    InvalidInput
        When it is no workbook, has no sheet of connections, or a cell of one that is read can't be used; each is named.
    """
    workbook = open_workbook(path, path.name)
    read = [sheet for sheet in workbook.sheets if _is_elements(sheet) or _is_lines(sheet)]
    if not any(map(_is_lines, read)):
        raise InvalidInput([Fault(path.name, say("exchange.not_kumu_workbook"))])
    faults = [Fault(sheet.place(*at), why) for sheet in read for at, why in sorted(sheet.bad.items())]
    for sheet in read:
        names = [name for name in _names(sheet) if name]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            faults.append(Fault(sheet.place(1, 1), say("tables.same_heading", heading=twice[0])))
    if faults:
        raise InvalidInput(faults)
    elements = [row for sheet in read if _is_elements(sheet) for row in _rows(sheet)]
    lines = [one for sheet in read if _is_lines(sheet) for row in _rows(sheet) for one in _parted(row)]
    known = {element.get(name) for element in elements for name in ("_id", "label")}
    for end in dict.fromkeys(line[name] for line in lines for name in _ENDS if line.get(name)):
        if end not in known:
            elements.append({"label": end})
    return {"elements": elements, "connections": lines, **_unread(workbook, read)}


def _names(sheet: Sheet) -> list[str]:
    return [folded(heading) for heading in headings_of(sheet)]


def _is_lines(sheet: Sheet) -> bool:
    names = _names(sheet)
    meant = "(ignore)" not in sheet.name.casefold() and not is_form(names)
    return meant and names[1 if names[:1] == ["id"] else 0 :][:2] == list(_ENDS)


def _is_elements(sheet: Sheet) -> bool:
    names = _names(sheet)
    return "(ignore)" not in sheet.name.casefold() and "label" in names[:2] and "from" not in names


def _rows(sheet: Sheet) -> list[Object]:
    headings = headings_of(sheet)
    keys = [_KNOWN.get(folded(heading), heading) or f"#{at}" for at, heading in enumerate(headings, start=1)]
    return [made for row in sheet.rows[1:] if (made := _row(keys, [text_of(cell) for cell in row]))]


def _row(keys: Sequence[str], cells: Sequence[str]) -> Object:
    keys = [*keys, *(f"#{at}" for at in range(len(keys) + 1, len(cells) + 1))]
    made: Object = {key: cell.strip() for key, cell in zip(keys, cells, strict=False) if cell.strip()}
    if "tags" in made:
        made["tags"] = _pieces(made["tags"])
    for key in ("delayed", "reversed"):
        if key in made:
            made[key] = folded(made[key]) in _YES
    return made


def _parted(line: Object) -> list[Object]:
    """Return a connection for each of the ends under To."""
    ends = _pieces(line.get("to", ""))
    return [{**line, "to": end} for end in ends] if len(ends) > 1 else [line]


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(_SEVERAL) if piece.strip()]


def _unread(workbook: Workbook, read: Sequence[Sheet]) -> Object:
    return {
        say("tables.sheet", name=sheet.name): [text for row in sheet.rows for cell in row if (text := text_of(cell))]
        for sheet in workbook.sheets
        if sheet not in read
    }
