"""Rules about showing value (B14): the three questions, each with an indicator, and who chose it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from coprod_tools.assessment.register import About, Hit, incomplete, listed, rule
from coprod_tools.assessment.view import View
from coprod_tools.policy.numbers import Quantity
from coprod_tools.policy.vocabulary import Question
from coprod_tools.words import say


@rule("question-without-indicator")
def question_without_indicator(view: View) -> Iterator[Hit]:
    """Fire for each of the three questions that no indicator answers."""
    answered = {indicator.question for indicator in view.policy.indicators or ()}
    for question in get_args(Question):
        if question not in answered:
            about = About(say(f"findings.question-{question}"), (), "indicators", (question,))
            yield about.hit(question, also=("indicators",))


@rule("indicator-incomplete", "outcome", "baseline", "target", "source", "measured_by")
def indicator_incomplete(view: View) -> Iterator[Hit]:
    """Fire for an indicator that can't be read yet."""
    for about, indicator in view.each("indicators", view.policy.indicators, "label"):
        needed = ("baseline", "target", "source", "measured_by")
        whose = () if indicator.output else ("outcome",)
        also = (f"{about.base}.outcome", f"{about.base}.output")
        yield from incomplete(about, indicator, (*whose, *needed), also=also)


@rule("share-above-whole")
def share_above_whole(view: View) -> Iterator[Hit]:
    """Fire for an indicator that counts more than there are in all."""
    for about, indicator in view.each("indicators", view.policy.indicators, "label"):
        periods = [value for period in indicator.actuals or () for value in (period.value, period.target)]
        told = {"baseline": (indicator.baseline,), "target": (indicator.target,), "actuals": tuple(periods)}
        wrong = [field for field, values in told.items() if any(map(_above_whole, values))]
        if wrong:
            yield about.hit(wrong[0], *told, detail=say("findings.above-whole", names=listed(wrong)))


def _above_whole(value: Quantity | None) -> bool:
    if value is None or value.numerator is None or value.denominator is None:
        return False
    return value.numerator > value.denominator


@rule("indicator-chosen-by-government")
def indicator_chosen_by_government(view: View) -> Iterator[Hit]:
    """Fire for an indicator that nobody outside government chose."""
    for about, indicator in view.each("indicators", view.policy.indicators, "label"):
        if not view.maybe_outside(indicator.chosen_by or ()):
            yield about.hit("chosen_by", also=view.kind_fields(indicator.chosen_by or ()))
