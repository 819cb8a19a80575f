"""The second pass, shown apart: what of that which can't be weighed in money fits in what the first choice leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from coprod_tools.investment.posing import Question
from coprod_tools.investment.rules import Rule, plain
from coprod_tools.investment.solving import solve
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Added:
    """What could be added, in one unit of its own; different units are never added up or set against each other.

    Attributes
    ----------
    unit : str or None
        None for proposals of which nobody said what they are worth: each of `ids` then fits by itself, and no more is
        said.
    value : Decimal or None
        The most of that unit that fits.
    """

    unit: str | None
    ids: tuple[str, ...]
    value: Decimal | None
    proved: bool
    words: str


def what_else_fits(question: Question, chosen: frozenset[str]) -> tuple[Added, ...]:
    """Return, for each unit by itself, the proposals that fit beside what is chosen and give the most of it."""
    open_ones = [each for each in question.not_weighed if each.id not in chosen]
    found = []
    for unit in sorted({each.unit for each in open_ones if each.unit}):
        gains = {each.id: each.value for each in open_ones if each.unit == unit and each.value is not None}
        rules = _kept(question, chosen, frozenset(gains))
        best = solve(question.ids, rules, gains)
        ids = tuple(sorted((best.chosen or frozenset()) & gains.keys()))
        if ids:
            names = ", ".join(question.labels[name] for name in ids)
            words = say("choice.added_unit", unit=unit, names=names, value=plain(best.value))
            found.append(Added(unit, ids, best.value, best.proved, words))
    alone = tuple(
        each.id
        for each in open_ones
        if each.value is None and solve(question.ids, _with(question, chosen, each.id), {}).chosen is not None
    )
    if alone:
        names = ", ".join(question.labels[name] for name in alone)
        found.append(Added(None, alone, None, True, say("choice.added_alone", names=names)))
    return tuple(found)


def _kept(question: Question, chosen: frozenset[str], allowed: frozenset[str]) -> Sequence[Rule]:
    """Return the rules under which all that is chosen stays and nothing else but `allowed` comes in."""
    fixed = [
        Rule(f"stays[{name}]", "cut", ((name, Decimal(-1)),), Decimal(-1), "")
        if name in chosen
        else Rule(f"out[{name}]", "cut", ((name, Decimal(1)),), Decimal(), "")
        for name in question.ids
        if name not in allowed
    ]
    return (*question.rules, *fixed)


def _with(question: Question, chosen: frozenset[str], name: str) -> Sequence[Rule]:
    return _kept(question, chosen | {name}, frozenset())
