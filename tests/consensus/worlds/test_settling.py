"""Worlds come to rest where the literature and hand arithmetic say, go round where they must, and are told apart."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.consensus.worlds import stepping
from coprod_tools.consensus.worlds.settling import CYCLE, FIXED, NEITHER, settle
from coprod_tools.consensus.worlds.table import table_from, table_of_matrix
from coprod_tools.consensus.worlds.transfers import RULES, TRANSFERS, Rule, Transfer

# The worked example of FCMpy's simulator.md (Mkhitaryan et al.; there "replicated ... in the fcm inference package in R
# by Dikopoulou & Papageorgiou"): modified rule, sigmoid, steepness 1, from C1 = C2 = 1; printed to six decimals.
NAMES = ("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8")
PUBLISHED_MAP = [
    [0.0, 0.0, 0.6, 0.9, 0.0, 0.0, 0.0, 0.8],
    [0.1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.2, 0.5],
    [0.0, 0.7, 0.0, 0.0, 0.9, 0.0, 0.4, 0.1],
    [0.4, 0.0, 0.0, 0.0, 0.0, 0.9, 0.0, 0.0],
    [0.0, 0.0, 0.0, 0.0, 0.0, -0.9, 0.0, 0.3],
    [-0.3, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.8, 0.4, 0.9],
    [0.1, 0.0, 0.0, 0.0, 0.0, 0.1, 0.6, 0.0],
]
PUBLISHED_STATES = {
    1: [0.750260, 0.731059, 0.645656, 0.710950, 0.500000, 0.500000, 0.549834, 0.785835],
    2: [0.738141, 0.765490, 0.749475, 0.799982, 0.746700, 0.769999, 0.838315, 0.921361],
    3: [0.730236, 0.784168, 0.767163, 0.812191, 0.805531, 0.829309, 0.898379, 0.950172],
    4: [0.727059, 0.789378, 0.769467, 0.812967, 0.816974, 0.838759, 0.908173, 0.954927],
    5: [0.726125, 0.790510, 0.769538, 0.812650, 0.818986, 0.839860, 0.909707, 0.955666],
    6: [0.725885, 0.790706, 0.769451, 0.812473, 0.819294, 0.839901, 0.909940, 0.955774],
}


@pytest.mark.parametrize("steps", PUBLISHED_STATES)
def test_every_step_of_the_published_example_is_reproduced(steps: int) -> None:
    """To the six decimals printed."""
    table, weights = table_of_matrix(NAMES, PUBLISHED_MAP)
    start = [1, 1, 0, 0, 0, 0, 0, 0]
    ended = settle(table, weights, start=start, rule="modified", transfer="sigmoid", most_steps=steps)
    assert ended.states[:, 0] == pytest.approx(PUBLISHED_STATES[steps], abs=5e-7)


def test_the_published_example_settles_at_the_step_its_authors_say() -> None:
    """ "Converged in the 7 state (e <= 0.001)", counting the first state as 1: that is after six steps."""
    table, weights = table_of_matrix(NAMES, PUBLISHED_MAP)
    ended = settle(table, weights, start=[1, 1] + [0] * 6, rule="modified", transfer="sigmoid", tolerance=1e-3)
    assert (ended.steps[0], ended.ending[0], ended.period[0]) == (6, FIXED, 1)


@pytest.mark.parametrize(
    ("rule", "transfer", "weight", "steepness", "rest"),
    [
        # x = 1 / (1 + exp(-x)): 0.6590 (by hand: 1 / (1 + exp(-0.6590)) = 1 / 1.51737 = 0.65904).
        ("kosko", "sigmoid", 1.0, 1.0, 0.65904607),
        # A concept that nothing reaches, modified rule: the same equation, since its own state is all that reaches it.
        ("modified", "sigmoid", 0.0, 1.0, 0.65904607),
        # The same under Kosko's rule: 1 / (1 + exp(0)) = 1/2; under the rescaled rule x = 1 / (1 + exp(1 - 2x)).
        ("kosko", "sigmoid", 0.0, 1.0, 0.5),
        ("rescaled", "sigmoid", 0.0, 1.0, 0.5),
        # x = 1 / (1 + exp(-5 x)): 0.99307 (by hand: exp(-4.96535) = 0.0069765, 1 / 1.0069765 = 0.993072).
        ("kosko", "sigmoid", 1.0, 5.0, 0.993072),
        # x = 1 / (1 + exp(x)): 0.4011 (by hand: 1 / (1 + exp(0.4011)) = 1 / 2.49347 = 0.40105).
        ("kosko", "sigmoid", -1.0, 1.0, 0.40105814),
        # x = tanh(2x): 0.9575 (by hand: tanh(1.9150) = 0.95750).
        ("kosko", "tanh", 1.0, 2.0, 0.95750402),
        # Below a gain of 1 nothing is left: x = tanh(x / 2) has only 0.
        ("kosko", "tanh", 0.5, 1.0, 0.0),
        ("kosko", "bivalent", 1.0, 1.0, 1.0),
        ("kosko", "trivalent", 1.0, 1.0, 1.0),
    ],
)
def test_one_concept_that_leads_to_itself_rests_where_its_equation_says(
    rule: Rule, transfer: Transfer, weight: float, steepness: float, rest: float
) -> None:
    """Hand arithmetic: the fixed point of x = f(w x), or f(x + w x), solved by putting the value in."""
    table = table_from(["a"], [0], [0])
    ended = settle(table, [weight], start=[1.0], rule=rule, transfer=transfer, steepness=steepness, tolerance=1e-12)
    assert ended.ending[0] == FIXED
    assert ended.states[0, 0] == pytest.approx(rest, abs=1e-5)


def test_a_chain_of_concepts_rests_at_the_tanh_of_what_reaches_it() -> None:
    """Hand arithmetic: a held at 1, a to b 0.5, b to c 0.5: b = tanh(0.5) = 0.46212, c = tanh(0.23106) = 0.22703."""
    table = table_from("abc", [0, 1], [1, 2])
    ended = settle(table, [0.5, 0.5], held={0: 1.0}, transfer="tanh")
    assert ended.states[:, 0] == pytest.approx([1.0, 0.46212, 0.22703], abs=1e-5)


def test_two_that_chase_each_other_go_round_in_four() -> None:
    """By hand, signs only: a lowers b, b raises a, from (1, 1): (1, -1), (-1, -1), (-1, 1), (1, 1)."""
    table = table_from("ab", [0, 1], [1, 0])
    ended = settle(table, [1.0, -1.0], start=[1, 1], transfer="trivalent")
    assert (ended.ending[0], ended.period[0]) == (CYCLE, 4)


def test_one_that_lowers_itself_goes_round_in_two_when_the_push_is_strong() -> None:
    """x = tanh(-2 x) swings between 0.9575 and -0.9575 (tanh(1.9150) = 0.9575); at a gain of 1/2 it comes to rest."""
    table = table_from("a", [0], [0])
    ended = settle(table, [[-2.0, -0.5]], start=[0.1], transfer="tanh")
    assert ended.ending.tolist() == [CYCLE, FIXED]
    assert ended.period.tolist() == [2, 1]
    assert abs(ended.states[0, 0]) == pytest.approx(0.95750402, abs=1e-6)


def test_kosko_thresholds_on_a_ring_go_round_in_as_many_steps_as_the_ring_is_long() -> None:
    """One active concept is passed on (a shift register): by hand, after n steps it is where it was."""
    for length in (3, 5, 7, 40):
        causes = np.arange(length)
        table = table_from([str(n) for n in causes], causes, (causes + 1) % length)
        ended = settle(table, np.ones(length), start=np.eye(length)[0], transfer="bivalent")
        assert (ended.ending[0], ended.period[0]) == (CYCLE, length)


def test_what_has_not_settled_is_neither() -> None:
    """A cycle longer than half the steps given can't be seen; and a ring of 40 needs 40."""
    causes = np.arange(40)
    table = table_from([str(n) for n in causes], causes, (causes + 1) % 40)
    ended = settle(table, np.ones(40), start=np.eye(40)[0], transfer="bivalent", most_steps=45)
    assert (ended.ending[0], ended.period[0], ended.steps[0]) == (NEITHER, 0, 45)


