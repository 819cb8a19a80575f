"""What a wider conversation agrees on across its opinion groups, and what divides them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coprod_tools.policy.conversations import Conversation, GroupVotes, SaidStatement
from coprod_tools.words import say

Finding = Literal["agreed", "rejected", "divides", "mixed", "not-known"]
# Fewer answers of a group show single people rather than the group.
LEAST_ANSWERS = 3


@dataclass(frozen=True, slots=True)
class GroupAnswer:
    """How one group answered one statement: counts of people, and which way more than half of them went."""

    group: str
    agree: int
    disagree: int
    passed: int
    leans: Literal["agree", "disagree", "neither", "too-few"]


@dataclass(frozen=True, slots=True)
class Heard:
    """One statement of a conversation.

    Attributes
    ----------
    finding : str
        `agreed` when more than half of those who answered in every group agree, `rejected` when in every group they
        disagree, `divides` when one group agrees and another disagrees, `mixed` when no group is against another but
        not every group leans, `not-known` when a group gave too few answers and none stands against another.
    consensus : float or None
        Group-informed consensus (Small et al. 2021) on agreement, or for `rejected` on disagreement; it orders
        statements of one conversation only. None where nobody answered.
    sentence : str
        The finding in words.
    """

    id: str
    words: str
    finding: Finding
    answers: tuple[GroupAnswer, ...]
    consensus: float | None
    sentence: str


def from_conversation(conversation: Conversation) -> tuple[Heard, ...]:
    """Return what was heard: agreed by every group first, then rejected by every one, dividing, mixed, not known.

    Within each, the highest group-informed consensus first; the least of it first where a statement divides.
    Statements that were moderated out are left out. A group counts the same whatever its size.
    """
    groups = tuple(group.key for group in conversation.groups or ())
    heard = [_heard(each, groups) for each in conversation.statements or () if not each.moderated_out]
    order: tuple[Finding, ...] = ("agreed", "rejected", "divides", "mixed", "not-known")
    return tuple(sorted(heard, key=lambda each: (order.index(each.finding), _rank(each), each.id)))


def _rank(heard: Heard) -> float:
    score = heard.consensus or 0.0
    return score if heard.finding == "divides" else -score


def _heard(said: SaidStatement, groups: tuple[str, ...]) -> Heard:
    votes = {each.group: each for each in said.votes or ()}
    # A group without votes was too small to be shown, or was not asked: nothing is known of it.
    answers = tuple(_answer(group, votes.get(group)) for group in dict.fromkeys((*groups, *sorted(votes))))
    finding = _finding([each.leans for each in answers])
    sentence = say(f"consensus.heard-{finding}", groups=len(answers), **_counts(answers))
    return Heard(said.key, str(said.words), finding, answers, _consensus(answers, finding), sentence)


def _answer(group: str, votes: GroupVotes | None) -> GroupAnswer:
    agree, disagree, passed = (votes.agree, votes.disagree, votes.passed) if votes else (0, 0, 0)
    answered = agree + disagree + passed
    if answered < LEAST_ANSWERS:
        return GroupAnswer(group, agree, disagree, passed, "too-few")
    leans: Literal["agree", "disagree", "neither"] = "neither"
    if 2 * agree > answered:
        leans = "agree"
    elif 2 * disagree > answered:
        leans = "disagree"
    return GroupAnswer(group, agree, disagree, passed, leans)


def _finding(leans: list[str]) -> Finding:
    if {"agree", "disagree"} <= set(leans):
        return "divides"
    if not leans or "too-few" in leans:
        return "not-known"
    if set(leans) == {"agree"}:
        return "agreed"
    return "rejected" if set(leans) == {"disagree"} else "mixed"


def _consensus(answers: tuple[GroupAnswer, ...], finding: Finding) -> float | None:
    from coprod_tools.opinion.consensus_scores import group_informed_consensus

    seen = [[each.agree + each.disagree + each.passed] for each in answers]
    if not any(each[0] for each in seen):
        return None
    said = [[each.disagree if finding == "rejected" else each.agree] for each in answers]
    return float(group_informed_consensus(said, seen)[0])


def _counts(answers: tuple[GroupAnswer, ...]) -> dict[str, int]:
    leans = [each.leans for each in answers]
    few = leans.count("too-few")
    return {"agree": leans.count("agree"), "disagree": leans.count("disagree"), "few": few, "least": LEAST_ANSWERS}
