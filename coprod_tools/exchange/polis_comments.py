"""The statements of a Polis export: their words, and whether moderators took them out."""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.exchange.csv_source import CsvTable
from coprod_tools.exchange.link_words import folded, plain_number
from coprod_tools.exchange.map_notes import MapNotes, line_place, shown
from coprod_tools.exchange.trail import Losses
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

FILE = "comments.csv"
_KEPT = ("comment-id", "comment-body", "moderated")
_WHY = {"author-id": "why_person", "agrees": "why_sum", "disagrees": "why_sum", "passes": "why_sum"}
# Polis marks a statement its moderators took out with -1; 0 is not yet looked at, 1 taken in.
_TAKEN_OUT = {-1: True, 0: False, 1: False}


@dataclass(frozen=True, slots=True)
class Comment:
    """One statement.

    Attributes
    ----------
    sums : tuple of (agrees, disagrees), or None
        As comments.csv states them.
    """

    id: str
    words: str
    moderated_out: bool | None
    sums: tuple[int, int] | None


def read_comments(table: CsvTable, notes: MapNotes, losses: Losses) -> tuple[Comment, ...]:
    """Return the statements in the order of their ids, and report every other cell.

    Raises
    ------
    InvalidInput
        When the columns of ids and words are missing, or stand twice.
    """
    heads = [folded(cell) for cell in table.rows[0].cells]
    if any(heads.count(name) != 1 for name in _KEPT[:2]):
        raise InvalidInput([Fault(table.file, say("tables.no_comments"), table.rows[0].line)])
    found: dict[str, Comment] = {}
    for row in table.rows[1:]:
        cells = {head: cell.strip() for head, cell in reversed(list(zip(heads, row.cells, strict=False)))}
        name, why = cells.get("comment-id", ""), ""
        if any(cell.strip() for cell in row.cells[len(heads) :]):
            why = "row_too_long"
        elif not name or not cells.get("comment-body"):
            why = "comment_nameless"
        elif name in found:
            why = "comment_twice"
        if why:
            notes.add(why, line_place(row.line), id=shown(name))
        else:
            found[name] = _comment(name, cells, row.line, notes, losses)
        _lose(row.cells, heads, why, losses)
    if not found:
        raise InvalidInput([Fault(table.file, say("tables.empty"))])
    return tuple(sorted(found.values(), key=lambda each: (not each.id.isdigit(), each.id.zfill(12))))


def _comment(name: str, cells: dict[str, str], line: int, notes: MapNotes, losses: Losses) -> Comment:
    said = cells.get("moderated", "")
    number = plain_number(said)
    taken_out = _TAKEN_OUT.get(int(number)) if number in (-1, 0, 1) else None
    if said and taken_out is None:
        notes.add("moderated_word", line_place(line), word=shown(said))
        losses.add(f"{FILE}/moderated", say("tables.why_moderated"), said)
    counts = [plain_number(cells.get(name, "")) for name in ("agrees", "disagrees")]
    sums = (int(counts[0]), int(counts[1])) if counts[0] is not None and counts[1] is not None else None
    return Comment(name, cells["comment-body"], taken_out, sums)


def _lose(cells: tuple[str, ...], heads: list[str], why: str, losses: Losses) -> None:
    """Report the cells of a row that do not come through; all of them where the row was set aside."""
    kept = {heads.index(name) for name in _KEPT if name in heads} if not why else set()
    for column, cell in enumerate(cells):
        head = heads[column] if column < len(heads) else f"#{column + 1}"
        reason = f"why_{why}" if why else _WHY.get(head, "why_column")
        if cell.strip() and column not in kept:
            losses.add(f"{FILE}/{shown(head)}", say(f"tables.{reason}"), cell, private=head == "author-id")
