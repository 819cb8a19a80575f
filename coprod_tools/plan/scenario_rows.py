"""What the sampled worlds say, as rows of the plan: what holds, what holds only sometimes, what nobody drew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coprod_tools.consensus.whole import Consensus
from coprod_tools.plan.speakers import Speakers
from coprod_tools.words import say

if TYPE_CHECKING:
    from coprod_tools.consensus.worlds.scenarios import Scenario

# Comparisons of two actions grow with their square; the firmest are kept.
MOST_COMPARED = 40


def scenario_rows(consensus: Consensus, heard: Speakers) -> dict[str, Any]:
    """Return `robust` (every statement with its share; those that hold first) and `nobody_drew`."""
    labels = {concept.id: concept.label for concept in consensus.joint.concepts}
    told = [each for each in consensus.scenarios if each.kind != "nobody-drew" and each.worlds]
    alone = [each for each in told if each.other is None]
    compared = sorted((each for each in told if each.other is not None), key=lambda each: (-(each.share or 0), each.id))
    kept = [*alone, *compared[:MOST_COMPARED]]
    kept.sort(key=lambda each: (not each.robust, each.other is not None, -(each.share or 0), each.id))
    silent = [each for each in consensus.scenarios if each.kind == "nobody-drew"]
    return {
        "robust": tuple(_row(each, heard, labels) for each in kept),
        "nobody_drew": tuple({"lever": each.lever, "outcome": each.outcome, "text": each.words} for each in silent),
    }


def _row(scenario: Scenario, heard: Speakers, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "kind": scenario.kind,
        "lever": scenario.lever,
        "outcome": scenario.outcome,
        "other": scenario.other,
        "short": _short(scenario, labels),
        "text": scenario.words,
        "holds": scenario.robust,
        "share": scenario.share,
        "low": scenario.low,
        "high": scenario.high,
        "runs": scenario.worlds,
        "unsettled_runs": scenario.cycles + scenario.neither,
        "fails": scenario.fails_where,
        "views": scenario.views,
        "fails_for": heard.of(scenario.views_fail),
    }


def _short(scenario: Scenario, labels: dict[str, str]) -> str:
    """The statement and how often it holds, without its interval."""
    from coprod_tools.consensus.worlds.shares import how_often

    ends = {name: labels[id] for name, id in (("lever", scenario.lever), ("outcome", scenario.outcome))}
    what = say(f"worlds.{scenario.kind}", other=labels.get(scenario.other or "", ""), **ends)
    return say("plan.scenario", what=what, often=how_often(scenario.holds, scenario.worlds))
