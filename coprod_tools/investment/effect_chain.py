"""How many people's lives change: reach x engagement x retention x effect x (1 - deadweight), each factor visible.

The chain follows the model of the Greater Manchester cost-benefit guidance (HM Treasury and New Economy 2014). A factor
that nobody gave is unknown, never 1, and with it the whole chain.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from coprod_tools.investment.assumptions import EXACT, Assumption, as_parts_of_one, assume, says_percent
from coprod_tools.knowledge import EffectFactor, Knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.numbers import Quantity
from coprod_tools.policy.resources import Factor
from coprod_tools.words import say

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One factor of a chain.

    Attributes
    ----------
    value : Assumption or None
        Shares in parts of one; None where nobody gave it.
    taken_off : bool
        True for what enters as one less it, such as deadweight.
    left : Decimal or None
        What is left after this factor: people, then what changes.
    """

    factor: str
    title: str
    value: Assumption | None
    taken_off: bool
    left: Decimal | None


@dataclass(frozen=True, slots=True)
class EffectChain:
    """The chain of one outcome.

    Attributes
    ----------
    result : Decimal or None
        What changes in a year, at the best single values; None while a factor is unknown.
    questions : tuple of str
        What is missing or can't be, and what to write.
    """

    outcome: str
    label: str
    steps: tuple[ChainStep, ...]
    result: Decimal | None
    questions: tuple[str, ...]


def effect_chains(policy: Policy, knowledge: Knowledge) -> Mapping[str, EffectChain]:
    """Return the chain of each outcome that a factor of the policy names, by the outcome's id.

    Factors without an outcome stand in every chain that has none of its own.
    """
    rows = policy.effect_chain or ()
    labels = {outcome.key: str(outcome.label) for outcome in policy.outcomes or ()}
    named = sorted({row.outcome for row in rows if row.outcome} | _asked_for(policy, rows))
    return {name: _chain(name, labels.get(name, name), rows, knowledge) for name in named}


def _asked_for(policy: Policy, rows: tuple[Factor, ...]) -> set[str]:
    """Return outcomes whose streams wait for a chain, where factors stand for every outcome."""
    if all(row.outcome for row in rows):
        return set()
    return {stream.outcome for stream in policy.streams or () if stream.outcome and stream.quantity is None}


def _chain(outcome: str, label: str, rows: tuple[Factor, ...], knowledge: Knowledge) -> EffectChain:
    found, questions = _by_factor(outcome, rows, knowledge)
    steps: list[ChainStep] = []
    left: Decimal | None = ONE
    # Without a count of people, a reach given as a count opens the chain.
    entries = sorted(knowledge.effect_factors.values(), key=lambda entry: entry.order)
    reach = found.get("reach")
    reach_counts = reach is not None and reach.value is not None and _is_count(reach.value)
    for entry in entries:
        row = found.get(entry.id)
        if entry.part == "people" and row is None and (reach is None or reach.value is None or reach_counts):
            continue
        if row is None and not entry.needed and entry.part != "people":
            continue
        if entry.part == "people" and reach_counts:
            questions.append(say("worth.people_and_count", outcome=label))
            left = None
        value, wrong = _value(entry, row, label)
        if wrong:
            questions.append(wrong)
        left = _after(left, value, entry.part == "lost")
        steps.append(ChainStep(entry.id, entry.title, value, entry.part == "lost", left))
    if questions:
        left = None
    return EffectChain(outcome, label, tuple(steps), left, tuple(questions))


def _by_factor(
    outcome: str, rows: tuple[Factor, ...], knowledge: Knowledge
) -> tuple[dict[str, Factor], list[str]]:
    """Return the rows of one outcome by factor, and what is wrong with them."""
    words = {_folded(word): entry.id for entry in knowledge.effect_factors.values() for word in entry.words}
    own: dict[str, list[Factor]] = {}
    for_all: dict[str, list[Factor]] = {}
    questions: list[str] = []
    for row in rows:
        if row.outcome not in (None, outcome):
            continue
        factor = words.get(_folded(row.factor))
        if factor is None:
            near = difflib.get_close_matches(_folded(row.factor), sorted(words), 1, 0.6)
            known = ", ".join(near or sorted({words[word] for word in words}))
            questions.append(say("worth.unknown_factor", factor=row.factor, known=known))
            continue
        (own if row.outcome else for_all).setdefault(factor, []).append(row)
    found: dict[str, Factor] = {}
    for factor, given in sorted({**for_all, **own}.items()):
        found[factor] = given[0]
        if len({(row.value.model_dump_json() if row.value else "") for row in given}) > 1:
            questions.append(say("worth.factor_twice", factor=factor, outcome=outcome))
    return found, sorted(questions)


def _value(entry: EffectFactor, row: Factor | None, outcome: str) -> tuple[Assumption | None, str]:
    """Return a factor's value, or why there is none."""
    names = {"factor": entry.id, "outcome": outcome}
    if row is None or row.value is None:
        return None, say("worth.factor_missing", **names)
    number, key = row.value, f"effect_chain[{row.key}].value"
    title = say("worth.factor_of", title=entry.title, outcome=outcome) if row.outcome else entry.title
    if number.is_share and (number.numerator or 0) > (number.denominator or 0) and entry.part != "effect":
        return None, say("worth.above_denominator", **names)
    if number.is_share and (number.numerator or 0) < 0:
        return None, say("worth.below_zero", **names)
    if entry.part == "people" or (entry.part == "reach" and _is_count(number)):
        if says_percent(number):
            return None, say("worth.people_as_share", **names)
        return assume(key, title, number), ""
    value = as_parts_of_one(key, title, number)
    if entry.part != "effect" and value.high > ONE:
        return None, say("worth.factor_above_one", **names)
    return value, ""


def _is_count(number: Quantity) -> bool:
    return not says_percent(number) and number.value > 1


def _after(left: Decimal | None, value: Assumption | None, taken_off: bool) -> Decimal | None:
    if left is None or value is None:
        return None
    return EXACT.multiply(left, EXACT.subtract(ONE, value.mid) if taken_off else value.mid)


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("_", " ").split())
