"""The three questions and what has left its path, as rows of the plan: three states, by group, never one score."""

from __future__ import annotations

from typing import Any

from coprod_tools.accountability import Accounts
from coprod_tools.accountability.measured import Measured
from coprod_tools.accountability.scorecard import ScoreRow
from coprod_tools.plan.names import Names, listed, plain, text
from coprod_tools.words import say

Row = dict[str, Any]


def rows(accounts: Accounts, names: Names) -> dict[str, Any]:
    """Return the scorecard and the triggers, by key of the plan."""
    triggers = accounts.triggers
    return {
        "scorecard": tuple(_score(each, names) for each in accounts.scorecard.rows),
        "scorecard_notes": accounts.scorecard.notes,
        "triggers": {
            "watches": tuple(
                {
                    "id": each.id,
                    "indicator": each.indicator,
                    "label": each.label,
                    "group": each.group,
                    "state": each.state,
                    "reason": each.reason,
                    "since": text(each.since),
                    "visible_to": each.visible_to,
                }
                for each in triggers.watches
            ),
            "broken": tuple(
                {
                    "id": each.id,
                    "from": each.cause,
                    "to": each.effect,
                    "cause_state": each.cause_state,
                    "via": each.via,
                    "fields": each.fields,
                    "group": each.group,
                    "since": text(each.since),
                    "watches": each.watches,
                    "text": each.text,
                    "look_at": each.look_at,
                }
                for each in triggers.broken
            ),
            "unplaced": triggers.unplaced,
            "notes": triggers.notes,
        },
    }


def _score(row: ScoreRow, names: Names) -> Row:
    return {
        "id": row.id,
        "question": row.question,
        "asks": say(f"plan.question-{row.question}"),
        "indicator": row.indicator,
        "label": row.label,
        "outcome": row.outcome,
        "group": row.group,
        "group_label": names.get(row.group, row.group) if row.group else None,
        "unit": row.unit,
        "direction": row.direction,
        "state": row.state,
        "reason": row.reason or None,
        "gap": row.gap,
        "baseline": _measured(row.baseline),
        "target": _measured(row.target),
        "target_date": text(row.target_date),
        "periods": tuple(_period(each) for each in row.periods),
        # Where few people were counted, this is the figure to show; the periods go back to the group itself.
        "together": _measured(row.together),
        "pooled_over": row.pooled_over,
        "returned_to": listed(row.returned_to, names),
        "notes": row.notes,
        "visible_to": row.visible_to,
    }


def _period(each: Measured) -> Row:
    found = _measured(each) or {}
    return {**found, "target": plain(each.target), "only_for": each.only_for, "note": text(each.note)}


def _measured(each: Measured | None) -> Row | None:
    if each is None:
        return None
    return {
        "period": text(each.start),
        "period_end": text(each.end),
        "value": plain(round(each.value, 4)),
        "numerator": plain(each.numerator),
        "denominator": plain(each.denominator),
        "counted": each.counted,
        "low": None if each.low is None else f"{each.low:.1f}",
        "high": None if each.high is None else f"{each.high:.1f}",
        "range_from": each.range_from,
        "fault": each.fault,
        "source": text(each.source),
    }
