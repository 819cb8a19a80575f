"""The sheet that comes with the package is what its maker makes, and holds nothing that runs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl

from coprod_tools.exchange.partner_form import form_bytes
from coprod_tools.exchange.partner_sheet import read_sheets
from coprod_tools.exchange.workbook import open_workbook


def test_the_shipped_sheet_is_the_one_that_is_made(root: Path) -> None:
    """Part by part: packing differs between versions of zlib."""
    with (
        zipfile.ZipFile(root / "templates" / "partner-map.xlsx") as shipped,
        zipfile.ZipFile(io.BytesIO(form_bytes())) as made,
    ):
        assert {n: shipped.read(n) for n in shipped.namelist()} == {n: made.read(n) for n in made.namelist()}


def test_making_it_twice_gives_the_same_bytes() -> None:
    """No clock is in it."""
    assert form_bytes() == form_bytes()


def test_an_unfilled_sheet_says_nothing(root: Path) -> None:
    """Its example is never data."""
    (told,) = read_sheets(open_workbook(root / "templates" / "partner-map.xlsx"))
    assert told.empty and told.statements == () and told.faults == ()


def test_it_is_one_a4_page_across_with_lists_to_choose_from(root: Path) -> None:
    """Nothing in it is hidden, locked, linked or run."""
    path = root / "templates" / "partner-map.xlsx"
    book = openpyxl.load_workbook(path)
    (sheet,) = book.worksheets
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize), sheet.page_setup.fitToWidth) == (
        "landscape",
        9,
        1,
    )
    lists = sorted(choice.formula1 for choice in sheet.data_validations.dataValidation)
    assert lists == [
        '"more,less,don\'t know"',
        '"not sure,fairly sure,very sure"',
        '"very weak,weak,medium,strong,very strong"',
    ]
    with zipfile.ZipFile(path) as packed:
        assert not [name for name in packed.namelist() if "vba" in name.lower() or "external" in name.lower()]
