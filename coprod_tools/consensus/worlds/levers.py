"""What can be acted on in a joint map, and where it shows."""

from __future__ import annotations

import numpy as np

from coprod_tools.consensus.values import JointMap
from coprod_tools.consensus.worlds.table import LinkTable


def levers_of(joint: JointMap, table: LinkTable) -> list[int]:
    """Return the numbers of what can be acted on: activities with an effect, then concepts that nothing leads to.

    In either kind those with more links come first.
    """
    leading = np.bincount(table.cause, minlength=len(table.concepts))
    kinds = [concept.kind for concept in joint.concepts]
    source = set(table.sources.tolist())
    rank = {"activity": 0, "output": 2}
    able = [n for n, kind in enumerate(kinds) if leading[n] and (kind == "activity" or n in source)]
    return sorted(able, key=lambda n: (rank.get(kinds[n], 1), -int(leading[n]), n))


def outcomes_of(joint: JointMap, table: LinkTable) -> list[int]:
    """Return the numbers of the policy's outcomes that a link leads to; where there are none, where links end."""
    reached = np.bincount(table.effect, minlength=len(table.concepts))
    leading = np.bincount(table.cause, minlength=len(table.concepts))
    kinds = [concept.kind for concept in joint.concepts]
    outcomes = [n for n, kind in enumerate(kinds) if kind == "outcome" and reached[n]]
    ends = [n for n in range(len(kinds)) if reached[n] and not leading[n]]
    return sorted(outcomes or ends, key=lambda n: (-int(reached[n]), n))
