"""What a policy is worth to each who gains or loses, at both rates, with its range and what could overturn it.

There is no one number: a value for each perspective, each money and each rate; what has no price stands beside.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from coprod_tools.accountability.double_count import DoubleCount
from coprod_tools.accountability.double_counting import double_counts
from coprod_tools.accountability.ledger import ledger_of
from coprod_tools.accountability.social_costs import perspectives_of
from coprod_tools.investment.discounting import Schedule, discount_factors
from coprod_tools.investment.draws import DRAWS, Shape, Spread, spreads_of
from coprod_tools.investment.effect_chain import EffectChain, effect_chains
from coprod_tools.investment.flows import PERSPECTIVES, Flow, NotCounted, money_of
from coprod_tools.investment.ledger_costs import costs_of
from coprod_tools.investment.present_values import PresentValue, present_values
from coprod_tools.investment.schedules import Terms, terms_of
from coprod_tools.investment.streams import read_stream
from coprod_tools.investment.tornado import Tornado, tornado_of
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.words import say


@dataclass(frozen=True, slots=True)
class AtRate:
    """Every row's present value under one schedule, with its spread.

    Attributes
    ----------
    values : tuple of PresentValue
        The rows of which anything is told, then society.
    spreads : dict of str to Spread
        By row; a row is missing where nothing it rests on has a range.
    """

    schedule: Schedule
    factors: tuple[Decimal, ...]
    values: tuple[PresentValue, ...]
    spreads: Mapping[str, Spread]

    def of(self, row: str) -> PresentValue | None:
        """Return one row's value; None where nothing is told of it, which is not 0."""
        return next((value for value in self.values if value.row == row), None)


@dataclass(frozen=True, slots=True)
class Account:
    """All that is in one money: one currency, in prices of one year. Accounts are never added.

    Attributes
    ----------
    rates : tuple of AtRate
        The base, then the one beside it; empty where no schedule may be used.
    tornados : dict of str to Tornado
        By row, under the base schedule.
    """

    currency: str
    price_year: int | None
    flows: tuple[Flow, ...]
    rates: tuple[AtRate, ...]
    tornados: Mapping[str, Tornado]


@dataclass(frozen=True, slots=True)
class Worth:
    """What a policy, or one of its options, is worth to whom.

    Attributes
    ----------
    option : str or None
        The option it is for; None where the policy names no option with streams, or none is chosen.
    accounts : tuple of Account
        The policy's own money first.
    not_counted : tuple of NotCounted
        What is told of and stands in no sum.
    untold : tuple of str
        Perspectives of which nothing is told; unknown, not 0.
    undated : tuple of str
        What rests on a value without a source or without a date, with what is missing.
    unpriced_outcomes : tuple of str
        Labels of outcomes that no counted benefit prices; they count as much as the rest.
    beside : tuple of str
        What else is in no sum, each as a sentence.
    doubtful_gains : tuple of str
        Gains in the sums that may be a cost or only change hands; they stand in `beside` as well.
    """

    option: str | None
    terms: Terms
    accounts: tuple[Account, ...]
    chains: Mapping[str, EffectChain]
    not_counted: tuple[NotCounted, ...]
    untold: tuple[str, ...]
    undated: tuple[str, ...]
    unpriced_outcomes: tuple[str, ...]
    beside: tuple[str, ...]
    doubtful_gains: tuple[str, ...] = ()


def worth_of(
    policy: Policy,
    *,
    seed: int,
    knowledge: Knowledge | None = None,
    today: datetime.date | None = None,
    draws: int = DRAWS,
    shape: Shape = "pert",
    option: str | None = None,
) -> Worth | None:
    """Return what a policy is worth to whom; None where it has no stream, contribution or budget at all.

    Parameters
    ----------
    seed : int
        Not negative; the same seed gives the same bytes, whatever the order of rows.
    today : datetime.date, optional
        The day for which to tell whether a schedule should have been looked up again.
    option : str, optional
        Streams of this option count, with those of no option; the chosen one where absent.
    """
    if not (policy.streams or policy.contributions or policy.budgets):
        return None
    known = knowledge or load_knowledge()
    taken = option or chosen_option(policy)
    chains = effect_chains(policy, known)
    ledger = ledger_of(policy, knowledge=known)
    twice, where = double_counts(ledger), perspectives_of(ledger)
    no_gain = {name: _told(each) for each in twice if each.certain for name in each.streams}
    told = [
        read_stream(stream, policy, chains, where, no_gain)
        for stream in policy.streams or ()
        if stream.option in (None, taken)
    ]
    flows = [each for each in told if isinstance(each, Flow)]
    missing = [each for each in told if isinstance(each, NotCounted)]
    terms = terms_of(policy, known, max((flow.last for flow in flows), default=None), today)
    costs = costs_of(ledger, terms.first_year, twice)
    if terms.years is None and costs.flows:
        terms = terms_of(policy, known, max(flow.last for flow in costs.flows), today)
    flows = sorted([*flows, *costs.flows], key=lambda flow: flow.id)
    missing = sorted([*missing, *costs.not_counted], key=lambda each: each.id)
    kept, late = _within(flows, terms)
    doubtful = _doubtful_gains(twice)
    return Worth(
        option=taken,
        terms=terms,
        accounts=_accounts(policy, kept, missing, terms, seed, draws, shape),
        chains=chains,
        not_counted=tuple(missing),
        untold=_untold(flows, missing),
        undated=tuple(_undated(flows)),
        unpriced_outcomes=_unpriced(policy, flows),
        beside=(*late, *_notes(flows), *costs.beside, *doubtful, *_other_options(policy, taken)),
        doubtful_gains=tuple(doubtful),
    )


