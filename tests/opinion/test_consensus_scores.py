"""Consensus across groups: by hand, by plain counting on real conversations, and against a drowning majority."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from pathlib import Path

import numpy as np
import pytest

from coprod_tools.opinion.consensus_scores import count_votes, group_informed_consensus, representativeness
from tests.opinion.conversations import CONVERSATIONS, read_conversation

NAN = np.nan


def test_consensus_and_representativeness_are_as_by_hand() -> None:
    """Group 0: 3 of 4 agree, group 1: 1 of 2: 4/6 * 2/4 = 1/3; 4/6 over 2/4 = 4/3; 2/4 over 4/6 = 3/4."""
    votes = [[1], [1], [1], [-1], [1], [0], [NAN], [1]]
    counts = count_votes(votes, [0, 0, 0, 0, 1, 1, 1, -1])
    assert counts.groups == (0, 1) and counts.agree.tolist() == [[3], [1]]
    assert counts.disagree.tolist() == [[1], [0]] and counts.seen.tolist() == [[4], [2]]
    assert group_informed_consensus(counts.agree, counts.seen) == pytest.approx([1 / 3])
    assert representativeness(counts.agree, counts.seen).ravel() == pytest.approx([4 / 3, 3 / 4])


def test_ninety_five_do_not_drown_five() -> None:
    """95 agree and 5 disagree: 96/97 * 1/7 = 0.14. Where 57 and 3 agree in their groups: 58/97 * 4/7 = 0.34.

    By heads the first has 95 of 100 and the second 60, so a count of heads would have it the other way round.
    """
    labels = np.repeat([0, 1], [95, 5])
    drowned = np.where(labels == 0, 1, -1)
    shared = np.concatenate([np.repeat([1, -1], [57, 38]), np.repeat([1, -1], [3, 2])])
    counts = count_votes(np.stack([drowned, shared], axis=1), labels)
    scores = group_informed_consensus(counts.agree, counts.seen)
    assert scores == pytest.approx([96 / 97 / 7, 58 / 97 * 4 / 7])
    assert scores[0] < scores[1]


def test_a_group_that_nobody_asked_counts_a_half() -> None:
    """It is neither for nor against."""
    counts = count_votes([[1.0], [NAN]], [0, 1])
    assert group_informed_consensus(counts.agree, counts.seen) == pytest.approx([2 / 3 / 2])


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_real_conversations_give_the_scores_that_plain_counting_gives(name: str, realdata: Path) -> None:
    """With the groups of the export, in exact fractions, row by row."""
    votes, groups, _ = read_conversation(realdata / "polis" / name)
    counts = count_votes(votes, groups)
    scores = group_informed_consensus(counts.agree, counts.seen)
    for column in range(votes.shape[1]):
        by_group = {
            group: [vote for vote, own in zip(votes[:, column], groups, strict=True) if own == group and vote == vote]
            for group in counts.groups
        }
        exact = prod(Fraction(said.count(1.0) + 1, len(said) + 2) for said in by_group.values())
        assert scores[column] == pytest.approx(float(exact), abs=1e-12)