def test_a_slow_spiral_into_rest_is_no_cycle() -> None:
    """x = tanh(-0.99 x) turns its sign at each step and shrinks by a hundredth: it rests at 0 and nowhere else."""
    table = table_from("a", [0], [0])
    ended = settle(table, [-0.99], start=[0.9], transfer="tanh", most_steps=5000)
    assert ended.ending[0] == FIXED
    assert abs(ended.states[0, 0]) < 1e-6


def test_a_spiral_too_slow_to_end_is_neither_and_no_cycle() -> None:
    """x = tanh(-0.99999 x) from 0.0001 comes back to within 2e-9 of itself after two steps, yet goes on shrinking."""
    table = table_from("a", [0], [0])
    assert settle(table, [-0.99999], start=[1e-4], transfer="tanh").ending[0] == NEITHER


def plain(
    matrix: np.ndarray, start: np.ndarray, held: dict[int, float], rule: Rule, transfer: Transfer, steps: int
) -> np.ndarray:
    """Run one world in the plainest way."""
    squeeze = {
        "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
        "tanh": math.tanh,
        "bivalent": lambda x: float(x > 0),
        "trivalent": lambda x: float(x > 0) - float(x < 0),
    }[transfer]
    state = [held.get(place, value) for place, value in enumerate(start)]
    for _ in range(steps):
        pushing = [2 * value - 1 for value in state] if rule == "rescaled" else state
        new = []
        for place in range(len(state)):
            total = sum(matrix[cause][place] * pushing[cause] for cause in range(len(state)))
            new.append(held.get(place, squeeze(total + (pushing[place] if rule != "kosko" else 0.0))))
        state = new
    return np.array(state)


