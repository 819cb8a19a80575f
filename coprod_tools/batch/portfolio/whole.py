"""The portfolio of a batch as one value: what `portfolio.json` holds and its page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from coprod_tools.batch.facts import Facts
from coprod_tools.batch.portfolio.asked_by_several import asked_by_several
from coprod_tools.batch.portfolio.changes import Changes
from coprod_tools.batch.portfolio.common_barriers import common_barriers
from coprod_tools.batch.portfolio.coverage import coverage
from coprod_tools.batch.portfolio.double_activities import double_activities
from coprod_tools.batch.portfolio.evidence_gaps import evidence_gaps
from coprod_tools.batch.portfolio.policies import NAMED
from coprod_tools.batch.portfolio.shared_outcomes import shared_outcomes
from coprod_tools.words import say

__all__ = ["NAMED", "SCHEMA", "portfolio_of"]
SCHEMA = "coprod-portfolio/1"
# Of each list of suggestions so many are kept, those of most policies first.
MOST_ROWS = 500


def portfolio_of(facts: Iterable[Facts], changed: Changes) -> dict[str, Any]:
    """Return what the policies of a batch share, as plain values; rows past `MOST_ROWS` are counted under `left_out`.

    Parameters
    ----------
    facts : iterable of facts
        A stream that can be begun again, such as `coprod_tools.batch.ledger.KeptFacts(...).values()`.
    """
    lists = {
        "barriers": common_barriers(facts),
        "outcomes": shared_outcomes(facts),
        "activities": double_activities(facts),
        "asked": asked_by_several(facts),
        "gaps": evidence_gaps(facts),
    }
    made: dict[str, Any] = {
        "schema": SCHEMA,
        "policies": sum(1 for _ in facts),
        "note": say("portfolio.note"),
        "coverage": [asdict(row) for row in coverage(facts)],
    }
    for name, rows in lists.items():
        made[name] = [_row(each) for each in rows[:MOST_ROWS]]
    made["left_out"] = {name: len(rows) - MOST_ROWS for name, rows in lists.items() if len(rows) > MOST_ROWS}
    return made | {"changes": asdict(changed)}


def _row(row: Any) -> dict[str, Any]:
    told = asdict(row)
    return told | {"too_many": row.too_many} if hasattr(row, "too_many") else told
