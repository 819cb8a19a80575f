"""What is asked of each party and who is there of those affected; what is counted beside what creates value."""

from __future__ import annotations

from typing import Any

from coprod_tools.accountability import Accounts
from coprod_tools.accountability.burden import Burden, BurdenLine, GovernmentHours
from coprod_tools.accountability.control_and_value import ControlAndValue, Counted, OutcomeCounted
from coprod_tools.accountability.taking_part import Presence
from coprod_tools.plan.amounts import range_row, sum_row
from coprod_tools.plan.names import Names, plain, text

Row = dict[str, Any]


def rows(accounts: Accounts, names: Names) -> dict[str, Any]:
    """Return burden, and what is counted beside what creates value, by key of the plan."""
    return {
        "burden": burden_row(accounts.burden),
        "control_and_value": _control(accounts.control_and_value, names),
    }


def burden_row(burden: Burden) -> Row:
    """Return what is asked of whom by one policy, or by all of a folder."""
    return {
        "lines": tuple(_line(each) for each in burden.lines),
        "government": tuple(_government(each) for each in burden.government),
        "presence": tuple(_presence(each) for each in burden.presence),
        "notes": burden.notes,
    }


def _line(line: BurdenLine) -> Row:
    return {
        "id": line.actor,
        "label": line.label,
        "speaks_for": line.members,
        "stands_as": line.stands_as,
        "policies": line.policies,
        "parts": len(line.asks),
        "hours": range_row(line.hours),
        "hours_not_said": line.unsaid,
        "cost": tuple(sum_row(amount, currency) for currency, amount in line.cost),
        "capacity": tuple(
            {
                "policy": each.policy,
                "actor": each.actor,
                "hours": range_row(each.hours),
                "asked": range_row(each.asked),
                "over": each.over,
            }
            for each in line.capacity
        ),
        "can_refuse": line.can_refuse,
        "if_refused": line.if_refused,
        "risks": line.risks,
        "gains": tuple(
            {"policy": each.policy, "outcome": each.outcome, "label": each.label, "group": each.group}
            for each in line.gains
        ),
        "asked_before": len(line.asked_before),
        "unanswered": line.unanswered,
        "notes": line.notes,
    }


def _government(hours: GovernmentHours) -> Row:
    return {
        "id": hours.policy,
        "committed": range_row(hours.committed),
        "not_said": hours.unsaid,
        "asked_of_others": range_row(hours.asked),
        "asked_not_said": hours.asked_unsaid,
        "text": hours.text,
    }


def _presence(found: Presence) -> Row:
    return {
        "id": f"presence:{found.policy}:{found.stage or '?'}:{found.group}",
        "group": found.group,
        "label": found.label,
        "stage": found.stage,
        "actual": plain(found.actual),
        "planned": plain(found.planned),
        "size": plain(found.size),
        "ratio": None if found.ratio is None else f"{found.ratio:.2f}",
        "low": None if found.low is None else f"{found.low:.2f}",
        "high": None if found.high is None else f"{found.high:.2f}",
        "state": found.state,
        "text": found.reason,
        "barriers": found.barriers,
        "access": found.access,
    }


def _control(found: ControlAndValue, names: Names) -> Row:
    return {
        "counted": tuple(_counted(each) for each in found.counted),
        "outcomes": tuple(_outcome(each) for each in found.outcomes),
        "reporting": tuple(
            {
                "id": each.actor,
                "label": each.label,
                "reports": each.reports,
                "said": each.said,
                "hours": range_row(each.hours),
                "hours_not_said": each.unsaid,
                "work": range_row(each.work),
                "notes": each.notes,
            }
            for each in found.reporting
        ),
        "rules": tuple(
            {
                "id": each.id,
                "actor": each.actor,
                "actor_label": names.get(each.actor, each.actor),
                "to": each.to,
                "what": text(each.what),
                "rule": text(each.rule),
                "hours": range_row(each.hours),
                "why": each.why,
                "text": each.question,
                "visible_to": each.visible_to,
            }
            for each in found.rules
        ),
        "notes": found.notes,
    }


def _counted(each: Counted) -> Row:
    return {
        "id": each.id,
        "kind": each.kind,
        "label": each.label,
        "activity": each.activity,
        "amount": range_row(each.amount),
        "unit": each.unit or None,
        "flow": each.flow or None,
    }


def _outcome(each: OutcomeCounted) -> Row:
    return {
        "id": each.outcome,
        "label": each.label,
        "for_whom": each.for_whom,
        "value_type": text(each.value_type),
        "scores": tuple(score.id for score in each.scores),
        "states": tuple(dict.fromkeys(score.state for score in each.scores)),
        "on_its_way": each.on_its_way,
        "gap": each.gap,
    }
