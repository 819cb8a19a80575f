"""The partners of a policy as sharers of money, with what each put in as far as the ledger knows it."""

from __future__ import annotations

from decimal import Decimal

from coprod_tools.accountability.amounts import EXACT
from coprod_tools.accountability.labels import labels_of
from coprod_tools.accountability.ledger import Ledger
from coprod_tools.accountability.rewards import taking_part_in
from coprod_tools.accountability.sharing_schemes import Sharer
from coprod_tools.accountability.units import PUT_IN


def sharers_of(ledger: Ledger, currency: str, leave_out: frozenset[str] = frozenset()) -> tuple[Sharer, ...]:
    """Return the partners with what each put in at replacement cost, in one currency.

    A partner of whom a row has no price, or one in another currency, or no row at all, put in an unknown amount: what
    has no price is never worth nothing.

    Parameters
    ----------
    leave_out : frozenset of str
        Ids of rows that may be counted twice; see `left_out` of `double_counting`.
    """
    labels = labels_of(ledger.policy)
    return tuple(
        Sharer(who, labels.get(who, who), _put_in(ledger, who, currency, leave_out))
        for who in taking_part_in(ledger.policy)
    )


def _put_in(ledger: Ledger, who: str, currency: str, leave_out: frozenset[str]) -> Decimal | None:
    rows = [row for row in ledger.counted if row.id not in leave_out and who in (row.invested_by, row.actor)]
    own = [row for row in rows if row.invested_by == who]
    if not own or any(row.invested_by is None for row in rows):
        return None
    whole = Decimal(0)
    for row in own:
        worth = row.replacement
        if worth.amount is None or worth.currency != currency or row.flow != PUT_IN:
            return None
        whole = EXACT.add(whole, worth.amount.mid)
    return whole