def chosen_option(policy: Policy) -> str | None:
    """Return the one option that is chosen; None where none or several are."""
    chosen = [option.key for option in policy.options or () if option.chosen]
    return chosen[0] if len(chosen) == 1 else None


def _within(flows: Sequence[Flow], terms: Terms) -> tuple[list[Flow], list[str]]:
    """Return the flows cut at the last year, and what lies beyond it."""
    years = terms.years
    if years is None:
        return list(flows), []
    kept = [flow.within(years) for flow in flows if flow.first <= years]
    said = [
        say("worth.beyond", what=flow.label, first=flow.first, last=flow.last, years=years)
        for flow in flows
        if flow.last > years
    ]
    return kept, said


def _accounts(
    policy: Policy,
    flows: Sequence[Flow],
    missing: Sequence[NotCounted],
    terms: Terms,
    seed: int,
    draws: int,
    shape: Shape,
) -> tuple[Account, ...]:
    own = policy.currency, policy.price_year
    moneys = sorted({money_of(flow) for flow in flows}, key=lambda each: (each != own, each[0], each[1] or 0))
    return tuple(
        _account(money, [flow for flow in flows if money_of(flow) == money], missing, terms, seed, draws, shape)
        for money in moneys
    )


def _account(
    money: tuple[str, int | None],
    flows: Sequence[Flow],
    missing: Sequence[NotCounted],
    terms: Terms,
    seed: int,
    draws: int,
    shape: Shape,
) -> Account:
    years = terms.years or 0
    schedules = terms.schedules if years else ()
    factors = [discount_factors(schedule, years, terms.timing) for schedule in schedules]
    values = [present_values(flows, each, missing) for each in factors]
    rows = [value.row for value in values[0]] if values else []
    spreads = spreads_of(flows, rows, factors, seed, draws, shape)
    rates = tuple(AtRate(*each) for each in zip(schedules, factors, values, spreads, strict=True))
    tornados = {}
    if rates and terms.base:
        beside = rates[1].factors if len(rates) > 1 else None
        label = say("worth.other_rate")
        for value in rates[0].values:
            tornados[value.row] = tornado_of(flows, value.row, rates[0].factors, beside, label, shape)
    return Account(money[0], money[1], tuple(flows), rates, tornados)


def _untold(flows: Sequence[Flow], missing: Sequence[NotCounted]) -> tuple[str, ...]:
    told = {row for flow in flows for row in (flow.gains, flow.loses)} | {row for each in missing for row in each.rows}
    return tuple(row for row in PERSPECTIVES if row not in told)


def _undated(flows: Sequence[Flow]) -> Iterator[str]:
    """Yield each assumption that has no source or no date."""
    seen = set()
    for flow in flows:
        for each in flow.assumptions:
            if each.key in seen or (each.source and each.as_at):
                continue
            seen.add(each.key)
            lacks = "both" if not (each.source or each.as_at) else "source" if not each.source else "date"
            yield say(f"worth.without_{lacks}", what=each.label)


def _unpriced(policy: Policy, flows: Sequence[Flow]) -> tuple[str, ...]:
    priced = {flow.outcome for flow in flows if flow.gains is not None}
    return tuple(str(outcome.label) for outcome in policy.outcomes or () if outcome.key not in priced)


def _notes(flows: Sequence[Flow]) -> list[str]:
    """Return what was done to read flows, each once, and ranges of which one end was left open."""
    said = [note for flow in flows for note in flow.notes]
    said += [say("worth.open_ended", what=each.label) for flow in flows for each in flow.assumptions if each.open_ended]
    return list(dict.fromkeys(said))


def _doubtful_gains(twice: Sequence[DoubleCount]) -> list[str]:
    """Return which gains may be a cost or only change hands; they are counted until somebody says so."""
    return [_told(each) for each in twice if each.streams and not each.certain]


def _told(double: DoubleCount) -> str:
    """Return what may be counted twice, and what to do, as sentences."""
    return f"{double.reason[:1].upper()}{double.reason[1:].rstrip('.')}. {double.to_do}"


def _other_options(policy: Policy, taken: str | None) -> list[str]:
    """Return the options whose streams are not in here."""
    others = {stream.option for stream in policy.streams or () if stream.option not in (None, taken)}
    return [
        say("worth.other_option", option=option.label) for option in policy.options or () if option.key in others
    ]

