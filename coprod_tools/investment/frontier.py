"""What can be had together: worth, decision rights ceded and hours asked of people, never made into one score.

Exact, by the epsilon-constraint method (Haimes, Lasdon & Wismer 1971, IEEE Transactions on Systems, Man, and
Cybernetics 1, 296-297): for each number of rights ceded, the most worth under every limit on hours at which it changes.
Whether ceding control is a loss or the aim is for those to say who cede it and those who gain it, so both readings are
kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from coprod_tools.investment.posing import Question
from coprod_tools.investment.rules import Rule, plain
from coprod_tools.investment.solving import Solved, solve
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class Point:
    """A set of proposals to which no other comes closer on all three counts.

    Attributes
    ----------
    worth : Decimal
        In the money of the question, at the best single values, of what can be weighed.
    stands_where_less : bool
        No other set is as good on worth and hours and cedes less.
    stands_where_more : bool
        No other set is as good on worth and hours and cedes more.
    """

    ids: tuple[str, ...]
    worth: Decimal
    control_ceded: int
    people_hours: Decimal
    stands_where_less: bool
    stands_where_more: bool
    words: str


@dataclass(frozen=True, slots=True)
class Frontier:
    """All points, by rights ceded, then hours.

    Attributes
    ----------
    complete : bool
        False where the search was cut short at `most` sets or a search within it; points may then be missing.
    control_not_said : tuple of str
        Proposals left out since nobody said how many rights they cede; never taken for none.
    """

    points: tuple[Point, ...]
    complete: bool
    control_not_said: tuple[str, ...]
    words: tuple[str, ...]


def frontier_of(question: Question, most: int = 200, nodes: int | None = None) -> Frontier:
    """Return what worth, rights ceded and hours asked of people can be had together.

    Parameters
    ----------
    most : int
        The most sets to look for.
    """
    unknown = tuple(name for name in question.ids if question.control[name] is None)
    not_said = tuple(name for name in unknown if name not in question.musts)
    out = tuple(Rule(f"out[{name}]", "cut", ((name, Decimal(1)),), Decimal(), "") for name in not_said)
    rules = (*question.rules, *out)
    ceded = {name: Decimal(number) for name, number in question.control.items() if number}
    found: list[Point] = []
    complete = True
    for rights in range(int(sum(ceded.values())) + 1):
        exactly = _between(ceded, Decimal(rights))
        points, ended = _at(question, (*rules, *exactly), rights, most - len(found), nodes)
        found += points
        complete = complete and ended
        if len(found) >= most:
            complete = False
            break
    kept = tuple(marked for point in found if (marked := _marked(point, found)) is not None)
    told = [say("choice.frontier_not_said", what=question.labels[name]) for name in not_said]
    told += [
        say("choice.frontier_must_not_said", what=question.labels[name]) for name in unknown if name in question.musts
    ]
    if not complete:
        told.append(say("choice.frontier_cut"))
    if not kept and complete:
        told.append(say("choice.frontier_empty"))
    return Frontier(kept, complete, not_said, tuple(told))


def _at(
    question: Question, rules: Sequence[Rule], rights: int, most: int, nodes: int | None
) -> tuple[list[Point], bool]:
    """Return the sets that cede so many rights: from the most worth down to the fewest hours."""
    ids, mid, hours = question.ids, question.mid, question.people_hours
    less = {name: -number for name, number in hours.items() if number}
    step = Decimal(1).scaleb(min((_exponent(number) for number in hours.values()), default=0))
    found: list[Point] = []
    bound: tuple[Rule, ...] = ()
    while len(found) < most:
        best = solve(ids, (*rules, *bound), mid, nodes)
        if best.chosen is None or not best.proved:
            return found, best.impossible
        worth = Rule("least[worth]", "cut", tuple((n, -w) for n, w in sorted(mid.items())), -best.value, "")
        calm: Solved = solve(ids, (*rules, *bound, worth), less, nodes)
        if calm.chosen is None or not calm.proved:
            return found, False
        asked = -calm.value
        words = say("choice.point", worth=plain(best.value), currency=question.currency, rights=rights,
                    hours=plain(asked))  # fmt: skip
        found.append(Point(tuple(sorted(calm.chosen)), best.value, rights, asked, True, True, words))
        terms = tuple((name, number) for name, number in sorted(hours.items()) if number)
        bound = (Rule("most[hours]", "cut", terms, asked - step, ""),)
    return found, False


def _exponent(number: Decimal) -> int:
    return min(int(number.normalize().as_tuple().exponent), 0)


def _between(ceded: dict[str, Decimal], rights: Decimal) -> tuple[Rule, Rule]:
    up, down = tuple(sorted(ceded.items())), tuple((name, -number) for name, number in sorted(ceded.items()))
    return Rule("most[rights]", "cut", up, rights, ""), Rule("least[rights]", "cut", down, -rights, "")


def _marked(point: Point, others: Sequence[Point]) -> Point | None:
    """Return a point with the readings in which it stands; None where it stands in neither."""
    less = not any(_beats(other, point) and other.control_ceded <= point.control_ceded for other in others)
    more = not any(_beats(other, point) and other.control_ceded >= point.control_ceded for other in others)
    return replace(point, stands_where_less=less, stands_where_more=more) if less or more else None


def _beats(one: Point, other: Point) -> bool:
    return one is not other and one.worth >= other.worth and one.people_hours <= other.people_hours
