"""Shapley values: the four axioms on random games, games with known values, brute force, and the sampled interval."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest

from coprod_tools.accountability.shapley import (
    coalitions,
    sampled_shapley,
    shapley,
    shapley_fractions,
    worths,
)

GAMES = 10_000


def random_games(players: int, many: int, seed: int) -> np.ndarray:
    """Return random games in which nobody is worth 0; some whole, some wild."""
    games = np.random.default_rng(seed).normal(0, 10, (many, 1 << players))
    games[:, 0] = 0
    return games


def by_orders(game: np.ndarray, players: int) -> list[float]:
    """Return the mean of what each adds over all orders: the definition itself."""
    total = [0.0] * players
    orders = list(permutations(range(players)))
    for order in orders:
        mask = 0
        for player in order:
            total[player] += game[mask | 1 << player] - game[mask]
            mask |= 1 << player
    return [each / len(orders) for each in total]


def test_ten_thousand_games_share_out_the_whole() -> None:
    for players in (1, 2, 3, 5, 7):
        games = random_games(players, GAMES // 5, players)
        assert np.abs(shapley(games).sum(axis=1) - games[:, -1]).max() < 1e-9


def test_players_who_add_alike_get_alike_in_ten_thousand_games() -> None:
    games = random_games(6, GAMES, 11)
    # Players 1 and 4 are made alike: a coalition with one is worth what it is with the other in its place.
    masks = np.arange(64)
    swapped = masks & ~0b010010 | (masks >> 1 & 1) << 4 | (masks >> 4 & 1) << 1
    games = (games + games[:, swapped]) / 2
    found = shapley(games)
    assert np.abs(found[:, 1] - found[:, 4]).max() < 1e-9
    assert np.abs(found[:, 0] - found[:, 1]).min() > 0


def test_who_adds_nothing_gets_nothing_in_ten_thousand_games() -> None:
    games = random_games(6, GAMES, 12)
    games = games[:, np.arange(64) & ~0b001000]
    assert np.abs(shapley(games)[:, 3]).max() < 1e-9


def test_the_value_of_a_sum_of_games_is_the_sum_of_values_in_ten_thousand_games() -> None:
    one, other = random_games(6, GAMES, 13), random_games(6, GAMES, 14)
    assert np.abs(shapley(one + other) - shapley(one) - shapley(other)).max() < 1e-9


def test_values_are_the_mean_over_all_orders() -> None:
    for players in (1, 2, 3, 4, 5):
        for game in random_games(players, 20, 100 + players):
            assert shapley(game) == pytest.approx(by_orders(game, players), abs=1e-9)


def test_the_glove_game() -> None:
    # Two have a left glove, one a right; a pair is worth 1 (Shapley & Shubik's market of gloves). The right glove is
    # first in 1/3 of orders and then adds 0; else it adds 1: 2/3. The other two share 1/3.
    left = coalitions(3)[:, :2].any(axis=1)
    game = (left & coalitions(3)[:, 2]).astype(int)
    assert shapley_fractions(game) == (Fraction(1, 6), Fraction(1, 6), Fraction(2, 3))
    assert shapley(game) == pytest.approx([1 / 6, 1 / 6, 2 / 3], abs=1e-12)


def test_a_majority_game_with_one_large_voter() -> None:
    # Weights 3, 1, 1, 1 and 4 needed: the large one turns the vote unless it comes first: places 2, 3 and 4 of 4.
    # It gets 3/4 and the three others 1/12 each.
    game = (coalitions(4) @ np.array([3, 1, 1, 1]) >= 4).astype(int)
    assert shapley_fractions(game) == (Fraction(3, 4), Fraction(1, 12), Fraction(1, 12), Fraction(1, 12))


def test_a_majority_of_equals_shares_equally() -> None:
    game = (coalitions(5).sum(axis=1) >= 3).astype(int)
    assert shapley_fractions(game) == (Fraction(1, 5),) * 5


def airport(costs: list[float]) -> list[float]:
    """Return the shares of Littlechild & Owen 1973: each further piece of runway is shared by all who need it."""
    shares, before = [0.0] * len(costs), 0.0
    order = sorted(range(len(costs)), key=lambda i: costs[i])
    for place, i in enumerate(order):
        piece, before = costs[i] - before, costs[i]
        for other in order[place:]:
            shares[other] += piece / (len(order) - place)
    return shares


def test_an_airport_game_costs_what_littlechild_and_owen_1973_say() -> None:
    costs = [1.0, 3.0, 3.0, 6.0, 10.0]
    # By hand: 1/5; then 2/4 more; then 3/2 more; then 4 more.
    by_hand = [0.2, 0.7, 0.7, 2.2, 6.2]
    assert airport(costs) == pytest.approx(by_hand)
    game = np.where(coalitions(5), costs, 0.0).max(axis=1)
    assert shapley(game) == pytest.approx(by_hand, abs=1e-12)


def test_fifteen_players_are_exact_in_under_two_seconds() -> None:
    costs = np.random.default_rng(5).uniform(1, 100, 15)
    started = time.process_time()
    found = shapley(worths(lambda members: np.where(members, costs, 0).max(axis=1), 15))
    assert time.process_time() - started < 2
    assert found == pytest.approx(airport(list(costs)), abs=1e-9)
    assert abs(found.sum() - costs.max()) < 1e-9


def test_fractions_add_up_exactly() -> None:
    game = np.random.default_rng(6).integers(-1000, 1000, 1 << 9)
    assert sum(shapley_fractions(game)) == int(game[-1]) - int(game[0])


def test_no_player_and_bad_games() -> None:
    assert shapley([7.0]).shape == (0,)
    assert shapley_fractions([0]) == ()
    for bad in ([0.0, 1.0, 2.0], np.zeros(1 << 16), [0.0, np.nan]):
        with pytest.raises(ValueError, match=r"players|worth|at most"):
            shapley(bad)
    with pytest.raises(ValueError, match="whole numbers"):
        shapley_fractions([0.0, 1.5])
    with pytest.raises(ValueError, match="15 players"):
        worths(lambda members: members.sum(axis=1), 16)
    with pytest.raises(ValueError, match="10 pairs"):
        sampled_shapley(lambda members: members.sum(axis=1), 3, seed=1, pairs=2)


def test_sampled_values_of_forty_players_lie_in_their_interval_and_add_up() -> None:
    costs = np.random.default_rng(7).uniform(1, 100, 40)
    found = sampled_shapley(lambda members: np.where(members, costs, 0).max(axis=1), 40, seed=7, pairs=500)
    inside = (found.low <= airport(list(costs))) & (airport(list(costs)) <= found.high)
    assert inside.mean() >= 0.9
    assert found.values.sum() == pytest.approx(costs.max(), abs=1e-9)
    assert found.orders == 1000
    assert (found.error > 0).all()


def test_a_seed_gives_the_same_sample() -> None:
    def game(members: np.ndarray) -> np.ndarray:
        return members.sum(axis=1) >= 9

    one, other, third = (sampled_shapley(game, 17, seed=seed, pairs=50) for seed in (1, 1, 2))
    assert (one.values == other.values).all()
    assert (one.values != third.values).any()


def held(games: np.ndarray, players: int, pairs: int) -> float:
    """Return how often the interval holds the exact value, over games and players."""
    inside, weights = [], 1 << np.arange(players)
    for seed, game in enumerate(games):
        found = sampled_shapley(lambda m, game=game: game[m @ weights], players, seed=seed, pairs=pairs)
        exact = shapley(game)
        inside.append((found.low - 1e-12 <= exact) & (exact <= found.high + 1e-12))
    return float(np.mean(inside))


# What is stated must hold at least as often as stated, also for skewed and for hardly ever pivotal players.
@pytest.mark.parametrize("pairs", [20, 200])
def test_the_interval_holds_95_times_in_100_on_random_games(pairs: int) -> None:
    assert held(random_games(7, 400, 21), 7, pairs) >= 0.95


@pytest.mark.parametrize("pairs", [20, 200])
def test_the_interval_holds_95_times_in_100_on_votes_where_some_are_hardly_ever_pivotal(pairs: int) -> None:
    rng = np.random.default_rng(22)
    weights = rng.pareto(1, (400, 7)) + 0.1
    quotas = rng.uniform(0.3, 0.95, 400) * weights.sum(axis=1)
    games = (coalitions(7) @ weights.T >= quotas).T.astype(float)
    assert held(games, 7, pairs) >= 0.95


@pytest.mark.parametrize("pairs", [20, 200])
def test_the_interval_holds_95_times_in_100_on_costs(pairs: int) -> None:
    costs = np.random.default_rng(23).pareto(1.5, (400, 7)) + 0.1
    games = np.where(coalitions(7), costs[:, None, :], 0).max(axis=2)
    assert held(games, 7, pairs) >= 0.95
