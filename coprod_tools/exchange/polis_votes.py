"""The votes of a Polis export, summed by group: which number means agree, and what does not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coprod_tools.exchange.csv_source import CsvRow, CsvTable
from coprod_tools.exchange.link_words import folded, plain_number
from coprod_tools.exchange.map_notes import MapNotes, line_place, shown
from coprod_tools.exchange.polis_sums import Evidence, Votes, decide
from coprod_tools.exchange.trail import Losses
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

FILE = "participants-votes.csv"
# People in no group stand under this name.
NO_GROUP = ""
_PERSONS = ("participant", "n-comments", "n-votes", "n-agree", "n-disagree", "xid")
MAX_GROUPS = 100
# In an array of answers: no vote, and a cell still to be looked at.
_NONE, _ODD = 2, 3
_VOTES = {"1": 1, "-1": -1, "0": 0, "": _NONE}


@dataclass(slots=True)
class _Reading:
    """One pass over the table.

    Attributes
    ----------
    columns : dict of int to str
        The statement of each column of votes; empty for a second column of one statement.
    used, unused : arrays of int
        The columns of votes on a known statement, each once, in the order of `Votes.statements`; and the others.
    not_used : array of int
        How many votes stand in each of the others.
    """

    table: CsvTable
    heads: list[str]
    columns: dict[int, str]
    used: npt.NDArray[np.intp]
    unused: npt.NDArray[np.intp]
    not_used: npt.NDArray[np.int64]
    notes: MapNotes
    losses: Losses

    def lose(self, column: int, why: str, count: int = 1) -> None:
        """Count cells of a column as lost; nothing of a person is shown."""
        named = shown(self.table.rows[0].cells[column]) if column < len(self.heads) else f"#{column + 1}"
        field = f"{FILE}/{'votes' if column in self.columns else named}"
        self.losses.rows[field, say(f"tables.{why}")] += count

    def lose_row(self, row: CsvRow, why: str) -> None:
        for column, cell in enumerate(row.cells):
            if cell.strip():
                self.lose(column, why)


def read_votes(table: CsvTable, sums: Mapping[str, tuple[int, int] | None], notes: MapNotes, losses: Losses) -> Votes:
    """Return the votes of a table, and report every cell that is in no sum.

    Parameters
    ----------
    sums : mapping
        For each statement of comments.csv, its agrees and disagrees there; None where they are not given.

    Raises
    ------
    InvalidInput
        When the table has no column of participants.
    """
    heads = [folded(cell) for cell in table.rows[0].cells]
    if "participant" not in heads:
        raise InvalidInput([Fault(table.file, say("tables.no_votes_columns"), table.rows[0].line)])
    columns = _vote_columns(heads, sums, notes)
    used = [column for column, name in columns.items() if name in sums]
    unused = [column for column, name in columns.items() if name not in sums]
    reading = _Reading(
        table, heads, columns, np.array(used, np.intp), np.array(unused, np.intp), np.zeros(len(unused), np.int64),
        notes, losses,
    )  # fmt: skip
    votes, people = Votes(tuple(columns[column] for column in used)), Evidence()
    told = [(column, head) for column, head in enumerate(heads) if column not in columns and head]
    for row in _people(reading):
        _person(reading, votes, people, row, told)
        if len(votes.sizes) > MAX_GROUPS:
            message = say("tables.many_statements", limit="20,000", groups=f"{MAX_GROUPS:,}")
            raise InvalidInput([Fault(table.file, message, row.line)])
    for column, count in zip(unused, reading.not_used.tolist(), strict=True):
        if count:
            reading.lose(column, "why_no_statement" if columns[column] else "why_twice", count)
    decide(votes, people, sums, notes)
    _account(votes, losses)
    return votes


def _vote_columns(heads: Sequence[str], sums: Mapping[str, object], notes: MapNotes) -> dict[int, str]:
    """Return the statement of each column of votes; a second column of one statement stands under no statement."""
    columns: dict[int, str] = {}
    seen: set[str] = set()
    for column, head in enumerate(heads):
        if head in sums or head.isdigit():
            if head in seen:
                notes.add("vote_column_twice", say("tables.statement", id=shown(head)))
            elif head not in sums:
                notes.add("no_statement", say("tables.statement", id=shown(head)))
            columns[column] = "" if head in seen else head
            seen.add(head)
    return columns


def _people(reading: _Reading) -> Iterator[CsvRow]:
    """Yield the row of each person once; other rows are named and reported."""
    at, seen = reading.heads.index("participant"), set[str]()
    for row in reading.table.rows[1:]:
        name = row.cells[at].strip() if at < len(row.cells) else ""
        if any(cell.strip() for cell in row.cells[len(reading.heads) :]):
            reading.notes.add("row_too_long", line_place(row.line))
            reading.lose_row(row, "why_row_too_long")
        elif not name or name in seen:
            reading.notes.add("participant_twice" if name else "row_no_participant", line_place(row.line))
            reading.lose_row(row, "why_twice" if name else "why_no_participant")
        else:
            seen.add(name)
            yield row


def _person(reading: _Reading, votes: Votes, people: Evidence, row: CsvRow, told: Sequence[tuple[int, str]]) -> None:
    """Add one person's answers to the sums of their group; `told` names the columns that are no votes."""
    said: dict[str, str] = {}
    for column, head in told:
        cell = row.cells[column].strip() if column < len(row.cells) else ""
        if cell:
            said.setdefault(head, cell)
            if head != "group-id":
                reading.lose(column, "why_person" if head in _PERSONS else "why_column")
    answers = _answers(reading, row)
    reading.not_used += answers[reading.unused] <= 1
    given = answers[reading.used]
    group = _plain_name(said.get("group-id", ""))
    votes.sizes[group] += 1
    votes.sums.setdefault(group, np.zeros((3, len(given)), np.int64))
    votes.sums[group] += np.stack([given == 1, given == 0, given == -1])
    counts = [plain_number(said.get(name, "")) for name in ("n-agree", "n-disagree")]
    if counts[0] is not None and counts[1] is not None:
        named = answers[[column for column, name in reading.columns.items() if name]]
        ones, minus_ones = ((named == number).sum() for number in (1, -1))
        people.add(int(ones), int(minus_ones), int(counts[0]), int(counts[1]))


