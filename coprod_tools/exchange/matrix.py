"""Square matrices of weights between concepts, as CSV or the first sheet of a workbook: rows cause columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coprod_tools.exchange.causal_map import CausalMap, MapEdge
from coprod_tools.exchange.csv_source import read_table, table_of
from coprod_tools.exchange.link_words import plain_number, read_weight
from coprod_tools.exchange.map_draft import MapDraft, same_concept
from coprod_tools.exchange.map_notes import line_place, shown
from coprod_tools.exchange.workbook import Workbook, letters, open_workbook, text_of
from coprod_tools.files import read_bytes
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

MAX_CONCEPTS = 1_000
_ZIP = b"PK\x03\x04"
_SHOWN = 5
# What programs write into a cell that holds nothing.
_NOTHING = frozenset({"nan", "na", "n/a", "#n/a", "null", "none"})


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells as text; `line` gives the line of each row, `sheet` the way places are named in a workbook."""

    file: str
    cells: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    sheet: str = ""

    def place(self, row: int, column: int) -> str:
        """Return how a cell is named, counted from 0."""
        if not self.sheet:
            return line_place(self.lines[row])
        return f"{self.sheet}!{letters(column + 1)}{self.lines[row]}"


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a file is a matrix: the same names across the top and down the side."""
    try:
        if head.startswith(_ZIP):
            if path.suffix.lower() != ".xlsx":
                return False
            grid = _grid_of_workbook(open_workbook(path, path.name))
        elif path.suffix.lower() in (".csv", ".tsv", ".txt"):
            # Cheap first: the head must hold a table whose first column begins with a name of its first row.
            first = table_of(
                head.decode("utf-8", errors="replace").rpartition("\n")[0], path.name, columns=MAX_CONCEPTS
            )
            names = {same_concept(name) for name in first.rows[0].cells if name.strip()}
            if len(first.rows) < 2 or same_concept(first.rows[1].cells[0]) not in names:
                return False
            grid = _grid_of_table(path)
        else:
            return False
        _names(grid)
    except InvalidInput:
        return False
    return True


def read_map(path: Path | str) -> CausalMap:
    """Read a matrix; an empty cell or a 0 is no link.

    Raises
    ------
    InvalidInput
        When the file can't be read, a cell of a workbook holds a formula without its result, a name is missing or
        stands twice, or top and side name different concepts.
    """
    path = Path(path)
    draft = MapDraft(path.name)
    if read_bytes(path, file=path.name).startswith(_ZIP):
        workbook = open_workbook(path, path.name)
        grid = _grid_of_workbook(workbook)
        _other_sheets(draft, workbook)
    else:
        grid = _grid_of_table(path)
    across, down = _names(grid)
    concepts = [draft.concept(name) for name in across]
    by_name = {same_concept(name): concept for name, concept in zip(across, concepts, strict=True)}
    if list(map(same_concept, across)) != list(map(same_concept, down)):
        draft.notes.add("other_order")
    draft.notes.add("rows_cause")
    zeros = 0
    for row, column, cell in _weights(grid, len(across)):
        said = read_weight(cell)
        if said.odd == "zero":
            zeros += 1
            continue
        draft.odd(said, cell, grid.place(row, column), "weight")
        cause = by_name[same_concept(down[row - 1])]
        draft.link(MapEdge("", cause, concepts[column - 1], said.sign, said.strength, said=cell, line=grid.lines[row]))
    filled = len(draft.edges) + zeros
    counts = {"cells": len(across) ** 2, "cells_zero": zeros, "cells_empty": len(across) ** 2 - filled}
    return draft.done(path.stem, path.stem, counts)


def _weights(grid: Grid, size: int) -> Iterator[tuple[int, int, str]]:
    for row, cells in enumerate(grid.cells[1:], start=1):
        for column in range(1, size + 1):
            cell = cells[column].strip() if column < len(cells) else ""
            if cell and cell.casefold() not in _NOTHING:
                yield row, column, cell


def _grid_of_table(path: Path) -> Grid:
    table = read_table(path, columns=MAX_CONCEPTS + 1, rows=MAX_CONCEPTS + 1)
    return Grid(table.file, _cornered([row.cells for row in table.rows]), tuple(row.line for row in table.rows))


def _grid_of_workbook(workbook: Workbook) -> Grid:
    sheet = workbook.sheets[0] if workbook.sheets else None
    if sheet is None or not sheet.rows:
        raise InvalidInput([Fault(workbook.file, say("tables.empty"))])
    if sheet.bad:
        raise InvalidInput([Fault(sheet.place(*place), why) for place, why in sorted(sheet.bad.items())])
    rows = [(number, tuple(map(text_of, cells))) for number, cells in enumerate(sheet.rows, start=1) if any(cells)]
    if not rows:
        raise InvalidInput([Fault(workbook.file, say("tables.empty"))])
    lines, cells = zip(*rows, strict=True)
    return Grid(workbook.file, _cornered(cells), lines, sheet.name)


def _cornered(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Return the rows with a cell in the corner; some programs leave it out, and the names stand too far left."""
    across = [same_concept(cell) for cell in _trimmed([cell.strip() for cell in rows[0]])]
    down = [same_concept(cells[0]) for cells in rows[1:] if cells]
    return (("", *rows[0]), *rows[1:]) if across and sorted(across) == sorted(down) else tuple(rows)


