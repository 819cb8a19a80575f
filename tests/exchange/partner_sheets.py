"""Partners' sheets as people fill them in, made from the template for tests."""

from __future__ import annotations

from pathlib import Path

import openpyxl

TEMPLATE = Path(__file__).parents[2] / "templates" / "partner-map.xlsx"
# Where the template's first numbered line stands, and its columns from `from` on.
FIRST = 12
GOOD = ("evening buses", "less", "missed visits", "strong", "very sure", "weeks", "the bus runs", "20 families")


def fill(
    path: Path,
    rows: list[tuple[object, ...]] | None = None,
    *,
    who: object = None,
    date: object = None,
    round: object = None,
) -> Path:
    """Write a filled-in sheet: `rows` from column B of the first line on."""
    book = openpyxl.load_workbook(TEMPLATE)
    sheet = book.active
    for cell, value in (("C6", who), ("C7", date), ("C8", round)):
        if value is not None:
            sheet[cell] = value
    for number, row in enumerate([GOOD] if rows is None else rows):
        for at, value in enumerate(row):
            sheet.cell(FIRST + number, 2 + at, value)
    book.save(path)
    return path


def policy(folder: Path, actors: str = "[{id: kahu-trust, label: Kahu Trust, kind: community}]") -> Path:
    """Write a policy that is a single file."""
    path = folder / "p.yaml"
    path.write_text(f"# ours\ncoprod: 1\nid: p\ntitle: P\nactors: {actors}\n", encoding="utf-8")
    return path
