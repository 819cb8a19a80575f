"""What a policy is worth and to whom, what to take on, and what the public put first, as the plan tells it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coprod_tools.chain import ValueChain
from coprod_tools.investment.whole import Investment
from coprod_tools.plan.document import UnknownRow
from coprod_tools.plan.names import names_of
from coprod_tools.words import say

Row = dict[str, Any]
_PLACES = ("streams", "effect_chain", "proposals", "segments")


def investment_of(chain: ValueChain, found: Investment) -> Row:
    """Return the investment part of a plan; empty where the policy has nothing to tell it from."""
    if not found.told:
        return {}
    from coprod_tools.plan.choice_rows import ballot_row, choice_row, frontier_row, price_row, robust_row, segment_row

    policy = chain.policy
    choice, currency = found.choice, found.choice.currency if found.choice else policy.currency
    return {
        "worth": _worth(chain, found),
        "options": tuple(
            {"id": each.option, "label": each.label, "chosen": each.chosen, "worth": _option(chain, each.worth)}
            for each in found.options
        ),
        "choice": choice_row(choice) if choice else None,
        "prices_of_rules": tuple(price_row(each, currency) for each in found.prices),
        "frontier": frontier_row(found.frontier, currency) if found.frontier else None,
        "robust": robust_row(found.robust) if found.robust else None,
        "segments": tuple(map(segment_row, found.segments)),
        "ballots": tuple(
            ballot_row(ballot, compared, policy.currency)
            for ballot, compared in zip(policy.ballots or (), found.ballots, strict=True)
        ),
    }


def _worth(chain: ValueChain, found: Investment) -> Row | None:
    return _option(chain, found.worth)


def _option(chain: ValueChain, worth: Any) -> Row | None:
    if worth is None:
        return None
    from coprod_tools.plan.worth_rows import rows

    return rows(worth, names_of(chain.policy))


def questions(found: Investment) -> Iterator[UnknownRow]:
    """Yield what a worth and a choice wait for, as questions."""
    worth = found.worth
    for each in worth.not_counted if worth else ():
        why = say("plan.unknown-worth")
        yield UnknownRow(field=each.id, question=f"{each.label}: {each.why}", why_it_matters=why)
    for chain in worth.chains.values() if worth else ():
        for number, asked in enumerate(chain.questions, start=1):
            field = f"effect_chain[{chain.outcome}]" + (f".{number}" if number > 1 else "")
            yield UnknownRow(field=field, question=asked, why_it_matters=say("plan.unknown-effect-chain"))
    asked_of = (*(("proposals", each) for each in (found.choice.questions if found.choice else ())),)
    asked_of += tuple(("segments", each) for segment in found.segments for each in segment.questions)
    for number, (place, asked) in enumerate(asked_of, start=1):
        yield UnknownRow(field=f"{place}.{number}", question=asked, why_it_matters=say(f"plan.unknown-{place}"))
