"""What may be counted twice, as a value: which rows, why, what to do, and what the totals without it leave out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from coprod_tools.accountability.ledger import Ledger, Row

Form = Literal[
    "same-declared",
    "same-transaction",
    "told-by-both",
    "same-money",
    "same-hours",
    "same-umbrella",
    "same-partners",
    "passed-on",
    "promise-and-payment",
    "budget-and-payments",
    "valued-and-paid",
    "cost-as-gain",
    "transfer-as-gain",
    "wrong-reference",
]


@dataclass(frozen=True, slots=True)
class DoubleCount:
    """Something that may be counted twice.

    Attributes
    ----------
    certain : bool
        True only where the policy itself declares it; all else is a suspicion ("may be").
    rows, streams, budgets : tuple of str
        Ids of what is concerned.
    left_out : tuple of str
        Ids of the rows that totals without double counts leave out; the totals as told keep them.
    """

    form: Form
    certain: bool
    rows: tuple[str, ...]
    reason: str
    to_do: str
    left_out: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()
    budgets: tuple[str, ...] = ()


def away(row: Row, stays: Row) -> tuple[str, ...]:
    """Return the row as left out, where both stand in one total: different flows of money are never added anyway."""
    return (row.id,) if row.flow == stays.flow else ()


class Names:
    """What rows are called in sentences: the actor's label, what it gives, and the row's id."""

    def __init__(self, ledger: Ledger) -> None:
        self._labels = {actor.key: str(actor.label) for actor in ledger.policy.actors or ()}

    def of(self, row: Row) -> str:
        """Return what one row is called."""
        who = self._labels.get(row.actor, row.actor)
        what = row.what or row.kind
        return f'"{who}: {what}" ({row.id})' if what else f'"{who}" ({row.id})'

    def of_all(self, rows: Iterable[Row], shown: int = 3) -> str:
        """Return what several rows are called; of many the first few and how many more."""
        every = list(rows)
        names = ", ".join(self.of(row) for row in every[:shown])
        return names if len(every) <= shown else f"{names} + {len(every) - shown}"


def settle(found: Iterable[DoubleCount]) -> tuple[DoubleCount, ...]:
    """Return the findings, certain ones first, such that of any chain of copies one row always stays.

    A row is left out only in favour of another that is itself counted, directly or through the one it gave way to.
    """
    kept_for: dict[str, str] = {}
    settled = []
    for each in sorted(found, key=lambda one: not one.certain):
        away = [row for row in each.left_out if row not in kept_for]
        stays = next((row for row in each.rows if row not in each.left_out), None)
        really = []
        for row in away:
            if stays is not None and not _leads_to(stays, row, kept_for):
                kept_for[row] = stays
                really.append(row)
        already = [row for row in each.left_out if row in kept_for and row not in really]
        settled.append(_with(each, tuple(row for row in each.left_out if row in really or row in already)))
    return tuple(settled)


def _leads_to(start: str, wanted: str, kept_for: dict[str, str]) -> bool:
    here: str | None = start
    while here is not None:
        if here == wanted:
            return True
        here = kept_for.get(here)
    return False


def _with(each: DoubleCount, left_out: tuple[str, ...]) -> DoubleCount:
    return DoubleCount(
        each.form, each.certain, each.rows, each.reason, each.to_do, left_out, each.streams, each.budgets
    )
