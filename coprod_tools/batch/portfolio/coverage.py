"""Where the four Co's are, by stage: in how many policies one is present, claimed, not known, or something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from coprod_tools.batch.facts import CLAIMED, OTHER, PRESENT, UNKNOWN, Facts
from coprod_tools.policy.vocabulary import COS


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One Co at one stage, in numbers of policies; each policy counts in one of them.

    Attributes
    ----------
    present : int
        At least one part of it is co-production.
    claimed : int
        None is, and at least one is called so.
    unknown : int
        Neither, and of at least one nobody can tell.
    other : int
        It has marks here, all of other kinds.
    unmarked : int
        Nobody has a part at this stage, as far as it says.
    """

    stage: str
    title: str
    co: str
    present: int
    claimed: int
    unknown: int
    other: int
    unmarked: int


def coverage(facts: Iterable[Facts]) -> tuple[CoverageRow, ...]:
    """Return a row for each stage at which any policy has marks and each Co, in their order."""
    stages: dict[str, tuple[int, str]] = {}
    found: Counter[tuple[str, str, str]] = Counter()
    policies = 0
    for each in facts:
        policies += 1
        for stage, title, order, letters in each["marks"]:
            stages.setdefault(stage, (order, title))
            found.update((stage, co, letter) for co, letter in zip(COS, letters, strict=True))
    return tuple(
        _row(stage, title, co, found, policies)
        for stage, (_, title) in sorted(stages.items(), key=lambda pair: (pair[1][0], pair[0]))
        for co in COS
    )


def _row(stage: str, title: str, co: str, found: Counter[tuple[str, str, str]], policies: int) -> CoverageRow:
    present, claimed, unknown, other = (found[stage, co, state] for state in (PRESENT, CLAIMED, UNKNOWN, OTHER))
    unmarked = policies - present - claimed - unknown - other
    return CoverageRow(stage, title, co, present, claimed, unknown, other, unmarked)
