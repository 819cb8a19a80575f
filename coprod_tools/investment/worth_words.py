"""A worth in plain sentences for advisers: both rates in one breath, ranges, ratios, and what could overturn it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from coprod_tools.investment.discounting import Schedule
from coprod_tools.investment.draws import Spread
from coprod_tools.investment.flows import SOCIETY, assumptions_of
from coprod_tools.investment.present_values import PresentValue
from coprod_tools.investment.tornado import Swing, Tornado
from coprod_tools.investment.worth import Account, AtRate, Worth
from coprod_tools.words import say

_MANY = frozenset({"people"})
_WHOLE = Context(prec=400, rounding=ROUND_HALF_UP)


def money_words(amount: Decimal | float, currency: str) -> str:
    """Return an amount in whole units of its currency, such as `NZD 12,300`."""
    whole = _WHOLE.quantize(Decimal(amount), Decimal(1))
    # Rounding may leave a zero with a sign.
    return f"{currency} {whole if whole else Decimal():,f}"


def rate_words(schedule: Schedule, years: int) -> str:
    """Return what a schedule is called for so many years: `2 %`, or `2 %, falling to 1.5 %`."""
    rates = [f"{rate.normalize():f}" for rate in schedule.rates_within(years)]
    if len(rates) == 1:
        return say("worth.rate", percent=rates[0])
    return say("worth.rate_falling", first=rates[0], last=rates[-1])


def who(row: str) -> str:
    """Return a row of perspectives in words."""
    return say(f"worth.{row}")


def result_sentence(account: Account, row: str, years: int) -> str:
    """Return what a row gains or loses, at both rates; empty where no schedule may be used or nothing is told of it.

    A row of which no gain is priced bears a cost; that it loses on balance is not known.
    """
    parts = []
    for number, at in enumerate(account.rates):
        value = at.of(row)
        if value is None:
            return ""
        key = _result_key(value)
        parts.append(
            say(
                f"worth.{key}" if number == 0 else f"worth.{key}_later",
                rate=rate_words(at.schedule, years),
                who=who(row),
                verb=_verb(value, row),
                amount=money_words(abs(value.net), account.currency),
                time=_time(years),
            )
        )
    return "; ".join(parts) + "." if parts else ""


def _result_key(value: PresentValue) -> str:
    if not value.has_gains:
        return "bears"
    return "result" if value.net else "even"


def _verb(value: PresentValue, row: str) -> str:
    number = "many" if row in _MANY else "one"
    if not value.has_gains:
        return say(f"worth.bear_{number}")
    return say(f"worth.{'gain' if value.net > 0 else 'lose' if value.net < 0 else 'break_even'}_{number}")


def _time(years: int) -> str:
    return say("worth.one_year") if years == 1 else say("worth.many_years", years=years)


def missing_sentence(value: PresentValue) -> str:
    """Return how much is missing from a row; empty where nothing is."""
    if not value.missing:
        return ""
    return say("worth.missing_one") if value.missing == 1 else say("worth.missing_many", count=value.missing)


def ratio_sentence(value: PresentValue, at: AtRate, currency: str, years: int) -> str:
    """Return the benefit-cost ratio of a row, or why there is none."""
    if value.ratio is None:
        return say(f"worth.ratio_{value.why_no_ratio.replace('-', '_')}")
    ratio = _WHOLE.quantize(value.ratio, Decimal("0.01"))
    return say("worth.ratio", currency=currency, ratio=f"{ratio:,f}", rate=rate_words(at.schedule, years))


def nature_sentence(value: PresentValue, currency: str) -> str:
    """Return a row's net value with public money apart from the rest."""
    parts = {name: money_words(getattr(value, name), currency) for name in ("fiscal", "social", "not_said")}
    return say("worth.by_nature_and_not_said" if value.not_said else "worth.by_nature", **parts)


def range_sentence(spread: Spread, at: AtRate, currency: str, years: int) -> str:
    """Return where a net value lies over the draws, and with everything going one way."""
    return say(
        "worth.range",
        low=money_words(spread.low, currency),
        high=money_words(spread.high, currency),
        share=_hundredths(spread.above_zero),
        together_low=money_words(spread.together_low, currency),
        together_high=money_words(spread.together_high, currency),
        rate=rate_words(at.schedule, years),
    )


def draws_sentence(spread: Spread) -> str:
    """Return how the draws were made."""
    return say(f"worth.draws_{spread.shape}", draws=f"{spread.draws:,}")


def _hundredths(share: float) -> str:
    """Return a share in hundredths; what is neither none nor all is never rounded to it."""
    whole = round(share * 100)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return str(whole)


def overturning_sentences(tornado: Tornado, account: Account, years: int) -> tuple[str, ...]:
    """Return which assumption is most likely to overturn the answer, and whether the other rate does.

    Nothing is said of a row of which no gain is priced: its sign is no answer.
    """
    value = account.rates[0].of(tornado.row) if account.rates else None
    if value is None or not value.has_gains:
        return ()
    said = []
    rate = tornado.rate
    if rate and rate.turns and len(account.rates) > 1:
        base, beside = (rate_words(at.schedule, years) for at in account.rates[:2])
        said.append(
            say(
                "worth.rate_turns",
                base=money_words(rate.at_low, account.currency),
                other=money_words(rate.at_high, account.currency),
                rate=base,
                beside=beside,
            )
        )
    swings = [swing for swing in tornado.swings if swing is not rate]
    if tornado.overturning:
        said.append(_swing_sentence("worth.overturns", tornado.overturning[0], account.currency))
    elif swings:
        said.append(_swing_sentence("worth.overturns_none", swings[0], account.currency))
    else:
        said.append(say("worth.overturns_nothing"))
    return tuple(said)


def _swing_sentence(key: str, swing: Swing, currency: str) -> str:
    low, high = money_words(swing.at_low, currency), money_words(swing.at_high, currency)
    return say(key, what=swing.label, low=low, high=high)


def terms_sentence(worth: Worth, account: Account) -> str:
    """Return under which terms an account is reckoned: money, first year, timing, rates with date and source."""
    terms = worth.terms
    prices = say("worth.prices_of", year=account.price_year) if account.price_year else say("worth.prices_unknown")
    rates = [
        say(
            "worth.rate_with_source",
            rate=rate_words(schedule, terms.years or 1),
            title=schedule.title,
            as_at=schedule.as_at,
            source=schedule.source,
        )
        for schedule in terms.schedules
    ]
    return say(
        "worth.terms",
        currency=account.currency,
        prices=prices,
        first=terms.first_year or say("worth.first_unknown"),
        timing=say(f"worth.timing_{terms.timing}"),
        rates="; ".join(rates) or say("worth.no_rate"),
    )


def certain_sentence(account: Account) -> str:
    """Return how many of the numbers have no range, so that ranges are narrower than what is known; empty for none."""
    every = assumptions_of(account.flows)
    certain = [each for each in every if not each.has_range]
    if not certain or len(certain) == len(every):
        return ""
    return say("worth.taken_as_certain", count=len(certain), of=len(every))


def transfers_sentence(at: AtRate, currency: str) -> str:
    """Return how much only changes hands; empty where nothing does."""
    society = at.of(SOCIETY)
    if society is None or not society.received:
        return ""
    return say("worth.transfers_cancel", amount=money_words(society.received, currency))
