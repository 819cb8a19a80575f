"""Accounts: what money and hours each actor has for what is proposed, and what each proposal takes from whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from coprod_tools.accountability.amounts import point
from coprod_tools.accountability.asks import given_beside
from coprod_tools.accountability.units import HOUR, Units
from coprod_tools.investment.assumptions import EXACT
from coprod_tools.investment.prices import newest_rate
from coprod_tools.policy import Policy
from coprod_tools.policy.investing import Proposal
from coprod_tools.policy.numbers import Money, Quantity
from coprod_tools.policy.resources import Budget
from coprod_tools.words import say

AccountKind = Literal["money", "hours"]


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """Money in one currency, or hours, of one actor.

    Attributes
    ----------
    of : str
        A currency, or `hours`.
    activity : str
        The activity it is set aside for; empty where it is free for all.
    """

    actor: str
    of: str
    activity: str = ""

    @property
    def kind(self) -> AccountKind:
        """Whether it holds money or hours."""
        return "hours" if self.of == "hours" else "money"

    @property
    def id(self) -> str:
        """What its rule is known by."""
        of = "" if self.kind == "hours" else f",{self.of}"
        return f"{self.kind}[{self.actor}{of}{',' + self.activity if self.activity else ''}]"


@dataclass(frozen=True)
class Accounts:
    """What is there and what is asked.

    Attributes
    ----------
    has : dict of Account to Decimal
        What each account has for proposals. An account that is asked and not in it has no limit that anybody knows.
    committed : dict of Account to Decimal
        Hours that the policy's activities ask already and that are taken off.
    takes : dict of str to dict of Account to Decimal
        What each proposal takes, by its id.
    unknown : dict of str to str
        Proposals that take nobody knows how much, or what can't be read, and why; never taken for nothing.
    shown, questions : tuple of str
        Conversions with their rate, date and source; what is missing and what to write.
    """

    has: dict[Account, Decimal]
    committed: dict[Account, Decimal]
    takes: dict[str, dict[Account, Decimal]]
    unknown: dict[str, str]
    shown: tuple[str, ...]
    questions: tuple[str, ...]


def accounts_of(policy: Policy, units: Units, currency: str | None) -> Accounts:
    """Return the accounts that the proposals of a policy draw on.

    Parameters
    ----------
    currency : str or None
        The money of the choice, into which what has no account of its own is read where there is a rate.

    Notes
    -----
    Money and hours are taken at their best single values. Money set aside for an activity is for proposals of that
    activity only, and they use no other. From an actor's hours come off those that the policy's activities ask of it
    already, other than activities a proposal stands for.
    """
    return _Reading(policy, units, currency).accounts()


class _Reading:
    """Reads budgets, capacities and what is taken, and keeps what is to be said of them."""

    def __init__(self, policy: Policy, units: Units, currency: str | None) -> None:
        self.policy, self.units, self.currency = policy, units, currency
        self.labels = {each.key: str(each.label) for each in (*(policy.groups), *(policy.actors or ()))}
        self.proposals: tuple[Proposal, ...] = tuple(sorted(policy.proposals or (), key=lambda each: each.key))
        self.shown: dict[str, None] = {}
        self.questions: dict[str, None] = {}
        self.has: dict[Account, Decimal] = {}
        self.committed: dict[Account, Decimal] = {}
        self.unread: set[str] = set()

    def accounts(self) -> Accounts:
        self._budgets()
        takes: dict[str, dict[Account, Decimal]] = {}
        unknown: dict[str, str] = {}
        for proposal in self.proposals:
            taken, why = self._takes(proposal)
            takes[proposal.key] = taken
            if why:
                unknown[proposal.key] = why
        self._hours(sorted({account for taken in takes.values() for account in taken if account.kind == "hours"}))
        asked = sorted({account for taken in takes.values() for account in taken})
        for account in asked:
            if account not in self.has and account.kind == "money":
                self.questions[say("choice.no_budget", who=self._name(account.actor), of=account.of)] = None
        return Accounts(self.has, self.committed, takes, unknown, tuple(self.shown), tuple(self.questions))

    def _name(self, actor: str) -> str:
        return self.labels.get(actor, actor)

    def _budgets(self) -> None:
        asked: dict[str, set[str]] = {}
        for proposal in self.proposals:
            for row in proposal.takes or ():
                if row.money and (own := row.money.currency or self.policy.currency):
                    asked.setdefault(row.actor, set()).add(own)
        open_ones = [budget for budget in sorted(self.policy.budgets or (), key=lambda each: each.key)
                     if self._is_open(budget)]  # fmt: skip
        for budget in open_ones:
            who, wanted = str(budget.actor), asked.get(str(budget.actor), set())
            found = self._read(budget.money, wanted) if wanted else None
            if found is not None:
                account = Account(who, found[0], budget.activity or "")
                self.has[account] = EXACT.add(self.has.get(account, Decimal()), found[1])
                # What is asked outside the activities with money of their own finds no free money: it has none.
                self.has.setdefault(Account(who, found[0]), Decimal())
            elif wanted:
                self.unread.add(who)
                self.questions[say("choice.budget_not_read", who=self._name(who), id=budget.key)] = None
        for account, amount in self.has.items():
            self.has[account] = max(amount, Decimal())

    def _is_open(self, budget: Budget) -> bool:
        if budget.actor is None:
            self.questions[say("choice.budget_of_nobody", id=budget.key)] = None
            return False
        if budget.end and self.policy.as_at and budget.end.surely_before(self.policy.as_at):
            self.questions[say("choice.budget_over", who=self._name(budget.actor), end=budget.end)] = None
            return False
        return True

    def _read(self, money: Money, wanted: set[str]) -> tuple[str, Decimal] | None:
        """Return money in its own currency where that is wanted, else in a wanted one that a rate leads to."""
        own = money.currency or self.policy.currency
        if own is None:
            return None
        if own in wanted:
            return own, money.value
        for other in sorted(wanted, key=lambda each: (each != self.currency, each)):
            rate, _ = newest_rate(self.policy, own, other)
            if rate is not None:
                told = say("worth.rate_used", own=own, wanted=other, rate=f"{rate.rate.value:f}", as_at=rate.as_at,
                           source=rate.source)  # fmt: skip
                self.shown[told] = None
                return other, EXACT.multiply(money.value, rate.rate.value)
        return None

    def _takes(self, proposal: Proposal) -> tuple[dict[Account, Decimal], str]:
        """Return what a proposal takes, and why that is not all known."""
        if proposal.takes is None:
            return {}, say("choice.takes_not_said")
        taken: dict[Account, Decimal] = {}
        whys: list[str] = []
        for row in proposal.takes:
            who = self._name(row.actor)
            if row.money is None and row.hours is None:
                whys.append(say("choice.amount_not_said", who=who))
            if row.money is not None and (found := self._money(proposal, row.actor, row.money, whys)):
                account, amount = found
                taken[account] = EXACT.add(taken.get(account, Decimal()), amount)
            if row.hours is not None:
                hours = self._in_hours(row.hours)
                account = Account(row.actor, "hours")
                if hours is None:
                    whys.append(say("choice.not_hours", who=who))
                else:
                    taken[account] = EXACT.add(taken.get(account, Decimal()), hours)
        return taken, "; ".join(dict.fromkeys(whys))

    def _money(self, proposal: Proposal, actor: str, money: Money, whys: list[str]) -> tuple[Account, Decimal] | None:
        there = {account.of for account in self.has if account.actor == actor and account.kind == "money"}
        own = money.currency or self.policy.currency
        nothing_known = not there and actor not in self.unread
        found = (own, money.value) if own and nothing_known else self._read(money, there)
        if found is None or found[0] is None:
            whys.append(say("choice.money_not_read", who=self._name(actor)))
            return None
        account = Account(actor, found[0], proposal.activity or "")
        return (account if account in self.has else Account(actor, found[0])), found[1]

    def _in_hours(self, quantity: Quantity) -> Decimal | None:
        if quantity.is_share:
            return None
        found = self.units.in_hours(point(quantity.value), self.units.read(quantity.unit or HOUR))
        return found.mid if found else None

    def _hours(self, asked: list[Account]) -> None:
        actors = {actor.key: actor for actor in self.policy.actors or ()}
        for account in asked:
            who = self._name(account.actor)
            actor = actors.get(account.actor)
            capacity = self._in_hours(actor.capacity_hours) if actor and actor.capacity_hours else None
            if capacity is None:
                self.questions[say("choice.no_capacity" if actor else "choice.group_capacity", who=who)] = None
                continue
            already = sum(self._already(account.actor), Decimal())
            if already:
                self.committed[account] = already
                self.shown[say("choice.hours_committed", who=who, has=f"{capacity:,f}", asked=f"{already:,f}")] = None
            self.has[account] = max(EXACT.subtract(capacity, already), Decimal())

    def _already(self, actor: str) -> Iterator[Decimal]:
        proposed = {proposal.activity for proposal in self.proposals if proposal.activity}
        for activity in self.policy.activities or ():
            for part in activity.parts or ():
                if part.actor != actor or activity.key in proposed:
                    continue
                hours = self._in_hours(part.hours_asked) if part.hours_asked else None
                if hours is not None:
                    yield hours
                else:
                    told = say("choice.part_hours_unknown", who=self._name(actor), what=activity.label)
                    self.questions[told] = None
        given = given_beside(self.policy, self.units, proposed).get(actor)
        if given is not None:
            yield given.mid
