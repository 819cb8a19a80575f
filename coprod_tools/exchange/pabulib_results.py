"""Results of a participatory budget: the organiser's own, and what other rules would give on the same votes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from coprod_tools.opinion.budgeting import Outcome, Votes, greedy
from coprod_tools.opinion.budgeting_shares import equal_shares
from coprod_tools.words import say


def recomputed(
    votes: Votes, ids: Mapping[str, str], with_points: bool, totals: Sequence[Decimal] | None, threshold: str | None
) -> list[dict[str, Any]]:
    """Return what the greedy rule and equal shares, with and without completion, take; none of it official.

    Parameters
    ----------
    ids : mapping
        Our id of each project.
    totals : sequence of Decimal, optional
        The organiser's totals where they differ from the ballots; the greedy rule then goes by them.
    threshold : str, optional
        The support a project needed, which no rule here asks for.
    """
    counted = "points" if with_points else "votes"
    sums = [Fraction(total) for total in totals] if totals else None
    found = [
        greedy(votes, "points" if with_points else "votes", support=sums),
        equal_shares(votes, "points" if with_points else "cost", "none"),
        equal_shares(votes, "points" if with_points else "cost", "add1"),
    ]
    notes = [say("ballots.note_recomputed")]
    if threshold:
        notes.append(say("ballots.note_threshold", threshold=threshold))
    results = []
    for outcome in found:
        own = [*notes, *_how(outcome)]
        if outcome.rule == "greedy" and totals:
            own.append(say("ballots.note_totals"))
        if outcome.decisive:
            own.append(say("ballots.note_decisive", count=len(outcome.decisive)))
        if not outcome.complete:
            own.append(say("ballots.note_not_complete"))
        rule = say(f"ballots.rule_{outcome.rule.replace('-', '_')}_{outcome.variant}_{counted}")
        results.append(_result(outcome, rule, ids, own))
    return results


def _how(outcome: Outcome) -> list[str]:
    """Return what the rule does, in sentences."""
    said = [f"how_{outcome.rule.replace('-', '_')}"]
    if outcome.rule == "equal-shares":
        said += ["how_by_cost"] if outcome.utility == "cost" else []
        said.append(f"how_{outcome.variant}")
    return [say(f"ballots.{key}") for key in said]


def _result(outcome: Outcome, rule: str, ids: Mapping[str, str], notes: list[str]) -> dict[str, Any]:
    return {
        "rule": rule,
        "official": False,
        "selected": [ids[name] for name in outcome.selected],
        "spent": {"amount": _decimal(outcome.spent)},
        "ties": [_tie([ids[name] for name in group]) for group in outcome.ties],
        "note": " ".join(notes),
    }


def official(
    selected: Mapping[str, str], costs: Mapping[str, Decimal], ids: Mapping[str, str], rule: str | None
) -> dict[str, Any]:
    """Return the organiser's own result from what stands in the column `selected`, by project."""
    taken = [name for name in costs if selected.get(name) == "1"]
    other = [ids[name] for name in costs if selected.get(name, "0") not in ("0", "1")]
    spent = sum((costs[name] for name in taken), Decimal())
    notes = [say("ballots.note_official")]
    if other:
        notes.append(say("ballots.note_other_mark", count=len(other), projects=", ".join(other[:20])))
    if not taken:
        notes.append(say("ballots.note_none_selected"))
    return {
        "rule": rule or say("ballots.rule_not_named"),
        "official": True,
        "selected": [ids[name] for name in taken],
        "spent": {"amount": spent},
        "note": " ".join(notes),
    }


def _decimal(value: Fraction) -> Decimal:
    """Return a sum of amounts written in decimals, exactly."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _tie(projects: Sequence[str]) -> str:
    """Return the projects of one tie on one line, short enough for a policy."""
    words = ", ".join(projects)
    return words if len(words) <= 400 else words[:400].rsplit(", ", 1)[0] + say("ballots.and_more")
