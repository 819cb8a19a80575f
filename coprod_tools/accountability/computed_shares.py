"""Computed shares of an outcome, for the team only: Shapley values under each stated model, path shares beside them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from coprod_tools.accountability.coalition_values import MODELS, Model, Ways, ways_to
from coprod_tools.accountability.labels import in_words, labels_of
from coprod_tools.accountability.shapley import MOST_EXACT, coalitions, sampled_shapley, shapley_fractions
from coprod_tools.chain import ValueChain
from coprod_tools.words import say

PAIRS = 500
OWN_AUTHORITY = "own-authority"


@dataclass(frozen=True, slots=True)
class ModelShare:
    """One actor's share under one model; low and high differ from it only where orders were drawn."""

    actor: str
    share: Fraction
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class ModelShares:
    """Everybody's share under one model.

    Attributes
    ----------
    says : str
        The assumption in words.
    shares : tuple of ModelShare
        Of 1; with `nobody` they add up to exactly 1.
    nobody : Fraction
        What would come about with none of them, since activities name nobody.
    error : str
        How sure sampled shares are; empty where they are exact.
    """

    model: Model
    says: str
    shares: tuple[ModelShare, ...]
    nobody: Fraction
    error: str


@dataclass(frozen=True, slots=True)
class ActorShares:
    """One actor over all models: from the lowest to the highest share, the path share, and what stops without it.

    Attributes
    ----------
    stops : tuple of str
        Ways that stop without it, if every activity needs all who have a part.
    stops_alone : tuple of str
        Ways that stop even if any one of those named could do an activity.
    """

    actor: str
    low: Fraction
    high: Fraction
    path: Fraction
    stops: tuple[str, ...]
    stops_alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComputedShares:
    """Computed shares of one outcome. They are for the team: no page for a minister or a partner may hold them."""

    outcome: str
    audience: Literal["team"]
    ways: tuple[str, ...]
    models: tuple[ModelShares, ...]
    actors: tuple[ActorShares, ...]
    path_nobody: Fraction
    caveats: tuple[str, ...]


def computed_shares(
    chain: ValueChain, outcome: str, *, seed: int = 1, own_authority: frozenset[str] = frozenset()
) -> ComputedShares:
    """Return the computed shares of an outcome.

    Parameters
    ----------
    seed : int
        For drawing orders where there are more than 15 actors.
    own_authority : frozenset of str
        Actors with an authority of their own, such as iwi; it is said that a computed share is no measure of them.
    """
    ways = ways_to(chain, outcome)
    models = tuple(_under(model, ways, seed) for model in MODELS) if ways.ways and ways.actors else ()
    path = ways.path_shares()
    return ComputedShares(
        outcome,
        "team",
        ways.ways,
        models,
        tuple(_over(actor, models, ways, path[actor]) for actor in ways.actors),
        path.get(None, Fraction()),
        tuple(_caveats(chain, ways, own_authority)),
    )


def _under(model: Model, ways: Ways, seed: int) -> ModelShares:
    players, most = len(ways.actors), ways.most(model)
    if players <= MOST_EXACT:
        worths = ways.worth(coalitions(players), model)
        values = shapley_fractions(worths)
        shares = tuple(
            ModelShare(actor, value / most, value / most, value / most)
            for actor, value in zip(ways.actors, values, strict=True)
        )
        return ModelShares(model, say(f"shares.model_{model}"), shares, Fraction(int(worths[0]), most), "")
    found = sampled_shapley(lambda members: ways.worth(members, model), players, seed=seed, pairs=PAIRS)
    # Every order adds whole numbers, so the mean is a whole number over the orders: nothing is lost to rounding.
    means = [Fraction(round(float(value) * found.orders), found.orders) / most for value in found.values]
    shares = tuple(
        ModelShare(actor, mean, min(mean, _of(max(low, 0), most)), max(mean, min(_of(high, most), Fraction(1))))
        for actor, mean, low, high in zip(ways.actors, means, found.low.tolist(), found.high.tolist(), strict=True)
    )
    widest = max(max(each.share - each.low, each.high - each.share) for each in shares)
    # Rounded up, so that the error stated is never below the error there is.
    error = say("shares.sampled", orders=found.orders, error=f"{ceil(widest * 1000) / 10:.1f}")
    return ModelShares(model, say(f"shares.model_{model}"), shares, 1 - sum(means, Fraction()), error)


def _of(value: float, most: int) -> Fraction:
    return Fraction(value) / most


def _over(actor: str, models: tuple[ModelShares, ...], ways: Ways, path: Fraction) -> ActorShares:
    own = [share for model in models for share in model.shares if share.actor == actor]
    low, high = min(each.low for each in own), max(each.high for each in own)
    return ActorShares(actor, low, high, path, ways.stopped_without(actor), ways.stopped_alone(actor))


def _caveats(chain: ValueChain, ways: Ways, own_authority: frozenset[str]) -> list[str]:
    labels = labels_of(chain.policy)
    caveats = [say("shares.modelled"), say("shares.team_only"), say("shares.what_is_not_read")]
    if not ways.ways:
        caveats.append(say("shares.no_way", outcome=labels.get(ways.outcome, ways.outcome)))
    if ways.unnamed:
        caveats.append(say("shares.nobody_named", activities=in_words(ways.unnamed, labels)))
    standing = [actor for actor in ways.actors if actor in own_authority]
    if standing:
        caveats.append(say("shares.own_authority", who=in_words(standing, labels)))
    return caveats
