"""A partner's map as CSV: one line for each thing said, nothing in it a live formula, read back exactly as written."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pydantic_core import PydanticCustomError

from coprod_tools.files.shape import nearest
from coprod_tools.policy.partner_maps import Statement
from coprod_tools.policy.values import MAX_LINE, MAX_TEXT, clean_text, read_number
from coprod_tools.problems import Fault
from coprod_tools.words import say

HEADER = ("from", "to", "sign", "strength", "confidence", "delay", "assumption", "evidence")
SIGNS = ("+", "-", "?")
CONFIDENCES = ("low", "medium", "high")
# A sheet program takes a cell that begins so for a formula; where it splits cells at `;`, so does each part
# (OWASP, CSV Injection; the wide forms count as the plain ones in some languages' versions).
_LIVE = re.compile(r"(^|[;\n])('*)(?=[=+\-@＝＋－＠])")
_QUOTED = re.compile(r"(^|[;\n])'('*)(?=[=+\-@＝＋－＠])")
Row = dict[str, str]


def write_map(statements: Iterable[Statement]) -> str:
    """Return statements as the text of a map's file.

    A cell that a sheet program would take for a formula begins with `'`, which reading takes away again; a sign alone
    is no formula and stays plain.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for said in statements:
        strength = None if said.strength is None else format(said.strength, "f")
        words = (said.cause, said.effect, said.delay, said.assumption, said.evidence)
        cause, effect, delay, assumption, evidence = (guarded(word or "") for word in words)
        sign, confidence = said.sign or "", said.confidence or ""
        writer.writerow([cause, effect, sign, strength or "", confidence, delay, assumption, evidence])
    return out.getvalue()


def guarded(text: str) -> str:
    """Return `text` so that no sheet program runs it as a formula; `unguarded` gives it back."""
    return _LIVE.sub(r"\1'\2", text)


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return _QUOTED.sub(r"\1\2", text)


def read_map(text: str, file: str) -> tuple[tuple[Statement, ...], tuple[Fault, ...]]:
    """Return the statements of a map's file and everything that is wrong with it.

    A line with a fault gives no statement; the others are read all the same. Lines without any word are passed over.

    Parameters
    ----------
    file : str
        How faults name the file. Each names the line and, as its path, the column.
    """
    rows, faults = table(text, file, ",")
    if not rows and faults:
        return (), tuple(faults)
    if tuple(rows[0][1]) != HEADER:
        return (), (Fault(file, say("maps.header", header=",".join(HEADER)), rows[0][0]), *faults)
    statements = []
    for line, cells in rows[1:]:
        if not any(cells):
            continue
        if len(cells) != len(HEADER):
            faults.append(Fault(file, say("maps.cells", count=len(HEADER), found=len(cells)), line))
            continue
        said, wrong = statement(dict(zip(HEADER, map(unguarded, cells), strict=True)), line)
        faults += [Fault(file, message, line, path=column) for column, message in wrong]
        statements += [said] if said else []
    if not statements and not faults:
        faults.append(Fault(file, say("maps.nothing_said")))
    return tuple(statements), tuple(sorted(faults, key=lambda fault: fault.line or 0))


def table(text: str, file: str, delimiter: str) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
    """Return the rows of a CSV text, each with the line it begins on; a fault where it can't be read further."""
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error:
        return rows, [Fault(file, say("maps.not_csv"), line)]
    return rows, []


def statement(row: Row, line: int) -> tuple[Statement | None, list[tuple[str, str]]]:
    """Return the statement that a row's cells make, or None and each wrong column with what to write.

    Parameters
    ----------
    row : dict of str to str
        Cell by column name; a missing column is an empty cell.
    """
    wrong: list[tuple[str, str]] = []
    texts: dict[str, str | None] = {}
    for column in ("from", "to", "delay", "assumption", "evidence"):
        try:
            texts[column] = _text(row.get(column, ""), column)
        except PydanticCustomError as refused:
            wrong.append((column, refused.message()))
    wrong += [(column, message) for column, message in _wrong_words(row)]
    try:
        strength = strength_of(row.get("strength", ""))
    except ValueError as refused:
        wrong.append(("strength", str(refused)))
    cause, effect = texts.get("from"), texts.get("to")
    wrong += [(column, say("maps.no_name")) for column in ("from", "to") if texts.get(column, "") is None]
    if cause and effect and same_words(cause, effect):
        wrong.append(("to", say("maps.itself")))
    if wrong or not cause or not effect:
        return None, sorted(wrong, key=lambda each: HEADER.index(each[0]))
    sign, confidence = row.get("sign") or None, row.get("confidence") or None
    return Statement(
        cause, effect, sign, strength, confidence,  # type: ignore[arg-type]
        texts["delay"], texts["assumption"], texts["evidence"], line,
    ), []  # fmt: skip


def folded(words: str) -> str:
    """Return words as they are compared: NFC, case folded, blanks as one."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def same_words(one: str, other: str) -> bool:
    """Tell whether two names are the same words."""
    return folded(one) == folded(other)


def strength_of(cell: str) -> Decimal | None:
    """Return a strength from 0 to 1; None for an empty cell.

    Raises
    ------
    ValueError
        Saying what to write.
    """
    if not cell:
        return None
    try:
        number: Decimal = read_number(cell)
    except PydanticCustomError:
        raise ValueError(say("maps.strength")) from None
    if not 0 <= number <= 1:
        raise ValueError(say("maps.strength"))
    return number.copy_abs()


def _text(cell: str, column: str) -> str | None:
    """Return a cell's words: tabs as blanks, a name on one line; None when it is empty."""
    is_name = column in ("from", "to")
    plain = cell.replace("\r\n", "\n").replace("\t", " ")
    if is_name:
        plain = " ".join(plain.split())
    return clean_text(plain, MAX_LINE if is_name else MAX_TEXT) or None


def _wrong_words(row: Row) -> Iterator[tuple[str, str]]:
    for column, known in (("sign", SIGNS), ("confidence", CONFIDENCES)):
        cell = row.get(column, "")
        if cell and cell not in known:
            near = nearest(cell, known) if column == "confidence" else None
            yield column, say(f"maps.{column}_near", near=near) if near else say(f"maps.{column}")