def _other_sheets(draft: MapDraft, workbook: Workbook) -> None:
    for sheet in workbook.sheets[1:]:
        held = [text for row in sheet.rows for cell in row if (text := text_of(cell))]
        if held:
            draft.notes.add("other_sheet", name=shown(sheet.name))
        for text in held:
            draft.losses.add(f"sheet {sheet.name}", say("tables.why_other_sheet"), text)


def _names(grid: Grid) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names across the top and down the side.

    Raises
    ------
    InvalidInput
        When they are not the same concepts, each once.
    """
    across = _trimmed([cell.strip() for cell in grid.cells[0][1:]])
    down = [cells[0].strip() for cells in grid.cells[1:]]
    # A number in the corner is a cell of a matrix that names nothing.
    unnamed = plain_number(grid.cells[0][0]) is not None and all(plain_number(name) is not None for name in across)
    if not across or not down or unnamed:
        raise InvalidInput([Fault(grid.file, say("tables.no_matrix"), grid.lines[0])])
    faults = [Fault(grid.file, say("tables.nameless"), grid.lines[0])] if not all(across) else []
    wide = [number for number, cells in enumerate(grid.cells) if any(map(str.strip, cells[len(across) + 1 :]))]
    nameless = [number for number, name in enumerate(down, start=1) if not name]
    faults += [Fault(grid.file, say("tables.nameless"), grid.lines[number]) for number in sorted({*wide, *nameless})]
    for names, line in ((across, grid.lines[0]), (down, grid.lines[-1])):
        often = Counter(map(same_concept, filter(None, names)))
        twice = [name for name, count in often.items() if count > 1]
        faults += [Fault(grid.file, say("tables.name_twice", name=shown(name)), line) for name in twice]
    top, side = set(map(same_concept, across)), set(map(same_concept, down))
    if not faults and top != side:
        message = say("tables.not_square", across=_some(top - side), down=_some(side - top))
        faults.append(Fault(grid.file, message, grid.lines[0]))
    if faults:
        raise InvalidInput(faults)
    return tuple(across), tuple(down)


def _trimmed(names: list[str]) -> list[str]:
    while names and not names[-1]:
        names.pop()
    return names


def _some(names: set[str]) -> str:
    few = [shown(name) for name in sorted(names)[:_SHOWN]]
    more = [say("tables.more_places", count=len(names) - _SHOWN).strip()] if len(names) > _SHOWN else []
    return ", ".join([*few, *more]) or say("tables.none")
