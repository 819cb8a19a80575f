"""Who says what of each link, as arrays: the ground on which beliefs stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.values import Held, JointMap
from coprod_tools.consensus.worlds.table import table_of
from coprod_tools.knowledge import Knowledge, load_knowledge

Floats = NDArray[np.float64]
PLUS, MINUS, SILENT, UNSURE, NOT_ASKED = 1, -1, 0, 2, 9
_SIGN = {"+": PLUS, "-": MINUS}


@dataclass(frozen=True, eq=False)
class Reports:
    """What each holder says of each link; links in the order of `table_of(joint)`, holders in the joint map's.

    Attributes
    ----------
    sign : array of int8, shape (H, L)
        1 or -1; 0 silent although the holder's map names both ends; 2 for `?`, no sign, or both signs; 9 not asked (its
        map names not both ends).
    strength : array, shape (H, L)
        0 to 1; NaN where not said.
    noise : array, shape (H, L)
        How many times larger than usual the error of a strength is, by the holder's confidence.
    """

    sign: NDArray[np.int8]
    strength: Floats
    noise: Floats


def reports_of(joint: JointMap, knowledge: Knowledge | None = None) -> Reports:
    """Return what each holder of a joint map says of each link.

    What a holder says itself comes before what the policy file says it agrees with. Who contests a link and draws none
    of its own counts as silent on it, whether or not its map names both ends: it was asked, and did not say that the
    link is there.
    """
    table = table_of(joint)
    shape = (len(joint.holders), table.links)
    sign, strength = np.full(shape, NOT_ASKED, dtype=np.int8), np.full(shape, np.nan)
    noise = np.ones(shape)
    factor = _noise_by_confidence(knowledge or load_knowledge())
    row = {holder.actor: number for number, holder in enumerate(joint.holders)}
    for actor, number in row.items():
        names = joint.speaks_of.get(actor, frozenset())
        knows = np.array([concept in names for concept in table.concepts], dtype=bool)
        sign[number, knows[table.cause] & knows[table.effect]] = SILENT
    for link in joint.links:
        column = table.place[f"{link.cause}>{link.effect}"]
        for actor in sorted({held.actor for held in link.held} & row.keys()):
            own = [held for held in link.held if held.actor == actor]
            said = _said(own)
            at = row[actor], column
            sign[at] = _sign(said) if said else SILENT
            given = [float(held.statement.strength) for held in said if held.statement.strength is not None]
            if given:
                strength[at] = sum(given) / len(given)
            sure = [held.statement.confidence for held in said if held.statement.confidence]
            noise[at] = factor.get(sure[0], 1.0) if sure else 1.0
    return Reports(sign, strength, noise)


def of_holder(reports: Reports, holder: int) -> Reports:
    """Return what one holder says, as if nobody else had spoken."""
    only = slice(holder, holder + 1)
    return Reports(reports.sign[only], reports.strength[only], reports.noise[only])


def _said(held: Iterable[Held]) -> list[Held]:
    by_stance: dict[str, list[Held]] = {"says": [], "agrees": [], "contests": []}
    for each in held:
        by_stance[each.stance].append(each)
    return by_stance["says"] or by_stance["agrees"]


def _sign(said: list[Held]) -> int:
    signs = {_SIGN.get(held.statement.sign or "", UNSURE) for held in said}
    return signs.pop() if len(signs) == 1 else UNSURE


def _noise_by_confidence(knowledge: Knowledge) -> dict[str, float]:
    priors = knowledge.belief_priors
    return {
        "low": float(priors["error-when-low"].value),
        "medium": 1.0,
        "high": float(priors["error-when-high"].value),
    }
