"""Pulling a lever changes what its links lead to, by what hand arithmetic says, and nothing else."""

from __future__ import annotations

from math import tanh

import numpy as np
import pytest

from coprod_tools.consensus.worlds.effects import effects, pull
from coprod_tools.consensus.worlds.settling import CYCLE, FIXED, settle
from coprod_tools.consensus.worlds.table import table_from


def test_a_push_comes_through_by_every_way() -> None:
    """By hand: a to b 0.5, b to d -0.4, a to d 0.3: d = tanh(0.3 - 0.4 tanh(0.5))."""
    table = table_from("abd", [0, 1, 0], [1, 2, 2])
    weights = [0.5, 0.3, -0.4]
    assert table.ids == ("a>b", "a>d", "b>d")
    found = effects(table, weights, [0], [2, 1])
    assert found.shape == (1, 2, 1)
    assert found[0, :, 0] == pytest.approx([tanh(0.3 - 0.4 * tanh(0.5)), tanh(0.5)], abs=1e-6)


def test_what_no_link_leads_to_does_not_move_at_all() -> None:
    """Exactly 0, so that "silent" and "a small effect" can be told apart; an absent link is a weight of 0."""
    table = table_from("abcd", [0, 2], [1, 3])
    found = effects(table, [[0.9, 0.0], [0.9, 0.9]], [0], [1, 3])
    assert found[0, 1].tolist() == [0.0, 0.0]
    assert found[0, 0, 1] == 0.0


def test_leaving_out_links_off_the_way_changes_nothing() -> None:
    """Brute force: the whole map with the lever held at 1, and at 0, against what is worked out from part of it."""
    rng = np.random.default_rng(2)
    cause, effect = np.nonzero(rng.random((14, 14)) < 0.15)
    table = table_from([str(n) for n in range(14)], cause, effect)
    weights = rng.uniform(-0.6, 0.6, (table.links, 30))
    found = effects(table, weights, [3, 5], [7, 9])
    for row, lever in enumerate((3, 5)):
        held = [settle(table, weights, held={lever: state}, transfer="tanh").states for state in (1.0, 0.0)]
        assert found[row] == pytest.approx((held[0] - held[1])[[7, 9]], abs=1e-5)


def test_where_there_is_no_rest_both_states_of_the_lever_are_run() -> None:
    """Sigmoid, by hand: b = f(0.5) with a at 1, f(0) = 0.5 with a at 0: 0.622459 - 0.5."""
    table = table_from("ab", [0], [1])
    found = effects(table, [0.5], [0], [1], transfer="sigmoid")
    assert found[0, 0, 0] == pytest.approx(0.122459, abs=1e-6)


def test_a_world_that_goes_round_is_told() -> None:
    """b lowers itself by twice its state and swings; without that link it rests."""
    table = table_from("ab", [0, 1], [1, 1])
    found = pull(table, [[0.1, 0.1], [-2.0, 0.0]], [0], [1])
    assert found.ending.tolist() == [[CYCLE, FIXED]]
