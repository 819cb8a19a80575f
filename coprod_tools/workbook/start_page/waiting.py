"""What in a policy waits for somebody's answer, as plain counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coprod_tools.exchange.brief_review import open_guesses
from coprod_tools.files.nodes import Mapping, Node, Scalar
from coprod_tools.plan.decisions import standing
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile import Beside, Loaded, reading_of

_NOT_READ_BACK = ("not-read-back", "changed-since")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many things of each kind wait.

    Attributes
    ----------
    asked : int
        Questions put to somebody in the review that nobody answered.
    guesses : int
        What was guessed from a brief and nobody has confirmed, changed or turned down.
    offers : int
        Offers of partners that were not answered.
    maps : int
        Partners' maps that were not read back to them as they are now.
    unknown : int
        Places where the policy says that something is not known yet.
    """

    asked: int = 0
    guesses: int = 0
    offers: int = 0
    maps: int = 0
    unknown: int = 0


def waiting_in(loaded: Loaded, beside: Beside) -> Waiting:
    """Return what waits in a policy and beside it."""
    offers = loaded.policy.offers or ()
    return Waiting(
        asked=_asked(row for row in beside.review if not open_guesses([row])),
        guesses=len(open_guesses(beside.review, loaded.tree)),
        offers=sum(each.answered_on is None for each in offers),
        maps=sum(reading_of(each, beside.review) in _NOT_READ_BACK for each in beside.maps),
        unknown=_unknown(loaded.tree),
    )


def _asked(review: Iterable[ReviewRow]) -> int:
    """Count the questions that stand and were followed by nobody's decision on the same thing."""
    open_questions = 0
    for rows in standing(review).values():
        decided = [row.on.last for row in rows if row.kind in ("accept", "decline", "disagree", "sign-off")]
        open_questions += sum(row.kind == "ask" and not any(day >= row.on.last for day in decided) for row in rows)
    return open_questions


def _unknown(node: Node) -> int:
    if isinstance(node, Scalar):
        return int(node.value == "unknown" and not node.style)
    return sum(map(_unknown, node.entries.values() if isinstance(node, Mapping) else node.items))
