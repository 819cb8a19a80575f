"""Outcomes that several policies may share: written in the same words, or nearly."""

from __future__ import annotations

from collections.abc import Iterable

from coprod_tools.batch.facts import Facts
from coprod_tools.batch.portfolio.wordings import Alike, Wordings


def shared_outcomes(facts: Iterable[Facts]) -> tuple[Alike, ...]:
    """Return outcomes of two policies or more that may be one, those of most policies first: suggestions, no joins."""
    wordings = Wordings()
    for each in facts:
        for _, label in each["outcomes"]:
            wordings.add(each["id"], label)
    return most_first(row for _, row in wordings.alike())


def most_first(rows: Iterable[Alike]) -> tuple[Alike, ...]:
    """Return suggestions in their order: those of most policies first, then those most alike."""
    return tuple(sorted(rows, key=lambda row: (-row.policies.count, -row.likeness, row.words)))
