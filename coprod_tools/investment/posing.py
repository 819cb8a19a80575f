"""The question of a choice: the proposals, what can be weighed in one money and what can't, and every rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from coprod_tools.accountability.amounts import range_of
from coprod_tools.accountability.units import Units
from coprod_tools.assessment.standing import Standing
from coprod_tools.investment.accounts import Account, Accounts, accounts_of
from coprod_tools.investment.assumptions import EXACT, Assumption, assume
from coprod_tools.investment.prices import newest_rate
from coprod_tools.investment.rules import Rule, bindings, floors, plain
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.investing import Proposal
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class NotWeighed:
    """A proposal whose worth is in no money of the choice; no number is made up for it.

    Attributes
    ----------
    value : Decimal or None
        Its value in `unit`, where it has one.
    """

    id: str
    label: str
    value: Decimal | None
    unit: str | None
    words: str


@dataclass(frozen=True)
class Question:
    """What may be chosen, and by which rules.

    Attributes
    ----------
    ids : tuple of str
        All proposals, sorted.
    worth : dict of str to Assumption
        Worth with its range, of those that can be weighed in `currency`.
    people_hours : dict of str to Decimal
        Hours asked of people: of groups, and of actors that count as people or of which nobody knows whether they do.
    control : dict of str to int or None
        Decision rights that move outside government; None where nobody said.
    set_aside : dict of str to str
        Proposals that no search may choose, with why: the amount they take is not known, or a partner is barred.
    """

    currency: str | None
    ids: tuple[str, ...]
    labels: dict[str, str]
    worth: dict[str, Assumption]
    not_weighed: tuple[NotWeighed, ...]
    people_hours: dict[str, Decimal]
    control: dict[str, int | None]
    musts: frozenset[str]
    needs: dict[str, tuple[str, ...]]
    accounts: Accounts
    rules: tuple[Rule, ...]
    set_aside: dict[str, str]
    names: dict[str, str]
    shown: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def mid(self) -> dict[str, Decimal]:
        """The best single worth of each proposal that can be weighed."""
        return {name: worth.mid for name, worth in self.worth.items()}


def pose(policy: Policy, currency: str | None = None, knowledge: Knowledge | None = None) -> Question:
    """Return the question of what to take on of a policy's proposals.

    Parameters
    ----------
    currency : str, optional
        The money to weigh in; the policy's where absent, else the only one that worths are in.
    knowledge : Knowledge, optional
        Kinds of actors and units; the shipped ones where absent.
    """
    known = knowledge or load_knowledge()
    units = Units(known, range_of(policy.hours_per_day) if policy.hours_per_day else None)
    standing = Standing(policy, known)
    proposals: tuple[Proposal, ...] = tuple(sorted(policy.proposals or (), key=lambda each: each.key))
    money = currency or policy.currency or _only_currency(proposals)
    accounts = accounts_of(policy, units, money)
    labels = {proposal.key: str(proposal.label) for proposal in proposals}
    names = {each.key: str(each.label) for each in (*policy.groups, *(policy.actors or ()))}
    shown: dict[str, None] = dict.fromkeys(accounts.shown)
    questions: dict[str, None] = dict.fromkeys(accounts.questions)
    worth: dict[str, Assumption] = {}
    beside: list[NotWeighed] = []
    for proposal in proposals:
        found = _weighed(policy, proposal, money, shown)
        if isinstance(found, Assumption):
            worth[proposal.key] = found
        else:
            beside.append(found)
    rules = [*bindings(proposals)]
    rules += floors(policy.equity_floors or (), proposals, {n: w.mid for n, w in worth.items()}, names)
    rules += _limits(accounts, names)
    aside = _not_known(proposals, accounts, labels, questions)
    partners = {proposal.key: why for proposal in proposals if (why := _barred(policy, proposal, names))}
    for kind, reasons in (("unknown", aside), ("partner", partners)):
        for name, why in sorted(reasons.items()):
            words = say(f"choice.rule_{kind}", what=labels[name], why=why)
            rules.append(Rule(f"{kind}[{name}]", "unknown" if kind == "unknown" else "partner",
                              ((name, Decimal(1)),), Decimal(), words))  # fmt: skip
    return Question(
        currency=money,
        ids=tuple(labels),
        labels=labels,
        worth=worth,
        not_weighed=tuple(beside),
        people_hours=_people_hours(accounts, standing),
        control={proposal.key: proposal.control_ceded for proposal in proposals},
        musts=frozenset(proposal.key for proposal in proposals if proposal.must),
        needs={proposal.key: tuple(proposal.needs or ()) for proposal in proposals},
        accounts=accounts,
        rules=tuple(rules),
        set_aside={**aside, **partners},
        names=names,
        shown=tuple(shown),
        questions=tuple(questions),
    )


def _only_currency(proposals: tuple[Proposal, ...]) -> str | None:
    found = {proposal.worth.currency for proposal in proposals if proposal.worth}
    return found.pop() if len(found) == 1 else None


def _weighed(policy: Policy, proposal: Proposal, money: str | None, shown: dict[str, None]) -> Assumption | NotWeighed:
    """Return a proposal's worth in the money of the choice, else in what it stands."""
    given, label = proposal.worth, str(proposal.label)
    number = proposal.value
    if given is None and number is not None and number.unit and number.unit == money:
        return assume(f"proposals[{proposal.key}].value", label, number, source=proposal.source)
    if given is None:
        if number is None:
            return NotWeighed(proposal.key, label, None, None, say("choice.worth_not_said", what=label))
        if number.unit is None:
            return NotWeighed(proposal.key, label, None, None, say("choice.unit_not_said", what=label))
        words = say("choice.other_unit", what=label, value=plain(number.value), unit=number.unit)
        return NotWeighed(proposal.key, label, number.value, number.unit, words)
    own = given.currency or policy.currency
    found = assume(f"proposals[{proposal.key}].worth", label, given, source=proposal.source)
    if own is None:
        return NotWeighed(proposal.key, label, None, None, say("choice.currency_not_said", what=label))
    if own == money:
        return found
    rate, why = newest_rate(policy, own, money) if money else (None, say("choice.which_money"))
    if rate is None:
        words = say("choice.other_money", what=label, value=plain(given.value), own=own, why=why)
        return NotWeighed(proposal.key, label, given.value, own, words)
    shown[say("worth.rate_used", own=own, wanted=money, rate=f"{rate.rate.value:f}", as_at=rate.as_at,
              source=rate.source)] = None  # fmt: skip
    # A worth below zero changes its ends when it is read at a negative rate only; rates are above zero.
    return found.times(rate.rate.value)


