"""What to talk about next: on maps small enough to see the answer."""

import time

import numpy as np
import pytest

from coprod_tools.consensus.talking import talk_next
from coprod_tools.consensus.worlds.beliefs import Beliefs
from coprod_tools.consensus.worlds.table import table_from

RNG = 7


def believed(plus, minus, mean, sd):
    plus, minus = np.array(plus, dtype=float), np.array(minus, dtype=float)
    return Beliefs(plus, minus, 1 - plus - minus, np.array(mean, dtype=float), np.array(sd, dtype=float))


def two_actions():
    """Actions a and b lead straight to the outcome o; a's link may go either way, b's is known."""
    return table_from(("a", "b", "o", "x"), [0, 1, 3], [2, 2, 2])


def test_the_link_that_may_turn_the_order_is_named_and_explains_all():
    found = talk_next(two_actions(), believed([0.5, 1, 0.5], [0.5, 0, 0.5], [0.5] * 3, [1e-6] * 3), [0, 1], [2])
    assert [row.link for row in found] == ["a>o"]
    assert found[0].gain == pytest.approx(1.0, abs=0.01)
    assert found[0].together == pytest.approx(1.0, abs=0.01)


def test_a_link_that_no_action_goes_through_is_never_named():
    # x leads to the outcome and is as uncertain as can be, but no action moves x
    found = talk_next(two_actions(), believed([0.9, 1, 0.5], [0.1, 0, 0.5], [0.5] * 3, [0.1] * 3), [0, 1], [2])
    assert "x>o" not in [row.link for row in found]


def test_it_says_which_order_the_link_decides():
    # a>o is 0.5 or -0.5 and b>o 0.3: a comes first exactly when its link raises
    found = talk_next(two_actions(), believed([0.5, 1, 0], [0.5, 0, 0], [0.5, 0.3, 0], [1e-6] * 3), [0, 1], [2])
    swing = found[0].swing
    assert (swing.one, swing.other) == (0, 1)
    assert (swing.raises, swing.lowers, swing.absent) == (1.0, 0.0, None)


def test_a_long_talk_comes_after_a_short_one_that_settles_less():
    table = table_from(("a", "b", "o"), [0, 1], [2, 2])
    doubt = believed([0.5, 0.5], [0.5, 0.5], [0.6, 0.4], [1e-6, 1e-6])
    order = [row.link for row in talk_next(table, doubt, [0, 1], [2])]
    by_minute = [row.link for row in talk_next(table, doubt, [0, 1], [2], minutes=[30, 5])]
    assert order == ["a>o", "b>o"]
    assert by_minute == ["b>o", "a>o"]


def test_links_that_matter_only_together_are_both_named():
    # a -> m -> o, both signs unknown: each alone tells nothing of the sign at o, both tell all of it
    table = table_from(("a", "b", "m", "o"), [0, 2, 1], [2, 3, 3])
    doubt = believed([0.5, 1, 0.5], [0.5, 0, 0.5], [0.9, 0.3, 0.9], [1e-6] * 3)
    found = talk_next(table, doubt, [0, 1], [3])
    assert {"a>m", "m>o"} <= {row.link for row in found}
    assert found[-1].together > 0.95


def test_an_outcome_of_which_less_is_wanted_turns_the_order_but_not_the_doubt():
    doubt = believed([0.5, 1, 0], [0.5, 0, 0], [0.5, 0.3, 0], [1e-6] * 3)
    more = talk_next(two_actions(), doubt, [0, 1], [2])
    less = talk_next(two_actions(), doubt, [0, 1], [2], wanted=[-1.0])
    assert less[0].gain == pytest.approx(more[0].gain)
    assert less[0].swing.raises == 0.0


def test_one_action_alone_is_held_against_doing_nothing():
    table = table_from(("a", "o"), [0], [1])
    found = talk_next(table, believed([0.5], [0.5], [0.5], [0.1]), [0], [1])
    assert [row.link for row in found] == ["a>o"]
    assert found[0].swing is None


def test_there_is_nothing_to_talk_about_without_actions_outcomes_or_doubt():
    sure = believed([1, 1, 1], [0, 0, 0], [0.5] * 3, [1e-9] * 3)
    assert talk_next(two_actions(), sure, [], [2]) == ()
    assert talk_next(two_actions(), sure, [0], []) == ()
    assert talk_next(two_actions(), sure, [0, 1], [2]) == ()


def test_the_same_seed_gives_the_same_list():
    doubt = believed([0.5, 0.7, 0], [0.4, 0.1, 0], [0.5, 0.3, 0], [0.1] * 3)
    one, other = (talk_next(two_actions(), doubt, [0, 1], [2], rng=np.random.default_rng(RNG)) for _ in range(2))
    assert one == other


@pytest.mark.proof
def test_sixty_concepts_take_less_than_two_seconds():
    rng = np.random.default_rng(1)
    cause, effect = rng.integers(0, 55, 260), rng.integers(5, 60, 260)
    table = table_from([f"c{number}" for number in range(60)], cause[cause != effect], effect[cause != effect])
    shares = rng.dirichlet([2, 1, 1], table.links)
    doubt = Beliefs(*shares.T, np.full(table.links, 0.4), np.full(table.links, 0.15))
    start = time.process_time()
    talk_next(table, doubt, range(5), range(57, 60))
    assert time.process_time() - start < 2
