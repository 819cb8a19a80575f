"""What each rule costs: the best worth with the rule relaxed by one, or without it, less the best worth with it.

Every price is solved anew. The multipliers of the linear programme (duals) are no prices here, since proposals are
taken whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from coprod_tools.investment.choosing import Choice
from coprod_tools.investment.rules import Rule, one_more, plain
from coprod_tools.investment.solving import relaxed, solve, without
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class RulePrice:
    """The price of one rule, in the money of the choice.

    Attributes
    ----------
    step, of_step : Decimal or None
        By how much the rule is relaxed (a tenth of an account, one proposal), and what more worth that would allow;
        None for a rule of yes or no.
    of_all : Decimal
        What more worth could be had without the rule.
    proved : bool
        False where a search was cut short: the prices may then be too low or too high.
    """

    rule: Rule
    step: Decimal | None
    of_step: Decimal | None
    of_all: Decimal
    proved: bool
    words: str


def prices_of_rules(choice: Choice, nodes: int | None = None) -> tuple[RulePrice, ...]:
    """Return the price of each rule of a choice, in the order of the rules; none where nothing could be chosen.

    Notes
    -----
    What is not known or who is barred has no price: these are to be settled, not bought out of.
    """
    question = choice.question
    if choice.state != "chosen" or choice.worth is None or not question.worth:
        return ()
    found = []
    for rule in question.rules:
        if rule.kind in ("unknown", "partner"):
            continue
        free = solve(question.ids, without(question.rules, rule.id), question.mid, nodes)
        of_all = max(free.value - choice.worth.mid, Decimal())
        step = one_more(rule)
        of_step, proved = (None if step is None else Decimal()), choice.proved and free.proved
        # Where even its absence brings nothing, a little more of it can't.
        if step is not None and (of_all or not proved):
            more = solve(question.ids, relaxed(question.rules, rule.id, step), question.mid, nodes)
            of_step, proved = max(more.value - choice.worth.mid, Decimal()), proved and more.proved
        found.append(
            RulePrice(rule, step, of_step, of_all, proved, _words(choice, rule, step, of_step, of_all, proved))
        )
    return tuple(found)


def _words(
    choice: Choice, rule: Rule, step: Decimal | None, of_step: Decimal | None, of_all: Decimal, proved: bool
) -> str:
    money = choice.currency
    if not of_all and proved:
        return say("choice.price_none", rule=rule.words)
    told = [say("choice.price_all", rule=rule.words, more=plain(of_all), currency=money)]
    if step is not None and of_step is not None:
        key = "choice.price_step_floor" if rule.kind == "floor" else "choice.price_step"
        told.append(say(key, step=plain(step), unit=rule.unit, more=plain(of_step), currency=money))
    if not proved:
        told.append(say("choice.price_not_proved"))
    return " ".join(told)
