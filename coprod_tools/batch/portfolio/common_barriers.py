"""Which barriers most policies have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from coprod_tools.batch.facts import Facts
from coprod_tools.batch.portfolio.policies import Counting, Policies


@dataclass(frozen=True, slots=True)
class CommonBarrier:
    """One barrier.

    Attributes
    ----------
    policies : Policies
        Those that have it, at however many stages.
    severities : dict of str to int
        Policies by how bad it is in each, where it is worst.
    """

    barrier: str
    title: str
    policies: Policies
    severities: dict[str, int]


def common_barriers(facts: Iterable[Facts]) -> tuple[CommonBarrier, ...]:
    """Return all barriers, those of most policies first."""
    titles: dict[str, str] = {}
    having: dict[str, Counting] = {}
    bad: dict[str, Counter[str]] = {}
    for each in facts:
        for barrier, told in each["barriers"].items():
            titles.setdefault(barrier, told["title"])
            having.setdefault(barrier, Counting()).add(each["id"])
            bad.setdefault(barrier, Counter())[told["severity"]] += 1
    rows = (CommonBarrier(key, titles[key], having[key].done(), dict(sorted(bad[key].items()))) for key in titles)
    return tuple(sorted(rows, key=lambda row: (-row.policies.count, row.barrier)))