def _answers(reading: _Reading, row: CsvRow) -> npt.NDArray[np.int8]:
    """Return 1, 0 or -1 by column, and 2 for a cell that holds no vote; other words in a column of votes are named."""
    width = len(reading.heads)
    codes = [_VOTES.get(cell, _ODD) for cell in row.cells[:width]]
    answers = np.array(codes + [_NONE] * (width - len(codes)), np.int8)
    for column in np.flatnonzero(answers == _ODD).tolist():
        cell = row.cells[column]
        vote = _vote(cell)
        answers[column] = _NONE if vote is None else vote
        if vote is None and cell.strip() and column in reading.columns:
            reading.notes.add("vote_unread", line_place(row.line))
            reading.lose(column, "why_vote")
    return answers


def _vote(cell: str) -> int | None:
    number = plain_number(cell)
    return int(number) if number in (1, 0, -1) else None


def _plain_name(name: str) -> str:
    """Return a group's name; one that is a whole number loses its decimals, as programs add them."""
    number = plain_number(name)
    return str(int(number)) if number is not None and number == number.to_integral_value() else name


def _account(votes: Votes, losses: Losses) -> None:
    """Report each answer once: summed by group, or why it is in no sum."""
    for group, sums in votes.sums.items():
        count = int(sums.sum())
        why = "why_answers"
        if group == NO_GROUP:
            why = "why_no_group"
        elif group not in votes.shown:
            why = "why_small_group" if votes.agreeing else "why_unclear"
        if count:
            losses.rows[f"{FILE}/votes", say(f"tables.{why}")] += count
