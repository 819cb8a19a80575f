"""Find the maps in what people sent: partners' sheets, CSV files, maps of tools, folders of them."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from coprod_tools.exchange.causal_map import CausalMap
from coprod_tools.exchange.held_maps import told_by_holders
from coprod_tools.exchange.map_cells import statement_of
from coprod_tools.exchange.partner_sheet import headings, is_partner_workbook, read_sheets
from coprod_tools.exchange.registry import Format, map_formats, recognise
from coprod_tools.exchange.told import Told
from coprod_tools.exchange.workbook import Workbook, open_workbook, printable
from coprod_tools.files import decode, read_bytes
from coprod_tools.files.shape import nearest
from coprod_tools.policyfile.map_csv import HEADER, table, unguarded
from coprod_tools.problems import CoprodError, Fault, InvalidInput
from coprod_tools.words import say

DELIMITERS = (",", ";", "\t")
_SHEETS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods", ".csv", ".tsv")
_HEAD = 4_000
_LOG = logging.getLogger("coprod_tools")


def told_in(source: Path | str) -> Iterator[Told | InvalidInput | str]:
    """Yield each map in a source, the refusal of each file that can't be used, and a sentence for each one left out.

    Parameters
    ----------
    source : Path or str
        A sheet, a CSV file, a map of a tool, or a folder; a folder stands for all of these in it.
    """
    path = Path(source)
    if os.path.isdir(path) and recognise(path) is None:
        yield from _in_folder(path)
    else:
        yield from _each(path)


def _in_folder(folder: Path) -> Iterator[Told | InvalidInput | str]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError:
        yield InvalidInput([Fault(str(folder), say("files.unlistable"))])
        return
    found = False
    for name in names:
        path = folder / name
        # Sheet programs keep a file ~$NAME beside one that is open.
        if name.startswith((".", "~$")):
            continue
        if path.is_symlink() or not path.is_file() or not (path.suffix.lower() in _SHEETS or _is_map(path)):
            yield say("maps.src_left_out", path=printable(str(path)))
            continue
        found = True
        yield from _each(path)
    if not found:
        yield InvalidInput([Fault(printable(str(folder)), say("maps.src_folder_empty"))])


def _is_map(path: Path) -> bool:
    known = recognise(path)
    return known is not None and known.read_map is not None


def _each(path: Path) -> Iterator[Told | InvalidInput | str]:
    try:
        yield from _read(path, printable(str(path)))
    except InvalidInput as refused:
        yield InvalidInput([replace(fault, file=_with_folder(fault.file, path)) for fault in refused.faults])


def _with_folder(file: str, path: Path) -> str:
    """Return a reader's name of a file as the user wrote it; readers may name only the file itself."""
    return str(path) + file.removeprefix(path.name) if file.startswith(path.name) else file


def _read(path: Path, file: str) -> tuple[Told, ...]:
    if not os.path.exists(path):
        raise InvalidInput([Fault(file, say("maps.src_missing"))])
    if os.path.isdir(path):
        return _from_tool(path, file)
    if path.suffix.lower() in _SHEETS[:7]:
        workbook = open_workbook(path, file)
        if is_partner_workbook(workbook):
            return read_sheets(workbook)
        return _from_tool(path, file, workbook)
    data = read_bytes(path, file=file)
    text = decode(data, file) if path.suffix.lower() in _SHEETS[7:] else None
    told = _from_csv(text, file) if text is not None else None
    return (told,) if told else _from_tool(path, file, text=text)


def _from_csv(text: str, file: str) -> Told | None:
    """Return what a CSV file with our columns tells, in any order and with some left out; None for another file."""
    known = headings()
    for delimiter in DELIMITERS:
        rows, faults = table(text, file, delimiter)
        if not rows:
            continue
        named = [known.get(" ".join(cell.casefold().split()), "") for cell in rows[0][1]]
        if {"from", "to"} <= set(named) and all(named) and len(set(named)) == len(named):
            return _told(rows[1:], named, file, faults)
    return None


def _told(rows: list[tuple[int, list[str]]], named: list[str], file: str, faults: list[Fault]) -> Told:
    statements, places = [], []
    for line, cells in rows:
        if any(cells[len(named) :]):
            faults.append(Fault(file, say("maps.cells", count=len(named), found=len(cells)), line))
            continue
        row = {name: unguarded(cell) for name, cell in zip(named, cells, strict=False) if name in HEADER}
        if not any(row.values()):
            continue
        said, wrong = statement_of(row, line)
        faults += [Fault(file, message, line, path=column) for column, message in wrong]
        if said:
            statements.append(said)
            places.append(f"{file}:{line}")
    empty = not statements and not faults
    return Told(
        file, Path(file).stem, tuple(statements), who_at=file, places=tuple(places), faults=tuple(faults), empty=empty
    )


def _from_tool(path: Path, file: str, workbook: Workbook | None = None, text: str | None = None) -> tuple[Told, ...]:
    found = recognise(path)
    if found is not None and found.read_map is not None:
        return told_by_holders(_map(found, path, file), file, Path(file).stem)
    if workbook is not None and not any(sheet.rows for sheet in workbook.sheets):
        raise InvalidInput([Fault(file, say("maps.src_empty_sheet"))])
    wrong = _nearly_ours(text, file) if text else None
    message = say("maps.src_unknown", header=",".join(HEADER), names=", ".join(map_formats()))
    raise InvalidInput([wrong or Fault(file, message)])


def _map(known: Format, path: Path, file: str) -> CausalMap:
    if known.read_map is None:
        raise InvalidInput([Fault(file, say("maps.src_broken"))])
    try:
        return known.read_map(path)
    except CoprodError:
        raise
    except Exception as error:  # one file that a reader can't take apart must not stop the other partners
        _LOG.warning("%s: %s", known.name, type(error).__name__)
        raise InvalidInput([Fault(file, say("maps.src_broken"))]) from error


def _nearly_ours(text: str, file: str) -> Fault | None:
    """Name the first column that keeps a CSV file from being a partner's map."""
    known = headings()
    rows, _ = table(text[:_HEAD].partition("\n")[0], file, ",")
    cells = [" ".join(cell.casefold().split()) for cell in rows[0][1]] if rows else []
    if not {"from", "to"} & set(cells):
        return None
    for cell in cells:
        if cell not in known:
            near = nearest(cell, HEADER)
            message = (
                say("maps.sheet_column_near", near=near) if near else say("maps.sheet_column", known=", ".join(HEADER))
            )
            return Fault(file, message, 1, path=f"column {cells.index(cell) + 1}")
    return Fault(file, say("maps.sheet_column_twice"), 1) if len(set(cells)) < len(cells) else None
