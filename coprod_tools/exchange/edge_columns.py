"""Find out which column of an edge list holds what, by its headings, or by its cells where it has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property

from coprod_tools.exchange.csv_source import CsvRow, CsvTable
from coprod_tools.exchange.link_words import folded, plain_number, sign_words
from coprod_tools.exchange.map_notes import shown
from coprod_tools.knowledge import load_knowledge
from coprod_tools.knowledge.map_words import MapRole
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

# A title or two may stand above the headings.
_ABOVE = 5
UNDIRECTED, MUTUAL, DIRECTED = "undirected", "mutual", "directed"
# Graph theory writes tail and head, and an arrow leads to its head; lists of facts write head, relation, tail, and lead
# from it. With the head first nobody can tell.
_HEAD_FIRST = "tail-head"
_PERSONAL = re.compile(
    r"name|mail|phone|mobile|address|gender|\bsex\b|\bage\b|birth|ethnic|iwi|person|participant|respondent"
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(frozen=True)
class EdgeColumns:
    """Where things stand in an edge list.

    Attributes
    ----------
    roles : dict of str to int
        Column number, from 0, by what stands there; `cause` and `effect` always.
    headings : tuple of str
        As written; empty for a table without headings.
    start : int
        The first row below the headings.
    directedness : int or None
        The column whose cells say `directed`, `undirected` or `mutual`.
    """

    roles: dict[MapRole, int]
    headings: tuple[str, ...]
    start: int
    directedness: int | None = None

    @cached_property
    def _shown(self) -> tuple[str, ...]:
        return tuple(shown(heading) or f"#{number}" for number, heading in enumerate(self.headings, start=1))

    def heading(self, column: int) -> str:
        """Return the name of a column, its number where it has none."""
        return self._shown[column] if column < len(self._shown) else f"#{column + 1}"

    def repeated(self) -> list[int]:
        """Return the columns whose heading asks for what stands in another column already."""
        taken = {*self.roles.values(), self.directedness}
        known = {column: _meaning(heading) for column, heading in enumerate(self.headings) if column not in taken}
        return [column for column, meaning in known.items() if meaning and meaning[0] in self.roles]

    def is_personal(self, column: int) -> bool:
        """Tell whether a column may hold what reaches or names a person, so that no report shows its cells."""
        named = self.headings[column] if column < len(self.headings) else ""
        return column == self.roles.get("participant") or bool(_PERSONAL.search(named.casefold()))


@cache
def _known() -> dict[str, tuple[MapRole, str]]:
    """Return (role, which pair) by heading."""
    return {
        heading: (entry.role, entry.id.partition(".")[2])
        for entry in load_knowledge().map_columns.values()
        for heading in entry.headings
    }


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", heading.casefold()).split())


def _meaning(heading: str) -> tuple[MapRole, str] | None:
    for form in (heading, _BRACKETS.sub(" ", heading)):
        if (found := _known().get(_plain(form))) is not None:
            return found
    return None


def nearest_heading(heading: str) -> str:
    """Return the known heading most like one that is not known, empty when none is or when it is known."""
    plain = _plain(heading)[:60]
    near = [] if plain in _known() or len(plain) < 3 else get_close_matches(plain, _known(), n=1, cutoff=0.8)
    return near[0] if near else ""


def edge_columns(table: CsvTable) -> EdgeColumns:
    """Return where cause, effect and the rest stand.

    Raises
    ------
    InvalidInput
        When no cause and effect can be found, or two columns have the heading of one end.
    """
    for number, row in enumerate(table.rows[:_ABOVE]):
        ends = _ends(row, table.file)
        if ends is not None:
            below = table.rows[number + 1 :]
            roles = _roles(row, ends, below)
            return EdgeColumns(roles, row.cells, number + 1, _directedness(row, set(roles.values()), below))
    if (third := without_headings(table.rows)) is not None:
        return EdgeColumns({"cause": 0, "effect": 1, third: 2}, (), 0)
    heads = [(shown(cell), near) for cell in table.rows[0].cells[:50] if (near := nearest_heading(cell))]
    said = say("tables.near_heading", heading=heads[0][0], near=heads[0][1]) if heads else ""
    raise InvalidInput([Fault(table.file, say("tables.no_ends", near=said), table.rows[0].line)])


def _ends(row: CsvRow, file: str) -> tuple[int, int] | None:
    """Return the columns of cause and effect: a pair of headings that belong together, else the only one of each."""
    found: dict[str, dict[str, list[int]]] = {"cause": {}, "effect": {}}
    for column, cell in enumerate(row.cells):
        meaning = _meaning(cell)
        if meaning and meaning[0] in found:
            found[meaning[0]].setdefault(meaning[1], []).append(column)
    causes, effects = found["cause"], found["effect"]
    if _HEAD_FIRST in causes and _HEAD_FIRST in effects and effects[_HEAD_FIRST] < causes[_HEAD_FIRST]:
        return None
    pairs = [name for name in causes if name in effects]
    if not pairs and len(causes) == 1 and len(effects) == 1:
        return _only(next(iter(causes.values())), row, file), _only(next(iter(effects.values())), row, file)
    if not pairs:
        return None
    return _only(causes[pairs[0]], row, file), _only(effects[pairs[0]], row, file)


def _only(columns: list[int], row: CsvRow, file: str) -> int:
    if len(columns) > 1:
        message = say("tables.same_heading", heading=shown(row.cells[columns[0]]))
        raise InvalidInput([Fault(file, message, row.line)])
    return columns[0]


def _roles(row: CsvRow, ends: tuple[int, int], below: Sequence[CsvRow]) -> dict[MapRole, int]:
    roles: dict[MapRole, int] = {"cause": ends[0], "effect": ends[1]}
    known = {column: _meaning(cell) for column, cell in enumerate(row.cells) if column not in ends}
    for column, meaning in known.items():
        if meaning and meaning[0] not in ("cause", "effect", "sign"):
            roles.setdefault(meaning[0], column)
    # The column with the most words for a sign; one that is called so plainly counts even when it has none.
    signs = {column: _signs(column, below) for column, meaning in known.items() if meaning and meaning[0] == "sign"}
    usable = {column: often for column, often in signs.items() if often or known[column] != ("sign", "maybe")}
    if usable:
        roles["sign"] = max(usable, key=lambda column: usable[column])
    return roles


def _directedness(row: CsvRow, taken: set[int], below: Sequence[CsvRow]) -> int | None:
    """Return the column that says of each link whether it has a direction, such as Kumu's; None where none does."""
    for column, cell in enumerate(row.cells):
        if column not in taken and _meaning(cell) == ("sign", "maybe"):
            cells = {folded(each.cells[column]) for each in below if column < len(each.cells)} - {""}
            if cells and cells <= {UNDIRECTED, MUTUAL, DIRECTED}:
                return column
    return None


def _signs(column: int, rows: Sequence[CsvRow]) -> int:
    cells = Counter(folded(row.cells[column]) for row in rows if column < len(row.cells))
    return sum(count for cell, count in cells.items() if _says_a_way(cell))


def _says_a_way(cell: str) -> bool:
    return cell in sign_words() or plain_number(cell) is not None


def without_headings(rows: Sequence[CsvRow]) -> MapRole | None:
    """Return what the third column holds when every row is cause, effect and a weight or sign; None otherwise."""
    if any(len(row.cells) != 3 or not all(cell.strip() for cell in row.cells) for row in rows):
        return None
    ends = [plain_number(cell) for row in rows for cell in row.cells[:2]]
    measured = any(end is not None and (end < 0 or end != end.to_integral_value()) for end in ends)
    # Numbers with a fraction or a minus name nothing; as many rows as columns may be a matrix without names.
    if measured or (len(rows) == 3 and all(end is not None for end in ends)):
        return None
    third = {folded(row.cells[2]) for row in rows}
    if all(plain_number(cell) is not None for cell in third):
        return "weight"
    return "sign" if all(_says_a_way(cell) for cell in third) else None
