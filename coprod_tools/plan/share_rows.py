"""Shares of a joint outcome as rows of the plan: what was agreed, what fails without each, what is still to ask."""

from __future__ import annotations

from typing import Any

from coprod_tools.accountability import Accounts
from coprod_tools.accountability.computed_shares import ComputedShares
from coprod_tools.accountability.shares import OutcomeShares, PartnerShare
from coprod_tools.plan.amounts import percent
from coprod_tools.plan.names import Names, listed, plain, text

Row = dict[str, Any]


def rows(accounts: Accounts, names: Names) -> dict[str, Any]:
    """Return the parts of a plan that tell of shares, by key; computed ones only where they were asked for."""
    outcomes = accounts.shares.outcomes
    shares = sorted((each for outcome in outcomes for each in outcome.rows), key=lambda share: share.id)
    return {
        "shares": tuple(_share(each, names) for each in shares),
        "outcome_shares": tuple(_outcome(each, names) for each in outcomes),
        "computed_shares": tuple(_computed(each.computed, names) for each in outcomes if each.computed),
    }


def _share(share: PartnerShare, names: Names) -> Row:
    return {
        "id": share.id,
        "outcome": share.outcome,
        "outcome_label": names.get(share.outcome, share.outcome),
        "actor": share.actor,
        "actor_label": names.get(share.actor, share.actor),
        "share": plain(share.share),
        "state": share.state,
        "why": share.why or None,
        "agreed_by": listed(share.agreed_by, names),
        "agreed_on": text(share.agreed_on),
        "not_yet": listed(share.not_yet, names),
        "fails_without": share.fails_without,
        "visible_to": share.visible_to,
    }


def _outcome(found: OutcomeShares, names: Names) -> Row:
    return {
        "id": found.outcome,
        "label": found.label,
        "state": found.state,
        "whole": plain(found.whole),
        "said": plain(found.said),
        "agreed": plain(found.agreed),
        "notes": found.notes,
        "asks": found.asks,
        "without_share": listed(found.without_share, names),
    }


def _computed(found: ComputedShares, names: Names) -> Row:
    """For the team only: what a model says, under each of its assumptions."""
    return {
        "id": found.outcome,
        "label": names.get(found.outcome, found.outcome),
        "audience": found.audience,
        "caveats": found.caveats,
        "models": tuple(
            {
                "model": model.model,
                "says": model.says,
                "error": model.error or None,
                "nobody": percent(model.nobody),
                "shares": tuple(
                    {"actor": each.actor, "actor_label": names.get(each.actor, each.actor),
                     "percent": percent(each.share), "low": percent(each.low), "high": percent(each.high)}
                    for each in model.shares
                ),
            }
            for model in found.models
        ),
        "actors": tuple(
            {
                "actor": each.actor,
                "actor_label": names.get(each.actor, each.actor),
                "low": percent(each.low),
                "high": percent(each.high),
                "path": percent(each.path),
                "stops": each.stops,
            }
            for each in found.actors
        ),
    }  # fmt: skip
