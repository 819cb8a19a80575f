"""Who puts in what, who answers for what, and the three questions with an indicator each or a named gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coprod_tools.accountability import Accounts
from coprod_tools.assessment import Assessment
from coprod_tools.chain import ValueChain
from coprod_tools.plan import answer_rows, ledger_rows, share_rows
from coprod_tools.plan.asked import all_asks
from coprod_tools.plan.document import Accountability
from coprod_tools.plan.names import names_of, plain, text
from coprod_tools.policy import Indicator
from coprod_tools.policy.purpose import Period
from coprod_tools.policy.vocabulary import Question
from coprod_tools.words import say

QUESTIONS: tuple[Question, ...] = ("better", "feel", "public-value")
Row = dict[str, Any]


def accountability_of(assessment: Assessment, accounts: Accounts) -> Accountability:
    """Return who puts in what, what is asked of whom, agreed shares, duties and the scorecard."""
    chain = assessment.chain
    names = names_of(chain.policy)
    return Accountability(
        **ledger_rows.rows(chain, accounts, names),
        **share_rows.rows(accounts, names),
        asks=tuple(each.model_dump(by_alias=True) for each in all_asks(assessment, names)),
        **answer_rows.rows(accounts, names),
        scorecard=tuple(_scorecard(chain)),
    )


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
