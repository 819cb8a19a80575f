"""What a conversation agrees on, group by group: by hand, and the majority does not decide."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from pathlib import Path

import pytest

from coprod_tools.consensus.heard import from_conversation
from coprod_tools.exchange.polis import read
from coprod_tools.policy.conversations import Conversation

GROUPS = ({"id": "a", "size": "95"}, {"id": "b", "size": "5"})


def conversation(
    *votes: tuple[tuple[int, int, int], ...] | None, groups: tuple[dict[str, str], ...] = GROUPS
) -> Conversation:
    """Make a conversation; each statement's votes by group as (agree, disagree, passed)."""
    statements = []
    for number, by_group in enumerate(votes):
        rows = [
            {"group": group["id"], "agree": str(agree), "disagree": str(disagree), "passed": str(passed)}
            for group, (agree, disagree, passed) in zip(groups, by_group or (), strict=False)
        ]
        statements.append({"id": f"s{number}", "words": f"Statement {number}", "votes": rows})
    return Conversation.model_validate({"topic": "Streets", "groups": groups, "statements": statements})


@pytest.mark.parametrize(
    ("votes", "finding"),
    [
        (((95, 0, 0), (0, 5, 0)), "divides"),
        (((60, 35, 0), (3, 2, 0)), "agreed"),
        (((10, 85, 0), (0, 5, 0)), "rejected"),
        (((60, 35, 0), (2, 2, 1)), "mixed"),
        (((50, 25, 25), (3, 1, 0)), "mixed"),
        (((60, 35, 0), (2, 0, 0)), "not-known"),
        (((60, 35, 0),), "not-known"),
        (None, "not-known"),
    ],
)
def test_a_finding_needs_every_group(votes: tuple[tuple[int, int, int], ...] | None, finding: str) -> None:
    """More than half of those who answered, passes counted; a group of two answers is not taken for a group."""
    (found,) = from_conversation(conversation(votes))
    assert found.finding == finding
    assert found.answers[1].leans == "too-few" or finding != "not-known"


def test_a_group_that_is_not_shown_can_still_be_divided_about() -> None:
    """Two groups against each other divide, whatever a third would say."""
    groups = (*GROUPS, {"id": "c", "size": "2"})
    (found,) = from_conversation(conversation(((9, 0, 0), (0, 5, 0)), groups=groups))
    assert found.finding == "divides" and "1 of 3" in found.sentence


def test_ninety_five_do_not_drown_five() -> None:
    """95 of 100 agree with the first and 63 with the second; the second comes first.

    Group-informed consensus by hand: 96/97 * 1/7 and 61/97 * 4/7.
    """
    drowned, shared = ((95, 0, 0), (0, 5, 0)), ((60, 35, 0), (3, 2, 0))
    first, second = from_conversation(conversation(drowned, shared))
    assert (first.id, second.id) == ("s1", "s0")
    assert first.consensus == pytest.approx(61 / 97 * 4 / 7) and second.consensus == pytest.approx(96 / 97 / 7)


def test_shared_rejection_is_ordered_by_disagreement() -> None:
    """What every group rejects most comes first among what is rejected."""
    weak, strong = ((10, 50, 0), (1, 4, 0)), ((1, 90, 0), (0, 5, 0))
    assert [each.id for each in from_conversation(conversation(weak, strong))] == ["s1", "s0"]


def test_moderated_statements_and_empty_conversations_give_nothing() -> None:
    """What was taken out is not brought back by us."""
    made = Conversation.model_validate({"topic": "T", "statements": ({"words": "W", "moderated_out": "yes"},)})
    assert from_conversation(made) == () == from_conversation(Conversation.model_validate({"topic": "T"}))


@pytest.mark.parametrize("name", ["15-per-hour-seattle", "scoop-hivemind.freshwater", "scoop-hivemind.ubi"])
def test_real_conversations_give_groups_and_consensus(name: str, realdata: Path) -> None:
    """Findings and scores counted again in plain fractions, from the policy that import makes."""
    (talk,) = read(realdata / "polis" / name).policies[0].policy.conversations or ()
    heard = {each.id: each for each in from_conversation(talk)}
    assert "divides" in {each.finding for each in heard.values()}
    for said in talk.statements or ():
        if said.moderated_out:
            assert said.key not in heard
            continue
        found, votes = heard[said.key], said.votes or ()
        every = len(votes) == len(talk.groups or ()) and all(v.agree + v.disagree + v.passed >= 3 for v in votes)
        assert (found.finding == "agreed") == (every and all(v.agree > v.disagree + v.passed for v in votes))
        if found.finding != "rejected" and every:
            exact = prod(Fraction(v.agree + 1, v.agree + v.disagree + v.passed + 2) for v in votes)
            assert found.consensus == pytest.approx(float(exact))
