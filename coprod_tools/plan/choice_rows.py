"""What to take on, what each rule costs, what can be had together, for which segments, and what the public chose."""

from __future__ import annotations

from typing import Any

from coprod_tools.accountability.amounts import Range
from coprod_tools.investment.assumptions import Assumption
from coprod_tools.investment.choosing import Choice, Use
from coprod_tools.investment.frontier import Frontier
from coprod_tools.investment.prices_of_rules import RulePrice
from coprod_tools.investment.robust import Robust
from coprod_tools.investment.segments_view import SegmentRow
from coprod_tools.opinion.budgeting_comparison import Comparison, Standing
from coprod_tools.plan.amounts import cents, range_row, sum_row
from coprod_tools.plan.ledger_rows import money
from coprod_tools.plan.names import plain, text
from coprod_tools.policy.investing import Ballot

Row = dict[str, Any]


def choice_row(choice: Choice) -> Row:
    """Return the choice: what is taken on and why, what is left, what of each account is used, proof or gap."""
    money_of = choice.currency
    given = choice.question.worth
    return {
        "state": choice.state,
        "text": choice.words,
        "worth": sum_row(choice.worth, money_of),
        "proved": choice.proved,
        "gap": None if choice.gap is None else plain(round(choice.gap, 6)),
        "people_hours": plain(choice.people_hours),
        "chosen": tuple(
            {
                "id": each.id,
                "label": each.label,
                "worth": sum_row(each.worth, money_of),
                "why": each.words,
                "source": _source(given.get(each.id)),
            }
            for each in choice.chosen
        ),
        "left": tuple(
            {
                "id": each.id,
                "label": each.label,
                "worth": _worth(given.get(each.id), money_of),
                "why": each.set_aside or None,
                "source": _source(given.get(each.id)),
            }
            for each in choice.left
        ),
        "not_weighed": tuple(
            {"id": each.id, "label": each.label, "value": plain(each.value), "unit": each.unit, "text": each.words}
            for each in choice.question.not_weighed
        ),
        "would_fit": tuple({"unit": each.unit, "proposals": each.ids, "text": each.words} for each in choice.added),
        "uses": tuple(_use(each) for each in choice.uses),
        "questions": choice.questions,
    }


def _worth(found: Assumption | None, currency: str | None) -> Row | None:
    return None if found is None else sum_row(Range(found.low, found.mid, found.high), currency)


def _source(found: Assumption | None) -> str | None:
    return text(found.source) if found else None


def _use(use: Use) -> Row:
    return {
        "id": use.account.id,
        "actor": use.account.actor,
        "who": use.who,
        "of": use.account.of,
        "activity": use.account.activity or None,
        "has": plain(use.has),
        "asked_already": plain(use.committed),
        "taken": plain(use.taken),
        "left": plain(use.left),
    }


def price_row(price: RulePrice, currency: str | None) -> Row:
    """Return what one rule costs."""
    return {
        "id": price.rule.id,
        "rule": price.rule.words,
        "without": cents(price.of_all, currency or ""),
        "step": plain(price.step),
        "unit": price.rule.unit or None,
        "with_step": None if price.of_step is None else cents(price.of_step, currency or ""),
        "proved": price.proved,
        "text": price.words,
    }


def frontier_row(frontier: Frontier, currency: str | None) -> Row:
    """Return what worth, rights ceded and hours asked of people can be had together; no point is the best."""
    return {
        "points": tuple(
            {
                "id": "point:" + ("+".join(point.ids) or "nothing"),
                "worth": cents(point.worth, currency or ""),
                "control_ceded": point.control_ceded,
                "people_hours": plain(point.people_hours),
                "proposals": point.ids,
                "text": point.words,
            }
            for point in frontier.points
        ),
        "complete": frontier.complete,
        "text": frontier.words,
    }


def robust_row(robust: Robust) -> Row:
    """Return how the choice stands when worths are other than thought."""
    return {
        "draws": robust.draws,
        "best_in": robust.best_in,
        "proved": robust.proved,
        "text": robust.words,
        "proposals": tuple(
            {"id": each.id, "chosen": each.chosen, "times": each.times, "text": each.words} for each in robust.how_often
        ),
    }


def segment_row(segment: SegmentRow) -> Row:
    """Return one segment with where its people come in, and what being counted in it can do."""
    return {
        "id": segment.id,
        "label": segment.label,
        "group": segment.group,
        "size": range_row(segment.size),
        "share": plain(segment.share),
        "early_investment": segment.early_investment,
        "cos": tuple(
            {
                "co": each.co,
                "enters": each.enters,
                "text": each.words,
                "activities": tuple(place.label for place in each.places),
            }
            for each in segment.cos
        ),
        "stigma": segment.stigma,
        "data_use": segment.data_use,
        "data_uses": segment.data_uses,
        "who_may_contest": segment.who_may_contest,
        "named_by": segment.named_by,
        "named_by_people": segment.named_by_people,
        "proposals": segment.proposals,
        "questions": segment.questions,
    }


def ballot_row(ballot: Ballot, found: Comparison, currency: str | None) -> Row:
    """Return one public vote: the organiser's result apart from what was recomputed, which is never official."""
    results = tuple(
        {
            "rule": each.rule,
            "official": bool(each.official),
            "selected": tuple(each.selected or ()),
            "spent": money(each.spent, currency),
            "ties": tuple(each.ties or ()),
            "note": text(each.note),
        }
        for each in ballot.results or ()
    )
    return {
        "id": ballot.key,
        "topic": str(ballot.topic),
        "unit": ballot.unit,
        "budget": money(ballot.budget, currency),
        "voters": ballot.voters,
        "vote_type": ballot.vote_type,
        "held_from": text(ballot.held_from),
        "held_until": text(ballot.held_until),
        "source": text(ballot.source),
        "projects": tuple(
            {
                "id": each.key,
                "label": str(each.label),
                "cost": money(each.cost, currency),
                "votes": each.votes,
                "score": plain(each.score),
            }
            for each in ballot.projects or ()
        ),
        "official": tuple(each for each in results if each["official"]),
        "recomputed": tuple(each for each in results if not each["official"]),
        "every_rule": tuple(map(_standing, found.every)),
        "some_rules": tuple(map(_standing, found.some)),
        "no_rule": tuple(map(_standing, found.no)),
        "text": found.sentences,
    }


def _standing(standing: Standing) -> Row:
    return {
        "id": standing.project,
        "label": standing.label,
        "rules": standing.rules,
        "official": standing.official,
    }
