"""Choose which proposals to take on under every actor's own budget and hours, with needs, exclusions, musts and floors.

A knapsack with several limits (Martello & Toth 1990, Knapsack Problems, ch. 6), worth in one money only. Worths are
taken to add up. Among sets of equal worth the one that asks the fewest hours of people is taken, of these the one with
the fewest proposals, of these the one that holds the first proposal by id in which they differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from coprod_tools.accountability.amounts import Range, point, total
from coprod_tools.investment.accounts import Account
from coprod_tools.investment.assumptions import QUOTIENT
from coprod_tools.investment.clashes import Clash, find_clash
from coprod_tools.investment.left_over import Added, what_else_fits
from coprod_tools.investment.posing import Question, pose
from coprod_tools.investment.rules import Rule, plain
from coprod_tools.investment.solving import Solved, solve
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Policy
from coprod_tools.words import say

State = Literal["chosen", "nothing-proposed", "rules-clash", "not-found"]
Why = Literal["must", "needed", "worth", "floor"]
# Ids are settled in blocks of so many, whose powers of two the solver tells apart.
_BLOCK = 20


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proposal of the chosen set.

    Attributes
    ----------
    worth : Range or None
        None where it can't be weighed in the money of the choice; it is then never chosen for its worth.
    why : {'must', 'needed', 'worth', 'floor'}
        It must be; a chosen one needs it; for its worth; or a floor asks for it.
    """

    id: str
    label: str
    worth: Range | None
    why: Why
    words: str


@dataclass(frozen=True, slots=True)
class Left:
    """A proposal that was not chosen, and why it was set aside before; empty where others were worth more."""

    id: str
    label: str
    set_aside: str


@dataclass(frozen=True, slots=True)
class Use:
    """What of an account is taken.

    Attributes
    ----------
    has, left : Decimal or None
        None where nobody knows how much there is; the choice was not held to it.
    committed : Decimal
        Hours asked already by the policy's activities; `has` is without them.
    """

    account: Account
    who: str
    has: Decimal | None
    committed: Decimal
    taken: Decimal
    left: Decimal | None


