"""Folders of Policy Priority Inference: a network of indicators as a causal map, named by the tables beside it.

Guerrero and Castañeda, Complexity Economics and Sustainable Development, Cambridge University Press, 2024.
"""

from __future__ import annotations

import re
from pathlib import Path

from coprod_tools.exchange.causal_map import CausalMap, MapEdge, MapNode
from coprod_tools.exchange.csv_source import CsvRow, CsvTable, read_table
from coprod_tools.exchange.edge_columns import EdgeColumns, edge_columns
from coprod_tools.exchange.link_words import folded, read_weight
from coprod_tools.exchange.map_draft import MapDraft
from coprod_tools.exchange.map_notes import line_place, shown
from coprod_tools.exchange.trail import Losses
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

NETWORK = "data_network.csv"
# The first that describes an indicator gives its name and goal.
INDICATORS = ("data_indicators.csv", "raw_indicators.csv")
MAX_INDICATORS = 20_000
_WHY = {
    "data_expenditure.csv": "money",
    "raw_expenditure.csv": "money",
    "data_relational_table.csv": "relation",
    "data_indicators.csv": "indicator",
    "raw_indicators.csv": "indicator",
}
_CODE, _NAME, _GOAL = "seriescode", "seriesname", "sdg"
_FIELDS = {_CODE: "seriesCode", _NAME: "seriesName", _GOAL: "sdg"}


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a folder holds a PPI network, or a file is one with its indicators beside it."""
    if path.is_dir():
        return _is_network(path / NETWORK)
    beside = any((path.parent / name).is_file() for name in INDICATORS)
    return path.name == NETWORK and beside and _is_network(path)


def _is_network(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            first = stream.readline(2_000).decode("utf-8", errors="replace")
    except OSError:
        return False
    return {folded(cell.strip('"\ufeff')) for cell in first.split(",")} >= {"origin", "destination", "weight"}


def read_map(path: Path | str) -> CausalMap:
    """Read a network of indicators from a PPI folder, or from its network file.

    Nodes are the codes of the network and of the indicator tables, also those that no link touches.

    Raises
    ------
    InvalidInput
        When there is no network, or it can't be read as a table; with the line.
    """
    path = Path(path)
    folder = path if path.is_dir() else path.parent
    network = folder / NETWORK if path.is_dir() else path
    if path.is_dir() and not _is_network(network):
        raise InvalidInput([Fault(path.name, say("tables.no_network"))])
    draft = MapDraft(path.name)
    table = read_table(network)
    columns = edge_columns(table)
    _describe(draft, folder)
    if not path.is_dir():
        # The tables beside a network given alone are no part of the source; they only lend their names.
        draft.losses = Losses()
    _links(draft, table, columns)
    if not draft.edges:
        raise InvalidInput([Fault(network.name, say("tables.no_links"))])
    if path.is_dir():
        _others(draft, folder, network.name)
    draft.notes.add("weights_are")
    name = path.resolve().name if path.is_dir() else path.stem
    rows = len(table.rows) - columns.start
    touched = {end for edge in draft.edges for end in (edge.cause, edge.effect)}
    counts = {"rows": rows, "rows_set_aside": rows - len(draft.edges), "isolated": draft.count - len(touched)}
    return draft.done(name, name, counts)


def _describe(draft: MapDraft, folder: Path) -> None:
    """Add a node for each indicator the tables describe."""
    described: dict[str, MapNode] = {}
    read = []
    for name in INDICATORS:
        table = _table(draft, folder / name)
        heads = [folded(cell) for cell in table.rows[0].cells] if table else []
        if table is None or _CODE not in heads:
            continue
        read.append(name)
        seen: set[str] = set()
        for row in table.rows[1:]:
            cells = {head: cell.strip() for head, cell in zip(heads, row.cells, strict=False)}
            code = cells.get(_CODE, "")
            if code and code not in seen:
                seen.add(code)
                _indicator(draft, described, name, code, cells)
                continue
            if code:
                draft.notes.add("code_twice", line_place(row.line), file=name)
            for field in filter(cells.get, _FIELDS):
                draft.losses.add(f"{name}/{_FIELDS[field]}", say("tables.why_twice"), cells[field])
    for node in described.values():
        draft.node(node)
    draft.notes.add("indicators_read" if read else "no_indicators", **({"files": ", ".join(read)} if read else {}))


def _indicator(draft: MapDraft, described: dict[str, MapNode], file: str, code: str, cells: dict[str, str]) -> None:
    goal = cells.get(_GOAL, "")
    kind = say("tables.sdg", number=goal) if goal else None
    node = MapNode(code, cells.get(_NAME) or code, kind=kind)
    first = described.setdefault(code, node)
    for field, mine, known in ((_NAME, node.label, first.label), (_GOAL, node.kind, first.kind)):
        why = "why_repeated" if mine == known else "why_differs"
        if mine != known:
            draft.notes.add("names_differ", shown(code), file=file)
        if first is not node and cells.get(field):
            draft.losses.add(f"{file}/{_FIELDS[field]}", say(f"tables.{why}"), cells[field])
    if first is not node:
        draft.losses.add(f"{file}/{_FIELDS[_CODE]}", say("tables.why_repeated"), code)


def _links(draft: MapDraft, table: CsvTable, columns: EdgeColumns) -> None:
    cause, effect, weight = (columns.roles.get(role, -1) for role in ("cause", "effect", "weight"))
    for row in table.rows[columns.start :]:
        cells = [cell.strip() for cell in row.cells] + [""] * (len(columns.headings) - len(row.cells))
        ends = cells[cause], cells[effect]
        if not all(ends):
            draft.notes.add("row_no_end", line_place(row.line))
            _lose(draft, table.file, columns, row, say("tables.why_set_aside", why=say("tables.set_aside_no_end")))
            continue
        said = cells[weight] if weight >= 0 else ""
        found = read_weight(said)
        draft.odd(found, said, line_place(row.line), f"{table.file}/weight")
        for end in ends:
            if not draft.has(end):
                draft.notes.add("no_name", shown(end))
                draft.node(MapNode(end, end))
        draft.link(MapEdge("", *ends, found.sign, found.strength, said=said, line=row.line))
        _lose(draft, table.file, columns, row, say("tables.why_column"), kept=(cause, effect, weight))


def _lose(draft: MapDraft, file: str, columns: EdgeColumns, row: CsvRow, why: str, kept: tuple[int, ...] = ()) -> None:
    for number, cell in enumerate(row.cells):
        if cell.strip() and number not in kept:
            draft.losses.add(f"{file}/{columns.heading(number)}", why, cell)


def _others(draft: MapDraft, folder: Path, network: str) -> None:
    """Report the cells of every other table of the folder; years and numbered columns count as one."""
    others = 0
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        if path.name == network or not path.is_file():
            continue
        if path.suffix.lower() != ".csv":
            others += 1
        elif (table := _table(draft, path)) is not None:
            _cells(draft, table)
    if others:
        draft.notes.add("other_files", count=others)


def _cells(draft: MapDraft, table: CsvTable) -> None:
    heads = [cell.strip() for cell in table.rows[0].cells]
    read = tuple(_FIELDS) if table.file in INDICATORS and _CODE in map(folded, heads) else ()
    why = f"why_{_WHY.get(table.file, 'other_file')}"
    for number in range(max(len(row.cells) for row in table.rows)):
        head = heads[number] if number < len(heads) else ""
        field = say("tables.years") if re.fullmatch(r"\d*", head) else shown(head)
        if folded(head) not in read:
            cells = (row.cells[number] for row in table.rows[1:] if number < len(row.cells))
            draft.lose_all(f"{table.file}/{field}", why, cells)


def _table(draft: MapDraft, path: Path) -> CsvTable | None:
    if not path.is_file():
        return None
    try:
        return read_table(path, rows=MAX_INDICATORS)
    except InvalidInput:
        draft.notes.add("file_unread", file=path.name)
        return None
