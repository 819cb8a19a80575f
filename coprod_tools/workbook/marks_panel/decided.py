"""Everything that was decided, as a table: of what, by whom, when, and whether it speaks of today's mark."""

from __future__ import annotations

from collections.abc import Iterable

from coprod_tools.plan import Plan
from coprod_tools.plan.decision_row import DecisionRow
from coprod_tools.plan.decision_words import told
from coprod_tools.plan.decisions import of_answer
from coprod_tools.words import say
from coprod_tools.workbook.elements import Cell
from coprod_tools.workbook.marks_panel.entries import Entry
from coprod_tools.workbook.marks_panel.lists import MARK
from coprod_tools.workbook.marks_panel.names import called

HEAD = ("what", "decision", "why", "holds")


def decided_head() -> list[str]:
    """Return the heads of the columns."""
    return [say(f"marks.column-{name}") for name in HEAD]


def decided_rows(entries: Iterable[Entry], plan: Plan) -> list[list[Cell]]:
    """Return a row for each decision that stands; those on what is no longer in the plan come last."""
    rows: list[list[Cell]] = []
    for each in entries:
        opens: Cell = {"action": f"{MARK}:{each.mark.id}", "text": called(each.mark)}
        rows += [[opens, *_words(row)] for row in each.mark.decisions]
    return [*rows, *([row.subject, *_words(row)[:2], say("marks.gone")] for row in gone(plan))]


def gone(plan: Plan) -> tuple[DecisionRow, ...]:
    """Return what was decided of marks that are no longer there; notes on answers stand in the interview."""
    return tuple(row for row in plan.other_decisions if not of_answer(row.subject))


def _words(row: DecisionRow) -> list[Cell]:
    words = told(row)
    return [words.head, words.why or "", words.note or say("marks.holds")]


def decided_html(rows: list[list[Cell]]) -> str:
    """Return the table as HTML; in its first cell words stand in place of buttons."""
    from coprod_tools.workbook.elements.twins import twin

    content = {
        "caption": say("marks.decided-caption"),
        "head": decided_head(),
        "rows": rows,
        "nothing": say("marks.nothing-decided"),
        "row_heads": True,
    }
    return twin("table", content)