@dataclass(frozen=True)
class Choice:
    """What to take on.

    Attributes
    ----------
    state : {'chosen', 'nothing-proposed', 'rules-clash', 'not-found'}
        `rules-clash`: no set keeps every rule, and `clash` says which to relax. `not-found`: none was found in the work
        allowed, and none was proved impossible.
    worth : Range or None
        In `currency`, of what can be weighed; the ends are the sums of the ends.
    bound, gap : Decimal or None
        No set is worth more than `bound` at the best single values; `gap` is how much more that is, in parts of the
        worth. Equal to the worth and 0 where `proved`.
    settled : bool
        True where the rule for equals was followed to its end.
    added : tuple of Added
        A second pass, apart: what of that which can't be weighed would fit in what is left.
    """

    question: Question
    state: State
    currency: str | None
    chosen: tuple[Chosen, ...]
    left: tuple[Left, ...]
    worth: Range | None
    bound: Decimal | None
    gap: Decimal | None
    proved: bool
    settled: bool
    uses: tuple[Use, ...]
    people_hours: Decimal
    added: tuple[Added, ...]
    clash: Clash | None
    words: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of what is chosen."""
        return frozenset(each.id for each in self.chosen)


def choose(
    policy: Policy, currency: str | None = None, knowledge: Knowledge | None = None, nodes: int | None = None
) -> Choice:
    """Return which of a policy's proposals to take on.

    Parameters
    ----------
    currency : str, optional
        The money to weigh in; the policy's where absent.
    nodes : int, optional
        The most nodes of the search, after which the best set found is returned with its gap.
    """
    return choose_from(pose(policy, currency, knowledge), nodes)


def choose_from(question: Question, nodes: int | None = None) -> Choice:
    """Return the best set of a question that is posed already."""
    if not question.ids:
        return _without(question, "nothing-proposed", None)
    best = solve(question.ids, question.rules, question.mid, nodes)
    if best.chosen is None:
        clash = find_clash(question.ids, question.rules) if best.proved else None
        return _without(question, "rules-clash" if best.proved else "not-found", clash)
    chosen, settled = _settle(question, best, nodes) if best.proved else (best.chosen, False)
    return _told(question, best, chosen, settled)


def _settle(question: Question, best: Solved, nodes: int | None) -> tuple[frozenset[str], bool]:
    """Return, of all sets of the best worth, the one that the rule for equals takes, and whether it is surely that."""
    ids, mid = question.ids, question.mid
    chosen = best.chosen or frozenset()
    rules = (*question.rules, _keeps("worth", mid, best.value))
    count = {name: Decimal(-1) for name in ids}
    for name, gains in (("hours", {n: -h for n, h in question.people_hours.items() if h}), ("count", count)):
        found = solve(ids, rules, gains, nodes)
        if found.chosen is None or not found.proved:
            return found.chosen or chosen, False
        chosen = found.chosen
        rules = (*rules, _keeps(name, gains, found.value))
    for start in range(0, len(ids), _BLOCK):
        block = ids[start : start + _BLOCK]
        gains = {name: Decimal(2 ** (len(block) - 1 - place)) for place, name in enumerate(block)}
        found = solve(ids, rules, gains, nodes)
        if found.chosen is None or not found.proved:
            return found.chosen or chosen, False
        chosen = found.chosen
        rules = (*rules, _keeps(f"ids{start}", gains, found.value))
    return chosen, True


def _keeps(name: str, gains: dict[str, Decimal], least: Decimal) -> Rule:
    return Rule(f"least[{name}]", "cut", tuple((each, -gain) for each, gain in sorted(gains.items())), -least, "")


def _told(question: Question, best: Solved, chosen: frozenset[str], settled: bool) -> Choice:
    ranges = {name: Range(each.low, each.mid, each.high) for name, each in question.worth.items() if name in chosen}
    worth = total(ranges[name] for name in sorted(ranges)) if ranges else point(0)
    gap = Decimal() if best.proved else _gap(best)
    uses = uses_of(question, chosen)
    return Choice(
        question=question,
        state="chosen",
        currency=question.currency,
        chosen=tuple(_chosen(question, name, ranges.get(name), chosen) for name in sorted(chosen)),
        left=_left(question, chosen),
        worth=worth,
        bound=best.bound,
        gap=gap,
        proved=best.proved,
        settled=settled,
        uses=uses,
        people_hours=sum((question.people_hours[name] for name in sorted(chosen)), Decimal()),
        added=what_else_fits(question, chosen),
        clash=None,
        words=_words(question, best, gap, worth, chosen, settled),
        questions=question.questions,
    )


def _gap(best: Solved) -> Decimal | None:
    return QUOTIENT.divide(best.bound - best.value, abs(best.value)) if best.value else None


def _words(
    question: Question, best: Solved, gap: Decimal | None, worth: Range, chosen: frozenset[str], settled: bool
) -> tuple[str, ...]:
    told = [say("choice.chosen", count=len(chosen), of=len(question.ids))]
    if question.worth:
        told.append(say("choice.worth", worth=plain(worth.mid), currency=question.currency))
        if best.proved:
            told.append(say("choice.proved"))
        elif gap is None:
            told.append(say("choice.bound", bound=plain(best.bound), currency=question.currency))
        else:
            told.append(say("choice.gap", bound=plain(best.bound), currency=question.currency,
                            percent=f"{gap * 100:.2f}"))  # fmt: skip
    told.append(say("choice.equals" if settled else "choice.equals_not_settled"))
    if question.not_weighed:
        told.append(say("choice.not_weighed", count=len(question.not_weighed)))
    return (*told, say("choice.single_values"), *question.shown)


def _chosen(question: Question, name: str, worth: Range | None, chosen: frozenset[str]) -> Chosen:
    label = question.labels[name]
    needing = [question.labels[other] for other in sorted(chosen) if other != name and name in question.needs[other]]
    if name in question.musts:
        return Chosen(name, label, worth, "must", say("choice.why_must"))
    if worth is not None and worth.mid > 0:
        return Chosen(name, label, worth, "worth", say("choice.why_worth"))
    if needing:
        return Chosen(name, label, worth, "needed", say("choice.why_needed", by=", ".join(needing)))
    return Chosen(name, label, worth, "floor", say("choice.why_floor"))


def _left(question: Question, chosen: frozenset[str]) -> tuple[Left, ...]:
    return tuple(
        Left(name, question.labels[name], question.set_aside.get(name, ""))
        for name in question.ids
        if name not in chosen
    )


def uses_of(question: Question, chosen: frozenset[str]) -> tuple[Use, ...]:
    """Return what a set takes of each account, those without a known limit among them."""
    accounts = question.accounts
    found = []
    for account in sorted({account for taken in accounts.takes.values() for account in taken} | set(accounts.has)):
        taken = sum((accounts.takes[name].get(account, Decimal()) for name in sorted(chosen)), Decimal())
        has = accounts.has.get(account)
        who = question.names.get(account.actor, account.actor)
        committed = accounts.committed.get(account, Decimal())
        found.append(Use(account, who, has, committed, taken, None if has is None else has - taken))
    return tuple(found)


def _without(question: Question, state: State, clash: Clash | None) -> Choice:
    """Return a choice in which nothing is chosen, and why."""
    words: Sequence[str] = clash.words if clash else (say(f"choice.{state.replace('-', '_')}"),)
    return Choice(
        question=question,
        state=state,
        currency=question.currency,
        chosen=(),
        left=_left(question, frozenset()),
        worth=None,
        bound=None,
        gap=None,
        proved=state != "not-found",
        settled=False,
        uses=uses_of(question, frozenset()),
        people_hours=Decimal(),
        added=(),
        clash=clash,
        words=tuple(words),
        questions=question.questions,
    )
