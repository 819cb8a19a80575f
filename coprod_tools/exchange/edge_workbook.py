"""Edge lists in workbooks: the first sheet that has columns for cause and effect, as a table of text."""

from __future__ import annotations

from pathlib import Path

from coprod_tools.exchange.csv_source import CsvRow, CsvTable
from coprod_tools.exchange.edge_columns import edge_columns
from coprod_tools.exchange.map_draft import MapDraft
from coprod_tools.exchange.map_notes import shown
from coprod_tools.exchange.partner_sheet import is_partner_workbook
from coprod_tools.exchange.workbook import Sheet, Workbook, open_workbook, text_of
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say


def is_list_of_links(path: Path) -> bool:
    """Tell whether a workbook has a sheet with columns for cause and effect, and is no partner's sheet."""
    try:
        workbook = open_workbook(path, path.name)
    except InvalidInput:
        return False
    return _first(workbook) is not None and not is_partner_workbook(workbook)


def table_of_workbook(path: Path, draft: MapDraft) -> CsvTable:
    """Return the rows of the sheet that holds links; cells of other sheets are reported as lost.

    Raises
    ------
    InvalidInput
        When it is no workbook, no sheet holds links, or a cell of the sheet can't be used; every one is named.
    """
    workbook = open_workbook(path, path.name)
    sheet = _first(workbook)
    if sheet is None:
        raise InvalidInput([Fault(path.name, say("tables.no_links_sheet"))])
    if sheet.bad:
        raise InvalidInput([Fault(sheet.place(*at), why) for at, why in sorted(sheet.bad.items())])
    for other in workbook.sheets:
        held = [text for row in other.rows for cell in row if (text := text_of(cell))]
        if other is not sheet and held:
            draft.notes.add("links_sheet", name=shown(sheet.name))
            draft.lose_all(say("tables.sheet", name=shown(other.name)), "why_other_links", held)
    table = _table(sheet)
    return CsvTable(path.name, table.delimiter, table.rows)


def _first(workbook: Workbook) -> Sheet | None:
    for sheet in workbook.sheets:
        table = _table(sheet)
        try:
            if table.rows and edge_columns(table).headings:
                return sheet
        except InvalidInput:
            continue
    return None


def _table(sheet: Sheet) -> CsvTable:
    width = max(map(len, sheet.rows), default=0)
    texts = [[*map(text_of, row), *[""] * (width - len(row))] for row in sheet.rows]
    rows = [CsvRow(number, tuple(row)) for number, row in enumerate(texts, start=1)]
    return CsvTable(sheet.file, ",", tuple(row for row in rows if not row.is_blank))
