"""The votes of a Polis export, summed by group: which number means agree, and what does not add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coprod_tools.exchange.csv_source import CsvRow, CsvTable
from coprod_tools.exchange.link_words import folded, plain_number
from coprod_tools.exchange.map_notes import MapNotes, line_place, shown
from coprod_tools.exchange.trail import Losses
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

FILE = "participants-votes.csv"
# People in no group stand under this name.
NO_GROUP = ""
# With fewer, who knows their own answer knows the others' from the sum.
LEAST_PEOPLE = 3
_PERSONS = ("participant", "n-comments", "n-votes", "n-agree", "n-disagree")
_VOTES = {"1": 1, "-1": -1, "0": 0}
Meaning = Literal[1, -1, 0]


@dataclass(slots=True)
class Votes:
    """Votes by group and statement.

    Attributes
    ----------
    sums : dict of str to dict of str to Counter
        By group, then by statement: how many people gave 1, 0 and -1.
    sizes : dict of str to int
        People by group; those in none under the empty name.
    agreeing : int
        The number that means agree: 1 or -1; 0 where that can't be told.
    """

    statements: tuple[str, ...]
    sums: dict[str, dict[str, Counter[int]]] = field(default_factory=dict)
    sizes: Counter[str] = field(default_factory=Counter)
    agreeing: Meaning = 0

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups; those with numbers for names in their order."""
        return tuple(sorted(filter(None, self.sizes), key=lambda name: (not name.isdigit(), name.zfill(12))))

    @property
    def participants(self) -> int:
        """How many people there are, those in no group among them."""
        return self.sizes.total()

    @property
    def shown(self) -> tuple[str, ...]:
        """The groups whose sums show nobody's own answers; none where it is not known which number means agree."""
        return tuple(name for name in self.groups if self.agreeing and self.sizes[name] >= LEAST_PEOPLE)

    def of(self, statement: str, group: str) -> dict[str, int]:
        """Return how many people of a group agree, disagree and passed."""
        sums = self.sums[group].get(statement, Counter())
        return {"agree": sums[self.agreeing], "disagree": sums[-self.agreeing], "passed": sums[0]}


@dataclass(slots=True)
class _Evidence:
    """How often stated counts of agree and disagree fit 1 as agree, -1 as agree, both or neither."""

    plus: int = 0
    minus: int = 0
    both: int = 0
    neither: int = 0

    def add(self, given: Counter[int], agrees: int, disagrees: int) -> None:
        plus = (given[1], given[-1]) == (agrees, disagrees)
        minus = (given[-1], given[1]) == (agrees, disagrees)
        self.plus += plus and not minus
        self.minus += minus and not plus
        self.both += plus and minus
        self.neither += not plus and not minus

    @property
    def agreeing(self) -> Meaning:
        if self.plus == self.minus:
            return 0
        return 1 if self.plus > self.minus else -1

    @property
    def against(self) -> int:
        return self.neither + (self.minus if self.agreeing == 1 else self.plus)


@dataclass(slots=True)
class _Reading:
    """One pass over the table."""

    table: CsvTable
    heads: list[str]
    columns: dict[int, str]
    notes: MapNotes
    losses: Losses

    def lose(self, column: int, why: str) -> None:
        """Count a cell as lost; nothing of a person is shown."""
        named = shown(self.table.rows[0].cells[column]) if column < len(self.heads) else f"#{column + 1}"
        self.losses.add(f"{FILE}/{'votes' if column in self.columns else named}", say(f"tables.{why}"), private=True)

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
    reading = _Reading(table, heads, _vote_columns(heads, sums, notes), notes, losses)
    known = [name for name in dict.fromkeys(reading.columns.values()) if name in sums]
    votes, people = Votes(tuple(known)), _Evidence()
    for row in _people(reading):
        _person(reading, votes, people, row, sums)
    _decide(votes, people, sums, notes)
    _account(votes, losses)
    return votes


