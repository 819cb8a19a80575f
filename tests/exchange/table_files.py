"""Small tables for tests, written where a test wants them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from coprod_tools.exchange import CausalMap, Imported, edges
from coprod_tools.exchange.imported import Lost


def written(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file, folders too, and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def edge_list(folder: Path, text: str | bytes, name: str = "links.csv") -> CausalMap:
    """Write an edge list and read it."""
    return edges.read_map(written(folder, name, text))


def workbook(folder: Path, sheets: dict[str, Iterable[Sequence[Any]]], name: str = "book.xlsx") -> Path:
    """Write a workbook of sheets of rows."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(folder / name)
    return folder / name


def counted(lost: Iterable[Lost]) -> dict[str, int]:
    """Return how often each field was lost, whatever the reason."""
    counts: dict[str, int] = {}
    for row in lost:
        counts[row.field] = counts.get(row.field, 0) + row.count
    return counts


def notes_of(found: CausalMap | Imported) -> str:
    """Return everything that was said, as one text."""
    return "\n".join(found.notes if isinstance(found, CausalMap) else found.warnings)
