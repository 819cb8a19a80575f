"""Find the best set of proposals under rules: mixed-integer programming by HiGHS, with every answer checked exactly.

HiGHS works in floating point within tolerances (Huangfu & Hall 2018, Mathematical Programming Computation 10,
119-142). So each set it returns is held to the rules in exact numbers, and one that breaks a rule is ruled out and the
search goes on.
"""

from __future__ import annotations

import ctypes
import math
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from coprod_tools.investment.rules import Rule

# Work, in nodes of the search times proposals times rules, after which the best found is returned with its gap. Counted
# in nodes and never in seconds, so that the same input gives the same answer on any machine.
WORK = 500_000
_FEWEST_NODES, _MOST_NODES = 200, 20_000
# Coefficients above this are scaled down, to stay far inside the tolerances of the solver (1e-6).
_LARGE = 10_000_000


@dataclass(frozen=True, slots=True)
class Solved:
    """What a search found.

    Attributes
    ----------
    chosen : frozenset of str or None
        The best set found; None where there is none or none was found.
    value : Decimal
        Its value, exact.
    bound : Decimal
        No set can be worth more than this; equal to `value` where proved.
    proved : bool
        True when the search went to its end: the set is best, or no set keeps the rules.
    """

    chosen: frozenset[str] | None
    value: Decimal
    bound: Decimal
    proved: bool

    @property
    def impossible(self) -> bool:
        """Whether it is proved that no set keeps all rules."""
        return self.chosen is None and self.proved


def solve(ids: Sequence[str], rules: Sequence[Rule], worth: Mapping[str, Decimal], nodes: int | None = None) -> Solved:
    """Return the set of most worth that keeps all rules.

    Parameters
    ----------
    worth : mapping of str to Decimal
        Of each proposal; those not in it add nothing.
    nodes : int, optional
        The most nodes of the search; by the size of the problem where absent.

    Notes
    -----
    The order of `ids` and `rules` should not depend on the order of a file: the solver's answer among equals does.
    """
    work = len(ids) * max(len(rules), 1)
    most = nodes or min(_MOST_NODES, max(_FEWEST_NODES, WORK // max(work, 1)))
    if not ids:
        kept = all(rule.kept_by(frozenset()) for rule in rules)
        return Solved(frozenset() if kept else None, Decimal(), Decimal(), True)
    cuts: list[Rule] = []
    while True:
        chosen, bound, ended = _search(ids, (*rules, *cuts), worth, most)
        if chosen is None:
            return Solved(None, Decimal(), Decimal(), ended)
        broken = next((rule for rule in rules if not rule.kept_by(chosen)), None)
        if broken is None:
            break
        cuts.append(_never_again(ids, chosen, len(cuts)))
    value = sum((worth[name] for name in chosen if name in worth), Decimal())
    if ended:
        return Solved(chosen, value, value, True)
    return Solved(chosen, value, max(bound, value), bound <= value)


def _never_again(ids: Sequence[str], chosen: frozenset[str], number: int) -> Rule:
    """Return the rule that only this set breaks."""
    terms = tuple((name, Decimal(1 if name in chosen else -1)) for name in ids)
    return Rule(f"cut[{number}]", "cut", terms, Decimal(len(chosen) - 1), "")


@contextmanager
def _silent() -> Iterator[None]:
    """Keep off the output what HiGHS prints past every option: a command's or a notebook's output is the reader's."""
    sys.stdout.flush()
    try:
        kept = os.dup(1)
    except OSError:  # there is no output
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        # what C still holds back must not come out later
        with suppress(OSError, TypeError, AttributeError):
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _search(
    ids: Sequence[str], rules: Sequence[Rule], worth: Mapping[str, Decimal], nodes: int
) -> tuple[frozenset[str] | None, Decimal, bool]:
    """Return a set, what none can be worth more than, and whether the search went to its end."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    place = {name: number for number, name in enumerate(ids)}
    gains, step = _whole([worth.get(name, Decimal()) for name in ids])
    costs = -np.array([float(gain) for gain in gains])
    constraints: list[Any] = []
    if rules:
        scaled = [_whole([*(number for _, number in rule.terms), rule.limit])[0] for rule in rules]
        rows = [number for number, rule in enumerate(rules) for _ in rule.terms]
        columns = [place[name] for rule in rules for name, _ in rule.terms]
        numbers = [float(value) for row in scaled for value in row[:-1]]
        matrix = csr_array((numbers, (rows, columns)), shape=(len(rules), len(ids)))
        constraints.append(LinearConstraint(matrix, -np.inf, [float(row[-1]) for row in scaled]))
    with _silent():
        found = milp(
            costs,
            integrality=np.ones(len(ids)),
            bounds=Bounds(0, 1),
            constraints=constraints,
            options={"mip_rel_gap": 0.0, "node_limit": nodes},
        )
    ended = found.status in (0, 2)
    if found.x is None:
        return None, Decimal(), ended
    chosen = frozenset(name for name, value in zip(ids, found.x, strict=True) if value > 0.5)
    return chosen, _bound(found.mip_dual_bound, gains, step), ended


def _bound(dual: float | None, gains: Sequence[Fraction], step: Fraction) -> Decimal:
    """Return the bound in the worth's own unit, rounded up so that it stays true."""
    most = sum((gain for gain in gains if gain > 0), Fraction())
    if dual is not None and math.isfinite(dual):
        slack = Fraction(max(1.0, abs(dual)) * 1e-9)
        raised = Fraction(-dual) + slack
        # Between whole numbers nothing can lie, so the bound may go down to the last one.
        whole = all(gain.denominator == 1 for gain in gains)
        most = min(most, Fraction(math.floor(raised)) if whole else raised)
    cents = math.ceil(most * step * 10**6)
    return Decimal(cents).scaleb(-6).normalize() + 0


def _whole(numbers: Sequence[Decimal]) -> tuple[list[Fraction], Fraction]:
    """Return numbers in the largest common step, so that they are whole and small, and that step."""
    parts = [Fraction(number) for number in numbers]
    below = math.lcm(*(part.denominator for part in parts))
    above = math.gcd(*(int(part * below) for part in parts)) or 1
    step = Fraction(above, below)
    whole = [part / step for part in parts]
    largest = max((abs(part) for part in whole), default=Fraction())
    if largest > _LARGE:
        shrink = Fraction(largest.numerator // largest.denominator, _LARGE)
        return [part / shrink for part in whole], step * shrink
    return whole, step


def without(rules: Iterable[Rule], *ids: str) -> tuple[Rule, ...]:
    """Return rules without those of some ids."""
    return tuple(rule for rule in rules if rule.id not in ids)


def relaxed(rules: Iterable[Rule], name: str, by: Decimal) -> tuple[Rule, ...]:
    """Return rules with the limit of one of them higher by so much."""
    return tuple(replace(rule, limit=rule.limit + by) if rule.id == name else rule for rule in rules)
