"""The choice: payoffs, places, gaps and regret by hand."""

import numpy as np
import pytest

from coprod_tools.consensus.trials.decision import chosen, gaps, payoffs, place_variance, places, regret

# two actions, two outcomes, three worlds
EFFECTS = np.array([[[0.1, 0.2, 0.3], [0.0, 0.1, 0.0]], [[0.2, 0.2, 0.1], [0.1, 0.1, 0.1]]])


def test_payoffs_add_up_outcomes_in_the_direction_wanted():
    assert payoffs(EFFECTS) == pytest.approx(np.array([[0.1, 0.3], [0.3, 0.3], [0.3, 0.2]]))
    assert payoffs(EFFECTS, [1, -2])[0] == pytest.approx([0.1, 0.0])


def test_places_count_who_is_beaten_and_ties_by_half():
    assert places(payoffs(EFFECTS)).tolist() == [[0, 1], [0.5, 0.5], [1, 0]]


def test_an_order_that_turns_has_the_variance_of_its_places():
    # places 0, 0.5, 1 of each action: variance 1/6 each
    assert place_variance(places(payoffs(EFFECTS))) == pytest.approx(1 / 3)


def test_gaps_are_from_the_mean_of_all_and_one_action_is_its_own():
    assert gaps([[1.0, 3.0]]).tolist() == [[-1.0, 1.0]]
    assert gaps([[1.0], [2.0]]).tolist() == [[1.0], [2.0]]


def test_regret_is_what_the_best_would_have_paid_more():
    assert chosen([[1.0, 3.0], [4.0, 0.0]]) == 0
    assert regret([0.2, 0.5], 0) == pytest.approx(0.3)
