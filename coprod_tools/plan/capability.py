"""Capability to co-produce: the steps of the Co-production Star, each with evidence, gap, next step and cost."""

from __future__ import annotations

from typing import Any

from coprod_tools.assessment.standing import Standing
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge
from coprod_tools.plan.ledger_rows import money
from coprod_tools.plan.names import names_of, text
from coprod_tools.policy import Policy
from coprod_tools.words import say

Row = dict[str, Any]


def capability_of(chain: ValueChain, knowledge: Knowledge) -> tuple[Row, ...]:
    """Return one row for each step of the Star, then one for each part of the charter; for the team and partners."""
    policy = chain.policy
    shown = _evidence(chain, knowledge)
    rows: list[Row] = []
    for step in sorted(knowledge.star.values(), key=lambda each: each.order):
        evidence, there = shown.get(step.id, (say("plan.star-evidence-none"), False))
        rows.append(
            {
                "id": step.id,
                "kind": "step",
                "title": step.title,
                "what": step.what,
                "asks": list(step.asks),
                "evidence": evidence,
                "gap": None if there else step.asks[0],
                "next_step": step.next_step,
                "cost": _costs(policy) if step.id.startswith("people") else None,
                "cost_hint": step.cost_hint,
                "source": step.source,
                "status": step.status,
            }
        )
    for part in sorted(knowledge.charter.values(), key=lambda each: each.order):
        rows.append(
            {
                "id": part.id,
                "kind": "charter",
                "title": part.title,
                "text": part.text,
                "source": part.source,
                "status": part.status,
            }
        )
    return (*rows, *_roles(policy))


def _roles(policy: Policy) -> list[Row]:
    names = names_of(policy)
    return [
        {
            "id": f"role:{each.key}",
            "kind": "role",
            "title": str(each.role),
            "who": names.get(each.who, each.who) if each.who else None,
            "activity": each.activity,
            "trained_by": text(each.trained_by),
            "by_when": text(each.by_when),
            "cost": money(each.cost, policy.currency),
        }
        for each in sorted(policy.capabilities or (), key=lambda role: role.key)
    ]


def _costs(policy: Policy) -> list[Row]:
    """The costs of the planned roles, one by one; never added across currencies."""
    found = [money(each.cost, policy.currency) for each in sorted(policy.capabilities or (), key=lambda role: role.key)]
    return [each for each in found if each is not None]


def _evidence(chain: ValueChain, knowledge: Knowledge) -> dict[str, tuple[str, bool]]:
    """What the policy itself shows for each step, and whether it shows anything."""
    policy, standing = chain.policy, Standing(chain.policy, knowledge)
    parts = [part for activity in policy.activities or () for part in activity.parts or () if part.mode != "none"]
    people = {part.actor for part in parts if standing.counts_as_people(part.actor)}
    promises = sum(1 for part in parts if part.promise and part.promise.authorised_by)
    rights = len((policy.power.decision_rights or ()) if policy.power else ())
    backwards = sum(len(activity.feeds_back_to or ()) for activity in policy.activities or ())
    review = policy.exit.review_on if policy.exit else None
    already, outcomes = len(policy.already_happening or ()), len(policy.outcomes or ())
    roles, pilots = len(policy.capabilities or ()), len(policy.pilots or ())
    return {
        "map-it": (say("plan.star-map", count=already), already > 0),
        "focus-it": (say("plan.star-focus", count=outcomes, tests=pilots), outcomes > 0 and pilots > 0),
        "people-it": (say("plan.star-people", count=roles, people=len(people)), roles > 0 and bool(people)),
        "market-it": (say("plan.star-market", count=promises, rights=rights), promises > 0 and rights > 0),
        "grow-it": (
            say("plan.star-grow", count=backwards, review=review or say("plan.star-no-review")),
            backwards > 0 and review is not None,
        ),
    }
