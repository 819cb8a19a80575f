"""Edge lists: one link of cause and effect on each line, with or without headings, or as tuples of numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from coprod_tools.exchange import tuple_edges
from coprod_tools.exchange.causal_map import CausalMap, MapEdge
from coprod_tools.exchange.csv_source import CsvRow, CsvTable, table_of
from coprod_tools.exchange.edge_columns import MUTUAL, UNDIRECTED, EdgeColumns, edge_columns, nearest_heading
from coprod_tools.exchange.edge_workbook import is_list_of_links, table_of_workbook
from coprod_tools.exchange.link_words import LinkWord, folded, plain_number, read_sign, read_strength, read_weight
from coprod_tools.exchange.map_draft import MapDraft
from coprod_tools.exchange.map_notes import line_place, shown
from coprod_tools.files import read_bytes, read_text
from coprod_tools.knowledge.map_words import MapRole
from coprod_tools.policy.vocabulary import Sign
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

WORDS: tuple[MapRole, ...] = ("confidence", "delay", "assumption", "evidence", "note")
SAID: tuple[MapRole, ...] = ("sign", "weight", "strength")
CONFIDENCES = ("low", "medium", "high")
# Most levels a scale of answers has, by which numbers above 1 may be explained.
_LEVELS = 11
# A head shorter than this is the whole file.
HEAD_WHOLE = 60_000
_DAY = re.compile(r"\s*(\d{4}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})")
_ZIP = b"PK\x03\x04"
_TEXT = re.compile(rb"[^\x00-\x08\x0b\x0c\x0e-\x1f]*")


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a file is an edge list, by its headings, its tuples, or three columns that end in a weight."""
    if head.startswith(_ZIP):
        return path.suffix.lower() == ".xlsx" and is_list_of_links(path)
    if path.suffix.lower() not in (".csv", ".tsv", ".txt") or not _TEXT.fullmatch(head):
        return False
    text = head.decode("utf-8", errors="replace").removeprefix("\ufeff")
    if tuple_edges.is_tuples(text) or tuple_edges.names_concepts(path):
        return True
    cut = text if len(head) < HEAD_WHOLE else text[: text.rfind("\n") + 1]
    # Where the head ends inside a quoted cell, a closing mark makes it whole.
    return any(_has_ends(each, path.name) for each in (cut, f'{cut}"'))


def _has_ends(text: str, file: str) -> bool:
    """Tell whether a text has columns of cause and effect that hold something else than days."""
    try:
        table = table_of(text, file)
        columns = edge_columns(table)
    except InvalidInput:
        return False
    at = columns.roles["cause"]
    causes = [row.cells[at] for row in table.rows[columns.start :] if at < len(row.cells)]
    return bool(causes) and 2 * sum(bool(_DAY.match(cell)) for cell in causes) < len(causes)


def read_map(path: Path | str) -> CausalMap:
    """Read an edge list.

    Nodes are the words in the cells of cause and effect; words that differ only in case or blanks are one concept.
    Every line is kept as a link of its own, also where two name the same cause and effect.

    Raises
    ------
    InvalidInput
        When the file can't be read as a table, or names no cause and effect; with the line.
    """
    path = Path(path)
    draft = MapDraft(path.name)
    if read_bytes(path, file=path.name).startswith(_ZIP):
        return _of_table(path, draft, table_of_workbook(path, draft))
    text = read_text(path, file=path.name)
    if tuple_edges.names_concepts(path):
        return tuple_edges.concepts_only(path, draft, text)
    if tuple_edges.is_tuples(text):
        return tuple_edges.read_tuples(path, draft, text)
    return _of_table(path, draft, table_of(text, path.name))


def _of_table(path: Path, draft: MapDraft, table: CsvTable) -> CausalMap:
    columns = _without_counts(draft, table, edge_columns(table))
    _headings(draft, table, columns)
    for row in table.rows[columns.start :]:
        _row(draft, columns, row)
    if not draft.edges:
        raise InvalidInput([Fault(path.name, say("tables.no_links"))])
    _scale(draft, table, columns)
    read = len(table.rows) - columns.start
    taken = sum(not edge.twin for edge in draft.edges)
    return draft.done(path.stem, path.stem, {"rows": read, "rows_set_aside": read - taken})


def _without_counts(draft: MapDraft, table: CsvTable, columns: EdgeColumns) -> EdgeColumns:
    """Return the columns without weights that are no signs.

    Programs that draw networks write for each link whether it has a direction, and how thick it is: 1 unless said.
    """
    weight = columns.roles.get("weight")
    if weight is None or columns.directedness is None:
        return columns
    numbers = [plain_number(row.cells[weight]) for row in table.rows[columns.start :] if weight < len(row.cells)]
    if any(number is not None and number < 0 for number in numbers):
        return columns
    draft.notes.add("weights_unsigned", heading=columns.heading(weight))
    return replace(columns, roles={role: at for role, at in columns.roles.items() if role != "weight"})


