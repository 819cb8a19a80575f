"""Who puts in what, who answers for what, and the three questions with an indicator each or a named gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coprod_tools.assessment import Assessment
from coprod_tools.chain import ValueChain, stage_of
from coprod_tools.plan.asked import all_asks
from coprod_tools.plan.document import Accountability
from coprod_tools.plan.names import Names, listed, names_of, plain, text
from coprod_tools.policy import Indicator
from coprod_tools.policy.numbers import Money, Quantity
from coprod_tools.policy.purpose import Period
from coprod_tools.policy.resources import Contribution
from coprod_tools.policy.vocabulary import Question
from coprod_tools.words import say

QUESTIONS: tuple[Question, ...] = ("better", "feel", "public-value")
Row = dict[str, Any]


def accountability_of(assessment: Assessment) -> Accountability:
    """Return ledger, asks, agreed shares, duties and scorecard; rewards are filled in with the partners."""
    chain = assessment.chain
    names = names_of(chain.policy)
    return Accountability(
        ledger=tuple(
            _ledger_row(chain, each) for each in sorted(chain.policy.contributions or (), key=lambda c: c.key)
        ),
        asks=tuple(each.model_dump(by_alias=True) for each in all_asks(assessment, names)),
        shares=tuple(_shares(chain, names)),
        rewards=(),
        duties=tuple(_duties(chain, names)),
        scorecard=tuple(_scorecard(chain)),
    )


def _ledger_row(chain: ValueChain, given: Contribution) -> Row:
    stage = stage_of(chain, given.activity) if given.activity else None
    consent = given.consent
    return {
        "id": given.key,
        "actor": given.actor,
        "activity": given.activity,
        "stage": stage.id if stage else None,
        "kind": given.kind,
        "what": text(given.what),
        "quantity": plain(given.quantity.value) if given.quantity else None,
        "unit": given.unit or (given.quantity.unit if given.quantity else None),
        "ranges": ranges(given.quantity),
        "unit_value": money(given.unit_value, chain.policy.currency),
        "valuation_method": given.valuation_method,
        "bearer": given.bearer,
        "paid": given.paid,
        "date": text(given.date),
        "receiver": given.receiver,
        "consent": {
            "to": text(consent.to),
            "by": consent.by,
            "on": text(consent.on),
            "expires": text(consent.expires),
            "withdrawn": text(consent.withdrawn),
        }
        if consent
        else None,
    }


def ranges(quantity: Quantity | None) -> Row | None:
    """Return low, mid and high as decimal text, or None where no range is given."""
    if quantity is None or (quantity.low is None and quantity.high is None):
        return None
    return {"low": plain(quantity.low), "mid": plain(quantity.mid), "high": plain(quantity.high)}


def money(amount: Money | None, currency: str | None) -> Row | None:
    """Return money as decimal text with its currency."""
    if amount is None:
        return None
    row: Row = {"amount": plain(amount.value), "currency": amount.currency or currency}
    if amount.low is not None or amount.high is not None:
        row |= {"low": plain(amount.low), "high": plain(amount.high)}
    return row


def _shares(chain: ValueChain, names: Names) -> Iterator[Row]:
    for share in sorted(chain.policy.shares or (), key=lambda each: each.key):
        yield {
            "id": share.key,
            "outcome": share.outcome,
            "actor": share.actor,
            "share": plain(share.share),
            "agreed_by": listed(share.agreed_by, names),
            "agreed_on": text(share.agreed_on),
            "fails_without": text(share.fails_without),
        }


def _duties(chain: ValueChain, names: Names) -> Iterator[Row]:
    """Duties that a statute lays on an activity, and the outcomes with who answers for them."""
    for activity in sorted(chain.policy.activities or (), key=lambda each: each.key):
        if activity.statutory_duty is not None:
            yield {
                "id": f"duty:{activity.key}",
                "kind": "statutory-duty",
                "text": say("plan.duty-line", duty=activity.statutory_duty),
                "activity": activity.key,
                "held_by": listed((activity.lead,) if activity.lead else (), names),
                "delegable": activity.delegable,
            }
    for outcome in sorted(chain.policy.outcomes or (), key=lambda each: each.key):
        yield {
            "id": f"duty:outcome:{outcome.key}",
            "kind": "outcome",
            "text": str(outcome.label),
            "outcome": outcome.key,
            "held_by": listed(outcome.answers_for, names),
            "delegable": None,
        }
    power = (chain.policy.power.answers_for_harm or ()) if chain.policy.power else ()
    guards = (actor for guard in chain.policy.safeguards or () for actor in guard.answers_for_harm or ())
    harm = tuple(dict.fromkeys((*power, *guards)))
    yield {"id": "duty:harm", "kind": "harm", "text": None, "held_by": listed(harm, names), "delegable": None}


def _scorecard(chain: ValueChain) -> Iterator[Row]:
    """One row for each question, indicator and group; a question without indicator is a named gap."""
    for question in QUESTIONS:
        asked = say(f"plan.question-{question}")
        found = sorted(
            (each for each in chain.policy.indicators or () if each.question == question), key=lambda i: i.key
        )
        if not found:
            yield {
                "id": f"score:{question}",
                "question": question,
                "asks": asked,
                "indicator": None,
                "label": None,
                "group": None,
                "state": "unknown",
                "gap": say("plan.scorecard-gap"),
                "periods": [],
            }
        for indicator in found:
            for group in sorted({each.group for each in indicator.actuals or ()} or {None}, key=str):
                periods = [each for each in indicator.actuals or () if each.group == group]
                yield {
                    "id": f"score:{question}:{indicator.key}" + (f":{group}" if group else ""),
                    "question": question,
                    "asks": asked,
                    "indicator": indicator.key,
                    "label": str(indicator.label),
                    "group": group,
                    "state": state_of(indicator, periods),
                    "gap": None,
                    "periods": [_period(each) for each in sorted(periods, key=lambda p: (str(p.period), p.key))],
                }


def _period(period: Period) -> Row:
    return {
        "period": text(period.period),
        "value": plain(period.value.value) if period.value else None,
        "target": plain(period.target.value) if period.target else None,
        "only_for": period.only_for,
        "note": text(period.note),
    }


def state_of(indicator: Indicator, periods: list[Period]) -> str:
    """Return better, not-better or unknown: the latest value against the baseline, in the direction of the target.

    A value for only a part of the people (`only_for`) is no value for the whole. Without a baseline, a target that
    differs from it, or a value dated after the baseline, nobody can say.
    """
    whole = (each for each in periods if each.period and each.value and each.only_for is None)
    dated = sorted(whole, key=lambda each: each.period.last)  # type: ignore[union-attr]
    if indicator.baseline is None or indicator.target is None or not dated or dated[-1].value is None:
        return "unknown"
    start = indicator.baseline.as_at
    if start is not None and dated[-1].period is not None and not start.surely_before(dated[-1].period):
        return "unknown"
    wanted = indicator.target.value - indicator.baseline.value
    moved = dated[-1].value.value - indicator.baseline.value
    if wanted == 0:
        return "unknown"
    return "better" if wanted * moved > 0 else "not-better"
