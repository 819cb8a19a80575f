"""Make the sheet partners may fill in, `templates/partner-map.xlsx`: one plain page, lists, no macros."""

from __future__ import annotations

import datetime
import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

from coprod_tools.exchange.map_cells import offered
from coprod_tools.words import say

LINES = 20
# People add lines below; the lists are there for them too.
LISTED = 400
FONT = "Arial"
COLUMNS = ("number", "from", "sign", "to", "strength", "confidence", "delay", "assumption", "evidence")
_WIDTHS = (11, 29, 13, 29, 14, 14, 15, 30, 30)
_LETTERS = "ABCDEFGHI"
# Dark on light, readable in black and white too; the lists' columns are tinted.
_HEAD, _CHOICE, _EXAMPLE, _EDGE = "1F3A5F", "EAF1F8", "F2F2F2", "8A8A8A"
# A fixed time: the same words give the same bytes.
_MADE = datetime.datetime(2026, 1, 1)


def form_bytes() -> bytes:
    """Return the sheet as the bytes of an .xlsx file; the same bytes every time."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = say("maps.form_sheet")
    for letter, width in zip(_LETTERS, _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    head = _top(sheet)
    _table(sheet, head)
    _lists(sheet, head)
    _paper(sheet, head)
    book.properties.creator, book.properties.title = "", say("maps.form_title")
    book.properties.created = book.properties.modified = _MADE
    held = io.BytesIO()
    book.save(held)
    return _same_every_time(held.getvalue())


def _top(sheet: Any) -> int:
    """Write title, how-to and the three questions; return the row of the headings."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    sheet["A1"] = say("maps.form_title")
    sheet["A1"].font = Font(name=FONT, size=18, bold=True, color=_HEAD)
    sheet.row_dimensions[1].height = 28
    for row in (2, 3, 4):
        sheet.merge_cells(f"A{row}:I{row}")
        sheet[f"A{row}"] = say(f"maps.form_how_{row - 1}")
        sheet[f"A{row}"].font = Font(name=FONT, size=11)
        sheet[f"A{row}"].alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[row].height = 19
    line = Side(style="thin", color=_EDGE)
    for row, name in ((6, "who"), (7, "date"), (8, "round")):
        sheet[f"B{row}"] = say(f"maps.form_{name}")
        sheet[f"B{row}"].font = Font(name=FONT, size=11, bold=True)
        sheet[f"B{row}"].alignment = Alignment(horizontal="right")
        last = "D" if name == "who" else "C"
        sheet.merge_cells(f"C{row}:{last}{row}")
        for letter in "CD"[: 2 if name == "who" else 1]:
            sheet[f"{letter}{row}"].border = Border(top=line, bottom=line, left=line, right=line)
            sheet[f"{letter}{row}"].fill = PatternFill("solid", fgColor=_CHOICE)
        sheet[f"C{row}"].alignment = Alignment(horizontal="left")
        if name != "who":
            sheet[f"C{row}"].number_format = "@" if name == "date" else "0"
        beside = "E" if name == "who" else "D"
        sheet[f"{beside}{row}"] = f"({say(f'maps.form_{name}_help')})"
        sheet[f"{beside}{row}"].font = Font(name=FONT, size=10, italic=True, color="595959")
        sheet.row_dimensions[row].height = 18
    return 10


def _table(sheet: Any, head: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color=_EDGE)
    box, wrapped = (
        Border(top=line, bottom=line, left=line, right=line),
        Alignment(wrap_text=True, vertical="center", indent=1),
    )
    words = {
        name: say(f"maps.form_example_{name}") for name in ("from", "to", "delay", "assumption", "evidence")
    } | {
        "number": say("maps.form_example"), "sign": say("maps.form_less"), "strength": offered()["strength"][2],
        "confidence": say("maps.form_sure_medium"),
    }  # fmt: skip
    for row in range(head, head + 2 + LINES):
        sheet.row_dimensions[row].height = 34 if row == head else 28
        for letter, name in zip(_LETTERS, COLUMNS, strict=True):
            cell = sheet[f"{letter}{row}"]
            cell.border, cell.alignment = box, wrapped
            if row == head:
                cell.value, cell.font = say(f"maps.form_{name}"), Font(name=FONT, size=11, bold=True, color="FFFFFF")
                cell.fill = PatternFill("solid", fgColor=_HEAD)
            elif row == head + 1:
                cell.value, cell.font = words[name], Font(name=FONT, size=11, italic=True, color="595959")
                cell.fill = PatternFill("solid", fgColor=_EXAMPLE)
            else:
                cell.font = Font(name=FONT, size=11)
                if name == "number":
                    cell.value, cell.alignment = row - head - 1, Alignment(horizontal="center", vertical="center")
                elif name in offered():
                    cell.fill = PatternFill("solid", fgColor=_CHOICE)


def _lists(sheet: Any, head: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for name, words in offered().items():
        letter = _LETTERS[COLUMNS.index(name)]
        choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        choice.error, choice.errorTitle, choice.showErrorMessage = (
            say("maps.form_choose"),
            say(f"maps.form_{name}"),
            True,
        )
        choice.add(f"{letter}{head + 2}:{letter}{head + LISTED}")
        sheet.add_data_validation(choice)


def _paper(sheet: Any, head: int) -> None:
    sheet.freeze_panes = f"A{head + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # 9 is A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"
    for side in ("left", "right"):
        setattr(sheet.page_margins, side, 0.4)
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.4, 0.7, 0.35
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = say("maps.form_footer"), "&P / &N"


def _same_every_time(data: bytes) -> bytes:
    """Return the file with the times of its parts set to one moment, so that only its words make a difference."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for entry in packed.infolist():
            content = packed.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _without_now(content)
            again.writestr(zipfile.ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without_now(content: bytes) -> bytes:
    stamp = _MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)


if __name__ == "__main__":
    from coprod_tools.files import write_atomic

    write_atomic(Path(sys.argv[1]), form_bytes())
