"""Each kind of mark as a plain table, one row a mark; the first cell of a row opens it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from coprod_tools.plan.decision_words import told
from coprod_tools.plan.document import ActionRow, BarrierRow, CellRow, FindingRow, OpportunityRow
from coprod_tools.words import say
from coprod_tools.workbook.elements import Cell
from coprod_tools.workbook.marks_panel.entries import Entry, called_more
from coprod_tools.workbook.marks_panel.names import called, co, severity, shortened, verdict_of, when

MARK = "mark"
ROWS_ON_A_PAGE = 20
HEADS = {
    "cells": ("who-and-co", "where", "in-fact", "advice", "decided"),
    "opportunities": ("what", "stage", "promise", "asks", "decided"),
    "barriers": ("what", "stage", "how-bad", "to-ask", "decided"),
    "findings": ("what", "stage", "how-bad", "message", "decided"),
    "actions": ("what", "stage", "who", "when", "decided"),
}


def head_of(kind: str) -> list[str]:
    """Return the heads of a list's columns."""
    return [say(f"marks.column-{name}") for name in HEADS[kind]]


def list_rows(entries: Iterable[Entry], titles: Mapping[str, str], current: Collection[str] = ()) -> list[list[Cell]]:
    """Return one row for each entry; `titles` names the stages."""
    return [_row(each, titles.get(each.stage or "", ""), each.mark.id in current) for each in entries]


def _row(entry: Entry, stage: str, current: bool) -> list[Cell]:
    mark = entry.mark
    opens: Cell = {"action": f"{MARK}:{mark.id}", "text": _opens(mark), "current": current}
    said = "; ".join(told(row).head for row in mark.decisions[:3])
    where = say("marks.where", activity=mark.activity_label, stage=stage) if isinstance(mark, CellRow) else stage
    return [opens, where, *_CELLS[entry.kind](mark), said]


def _opens(mark: Any) -> str:
    if isinstance(mark, CellRow):
        return say("marks.who-and-co", actor=mark.actor_label, co=co(mark.co))
    return called(mark)


def _cell(cell: CellRow) -> list[Cell]:
    advice = say(f"render.advice.{cell.advice}") if cell.advice else ""
    found: Cell = {"text": verdict_of(cell), "look": cell.verdict}
    if called_more(cell):
        found = {"parts": [found, say("marks.called-here", claimed=cell.claimed)]}
    return [found, advice]


def _opportunity(row: OpportunityRow) -> list[Cell]:
    return [_promise(row), row.asks]


def _promise(row: OpportunityRow) -> str:
    from coprod_tools.render.plain_words import level

    return level(row.promise.get("scale"), row.promise.get("level"))


def _barrier(row: BarrierRow) -> list[Cell]:
    asked = dict.fromkeys(way.to_ask for way in row.ways_over if way.to_ask)
    return [severity(row), ", ".join(asked)]


def _finding(row: FindingRow) -> list[Cell]:
    return [severity(row), shortened(row.message, 160)]


def _action(row: ActionRow) -> list[Cell]:
    whose = row.owner or (say("render.screen.to-ask", who=row.to_ask) if row.to_ask else "")
    return [whose, when(row)]


_CELLS: dict[str, Callable[[Any], list[Cell]]] = {
    "cells": _cell,
    "opportunities": _opportunity,
    "barriers": _barrier,
    "findings": _finding,
    "actions": _action,
}
