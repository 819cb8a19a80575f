"""Workbooks are opened so that nothing runs, nothing is fetched and no cell is lost or guessed."""

from __future__ import annotations

import datetime
import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from coprod_tools.exchange.workbook import letters, open_workbook, text_of
from coprod_tools.problems import InvalidInput


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small sound workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ours"
    sheet["A1"], sheet["C2"], sheet["B3"] = "x", 2.5, datetime.date(2026, 3, 1)
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def with_part(path: Path, name: str, content: bytes, instead: bool = False) -> Path:
    """Return a copy of a workbook with one part added, or put in another's place."""
    made = path.with_name("made.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if not (instead and entry.filename == name):
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return made


def test_every_sheet_comes_with_its_values_and_their_places(path: Path) -> None:
    """Rows end with their last cell; hidden sheets say so; a place reads as people write it."""
    ours, hidden = open_workbook(path).sheets
    assert ours.rows == (("x",), (None, None, 2.5), (None, datetime.datetime(2026, 3, 1)))
    assert (ours.hidden, hidden.hidden, hidden.rows) == (False, True, ())
    assert ours.place(7, 2) == f"{path}!Ours!B7"
    assert (ours.value(2, 3), ours.value(9, 9), ours.value(0, 0)) == (2.5, None, None)


@pytest.mark.parametrize(
    ("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_their_letters(column: int, name: str) -> None:
    """XFD is the last column of a sheet (ECMA-376, 18.3.1)."""
    assert letters(column) == name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (2.0, "2"),
        (0.1 + 0.2, "0.3"),
        (True, "yes"),
        (" a ", "a"),
        (datetime.datetime(2026, 3, 1), "2026-03-01"),
    ],
)
def test_a_value_reads_as_somebody_would_type_it(value: object, text: str) -> None:
    """No trailing .0, no midnight, no binary dust."""
    assert text_of(value) == text  # type: ignore[arg-type]


def test_a_formula_without_a_stored_value_names_its_cell(path: Path) -> None:
    """Its result is nowhere in the file, so its cell is no empty one."""
    book = openpyxl.load_workbook(path)
    book["Ours"]["B7"] = "=A1"
    book.save(path)
    ours = open_workbook(path).sheets[0]
    assert list(ours.bad) == [(7, 2)] and "formula" in ours.bad[(7, 2)]


def test_a_stored_value_of_a_formula_is_used(path: Path) -> None:
    """As a sheet program saves it."""
    with zipfile.ZipFile(path) as packed:
        text = packed.read("xl/worksheets/sheet1.xml")
    made = with_part(path, "xl/worksheets/sheet1.xml", text.replace(b"<v>2.5</v>", b"<f>1+1.5</f><v>2.5</v>"), True)
    sheet = open_workbook(made).sheets[0]
    assert sheet.value(2, 3) == 2.5 and not sheet.bad


def test_a_lying_size_loses_no_cell(path: Path) -> None:
    """The sheet claims to end at A1."""
    with zipfile.ZipFile(path) as packed:
        text = packed.read("xl/worksheets/sheet1.xml")
    assert b'<dimension ref="A1:C3"' in text
    made = with_part(path, "xl/worksheets/sheet1.xml", text.replace(b'ref="A1:C3"', b'ref="A1:A1"'), True)
    assert open_workbook(made).sheets[0].value(2, 3) == 2.5


def test_an_error_cell_is_named(path: Path) -> None:
    """#REF! is no word anybody wrote."""
    with zipfile.ZipFile(path) as packed:
        text = packed.read("xl/worksheets/sheet1.xml")
    made = with_part(path, "xl/worksheets/sheet1.xml", text.replace(b't="n"><v>2.5</v>', b't="e"><v>#REF!</v>'), True)
    assert (2, 3) in open_workbook(made).sheets[0].bad


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/externalLinks/externalLink1.xml", "other files"),
    ],
)
def test_macros_and_links_to_other_files_are_refused(path: Path, part: str, words: str) -> None:
    """Neither is ever opened, whatever the file's name says."""
    with pytest.raises(InvalidInput, match=words):
        open_workbook(with_part(path, part, b"<x/>"))


def test_a_workbook_that_may_hold_macros_is_refused_by_its_name(path: Path) -> None:
    """Its name asks a sheet program to run what is in it."""
    with pytest.raises(InvalidInput, match="macros"):
        open_workbook(path.rename(path.with_suffix(".xlsm")))


def test_a_document_type_is_refused(path: Path) -> None:
    """It could multiply content or fetch it."""
    bomb = b'<!DOCTYPE a [<!ENTITY b "ha">]><worksheet>&b;</worksheet>'
    with pytest.raises(InvalidInput, match="not written as a sheet program"):
        open_workbook(with_part(path, "xl/worksheets/sheet1.xml", bomb, True))


def test_a_packed_bomb_is_refused_before_it_unpacks(path: Path) -> None:
    """50 MB of blanks pack to almost nothing."""
    with pytest.raises(InvalidInput, match="unpacks"):
        open_workbook(with_part(path, "xl/big.xml", b" " * 50_000_000))


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD2"])
def test_a_cell_at_the_far_end_neither_hangs_nor_is_lost(path: Path, cell: str) -> None:
    """It is refused with what to do."""
    book = openpyxl.load_workbook(path)
    book["Ours"][cell] = "far"
    book.save(path)
    begun = time.perf_counter()
    with pytest.raises(InvalidInput, match="delete the"):
        open_workbook(path)
    assert time.perf_counter() - begun < 20


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 and then nothing", "broken"),
        (b"from,to\na,b\n", "broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(tmp_path: Path, data: bytes, words: str) -> None:
    """Broken, locked and old files each say how to mend them."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(InvalidInput, match=words):
        open_workbook(path)


def test_another_packed_file_is_no_workbook(tmp_path: Path) -> None:
    """A packed folder with the ending .xlsx."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("a.txt", "a")
    (tmp_path / "a.xlsx").write_bytes(held.getvalue())
    with pytest.raises(InvalidInput, match=r"kind \.xlsx"):
        open_workbook(tmp_path / "a.xlsx")


def test_a_cut_off_workbook_raises_only_our_error(path: Path) -> None:
    """At every tenth byte."""
    whole = path.read_bytes()
    for end in range(0, len(whole), 97):
        path.write_bytes(whole[:end])
        with pytest.raises(InvalidInput):
            open_workbook(path)
