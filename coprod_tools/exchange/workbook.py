"""Open a workbook (.xlsx) safely: nothing in it runs, nothing is fetched, no cell is lost or guessed in silence.

workbook = open_workbook(path)             InvalidInput when the file as a whole can't be used
for sheet in workbook.sheets:              in order; hidden ones say so
    sheet.rows[0][0]                       row 1, column A: str, int, float, bool, date, or None when empty
    sheet.bad[(7, 2)]                      B7 can't be used (its value is None): why, and what to write
    sheet.place(7, 2)                      FILE!sheet!B7, as a Fault's `file`
    text_of(value)                         a cell's value as the words a person would type
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coprod_tools.files import read_bytes
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

MAX_ENTRIES = 2_000
MAX_UNPACKED = 300_000_000
MAX_RATIO = 200
# Small parts that pack very well are common and harmless.
RATIO_FROM = 2_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
# Cells of all rows together, the empty ones before a row's last cell among them.
MAX_CELLS = 20_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_HEAD = 4_096
Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Attributes
    ----------
    rows : tuple of tuples
        From row 1 and column A on; a row ends with its last cell that holds something, and so do the rows.
    bad : mapping of (row, column) to str
        Cells that can't be used, counted from 1, with what is wrong; their value is None.
    """

    file: str
    name: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = False
    bad: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def value(self, row: int, column: int) -> Value:
        """Return the value at a row and column, counted from 1; None outside."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return cells[column - 1] if 0 < column <= len(cells) else None

    def place(self, row: int, column: int) -> str:
        """Return how messages name a cell: `FILE!sheet!B7`."""
        return f"{self.file}!{self.name}!{letters(column)}{row}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of one file, in their order; pictures and charts are left out."""

    file: str
    sheets: tuple[Sheet, ...]


def open_workbook(path: Path | str, file: str | None = None) -> Workbook:
    """Read every sheet of a workbook.

    Parameters
    ----------
    file : str, optional
        How faults name it; the path as given when absent.

    Raises
    ------
    InvalidInput
        For what is no .xlsx, is broken or locked with a password, holds macros, links to other files or a document
        type, unpacks to far more than it is, or has more rows or columns than anybody types.
    """
    file = str(path) if file is None else file
    data = read_bytes(path, file=file)
    has_formulas = _guard(data, file, Path(path).suffix.lower())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Workbook(file, tuple(_sheets(data, file, has_formulas)))
    except InvalidInput:
        raise
    except Exception:  # whatever openpyxl meets in a broken file, the file is what is wrong
        raise _refusal(file, "broken") from None


def text_of(value: Value) -> str:
    """Return a cell's value as a person would type it: 2 for 2.0, a day without its midnight, empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    return str(value).strip()


def printable(text: str) -> str:
    """Return a name from outside so that it can be shown safely on one line."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)


def letters(column: int) -> str:
    """Return a column's letters: A for 1, AA for 27."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _refusal(file: str, message_id: str, **values: object) -> InvalidInput:
    return InvalidInput([Fault(file, say(f"maps.workbook_{message_id}", **values))])


def _guard(data: bytes, file: str, ending: str) -> bool:
    """Refuse what may do harm before anything takes it apart; tell whether any sheet holds a formula."""
    if data.startswith(_OLD_OFFICE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise _refusal(file, "locked" if locked else "old")
    if not data:
        raise _refusal(file, "empty")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _refuse_bombs(packed.infolist(), file)
            names = [entry.filename.replace("\\", "/").lower() for entry in packed.infolist()]
            _refuse_harm(names, file, ending)
            return _look_inside(packed, file)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, zipfile.LargeZipFile):
        raise _refusal(file, "broken") from None
    except Exception as error:
        if isinstance(error, InvalidInput):
            raise
        raise _refusal(file, "broken") from None  # zlib.error and its like


def _refuse_bombs(entries: list[zipfile.ZipInfo], file: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    steep = any(
        entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or steep:
        raise _refusal(file, "bomb")


def _refuse_harm(names: list[str], file: str, ending: str) -> None:
    if ending in (".xlsm", ".xltm", ".xlam", ".xlsb") or any(
        name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names
    ):
        raise _refusal(file, "macros")
    if any(name.startswith("xl/externallinks/") for name in names):
        raise _refusal(file, "links")
    if "xl/workbook.xml" not in names:
        raise _refusal(file, "not_xlsx")


def _look_inside(packed: zipfile.ZipFile, file: str) -> bool:
    """Refuse document types, which can hide or multiply content; tell whether there is a formula."""
    has_formulas = False
    for entry in packed.infolist():
        name = entry.filename.lower()
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        content = packed.read(entry)
        head = content[:_HEAD]
        if b"<!DOCTYPE" in head or b"<!ENTITY" in content or b"\0" in head:
            raise _refusal(file, "document_type")
        has_formulas |= name.startswith("xl/worksheets/") and _FORMULA.search(content) is not None
    return has_formulas


def _sheets(data: bytes, file: str, has_formulas: bool) -> list[Sheet]:
    import openpyxl

    stored = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = None
    if has_formulas:
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheets = []
    for number, one in enumerate(stored.worksheets):
        name, hidden = printable(str(one.title)), one.sheet_state != "visible"
        rows, bad = _cells(one, f"{file}!{name}")
        if formulas is not None:
            written, _ = _cells(formulas.worksheets[number], f"{file}!{name}")
            bad |= _without_value(rows, written)
        sheets.append(Sheet(file, name, rows, hidden, bad))
    return sheets


def _cells(one: Any, file: str) -> tuple[tuple[tuple[Value, ...], ...], dict[tuple[int, int], str]]:
    """Return a sheet's values; the size it claims is not believed."""
    one.reset_dimensions()
    rows: list[tuple[Value, ...]] = []
    bad: dict[tuple[int, int], str] = {}
    held, total = 0, 0
    for number, cells in enumerate(one.iter_rows(), 1):
        total += len(cells)
        values = [cell.value for cell in cells]
        while values and _is_empty(values[-1]):
            values.pop()
        if number > MAX_ROWS and values:
            raise _refusal(file, "rows", limit=f"{MAX_ROWS:,}")
        if len(values) > MAX_COLUMNS or total > MAX_CELLS:
            raise _refusal(file, "columns", limit=f"{MAX_COLUMNS:,}")
        for at, cell in enumerate(cells[: len(values)]):
            if cell.data_type == "e":
                bad[(number, at + 1)] = say("maps.cell_error")
                values[at] = None
        if number <= MAX_ROWS:
            rows.append(tuple(values))
        held = number if values else held
    return tuple(rows[:held]), bad


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _without_value(
    rows: tuple[tuple[Value, ...], ...], written: tuple[tuple[Value, ...], ...]
) -> dict[tuple[int, int], str]:
    """Return the cells that hold a formula whose result was never stored."""
    bad = {}
    for number, cells in enumerate(written):
        for at, value in enumerate(cells):
            is_formula = isinstance(value, str) and value.startswith("=")
            known = number < len(rows) and at < len(rows[number]) and rows[number][at] is not None
            if is_formula and not known:
                bad[(number + 1, at + 1)] = say("maps.cell_formula")
    return bad