def _limits(accounts: Accounts, names: dict[str, str]) -> Iterator[Rule]:
    asked = sorted({account for taken in accounts.takes.values() for account in taken})
    for account in asked:
        if account not in accounts.has:
            continue
        terms = tuple((name, taken[account]) for name, taken in sorted(accounts.takes.items()) if account in taken)
        has = accounts.has[account]
        words = account_words(account, has, names)
        yield Rule(account.id, account.kind, terms, has, words, account.of)


def account_words(account: Account, has: Decimal, names: dict[str, str]) -> str:
    """Return what an account has, as a sentence."""
    who = names.get(account.actor, account.actor)
    if account.kind == "hours":
        return say("choice.rule_hours", who=who, has=plain(has))
    key = "choice.rule_money_for" if account.activity else "choice.rule_money"
    return say(key, who=who, has=plain(has), currency=account.of, activity=account.activity)


def _not_known(
    proposals: tuple[Proposal, ...], accounts: Accounts, labels: dict[str, str], questions: dict[str, None]
) -> dict[str, str]:
    """Return what can't be held to the accounts; a must is taken on all the same, and named."""
    aside = {}
    for proposal in proposals:
        why = accounts.unknown.get(proposal.key)
        if why is None:
            continue
        if proposal.must:
            questions[say("choice.must_not_known", what=labels[proposal.key], why=why)] = None
        else:
            aside[proposal.key] = why
    return aside


def _barred(policy: Policy, proposal: Proposal, names: dict[str, str]) -> str:
    """Return which partners of a proposal are barred or have an interest in it."""
    actors = {actor.key: actor for actor in policy.actors or ()}
    found = []
    for who in sorted({row.actor for row in proposal.takes or ()}):
        interest = actors[who].interest if who in actors else None
        if interest and interest.conflicted:
            barred = interest.barred_by if not (interest.commercial or interest.regulated) else None
            key = "choice.barred" if barred else "choice.conflicted"
            found.append(say(key, who=names.get(who, who), by=barred))
    return "; ".join(found)


def _people_hours(accounts: Accounts, standing: Standing) -> dict[str, Decimal]:
    hours = {}
    for name, taken in accounts.takes.items():
        total = Decimal()
        for account, amount in taken.items():
            if account.kind == "hours" and standing.counts_as_people(account.actor) is not False:
                total = EXACT.add(total, amount)
        hours[name] = total
    return hours
