"""Framings of the problem and outcomes: agreed or contested by the same measure as links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coprod_tools.assessment.standing import Standing
from coprod_tools.consensus.values import State
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy


@dataclass(frozen=True, slots=True)
class Stand:
    """How those whom the policy file names stand to a framing or an outcome.

    Attributes
    ----------
    state : str
        As for a link: `agreed` by at least two, one of them outside government, and contested by nobody; `contested`;
        `one-view`; `not-known` when nobody is named.
    holds, agrees, contests : tuple of str
        Actors and groups: whose words it is in, who agrees, who contests; sorted.
    """

    kind: Literal["framing", "outcome"]
    id: str
    words: str
    state: State
    holds: tuple[str, ...] = ()
    agrees: tuple[str, ...] = ()
    contests: tuple[str, ...] = ()


def agreed_framings(policy: Policy, knowledge: Knowledge | None = None) -> tuple[Stand, ...]:
    """Return how far each framing of the problem is agreed, in the order of the file."""
    standing = Standing(policy, knowledge or load_knowledge())
    framings = (policy.problem and policy.problem.framings) or ()
    return tuple(
        _stand("framing", each.key, each.words, (each.held_by, each.agreed_by, each.contested_by), standing)
        for each in framings
    )


def agreed_outcomes(policy: Policy, knowledge: Knowledge | None = None) -> tuple[Stand, ...]:
    """Return how far each outcome is agreed, in the order of the file."""
    standing = Standing(policy, knowledge or load_knowledge())
    return tuple(
        _stand("outcome", each.key, each.label, (each.in_whose_words, each.agreed_by, each.contested_by), standing)
        for each in policy.outcomes or ()
    )


def _stand(
    kind: Literal["framing", "outcome"],
    id: str,
    words: str,
    named: tuple[tuple[str, ...] | None, ...],
    standing: Standing,
) -> Stand:
    holds, agrees, contests = (tuple(sorted(set(some or ()))) for some in named)
    same = {*holds, *agrees}
    state: State = "not-known"
    if contests:
        state = "contested"
    elif same:
        outside = any(standing.is_outside(actor) for actor in same)
        state = "agreed" if len(same) > 1 and outside else "one-view"
    return Stand(kind, id, str(words), state, holds, agrees, contests)
