"""Where no set keeps every rule: which rules clash, and what to relax by how much.

A clash is an irreducible infeasible set of rules, found by deletion (Chinneck 2008, Feasibility and Infeasibility in
Optimization, ch. 6): without any one of them the others can be kept together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from coprod_tools.investment.assumptions import EXACT
from coprod_tools.investment.rules import Rule, plain
from coprod_tools.investment.solving import solve, without
from coprod_tools.words import say

# Sets of rules to relax are looked for up to this size; after it one that is surely enough is named.
_LARGEST = 3
_MOST_SETS = 2000


@dataclass(frozen=True, slots=True)
class Relaxing:
    """Rules which, relaxed together, let a choice be made.

    Attributes
    ----------
    by : tuple of (Decimal or None)
        For each rule the least by which its limit must rise while the others of the set are dropped; None for a rule
        of yes or no, which must go.
    """

    rules: tuple[Rule, ...]
    by: tuple[Decimal | None, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that can't be kept together.

    Attributes
    ----------
    rules : tuple of Rule
        A smallest clash: drop any one of these, and the rest of them can be kept.
    to_relax : tuple of Relaxing
        Each one is enough by itself, and none smaller is; empty only where the search for them was cut short.
    smallest : bool
        True where no set of fewer rules would do.
    """

    rules: tuple[Rule, ...]
    to_relax: tuple[Relaxing, ...]
    smallest: bool
    words: tuple[str, ...]


def find_clash(ids: Sequence[str], rules: Sequence[Rule]) -> Clash:
    """Return which rules clash and what to relax; the rules must be proved to be impossible together."""
    core = _irreducible(ids, rules)
    to_relax, smallest = _enough(ids, rules, core)
    told = [say("choice.clash"), *(say("choice.clash_rule", rule=rule.words) for rule in core)]
    told.append(say("choice.relax_one" if len(to_relax) > 1 else "choice.relax_this"))
    told += [relaxing.words for relaxing in to_relax]
    return Clash(core, to_relax, smallest, tuple(told))


def _irreducible(ids: Sequence[str], rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Drop rules one by one as long as the rest stays impossible; limits first, so that musts are named last."""
    kept = list(rules)
    for rule in rules:
        rest = [each for each in kept if each.id != rule.id]
        if solve(ids, rest, {}).impossible:
            kept = rest
    return tuple(kept)


def _possible(ids: Sequence[str], rules: Sequence[Rule]) -> bool:
    return solve(ids, rules, {}).chosen is not None


def _enough(ids: Sequence[str], rules: Sequence[Rule], core: tuple[Rule, ...]) -> tuple[tuple[Relaxing, ...], bool]:
    """Return all smallest sets of rules to relax.

    Each set must hit every clash; so its rules are taken from clashes found on the way, one from each.
    """
    clashes, tried = [core], 0
    for size in range(1, _LARGEST + 1):
        pool = [rule for rule in rules if any(rule in clash for clash in clashes)]
        found: list[tuple[Rule, ...]] = []
        seen: set[tuple[str, ...]] = set()
        grown = True
        while grown:
            grown = False
            for group in combinations(pool, size):
                names = tuple(rule.id for rule in group)
                if names in seen or any(not set(group) & set(clash) for clash in clashes):
                    continue
                seen.add(names)
                tried += 1
                if tried > _MOST_SETS:
                    return tuple(_relaxing(ids, rules, each) for each in found), bool(found)
                rest = without(rules, *names)
                if _possible(ids, rest):
                    found.append(group)
                    continue
                # What is still impossible holds another clash, whose rules join the pool.
                clashes.append(_irreducible(ids, rest))
                pool = [rule for rule in rules if any(rule in clash for clash in clashes)]
                grown = True
                break
        if found:
            return tuple(_relaxing(ids, rules, each) for each in found), True
    return (_relaxing(ids, rules, _greedy(ids, rules, core)),), False


def _greedy(ids: Sequence[str], rules: Sequence[Rule], core: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Drop the first rule of each clash until none is left."""
    dropped: list[Rule] = []
    while core:
        dropped.append(core[0])
        rest = without(rules, *(rule.id for rule in dropped))
        core = () if _possible(ids, rest) else _irreducible(ids, rest)
    return tuple(dropped)


def _relaxing(ids: Sequence[str], rules: Sequence[Rule], group: tuple[Rule, ...]) -> Relaxing:
    rest = without(rules, *(rule.id for rule in group))
    by = tuple(_least(ids, rest, rule) if rule.unit else None for rule in group)
    parts = []
    for rule, more in zip(group, by, strict=True):
        key = f"choice.relax_{rule.kind.replace('-', '_')}" if more is not None else "choice.relax_drop"
        parts.append(say(key, rule=rule.words, more=plain(more or Decimal()), unit=rule.unit))
    return Relaxing(group, by, say("choice.and").join(parts))


def _least(ids: Sequence[str], rest: Sequence[Rule], rule: Rule) -> Decimal | None:
    """Return by how much the limit of a rule must rise at least while the others are kept."""
    found = solve(ids, rest, {name: -number for name, number in rule.terms})
    if found.chosen is None or not found.proved:
        return None
    return EXACT.subtract(rule.total(found.chosen), rule.limit)
