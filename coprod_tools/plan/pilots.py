"""The tests before roll-out: what each tests, the rule that decides, what follows, or what stands in its place."""

from __future__ import annotations

from typing import Any

from coprod_tools.chain import ValueChain
from coprod_tools.consensus.values import Link
from coprod_tools.consensus.whole import Consensus
from coprod_tools.plan.ledger_rows import money
from coprod_tools.plan.names import listed, names_of, plain, text
from coprod_tools.policy.care import Pilot
from coprod_tools.policy.numbers import Quantity
from coprod_tools.words import say


def pilots_of(chain: ValueChain, consensus: Consensus | None = None) -> tuple[dict[str, Any], ...]:
    """Return one row for each pilot, sorted by id, each with the link that it tests."""
    links = {claim: link for link in consensus.joint.links for claim in link.claims} if consensus else {}
    pilots = sorted(chain.policy.pilots or (), key=lambda each: each.key)
    return tuple(_row(chain, pilot) | _tested(pilot, links, consensus) for pilot in pilots)


def _tested(pilot: Pilot, links: dict[str, Link], consensus: Consensus | None) -> dict[str, Any]:
    link, measured = links.get(pilot.claim or ""), pilot.measured
    return {
        "link": link.id if link else None,
        "state": consensus.agreements[link.id].state if consensus and link else None,
        "scale": text(pilot.scale),
        "hours_asked": _asked(pilot.hours_asked),
        "measured": {
            "held": measured.held,
            "of": measured.of,
            "effect": plain(measured.effect),
            "standard_error": plain(measured.standard_error),
            "on": text(measured.on),
            "source": text(measured.source),
        }
        if measured
        else None,
    }


def _asked(hours: Quantity | None) -> str | None:
    """Return hours as a person would say them: one figure, or a range; with their unit where that is another."""
    if hours is None:
        return None
    shown = plain(hours.value)
    if hours.mid is None and hours.low is not None and hours.high is not None:
        shown = say("plan.from-to", low=plain(hours.low), high=plain(hours.high))
    return f"{shown} {hours.unit}" if hours.unit and hours.unit not in ("hours", "hour", "h") else shown


def _row(chain: ValueChain, pilot: Pilot) -> dict[str, Any]:
    names, onward, other = names_of(chain.policy), pilot.mainstreaming, pilot.alternative
    return {
        "id": pilot.key,
        "label": str(pilot.label),
        "claim": pilot.claim,
        "activity": pilot.activity,
        "gates": list(pilot.gates or ()),
        "already_done_by": text(pilot.already_done_by),
        "comparison": text(pilot.comparison),
        "randomised": pilot.randomised,
        "community_agreed": pilot.community_agreed,
        "sample": pilot.sample,
        "decision_rule": text(pilot.decision_rule),
        "stop_rule": text(pilot.stop_rule),
        "decide_by": text(pilot.decide_by),
        "decided_by": list(listed(pilot.decided_by, names)),
        "result": text(pilot.result),
        "cost": money(pilot.cost, chain.policy.currency),
        "mainstreaming": {
            "funded_by": names.get(onward.funded_by, onward.funded_by) if onward.funded_by else None,
            "budget_line": text(onward.budget_line),
            "start": text(onward.start),
        }
        if onward
        else None,
        "alternative": {
            "why_not": text(other.why_not),
            "staged_commencement": text(other.staged_commencement),
            "sunset": text(other.sunset),
            "review_clause": text(other.review_clause),
            "triggers": [str(each) for each in other.triggers or ()],
        }
        if other
        else None,
    }
