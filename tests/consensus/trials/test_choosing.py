"""Which links are worth a test: on maps small enough to see the answer."""

import numpy as np
import pytest

from coprod_tools.consensus.trials.choosing import people_each, test_error, worth_testing
from coprod_tools.consensus.trials.updating import after_effect, belief_at, with_belief
from coprod_tools.consensus.worlds.beliefs import Beliefs
from coprod_tools.consensus.worlds.table import table_from

test_error.__test__ = False


def believed(plus, minus, mean, sd):
    plus, minus = np.array(plus, dtype=float), np.array(minus, dtype=float)
    return Beliefs(plus, minus, 1 - plus - minus, np.array(mean, dtype=float), np.array(sd, dtype=float))


TABLE = table_from(("a", "b", "o", "x"), [0, 1, 3], [2, 2, 2])


def worth(beliefs, **more):
    return worth_testing(TABLE, beliefs, [0, 1], [2], np.random.default_rng(0), **more)


def test_a_link_whose_two_states_choose_differently_is_worth_what_is_lost_by_not_knowing():
    # a pays tanh 0.8 = 0.664 or the same lost with even chance, b pays tanh 0.3 = 0.291 for sure: knowing wins
    # 0.5 x (0.664 - 0.291) = 0.186; a test with an error of 0.15 tells 0.8 from -0.8 nearly always
    found = worth(believed([0.5, 1, 0.5], [0.5, 0, 0.5], [0.8, 0.3, 0.8], [1e-6] * 3))
    assert [each.place for each in found] == [0]
    assert found[0].perfect == pytest.approx(0.186, abs=0.01)
    assert found[0].sample == pytest.approx(0.186, abs=0.01)
    assert found[0].share == pytest.approx(1.0, abs=0.05)


def test_a_link_that_is_uncertain_but_decides_nothing_is_not_tested():
    # a is far ahead of b whatever b's strength; x is moved by no action
    assert worth(believed([1, 1, 0.5], [0, 0, 0.5], [0.9, 0.2, 0.8], [0.01, 0.1, 0.1])) == ()


def test_what_a_test_has_answered_is_not_named_again():
    before = believed([0.5, 1, 0], [0.5, 0, 0], [0.8, 0.3, 0], [1e-6] * 3)
    after = with_belief(before, 0, after_effect(belief_at(before, 0), 0.75, 0.15))
    assert [each.place for each in worth(before)] == [0]
    assert worth(after) == ()


def test_a_link_closed_to_tests_is_left_out():
    doubt = believed([0.5, 1, 0], [0.5, 0, 0], [0.8, 0.3, 0], [1e-6] * 3)
    assert worth(doubt, closed_to_tests=[0]) == ()


def test_a_dear_test_waits_for_a_cheap_one():
    doubt = believed([0.5, 0.5, 0], [0.5, 0.5, 0], [0.8, 0.6, 0], [1e-6] * 3)
    assert worth(doubt, count=1)[0].place == 0
    assert worth(doubt, count=1, cost=[50, 1, 1])[0].place == 1


def test_one_action_alone_is_held_against_doing_nothing():
    # it pays 0.664 or loses it: knowing wins 0.332
    found = worth_testing(
        TABLE, believed([0.5, 0, 0], [0.5, 0, 0], [0.8, 0, 0], [1e-6] * 3), [0], [2], np.random.default_rng(0)
    )
    assert found[0].perfect == pytest.approx(0.332, abs=0.02)


def test_a_test_is_sized_for_the_smallest_effect_worth_acting_on():
    # Cohen 1988: d = 0.3, power .80, two-sided .05 needs 175.4 a group; error sqrt(2/176 + 0.09/704) = 0.1072, with 0.1
    # between places hypot = 0.1466
    assert people_each() == 176
    assert test_error() == pytest.approx(0.1466, abs=1e-4)


def test_links_that_turn_the_choice_only_together_are_both_named():
    # a pays tanh 0.9 = 0.716; b goes through p and q, each link on from there 0.65 or absent with even chance: with one
    # it pays tanh(0.65 x 0.762) = 0.458, with both tanh 0.990 = 0.757. Knowing that one is there leaves b at
    # (0.458 + 0.757) / 2 = 0.608, below a; so no test alone turns the choice, yet b is first in one world of four.
    table = table_from(("a", "b", "o", "p", "q"), [0, 3, 4, 1, 1], [2, 2, 2, 3, 4])
    doubt = believed([1, 0.5, 0.5, 1, 1], [0] * 5, [0.9, 0.65, 0.65, 1, 1], [1e-6] * 5)
    found = worth_testing(table, doubt, [0, 1], [2], np.random.default_rng(0))
    assert {table.ids[each.place] for each in found} == {"p>o", "q>o"}
    assert {each.sample for each in found} == {0.0}