@given(
    seed=st.integers(0, 10_000),
    rule=st.sampled_from(RULES),
    transfer=st.sampled_from(TRANSFERS),
    density=st.sampled_from([0.0, 0.2, 0.9]),
)
@settings(max_examples=60, deadline=None)
def test_many_worlds_at_once_are_the_same_as_each_by_itself(
    seed: int, rule: Rule, transfer: Transfer, density: float
) -> None:
    """Brute force: concept by concept, in plain Python; sparse and dense maps, worlds that end early and late."""
    rng = np.random.default_rng(seed)
    size, worlds, steps = int(rng.integers(1, 7)), 40, 7
    there = rng.random((size, size)) < density
    cause, effect = np.nonzero(there)
    table = table_from([str(n) for n in range(size)], cause, effect)
    # Quarters, so that sums for the thresholds are exact whatever their order.
    weights = rng.integers(-4, 5, (table.links, worlds)) / 4
    start, held = rng.integers(0, 3, size) / 2, {0: 1.0}
    ended = settle(
        table, weights, start=start, held=held, rule=rule, transfer=transfer, most_steps=steps, tolerance=0.0
    )
    for world in range(worlds):
        matrix = np.zeros((size, size))
        matrix[table.cause, table.effect] = weights[:, world]
        alone = plain(matrix, start, held, rule, transfer, steps)
        assert ended.states[:, world] == pytest.approx(alone, abs=1e-9)


def test_the_dense_way_gives_the_same_as_the_sparse_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the speed may differ."""
    rng = np.random.default_rng(4)
    cause, effect = np.nonzero(rng.random((12, 12)) < 0.6)
    table = table_from([str(n) for n in range(12)], cause, effect)
    weights = rng.uniform(-0.4, 0.4, (table.links, 50))
    dense = settle(table, weights, held={0: 1.0}, transfer="tanh")
    monkeypatch.setattr(stepping, "DENSE", 2.0)
    sparse = settle(table, weights, held={0: 1.0}, transfer="tanh")
    assert np.abs(dense.states - sparse.states).max() < 1e-12
    assert (dense.steps == sparse.steps).all()


def test_a_world_does_not_depend_on_its_neighbours() -> None:
    """Blocks are cut by number; which worlds share one must not show."""
    rng = np.random.default_rng(5)
    table = table_from("abcdef", [0, 1, 2, 3, 4, 5, 1], [1, 2, 3, 4, 5, 1, 4])
    weights = rng.uniform(-1.5, 1.5, (table.links, 3000))
    together = settle(table, weights, held={0: 1.0}, transfer="tanh")
    for world in (0, 1023, 1024, 2999):
        alone = settle(table, weights[:, world], held={0: 1.0}, transfer="tanh")
        assert (alone.states[:, 0] == together.states[:, world]).all()
        assert (alone.ending[0], alone.steps[0]) == (together.ending[world], together.steps[world])


@pytest.mark.parametrize(
    ("weights", "more", "said"),
    [
        ([0.5], {}, "row"),
        ([0.5, np.nan], {}, "finite"),
        ([0.5, 0.5], {"rule": "nonsense"}, "rule"),
        ([0.5, 0.5], {"transfer": "nonsense"}, "transfer"),
    ],
)
def test_what_can_not_be_worked_out_is_refused(weights: list[float], more: dict[str, str], said: str) -> None:
    """With a word on what is wrong."""
    with pytest.raises(ValueError, match=said):
        settle(table_from("abc", [0, 1], [1, 2]), weights, **more)  # type: ignore[arg-type]


def test_a_map_without_links_and_an_ensemble_without_worlds_are_fine() -> None:
    """Nothing moves; nothing comes out."""
    assert settle(table_from("ab", [], []), np.zeros((0, 3)), transfer="tanh").states.tolist() == [[0.0] * 3] * 2
    assert settle(table_from("ab", [0], [1]), np.zeros((1, 0))).states.shape == (2, 0)
