"""Tell in plain words what an import did, or would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from coprod_tools.exchange.imported import ImportReport, Lost, Row
from coprod_tools.words import say

SHOWN_CHANGES, SHOWN_FIELDS = 8, 5


def report_lines(report: ImportReport) -> Iterator[str]:
    """Yield the report line by line: each record, the sums, what was lost, what to know."""
    for row in report.rows:
        yield from _row(row, "would" if report.dry_run else "did")
    refused = len(report.refused)
    yield say(
        "exchange.report_dry" if report.dry_run else "exchange.report_done",
        source=report.source,
        written=len(report.rows) - refused,
        all=len(report.rows),
        folder=report.folder,
        refused=refused,
    )
    yield _lost(report)
    for warning in report.warnings:
        yield say("exchange.report_warning", warning=warning)


def _row(row: Row, tense: str) -> Iterator[str]:
    action = say(f"exchange.{tense}_{row.action}")
    kind = "report_row" if row.id else "report_row_without_id"
    yield say(f"exchange.{kind}", action=action, id=row.id, foreign=row.foreign_id)
    for line in (*row.reason.splitlines(), *row.changes[:SHOWN_CHANGES]):
        yield f"    {line}"
    if len(row.changes) > SHOWN_CHANGES:
        yield "    " + say("exchange.report_more", count=len(row.changes) - SHOWN_CHANGES)


def _lost(report: ImportReport) -> str:
    if not report.lost:
        return say("exchange.report_lost_nothing")
    by_element: Counter[str] = Counter()
    for lost in report.lost:
        by_element[_element(lost)] += lost.count
    most = ", ".join(f"{name} ({count})" for name, count in by_element.most_common(SHOWN_FIELDS))
    where = say("exchange.report_lost_where", path=report.folder / "loss.json")
    return say(
        "exchange.report_lost",
        count=sum(by_element.values()),
        fields=len({lost.field for lost in report.lost}),
        most=most,
        where=say("exchange.report_lost_dry") if report.dry_run else where,
    )


def _element(lost: Lost) -> str:
    """Return the part of a record that a lost field belongs to."""
    parts = lost.field.split("/")
    return parts[1] if len(parts) > 1 else parts[0]