def _headings(draft: MapDraft, table: CsvTable, columns: EdgeColumns) -> None:
    """Report what stands above the headings, headings nobody knows, and a table without any."""
    for row in table.rows[: columns.start - 1] if columns.start else ():
        for cell in filter(str.strip, row.cells):
            draft.losses.add("above the headings", say("tables.why_above"), cell)
    if not columns.headings:
        what = say("tables.what_weight" if "weight" in columns.roles else "tables.what_sign")
        draft.notes.add("no_headings", what=what)
    read = {*columns.roles.values(), columns.directedness}
    for again in columns.repeated():
        draft.notes.add("heading_again", heading=columns.heading(again))
    for number, heading in enumerate(columns.headings):
        near = nearest_heading(heading)
        if number not in read and near:
            hint = say("tables.did_you_mean", near=near)
            draft.notes.add("headings_unread", line_place(table.rows[columns.start - 1].line), heading=shown(heading),
                            near=hint)  # fmt: skip


def _row(draft: MapDraft, columns: EdgeColumns, row: CsvRow) -> None:
    width = len(columns.headings) or 3
    cells = [cell.strip() for cell in row.cells]
    ends = [cells[columns.roles[end]] if columns.roles[end] < len(cells) else "" for end in ("cause", "effect")]
    too_long = any(cells[width:])
    if too_long or not all(ends):
        _set_aside(draft, columns, row, "too_long" if too_long else "no_end")
        return
    if len(cells) < width:
        draft.notes.add("row_too_short", line_place(row.line))
        cells += [""] * (width - len(cells))
    for number, cell in enumerate(cells[:width]):
        if cell and number not in columns.roles.values() and number != columns.directedness:
            draft.losses.add(
                columns.heading(number), say("tables.why_column"), cell, private=columns.is_personal(number)
            )
    edge = _edge(draft, columns, row.line, cells, ends)
    draft.link(edge)
    if columns.directedness is not None and folded(cells[columns.directedness]) == MUTUAL:
        draft.notes.add("mutual", line_place(row.line))
        draft.link(replace(edge, cause=edge.effect, effect=edge.cause, twin=True))


def _set_aside(draft: MapDraft, columns: EdgeColumns, row: CsvRow, why: str) -> None:
    draft.notes.add(f"row_{why}", line_place(row.line))
    reason = say("tables.why_set_aside", why=say(f"tables.set_aside_{why}"))
    for number, cell in enumerate(row.cells):
        if cell.strip():
            draft.losses.add(columns.heading(number), reason, cell, private=columns.is_personal(number))


def _edge(draft: MapDraft, columns: EdgeColumns, line: int, cells: list[str], ends: list[str]) -> MapEdge:
    given = {role: cells[column] for role, column in columns.roles.items()}
    sign, strength = _sign_and_strength(draft, columns, given, line)
    undirected = columns.directedness is not None and folded(cells[columns.directedness]) == UNDIRECTED
    if undirected:
        draft.notes.add("undirected", line_place(line))
    words: dict[str, str | None] = {role: given.get(role) or None for role in WORDS}
    words["confidence"] = _confidence(draft, words["confidence"], line)
    said = [given[role] for role in SAID if given.get(role)]
    return MapEdge(
        "",
        draft.concept(ends[0]),
        draft.concept(ends[1]),
        sign,
        strength,
        held_by=given.get("participant") or None,
        said=" ".join(said),
        directed=not undirected,
        line=line,
        twin=False,
        **words,
    )


def _sign_and_strength(
    draft: MapDraft, columns: EdgeColumns, given: dict[MapRole, str], line: int
) -> tuple[Sign | None, Decimal | None]:
    """Return what the cells say together; where a word and a number disagree on the sign, neither is believed."""
    sign, strength = LinkWord(), None
    for role, read in zip(SAID, (read_sign, read_weight, read_strength), strict=True):
        cell = given.get(role, "")
        found = read(cell)
        if found.odd == "zero" and sign.sign is not None:
            found = replace(found, odd="no_strength")
        draft.odd(found, cell, line_place(line), columns.heading(columns.roles.get(role, 0)))
        if strength is None:
            strength = found.strength
        if sign.sign is None:
            sign = found if found.sign is not None else sign
        elif found.sign is not None and not _agree(sign.sign, found.sign, cell):
            draft.notes.add("signs_disagree", line_place(line), sign=sign.sign, number=shown(cell))
            draft.losses.add(columns.heading(columns.roles["sign"]), say("tables.why_disagree"), given.get("sign", ""))
            return None, strength
    return sign.sign, strength


def _agree(word: Sign, number: Sign, cell: str) -> bool:
    """Tell whether a number beside a word says the same way; a number without a minus says only how strong."""
    return word == number or (number == "+" and not cell.lstrip().startswith("+"))


def _confidence(draft: MapDraft, word: str | None, line: int) -> str | None:
    if word is None or folded(word) in CONFIDENCES:
        return folded(word) if word else None
    draft.notes.add("confidence_word", line_place(line), word=shown(word))
    return word


def _scale(draft: MapDraft, table: CsvTable, columns: EdgeColumns) -> None:
    """Say so when the numbers of a column look like the answers of a scale."""
    for role in SAID[1:]:
        column = columns.roles.get(role)
        if column is None:
            continue
        cells = (row.cells[column] for row in table.rows[columns.start :] if column < len(row.cells))
        counted = Counter(number for cell in cells if (number := plain_number(cell)) is not None)
        whole = all(number == number.to_integral_value() for number in counted)
        if len(counted) > 1 and whole and len(counted) <= _LEVELS and max(map(abs, counted)) in range(2, _LEVELS):
            low, high = min(counted), max(counted)
            draft.notes.add("likert", heading=columns.heading(column), low=low, high=high)
