"""Whether a choice still stands when worths are other than thought: drawn between low and high, many times.

Each worth with a range is drawn from a triangle with its tip at the best single value, each by itself. Rules stay as
they are; a floor that is a share of worth is judged at the best single values. Regret is what the best set of a draw is
worth more than the chosen one (Savage 1951, Journal of the American Statistical Association 46, 55-67).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Context, Decimal

from coprod_tools.investment.assumptions import QUOTIENT, Assumption
from coprod_tools.investment.choosing import Choice
from coprod_tools.investment.rules import plain
from coprod_tools.investment.solving import solve
from coprod_tools.words import say

DRAWS = 200
# Drawn worths are kept to so many digits; more would be noise.
_DIGITS = Context(prec=7)


@dataclass(frozen=True, slots=True)
class HowOften:
    """In how many draws a proposal is in the best set."""

    id: str
    label: str
    chosen: bool
    times: int
    has_range: bool
    words: str


@dataclass(frozen=True, slots=True)
class Robust:
    """How a choice stands over drawn worths.

    Attributes
    ----------
    best_in : int
        Draws in which no set is worth more than the chosen one.
    mean_regret, most_regret : Decimal
        What is missed on average and at most, in the money of the choice, to 7 digits a draw.
    proved : bool
        False where the best set of some draw was not proved; the regrets are then at least this.
    """

    draws: int
    seed: int
    how_often: tuple[HowOften, ...]
    best_in: int
    mean_regret: Decimal
    most_regret: Decimal
    proved: bool
    words: tuple[str, ...]


def robustness(choice: Choice, seed: int, draws: int = DRAWS, nodes: int | None = None) -> Robust | None:
    """Return how a choice stands over drawn worths; None where nothing was chosen or no worth has a range."""
    import numpy as np

    question = choice.question
    ranged = [name for name, worth in sorted(question.worth.items()) if worth.has_range]
    if choice.state != "chosen" or not ranged or draws < 1:
        return None
    uniform = np.random.Generator(np.random.PCG64(seed)).random((draws, len(ranged)))
    times = dict.fromkeys(question.ids, 0)
    regrets: list[Decimal] = []
    proved = True
    for row in uniform:
        worth = question.mid | {
            name: _triangle(question.worth[name], float(value)) for name, value in zip(ranged, row, strict=True)
        }
        best = solve(question.ids, question.rules, worth, nodes)
        ours = sum((worth[name] for name in sorted(choice.ids) if name in worth), Decimal())
        proved = proved and best.proved
        regret = max(best.value - ours, Decimal())
        regrets.append(regret)
        # Where the chosen set is as good as any, it is the best one.
        for name in (best.chosen or ()) if regret else choice.ids:
            times[name] += 1
    how_often = tuple(_how_often(choice, name, times[name], draws) for name in question.ids)
    mean = QUOTIENT.divide(sum(regrets, Decimal()), draws)
    best_in = sum(regret == 0 for regret in regrets)
    told = [
        say("choice.robust", best=best_in, draws=draws, seed=seed),
        say("choice.regret", mean=plain(_DIGITS.plus(mean)), most=plain(max(regrets)), currency=choice.currency),
        say("choice.robust_each"),
    ]
    if not proved:
        told.append(say("choice.robust_not_proved"))
    return Robust(draws, seed, how_often, best_in, mean, max(regrets), proved, tuple(told))


def _triangle(worth: Assumption, uniform: float) -> Decimal:
    """Return the value at a point between 0 and 1 of the triangle's distribution."""
    low, tip, high = float(worth.low), float(worth.mid), float(worth.high)
    width = high - low
    if uniform * width < tip - low:
        found = low + math.sqrt(uniform * width * (tip - low))
    else:
        found = high - math.sqrt((1 - uniform) * width * (high - tip))
    return _DIGITS.create_decimal_from_float(found)


def _how_often(choice: Choice, name: str, times: int, draws: int) -> HowOften:
    label, chosen = choice.question.labels[name], name in choice.ids
    worth = choice.question.worth.get(name)
    key = "choice.often_chosen" if chosen else "choice.often_left"
    words = say(key, what=label, times=times, draws=draws)
    return HowOften(name, label, chosen, times, worth is not None and worth.has_range, words)
