"""Read a table of text from outside: strict UTF-8, one delimiter, bounded rows and cells; every row has its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coprod_tools.files import read_bytes
from coprod_tools.files.reading import decode
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
# In all; a wide table of short rows costs memory by its cells, not by its bytes.
MAX_CELLS = 12_000_000
DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One record: the line it begins on, counted from 1, and its cells as written."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """True when no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A file's rows that are not blank, and the sign that stood between their cells."""

    file: str
    delimiter: str
    rows: tuple[CsvRow, ...]


def read_table(path: Path | str, *, columns: int = MAX_COLUMNS, rows: int = MAX_ROWS) -> CsvTable:
    """Read a file of values between commas, semicolons, tabs or bars; the delimiter is found from its first lines.

    Parameters
    ----------
    columns, rows : int
        Most cells in a row, and most rows, accepted.

    Raises
    ------
    InvalidInput
        When the file can't be read, is no UTF-8 text, is empty, has a quotation mark without its partner, or is too
        large; with the line.
    """
    file = Path(path).name
    return table_of(decode(read_bytes(path, file=file), file), file, columns=columns, rows=rows)


def table_of(text: str, file: str, *, columns: int = MAX_COLUMNS, rows: int = MAX_ROWS) -> CsvTable:
    """Return the rows of a text; see `read_table`."""
    delimiter = _delimiter(text)
    found: list[CsvRow] = []
    cells = 0
    for number, row in enumerate(_records(text, delimiter, file), start=1):
        cells += len(row.cells)
        if len(row.cells) > columns:
            raise InvalidInput([Fault(file, say("tables.many_columns", limit=f"{columns:,}"), row.line)])
        if len(found) == rows or number > 2 * rows + _LOOKED_AT or cells > MAX_CELLS:
            raise InvalidInput([Fault(file, say("tables.many_rows", limit=f"{rows:,}"), row.line)])
        if not row.is_blank:
            found.append(row)
    if not found:
        raise InvalidInput([Fault(file, say("tables.empty"))])
    return CsvTable(file, delimiter, tuple(found))


def _records(text: str, delimiter: str, file: str) -> Iterator[CsvRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield CsvRow(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        key = "tables.long_cell" if "field limit" in str(error) else "tables.broken_quotes"
        raise InvalidInput([Fault(file, say(key), line)]) from None


def _delimiter(text: str) -> str:
    """Return the sign that cuts most of the first lines into the same number of cells, more than one.

    The standard library's sniffer takes letters and blanks for delimiters and is slow on hostile text.
    """
    head = text[:65_536]
    scores = {sign: _agreement(head, sign) for sign in DELIMITERS}
    return max(DELIMITERS, key=lambda sign: scores[sign])


def _agreement(head: str, delimiter: str) -> tuple[int, int]:
    """Return how many of the first records have as many cells as the first, and that number; nothing for one cell."""
    widths: list[int] = []
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                widths.append(len(cells))
            if len(widths) == _LOOKED_AT:
                break
    except csv.Error:
        pass
    if not widths or widths[0] < 2:
        return 0, 0
    return widths.count(widths[0]), widths[0]
