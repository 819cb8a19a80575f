"""Detect and name what may be counted twice; totals never change for it in silence, they are given with and without."""

from __future__ import annotations

from collections.abc import Iterable

from coprod_tools.accountability.counted_as_gain import counted_as_gain
from coprod_tools.accountability.double_count import DoubleCount, Names, settle
from coprod_tools.accountability.handed_on import handed_on
from coprod_tools.accountability.ledger import Ledger
from coprod_tools.accountability.told_twice import told_twice


def double_counts(ledger: Ledger) -> tuple[DoubleCount, ...]:
    """Return everything that may be counted twice, what the policy declares first.

    Notes
    -----
    All that is not declared is a suspicion, to be asked about. Of every group of copies one row stays in the totals.
    """
    names = Names(ledger)
    shared = frozenset(scheme for entry in ledger.knowledge.shared_schemes.values() for scheme in entry.schemes)
    found = [*told_twice(ledger, names, shared), *handed_on(ledger, names), *counted_as_gain(ledger, names)]
    return settle(found)


def left_out(found: Iterable[DoubleCount]) -> frozenset[str]:
    """Return the ids of the rows that totals without double counts leave out."""
    return frozenset(row for each in found for row in each.left_out)
