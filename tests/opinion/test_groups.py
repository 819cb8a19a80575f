"""Opinion groups part people who answered differently, in whatever order they come."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.opinion.groups import find_groups, silhouette
from tests.opinion.conversations import rand_index, read_conversation

NAN = np.nan


def camps(*sizes: int, statements: int = 12, missing: float = 0.3, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Make camps that answer alike but for one answer in twenty, some answers missing; return votes and camps."""
    draw = np.random.default_rng(seed)
    lines = draw.choice([-1.0, 1.0], size=(len(sizes), statements))
    camp = np.repeat(np.arange(len(sizes)), sizes)
    votes = lines[camp]
    votes = np.where(draw.random(votes.shape) < 0.05, -votes, votes)
    votes[draw.random(votes.shape) < missing] = NAN
    return votes, camp


def test_silhouette_is_as_defined_by_hand() -> None:
    """Points 0, 1 | 10: a = 1, b = 10 and 9 for the first two, and the lone point counts 0.

    (10 - 1) / 10 + (9 - 1) / 9 + 0 = 0.9 + 0.888..., a third of which is 0.596...
    """
    found = silhouette([[0.0], [1.0], [10.0]], [0, 0, 1])
    assert found == pytest.approx((0.9 + 8 / 9) / 3, abs=1e-12)


def test_silhouette_by_blocks_equals_the_definition_written_out() -> None:
    """More points than one block holds, against plain loops."""
    draw = np.random.default_rng(1)
    points, labels = draw.normal(size=(700, 2)), draw.integers(0, 3, 700)
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    each = []
    for i in range(700):
        means = [apart[i, labels == g].sum() / (np.sum(labels == g) - (g == labels[i])) for g in range(3)]
        a, b = means[labels[i]], min(m for g, m in enumerate(means) if g != labels[i])
        each.append((b - a) / max(a, b))
    assert silhouette(points, labels) == pytest.approx(np.mean(each), abs=1e-9)


@pytest.mark.parametrize("sizes", [(30, 20), (40, 25, 15), (95, 5)])
def test_no_group_mixes_camps(sizes: tuple[int, ...]) -> None:
    """Also one of five against ninety-five: a camp may be parted further, but is not drowned in another."""
    votes, camp = camps(*sizes)
    found = find_groups(votes, seed=1, least_answers=3)
    placed = found.labels >= 0
    largest = sum(np.bincount(camp[placed & (found.labels == group)]).max() for group in range(found.count))
    assert found.count >= len(sizes) and largest / placed.sum() > 0.95


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_people_makes_no_difference(seed: int) -> None:
    """Each keeps its group, to the number, also where answers are mere noise and many partings are nearly as good."""
    draw = np.random.default_rng(seed)
    votes = draw.choice([-1.0, 0.0, 1.0, NAN], size=(60, 12))
    order = draw.permutation(len(votes))
    assert (find_groups(votes[order], seed=1).labels == find_groups(votes, seed=1).labels[order]).all()


def test_groups_are_numbered_from_the_largest() -> None:
    """So that group 0 is the largest whatever the seed."""
    votes, _ = camps(6, 30, missing=0)
    for seed in range(3):
        assert np.bincount(find_groups(votes, seed=seed, most_groups=2).labels).tolist() == [30, 6]


def test_who_answered_too_little_is_not_placed() -> None:
    """Their position would be a guess."""
    votes, _ = camps(10, 10, missing=0)
    votes[0, 6:] = NAN
    assert find_groups(votes, seed=1).labels[0] == -1 and find_groups(votes, seed=1, least_answers=6).labels[0] >= 0


@pytest.mark.parametrize(
    ("votes", "why"),
    [
        (np.ones((20, 8)), "alike"),
        (np.ones((4, 8)), "too-few"),
        (np.full((20, 8), NAN), "too-few"),
        (np.empty((0, 8)), "too-few"),
        (np.empty((5, 0)), "too-few"),
        (np.vstack([np.ones((20, 8)), -np.ones((2, 8))]), "alike"),
    ],
)
def test_one_group_is_told_with_the_reason(votes: np.ndarray, why: str) -> None:
    """All alike, too few, or a second group of two that would show its members."""
    found = find_groups(votes, seed=1)
    assert found.one_group == why and found.count <= 1 and found.silhouette is None


@pytest.mark.parametrize(
    ("name", "sizes"), [("scoop-hivemind.freshwater", [93, 24]), ("scoop-hivemind.ubi", [162, 12])]
)
def test_real_conversations_give_the_groups_of_a_published_implementation(
    name: str, sizes: list[int], realdata: Path
) -> None:
    """The sizes are those of red-dwarf 0.4.0 on the same votes (benchmarks/opinion_peer.py).

    In the two others it takes a number of groups whose silhouette is no better than ours, or a nearly equal one.
    """
    votes, _, moderated = read_conversation(realdata / "polis" / name)
    found = find_groups(np.where(moderated, 0.0, votes), seed=1)
    assert np.bincount(found.labels[found.labels >= 0]).tolist() == sizes


def test_a_real_conversation_gives_nearly_the_groups_of_its_export(realdata: Path) -> None:
    """Polis found them step by step as people came, and so differently where groups stand less apart."""
    votes, exported, moderated = read_conversation(realdata / "polis" / "15-per-hour-seattle")
    found = find_groups(np.where(moderated, 0.0, votes), seed=1)
    both = (found.labels >= 0) & (exported >= 0)
    assert found.count == 2 and rand_index(found.labels[both], exported[both]) > 0.8