def _vote_columns(heads: Sequence[str], sums: Mapping[str, object], notes: MapNotes) -> dict[int, str]:
    """Return the statement of each column of votes; a second column of one statement stands under no statement."""
    columns: dict[int, str] = {}
    for column, head in enumerate(heads):
        if head in sums or head.isdigit():
            if head in columns.values():
                notes.add("vote_column_twice", id=shown(head))
            elif head not in sums:
                notes.add("no_statement", id=shown(head))
            columns[column] = "" if head in columns.values() else head
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


def _person(
    reading: _Reading, votes: Votes, people: _Evidence, row: CsvRow, sums: Mapping[str, tuple[int, int] | None]
) -> None:
    told: dict[str, str] = {}
    given: Counter[int] = Counter()
    answers: list[tuple[str, int]] = []
    for column, cell in enumerate(row.cells):
        if not cell:
            continue
        statement = reading.columns.get(column)
        if statement is None:
            if cell.strip():
                told.setdefault(reading.heads[column], cell.strip())
                if reading.heads[column] != "group-id":
                    reading.lose(column, "why_person" if reading.heads[column] in _PERSONS else "why_column")
            continue
        vote = _VOTES.get(cell)
        if vote is None and (vote := _vote(cell)) is None:
            if cell.strip():
                reading.notes.add("vote_unread", line_place(row.line))
                reading.lose(column, "why_vote")
            continue
        given[vote] += bool(statement)
        if statement in sums:
            answers.append((statement, vote))
        else:
            reading.lose(column, "why_no_statement" if statement else "why_twice")
    group = _plain_name(told.get("group-id", ""))
    votes.sizes[group] += 1
    by_statement = votes.sums.setdefault(group, {})
    for statement, vote in answers:
        by_statement.setdefault(statement, Counter())[vote] += 1
    counts = [plain_number(told.get(name, "")) for name in ("n-agree", "n-disagree")]
    if counts[0] is not None and counts[1] is not None:
        people.add(given, int(counts[0]), int(counts[1]))


def _vote(cell: str) -> int | None:
    number = plain_number(cell)
    return int(number) if number in (1, 0, -1) else None


def _plain_name(name: str) -> str:
    """Return a group's name; one that is a whole number loses its decimals, as programs add them."""
    number = plain_number(name)
    return str(int(number)) if number is not None and number == number.to_integral_value() else name


def _decide(votes: Votes, people: _Evidence, sums: Mapping[str, tuple[int, int] | None], notes: MapNotes) -> None:
    """Find out which number means agree: from people's own counts, else from the statements' sums."""
    statements = _Evidence()
    for name in votes.statements:
        stated = sums[name]
        if stated is not None:
            given = sum((votes.sums[group].get(name, Counter()) for group in votes.sums), Counter())
            statements.add(given, *stated)
    for evidence, key, against in ((people, "", "counts_disagree"), (statements, "_sums", "sums_disagree")):
        if votes.agreeing == 0 and evidence.agreeing:
            votes.agreeing = evidence.agreeing
            number = evidence.plus if evidence.agreeing == 1 else evidence.minus
            notes.add(f"votes_{'plus' if evidence.agreeing == 1 else 'minus'}{key}", count=number)
        if votes.agreeing and evidence.agreeing and evidence.against:
            notes.add(against, count=evidence.against)
        if votes.agreeing and evidence.agreeing == -votes.agreeing:
            votes.agreeing = 0
            break
    if not votes.agreeing:
        notes.add("votes_unclear")


def _account(votes: Votes, losses: Losses) -> None:
    """Report each answer once: summed by group, or why it is in no sum."""
    for group, by_statement in votes.sums.items():
        count = sum(sum(sums.values()) for sums in by_statement.values())
        why = "why_answers"
        if group == NO_GROUP:
            why = "why_no_group"
        elif group not in votes.shown:
            why = "why_small_group" if votes.agreeing else "why_unclear"
        if count:
            losses.rows[f"{FILE}/votes", say(f"tables.{why}")] += count
