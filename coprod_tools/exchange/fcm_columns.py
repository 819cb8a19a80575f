"""Experts' answers in FCMpy's plain tables: a column for each link, a row for each expert, terms in the cells.

A heading names a link with its sign, such as `C1 -> C2 (-)`; cells say how strong it is (`VH`) or that there is none.
"""

from __future__ import annotations

import re
from pathlib import Path

from coprod_tools.exchange.csv_source import CsvTable, read_table, table_of
from coprod_tools.exchange.fcm_answers import MAX_ANSWERS, Answer
from coprod_tools.exchange.fcm_terms import term_headings
from coprod_tools.exchange.link_words import folded
from coprod_tools.exchange.map_notes import line_place
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

_LINK = re.compile(r"\s*(\S.*?)\s*(?:->|→)\s*(\S.*?)\s*\(\s*([+\-−–])\s*\)\s*")
ENDINGS = (".csv", ".tsv", ".txt")


def is_columns_of_links(path: Path, head: bytes) -> bool:
    """Tell whether every heading of a table names a link and its sign."""
    if path.suffix.lower() not in ENDINGS or not any(sign in head for sign in (b"->", "→".encode())):
        return False
    try:
        first = table_of(head.decode("utf-8", errors="replace").lstrip("\ufeff").split("\n", 1)[0], path.name)
    except InvalidInput:
        return False
    return all(map(_LINK.fullmatch, first.rows[0].cells))


def answers_of_table(path: Path) -> list[Answer]:
    """Return one answer for each cell that holds a term; the experts are called by their rows' numbers.

    Raises
    ------
    InvalidInput
        When the file can't be read as a table, a heading names no link, or a row has more cells than there are links.
    """
    table = read_table(path)
    links = _links(table)
    answers: list[Answer] = []
    for number, row in enumerate(table.rows[1:], start=1):
        if len(row.cells) > len(links) and any(cell.strip() for cell in row.cells[len(links) :]):
            raise InvalidInput([Fault(table.file, say("tables.experts_cells", limit=len(links)), row.line)])
        for (cause, effect, sign), cell in zip(links, row.cells, strict=False):
            if not cell.strip():
                continue
            if len(answers) == MAX_ANSWERS:
                raise InvalidInput([Fault(table.file, say("tables.many_links", limit=f"{MAX_ANSWERS:,}"), row.line)])
            term = sign + cell.strip() if folded(sign + cell) in term_headings() else cell.strip()
            cells = {"From": cause, "To": effect, term: "1"}
            answers.append(Answer(say("tables.expert", number=number), line_place(row.line), row.line, cells))
    return answers


def _links(table: CsvTable) -> list[tuple[str, str, str]]:
    found = [_LINK.fullmatch(cell) for cell in table.rows[0].cells]
    links = [(each.group(1), each.group(2), "+" if each.group(3) == "+" else "-") for each in found if each]
    if len(links) < len(found):
        raise InvalidInput([Fault(table.file, say("tables.experts_columns"), table.rows[0].line)])
    return links
