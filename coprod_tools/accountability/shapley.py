"""What each player adds to a coalition on average: the Shapley value, exact up to 15 players, sampled above.

Shapley 1953 (A value for n-person games, in Contributions to the Theory of Games II: 307-317): over all orders in which
players may join, what a player adds to those already there. It is the only rule that is efficient (shares add up to the
whole), symmetric, additive, and gives nothing to whoever adds nothing. It says nothing of whether a game is a good
model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import factorial
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Worths = TypeVar("Worths", NDArray[np.float64], NDArray[np.int64])
Members = NDArray[np.bool_]
# A game says what coalitions are worth: rows are coalitions, columns players, True where the player is in.
Game = Callable[[Members], ArrayLike]
MOST_EXACT = 15
LEVEL = 0.95
# As many made-up observations as Agresti & Coull 1998 (The American Statistician 52: 119-126) add at 95 %.
_ADDED = 4
_BLOCK = 1 << 16


@dataclass(frozen=True, eq=False)
class Sampled:
    """Shapley values from a sample of orders.

    Attributes
    ----------
    values : array, shape (n,)
        Estimates; they add up to what all are worth together less what nobody is worth.
    low, high : array, shape (n,)
        Ends of an interval that holds the value at least 95 times in 100, for each player alone.
    error : array, shape (n,)
        The larger distance from the estimate to an end.
    orders : int
        Orders drawn; each comes with its reverse.
    """

    values: Floats
    low: Floats
    high: Floats
    error: Floats
    orders: int


def coalitions(players: int) -> Members:
    """Return all coalitions, shape (2^n, n); coalition k holds player i where bit i of k is set."""
    masks = np.arange(1 << players, dtype=np.int64)
    inside: Members = (masks[:, None] >> np.arange(players)) & 1 == 1
    return inside


def worths(game: Game, players: int) -> Floats:
    """Return what each coalition is worth, shape (2^n,), in the order of `coalitions`.

    Raises
    ------
    ValueError
        For more than 15 players; there are too many coalitions, so draw orders instead.
    """
    if not 0 <= players <= MOST_EXACT:
        raise ValueError(f"exact values are for 0 to {MOST_EXACT} players, not {players}")
    values = np.asarray(game(coalitions(players)), dtype=np.float64)
    if values.shape != (1 << players,):
        raise ValueError("the game must give one worth for each coalition")
    return values


def shapley(values: ArrayLike) -> Floats:
    """Return exact Shapley values of one game or of many.

    Parameters
    ----------
    values : array, shape (..., 2^n)
        What each coalition is worth; entry k is for the players whose bits are set in k. Up to 15 players.

    Returns
    -------
    array, shape (..., n)
        They add up to the last entry less the first.
    """
    games = np.asarray(values, dtype=np.float64)
    players = _players(games.shape[-1])
    if not players:
        return np.zeros((*games.shape[:-1], 0))
    if not np.isfinite(games).all():
        raise ValueError("every coalition needs a worth that is a number")
    ways = factorial(players)
    weights = np.array([factorial(s) * factorial(players - 1 - s) / ways for s in range(players)])[_sizes(players - 1)]
    return np.stack([_added(games, i) @ weights for i in range(players)], axis=-1)


def shapley_fractions(values: ArrayLike) -> tuple[Fraction, ...]:
    """Return the Shapley values of one game whose worths are whole numbers, as fractions that add up exactly.

    Parameters
    ----------
    values : array of int, shape (2^n,)
        As in `shapley`; each below 2^40 in size.
    """
    game = np.asarray(values)
    if not np.issubdtype(game.dtype, np.integer):
        raise ValueError("fractions are for games whose worths are whole numbers")
    game = game.astype(np.int64)
    players = _players(game.shape[-1])
    if not players:
        return ()
    sizes, ways = _sizes(players - 1), factorial(players)
    found = []
    for i in range(players):
        by_size = np.zeros(players, dtype=np.int64)
        np.add.at(by_size, sizes, _added(game, i))
        orders = sum(int(by_size[s]) * factorial(s) * factorial(players - 1 - s) for s in range(players))
        found.append(Fraction(orders, ways))
    return tuple(found)


def sampled_shapley(
    game: Game, players: int, *, seed: int, pairs: int = 2000, bounds: tuple[float, float] | None = None
) -> Sampled:
    """Return Shapley values estimated from random orders and their reverses, each with a 95 % interval.

    Orders in pairs with their reverse vary less together than two drawn apart (Mitchell, Cooper, Frank & Holmes 2022,
    Journal of Machine Learning Research 23(43), section 3). The interval is Student's on the pairs' means with four
    made-up pairs, half at either end of the range, as Agresti & Coull 1998 add to a share: a player who is pivotal in
    one order of thousands may not be seen at all, and an interval without width would then be wrong.

    Parameters
    ----------
    game : callable
        Takes coalitions as booleans, shape (k, n), and returns k worths.
    pairs : int
        At least 10.
    bounds : tuple of float, optional
        The least and most that a player can add, where known. Else what was seen: of the player itself, and of all
        players for one that always added the same.
    """
    if players < 1 or pairs < 10:
        raise ValueError("sampling needs at least one player and 10 pairs of orders")
    means = np.concatenate(list(_pair_means(game, players, pairs, np.random.default_rng(seed))))
    least, most = _ends(means, bounds)
    estimate = means.mean(axis=0)
    low, high = _interval(means, least, most)
    low, high = np.minimum(low, estimate), np.maximum(high, estimate)
    return Sampled(estimate, low, high, np.maximum(estimate - low, high - estimate), 2 * pairs)


def _players(coalitions_: int) -> int:
    players = coalitions_.bit_length() - 1
    if coalitions_ != 1 << players or players > MOST_EXACT:
        raise ValueError(f"a game of n players has 2^n worths, with n at most {MOST_EXACT}")
    return players


def _sizes(players: int) -> NDArray[np.int64]:
    """Return how many players each coalition has, shape (2^n,)."""
    sizes = np.zeros(1, dtype=np.int64)
    for _ in range(players):
        sizes = np.concatenate([sizes, sizes + 1])
    return sizes


def _added(games: Worths, i: int) -> Worths:
    """Return what player i adds to each coalition of the others, shape (..., 2^(n-1)); their bits close the gap."""
    split = games.reshape(*games.shape[:-1], -1, 2, 1 << i)
    return (split[..., 1, :] - split[..., 0, :]).reshape(*games.shape[:-1], -1)


def _pair_means(game: Game, players: int, pairs: int, rng: np.random.Generator) -> Iterator[Floats]:
    """Yield what each player adds on average in an order and its reverse, shape (b, n), some pairs at a time."""
    block = max(1, _BLOCK // (players + 1) // players)
    for start in range(0, pairs, block):
        orders = np.argsort(rng.random((min(block, pairs - start), players)), axis=1)
        forth, back = _gains(game, orders), _gains(game, orders[:, ::-1])
        yield (forth + back) / 2


def _gains(game: Game, orders: NDArray[np.intp]) -> Floats:
    many, players = orders.shape
    place = np.argsort(orders, axis=1)
    # Coalition j of an order holds the first j players of it.
    members = place[:, None, :] < np.arange(players + 1)[None, :, None]
    worth = np.asarray(game(members.reshape(-1, players)), dtype=np.float64)
    if worth.shape != (many * (players + 1),) or not np.isfinite(worth).all():
        raise ValueError("the game must give one worth, a number, for each coalition")
    return np.take_along_axis(np.diff(worth.reshape(many, players + 1), axis=1), place, axis=1)


def _ends(means: Floats, bounds: tuple[float, float] | None) -> tuple[Floats, Floats]:
    if bounds is not None:
        return np.full(means.shape[1], bounds[0]), np.full(means.shape[1], bounds[1])
    least, most = means.min(axis=0), means.max(axis=0)
    same = least == most
    return np.where(same, means.min(), least), np.where(same, means.max(), most)


def _interval(means: Floats, least: Floats, most: Floats) -> tuple[Floats, Floats]:
    from scipy.stats import t

    many = len(means) + _ADDED
    middle = (means.sum(axis=0) + _ADDED / 2 * (least + most)) / many
    spread = ((means - middle) ** 2).sum(axis=0) + _ADDED / 2 * ((least - middle) ** 2 + (most - middle) ** 2)
    half = t.ppf((1 + LEVEL) / 2, many - 1) * np.sqrt(spread / (many - 1) / many)
    return middle - half, middle + half
