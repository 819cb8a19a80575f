"""What each partner gets and who answers for what, as rows of the plan; what nobody said is to be asked."""

from __future__ import annotations

from typing import Any

from coprod_tools.accountability import Accounts
from coprod_tools.accountability.duty_rows import DutyRow
from coprod_tools.accountability.rewards import RewardRow
from coprod_tools.plan.names import Names, listed, text

Row = dict[str, Any]


def rows(accounts: Accounts, names: Names) -> dict[str, Any]:
    """Return rewards, wishes and duties, by key of the plan."""
    rewards, duties = accounts.rewards, accounts.duties
    return {
        "rewards": tuple(_reward(each, names) for each in rewards.rows),
        "wishes": tuple(
            {
                "id": f"wish:{number}:{each.who}",
                "actor": each.who,
                "actor_label": each.label,
                "wants": each.wants,
                "answered_on": text(each.answered_on),
                "visible_to": each.visible_to,
            }
            for number, each in enumerate(rewards.wishes, start=1)
        ),
        "reward_notes": rewards.notes,
        "duties": tuple(_duty(each, names) for each in duties.rows),
        "outcome_duties": tuple(
            {
                "id": each.outcome,
                "label": each.label,
                "duties": tuple(row.id for row in each.rows),
                "gaps": each.gaps,
            }
            for each in duties.tables
        ),
    }


def _reward(row: RewardRow, names: Names) -> Row:
    return {
        "id": row.id,
        "actor": row.who,
        "actor_label": row.label,
        "for_staff": row.for_staff,
        "kind": row.kind,
        "state": row.state,
        "what": row.what,
        "why": row.why or None,
        "outcome": row.outcome,
        "given_by": row.given_by,
        "given_by_label": names.get(row.given_by, row.given_by) if row.given_by else None,
        "when": text(row.when),
        "agreed_by": listed(row.agreed_by, names),
        "agreed_on": text(row.agreed_on),
        "now": row.now or None,
        "ask": row.ask or None,
        "visible_to": row.visible_to,
    }


def _duty(row: DutyRow, names: Names) -> Row:
    return {
        "id": row.id,
        # The plan has called what many answer for an outcome from the start.
        "kind": "outcome" if row.kind == "population" else row.kind,
        "text": row.text,
        "activity": row.activity,
        "outcome": row.outcome,
        "held_by": listed(row.held_by, names),
        "delegable": row.delegable,
        "overall": row.overall,
        "gaps": row.gaps,
    }
