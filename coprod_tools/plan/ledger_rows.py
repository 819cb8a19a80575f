"""The ledger as rows of the plan: every line, its two views apart, what may be counted twice, what has no price."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coprod_tools.accountability.co_investment import CoInvestment, Invested, Share
from coprod_tools.accountability.ledger import Row as Line
from coprod_tools.accountability.natural_units import InOwnUnits
from coprod_tools.accountability.pricing import Worth
from coprod_tools.accountability.social_costs import Borne, SocialCosts
from coprod_tools.accountability.whole import Accounts
from coprod_tools.chain import ValueChain, stage_of
from coprod_tools.plan.amounts import percent, range_row, sum_row
from coprod_tools.plan.names import Names, plain, text
from coprod_tools.policy.numbers import Money, Quantity

Row = dict[str, Any]


def rows(chain: ValueChain, accounts: Accounts, names: Names) -> dict[str, Any]:
    """Return the parts of a plan that come from the ledger, by key."""
    again = frozenset(row for each in accounts.double_counts if each.certain for row in each.left_out)
    lines = sorted(accounts.ledger.rows, key=lambda row: row.id)
    return {
        "ledger": tuple(_line(chain, each, names) | {"told_again": each.id in again} for each in lines),
        "double_counts": tuple(_twice(accounts)),
        "co_investment": _co_investment(accounts.co_investment, names),
        "social_costs": _social_costs(accounts.social_costs, names),
        "own_units": tuple(_own_units(accounts, names)),
    }


def _line(chain: ValueChain, line: Line, names: Names) -> Row:
    given, policy = line.contribution, chain.policy
    stage = stage_of(chain, line.activity) if line.activity else None
    consent = given.consent
    return {
        "id": line.id,
        "actor": line.actor,
        "actor_label": names.get(line.actor, line.actor),
        "activity": line.activity,
        "stage": stage.id if stage else line.stage,
        "cos": line.cos,
        "cos_from": line.cos_from,
        "kind": line.kind,
        "what": text(given.what),
        "quantity": plain(given.quantity.value) if given.quantity else None,
        "unit": given.unit or (given.quantity.unit if given.quantity else None),
        "ranges": ranges(given.quantity),
        "unit_value": money(given.unit_value, policy.currency),
        "valuation_method": given.valuation_method,
        "flow": line.flow,
        "bearer": given.bearer,
        "invested_by": line.invested_by,
        "paid": given.paid,
        "volunteered": line.is_volunteered,
        "date": text(given.date),
        "covers_from": text(given.covers_from),
        "covers_until": text(given.covers_until),
        "receiver": given.receiver,
        "consent": {
            "to": text(consent.to),
            "by": consent.by,
            "on": text(consent.on),
            "expires": text(consent.expires),
            "withdrawn": text(consent.withdrawn),
        }
        if consent
        else None,
        "consent_state": line.consent,
        "counted": line.counted,
        "replacement": _worth(line.replacement),
        "social": _worth(line.social),
        "source": text(given.source),
        "visible_to": given.visible_to,
    }


def ranges(quantity: Quantity | None) -> Row | None:
    """Return low, mid and high as decimal text, or None where no range is given."""
    if quantity is None or (quantity.low is None and quantity.high is None):
        return None
    return {"low": plain(quantity.low), "mid": plain(quantity.mid), "high": plain(quantity.high)}


def money(amount: Money | None, currency: str | None) -> Row | None:
    """Return money as decimal text with its currency."""
    if amount is None:
        return None
    row: Row = {"amount": plain(amount.value), "currency": amount.currency or currency}
    if amount.low is not None or amount.high is not None:
        row |= {"low": plain(amount.low), "high": plain(amount.high)}
    return row


def _worth(worth: Worth) -> Row:
    return {"money": sum_row(worth.amount, worth.currency), "basis": worth.basis or None, "why_not": worth.why or None}


def _twice(accounts: Accounts) -> Iterator[Row]:
    for each in accounts.double_counts:
        yield {
            "id": "double-count:" + ":".join((each.form, *each.rows, *each.streams, *each.budgets)),
            "form": each.form,
            "certain": each.certain,
            "text": each.reason,
            "to_do": each.to_do,
            "rows": each.rows,
            "streams": each.streams,
            "budgets": each.budgets,
            "left_out": each.left_out,
        }


def _co_investment(found: CoInvestment, names: Names) -> Row:
    return {
        "as_told": tuple(_invested(each, names) for each in found.as_told),
        "without_double_counts": tuple(_invested(each, names) for each in found.without),
        "left_out": found.left_out,
        "unpriced": found.unpriced,
        "no_method": found.no_method,
        "no_currency": found.no_currency,
        "price_year": found.price_year,
        "as_at": text(found.as_at),
    }


def _invested(found: Invested, names: Names) -> Row:
    return {
        "id": f"invested:{found.flow}:{found.currency}",
        "flow": found.flow,
        "money": sum_row(found.amount, found.currency),
        "sides": tuple(_share(each, found.currency, names) for each in found.sides),
        "actors": tuple(_share(each, found.currency, names) for each in found.shares),
    }


def _share(share: Share, currency: str, names: Names) -> Row:
    return {
        "actor": share.who,
        "actor_label": names.get(share.who, share.who) if share.who else None,
        "side": share.side,
        "money": sum_row(share.amount, currency),
        "percent": percent(share.share),
        "percent_low": percent(share.low),
        "percent_high": percent(share.high),
        "rows": share.rows,
    }


def _social_costs(found: SocialCosts, names: Names) -> Row:
    return {
        "as_told": tuple(_borne(each, names) for each in found.as_told),
        "without_double_counts": tuple(_borne(each, names) for each in found.without),
        "left_out": found.left_out,
        "unpriced": found.unpriced,
        "no_currency": found.no_currency,
        "price_year": found.price_year,
        "as_at": text(found.as_at),
    }


def _borne(borne: Borne, names: Names) -> Row:
    parts = (borne.flow, borne.currency, borne.bearer, borne.kind, "volunteered" if borne.volunteered else None)
    return {
        "id": "borne:" + ":".join(str(part) for part in parts if part),
        "perspective": borne.perspective,
        "bearer": borne.bearer,
        "bearer_label": names.get(borne.bearer, borne.bearer) if borne.bearer else None,
        "kind": borne.kind,
        "volunteered": borne.volunteered,
        "flow": borne.flow,
        "money": sum_row(borne.amount, borne.currency),
        "rows": borne.rows,
    }


def _own_units(accounts: Accounts, names: Names) -> Iterator[Row]:
    for each in accounts.own_units:
        unit = _unit(accounts, each)
        yield {
            "id": ":".join(("own-units", each.actor, each.kind or "?", each.unit.key if each.unit else "?")),
            "actor": each.actor,
            "actor_label": names.get(each.actor, each.actor),
            "kind": each.kind,
            "unit": unit,
            "quantity": range_row(each.quantity),
            "rows": each.rows,
            "not_said": each.unsaid,
            "unpriced": each.unpriced,
            "what": tuple(line.what for line in map(accounts.ledger.by_id.__getitem__, each.rows) if line.what),
        }


def _unit(accounts: Accounts, each: InOwnUnits) -> str | None:
    """Return the unit as its one line writes it; where several lines were brought together, as it is known."""
    if each.unit is None:
        return None
    as_written = accounts.ledger.units.read(each.unit.words)
    alone = len(each.rows) == 1 and as_written is not None and as_written.id == each.unit.id
    return each.unit.words if alone or not each.unit.title else each.unit.title
