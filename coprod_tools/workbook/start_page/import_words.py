"""What an import would do, or did, in plain words."""

from __future__ import annotations

from collections import Counter

from coprod_tools.exchange import ImportReport
from coprod_tools.words import say
from coprod_tools.workbook.elements import Cell

SHOWN = 50


def summed(report: ImportReport) -> str:
    """Say in one sentence what would become, or became, of the policies in a file."""
    done = "would" if report.dry_run else "did"
    counts = Counter(row.action for row in report.rows)
    told = [say(f"lab.import-{done}-{action}", n=n) for action, n in counts.items()]
    return say("lab.import-summed", told=", ".join(told) or say("lab.import-none"))


def policy_rows(report: ImportReport) -> list[list[Cell]]:
    """Return a table's rows: whose record, what becomes of it, and why or what changes."""
    return [
        [row.foreign_id or row.id, say(f"lab.import-{row.action}"), _why(row.reason, row.changes)]
        for row in report.rows[:SHOWN]
    ]


def lost_rows(report: ImportReport) -> list[list[Cell]]:
    """Return a table's rows: what can't be carried over, how often, and why."""
    return [[lost.field, str(lost.count), lost.why] for lost in report.lost[:SHOWN]]


def _why(reason: str, changes: tuple[str, ...]) -> str:
    if reason:
        return reason
    return "; ".join(changes[:5]) + (say("lab.import-more", n=len(changes) - 5) if len(changes) > 5 else "")
