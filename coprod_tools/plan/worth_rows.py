"""What a policy is worth to whom, as rows of the plan: each row at both rates, its range, what could overturn it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coprod_tools.investment.effect_chain import EffectChain
from coprod_tools.investment.tornado import Swing, Tornado
from coprod_tools.investment.worth import Account, AtRate, Worth
from coprod_tools.investment.worth_words import (
    certain_sentence,
    missing_sentence,
    nature_sentence,
    overturning_sentences,
    range_sentence,
    rate_words,
    ratio_sentence,
    result_sentence,
    terms_sentence,
    transfers_sentence,
    who,
)
from coprod_tools.plan.amounts import cents, whole
from coprod_tools.plan.names import Names, plain

Row = dict[str, Any]
_MONEYS = ("benefits", "costs", "received", "paid", "fiscal", "social", "not_said", "net")


def rows(worth: Worth, names: Names) -> Row:
    """Return everything that is told of a worth; the first rate leads and the second always stands beside it."""
    return {
        "option": worth.option,
        "option_label": names.get(worth.option, worth.option) if worth.option else None,
        "terms": _terms(worth),
        "accounts": tuple(_account(worth, each) for each in worth.accounts),
        "effect_chains": tuple(_chain(each) for _, each in sorted(worth.chains.items())),
        "not_counted": tuple(
            {"id": each.id, "label": each.label, "why": each.why, "for_whom": each.rows, "is_cost": each.is_cost}
            for each in worth.not_counted
        ),
        "nothing_told_of": tuple({"id": row, "who": who(row)} for row in worth.untold),
        "undated": worth.undated,
        "unpriced_outcomes": worth.unpriced_outcomes,
        "doubtful": worth.doubtful_gains,
        "beside": tuple(each for each in worth.beside if each not in worth.doubtful_gains),
    }


def _terms(worth: Worth) -> Row:
    terms = worth.terms
    return {
        "years": terms.years,
        "first_year": terms.first_year,
        "timing": terms.timing,
        "schedules": tuple(
            {
                "id": each.id,
                "title": each.title,
                "rate": rate_words(each, terms.years or 1),
                "source": each.source,
                "status": each.status,
                "jurisdiction": each.jurisdiction,
                "as_at": each.as_at,
                "review_due": each.review_due,
            }
            for each in terms.schedules
        ),
        "notes": terms.notes,
    }


def _account(worth: Worth, account: Account) -> Row:
    years = worth.terms.years or 0
    told = [value.row for value in account.rates[0].values] if account.rates else []
    return {
        "id": f"account:{account.currency}:{account.price_year or '?'}",
        "currency": account.currency,
        "price_year": account.price_year,
        "terms": terms_sentence(worth, account),
        "certain": certain_sentence(account),
        "rows": tuple(_row(account, row, years) for row in told),
        "transfers": transfers_sentence(account.rates[0], account.currency) if account.rates else "",
    }


def _row(account: Account, row: str, years: int) -> Row:
    value = account.rates[0].of(row)
    tornado = account.tornados.get(row)
    return {
        "id": row,
        "who": who(row),
        "text": result_sentence(account, row, years),
        "missing": value.missing if value else 0,
        "missing_text": missing_sentence(value) if value else "",
        "rates": tuple(_at(at, account.currency, row, years) for at in account.rates),
        "overturns": overturning_sentences(tornado, account, years) if tornado else (),
        "tornado": _tornado(tornado, account.currency) if tornado else None,
    }


def _at(at: AtRate, currency: str, row: str, years: int) -> Row:
    value, spread = at.of(row), at.spreads.get(row)
    found: Row = {"schedule": at.schedule.id, "rate": rate_words(at.schedule, years)}
    if value is None:
        return found
    found |= {name: cents(getattr(value, name), currency) for name in _MONEYS}
    found |= {
        "ratio": plain(round(value.ratio, 2)) if value.ratio is not None else None,
        "ratio_text": ratio_sentence(value, at, currency, years),
        "nature_text": nature_sentence(value, currency),
        "range": None,
    }
    if spread:
        ends = {name: whole(getattr(spread, name), currency) for name in ("low", "high")}
        ends |= {name: whole(getattr(spread, name), currency) for name in ("together_low", "together_high")}
        text = range_sentence(spread, at, currency, years)
        found["range"] = {**ends, "above_zero": f"{spread.above_zero:.2f}", "draws": spread.draws, "text": text}
    return found


def _tornado(tornado: Tornado, currency: str) -> Row:
    return {"net": whole(tornado.net, currency), "swings": tuple(_swing(each, currency) for each in tornado.swings)}


def _swing(swing: Swing, currency: str) -> Row:
    return {
        "id": swing.key,
        "label": swing.label,
        "at_low": whole(swing.at_low, currency),
        "at_high": whole(swing.at_high, currency),
        "turns": swing.turns,
        "overturned": None if swing.overturned is None else f"{swing.overturned:.2f}",
    }


def _chain(chain: EffectChain) -> Row:
    return {
        "id": f"effect-chain:{chain.outcome}",
        "outcome": chain.outcome,
        "label": chain.label,
        "result": plain(chain.result),
        "steps": tuple(_steps(chain)),
        "questions": chain.questions,
    }


def _steps(chain: EffectChain) -> Iterator[Row]:
    for step in chain.steps:
        value = step.value
        yield {
            "factor": step.factor,
            "title": step.title,
            "taken_off": step.taken_off,
            "value": {"low": plain(value.low), "mid": plain(value.mid), "high": plain(value.high)} if value else None,
            "left": plain(step.left),
            "source": value.source if value else None,
            "as_at": value.as_at if value else None,
        }
