"""What each perspective bears. Here a volunteer's hour is a cost to the volunteer, and never a gain.

An unpaid hour costs what its giver goes without (opportunity cost); a paid one costs the payer what is paid. This view
is never added to the co-investment view.
"""

from __future__ import annotations

from dataclasses import dataclass

from coprod_tools.accountability.amounts import Range, total
from coprod_tools.accountability.ledger import Ledger, Row
from coprod_tools.accountability.pricing import NO_CURRENCY
from coprod_tools.accountability.units import PUT_IN
from coprod_tools.policy.values import PartialDate


@dataclass(frozen=True, slots=True)
class Borne:
    """What one party bears of one kind, in one currency.

    Attributes
    ----------
    perspective : str or None
        None where the bearer's kind does not say where it stands; nobody is put into a box by guess.
    bearer : str or None
        None where nobody is named as paying.
    volunteered : bool
        True for the cost of unpaid hours.
    """

    perspective: str | None
    bearer: str | None
    kind: str | None
    volunteered: bool
    currency: str
    flow: str
    amount: Range
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SocialCosts:
    """The social view of the ledger: costs only.

    Attributes
    ----------
    as_told, without : tuple of Borne
        With every line, and without what may be counted twice.
    unpriced : tuple of str
        Ids of counted rows whose cost nobody has priced; they stand in their own units.
    no_currency : tuple of str
        Ids of rows whose money is in no known currency; they are added to nothing, not even to each other.
    """

    as_told: tuple[Borne, ...]
    without: tuple[Borne, ...]
    left_out: tuple[str, ...]
    unpriced: tuple[str, ...]
    no_currency: tuple[str, ...]
    price_year: int | None
    as_at: PartialDate | None


def social_costs(ledger: Ledger, leave_out: frozenset[str] = frozenset()) -> SocialCosts:
    """Return what each perspective and each bearer bears.

    Parameters
    ----------
    leave_out : frozenset of str
        Ids of rows that may be counted twice; see `left_out` of `double_counting`.
    """
    valued = [row for row in ledger.counted if row.social.amount is not None]
    priced = [row for row in valued if row.social.currency != NO_CURRENCY]
    return SocialCosts(
        as_told=_borne(ledger, priced),
        without=_borne(ledger, [row for row in priced if row.id not in leave_out]),
        left_out=tuple(row.id for row in ledger.counted if row.id in leave_out),
        unpriced=tuple(row.id for row in ledger.counted if row.social.amount is None),
        no_currency=tuple(row.id for row in valued if row.social.currency == NO_CURRENCY),
        price_year=ledger.policy.price_year,
        as_at=ledger.as_at,
    )


def _borne(ledger: Ledger, rows: list[Row]) -> tuple[Borne, ...]:
    where = perspectives_of(ledger)
    sums: dict[tuple[str | None, str | None, bool, str, str], list[Row]] = {}
    for row in rows:
        key = (row.invested_by, row.kind, row.is_volunteered, row.social.currency, row.flow)
        sums.setdefault(key, []).append(row)
    found = [
        Borne(
            perspective=where.get(bearer or ""),
            bearer=bearer,
            kind=kind,
            volunteered=volunteered,
            currency=currency,
            flow=flow,
            amount=total(row.social.amount for row in mine if row.social.amount),
            rows=tuple(row.id for row in mine),
        )
        for (bearer, kind, volunteered, currency, flow), mine in sums.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.flow != PUT_IN, each.flow, each.currency, each.perspective or "~",
                                                 each.bearer or "~", each.kind or "~", each.volunteered)))  # fmt: skip


def perspectives_of(ledger: Ledger) -> dict[str, str]:
    """Return the perspective of each actor whose kind surely says it; the others are left away."""
    known = {kind: name for name, entry in ledger.knowledge.perspectives.items() for kind in entry.kinds}
    actors = ledger.policy.actors or ()
    own = {actor.key: known[actor.kind] for actor in actors if actor.kind in known}
    for actor in actors:
        together = {own.get(each) for each in actor.joint_of or ()}
        if actor.joint_of and len(together) == 1 and None not in together:
            own[actor.key] = str(together.pop())
    return own
