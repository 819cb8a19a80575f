"""Shares of variance against functions whose shares are known by hand."""

import numpy as np
import pytest

from coprod_tools.consensus.sensitivity import closed, greedy, total

WORLDS = 20_000


def inputs(count, seed=0):
    return np.random.default_rng(seed).choice([-1.0, 1.0], (count, WORLDS))


def test_shares_of_a_sum_are_its_variances():
    # R = 2 a + b + 0 c of independent signs: variances 4, 1, 0 of 5
    x = inputs(3)
    made = (2 * x[0] + x[1])[:, None]
    chosen = greedy(x, made, 3)
    assert [each.place for each in chosen[:2]] == [0, 1]
    assert chosen[0].gain == pytest.approx(0.8, abs=0.01)
    assert chosen[1].gain == pytest.approx(0.2, abs=0.01)


def test_a_set_counts_the_product_of_its_members():
    # R = a + 2 a b + 0.5 c: variances 1, 4 (only together), 0.25 of 5.25
    x = inputs(3, seed=1)
    made = (x[0] + 2 * x[0] * x[1] + 0.5 * x[2])[:, None]
    chosen = greedy(x, made, 2)
    assert [each.place for each in chosen] == [0, 1]
    assert chosen[1].gain == pytest.approx(4 / 5.25, abs=0.01)
    assert chosen[1].alone == pytest.approx(0.0, abs=0.01)


def test_a_costly_input_waits_for_cheaper_ones():
    x = inputs(2, seed=2)
    made = (2 * x[0] + x[1])[:, None]
    assert greedy(x, made, 1, [8.0, 1.0])[0].place == 1


def test_pick_freeze_shares_are_those_of_the_sum_and_the_product():
    # R = a + 2 a b + 0.5 c: set {a, b} explains 5 of 5.25 with the product; a by itself 1; a has a part in 5
    x, other = inputs(3, seed=3), inputs(3, seed=4)

    def made(z):
        return (z[0] + 2 * z[0] * z[1] + 0.5 * z[2])[:, None]

    both, one, moved = other.copy(), other.copy(), x.copy()
    both[[0, 1]], one[0], moved[0] = x[[0, 1]], x[0], other[0]
    assert closed(made(x), made(both)) == pytest.approx(5 / 5.25, abs=0.03)
    assert closed(made(x), made(one)) == pytest.approx(1 / 5.25, abs=0.03)
    assert total(made(x), made(moved)) == pytest.approx(5 / 5.25, abs=0.03)


def test_inputs_that_never_vary_are_never_named():
    x = inputs(2, seed=5)
    x[1] = 0.7
    assert [each.place for each in greedy(x, x[:1].T, 2)] == [0]


def test_nothing_is_named_where_nothing_varies():
    assert greedy(inputs(2), np.ones((WORLDS, 1)), 2) == []
