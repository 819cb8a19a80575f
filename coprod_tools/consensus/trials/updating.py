"""What a test's result does to a belief, by conjugate priors, so that it can be checked by hand.

A result either counts how often the link held (beta-binomial, on whether it goes the way claimed) or measures an effect
(normal-normal, on strength, with each sign weighed by how well it foretold what was seen). A link's weight is read as
the effect, in standard deviations, of moving its cause by one: an assumption, stated wherever results are used.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coprod_tools.consensus.values import JointMap
from coprod_tools.consensus.worlds.beliefs import Beliefs
from coprod_tools.consensus.worlds.table import LinkTable
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy.care import Pilot

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of one link: chances that it raises, lowers, is not there; strength if it is there."""

    plus: float
    minus: float
    none: float
    mean: float
    sd: float


def after_count(before: Belief, held: int, of: int, way: int, prior_people: float) -> Belief:
    """Return the belief after the link held for `held` of `of` people (beta-binomial; Gelman et al. 2013, sect. 2.1).

    Parameters
    ----------
    way : int
        1 when the claim says it raises, -1 when it says it lowers: what "held" means.
    prior_people : float
        People for whom the belief before counts: the beta has this sum.
    """
    claimed = before.plus if way > 0 else before.minus
    share = (prior_people * claimed + held) / (prior_people + of)
    others = (1 - share) / (1 - claimed) if claimed < 1 else 0.0
    plus, minus = (share, others * before.minus) if way > 0 else (others * before.plus, share)
    return replace(before, plus=plus, minus=minus, none=max(0.0, 1 - plus - minus))


def after_effect(before: Belief, effect: float, error: float) -> Belief:
    """Return the belief after an effect was measured (normal-normal; Gelman et al. 2013, sect. 2.5).

    Before, the weight is N(mean, sd^2), N(-mean, sd^2) or 0 with the three chances; each foretells the measure with its
    own normal density. The strength is that of the likelier sign.

    Parameters
    ----------
    error : float
        Standard error, with what differs between the pilot's place and everywhere already in it.
    """
    wide = math.hypot(before.sd, error)
    tops = (
        _log_normal(effect, before.mean, wide),
        _log_normal(effect, -before.mean, wide),
        _log_normal(effect, 0, error),
    )
    scale = max(tops)
    weights = [
        chance * math.exp(top - scale)
        for chance, top in zip((before.plus, before.minus, before.none), tops, strict=True)
    ]
    whole = sum(weights)
    if whole <= 0:
        return before
    plus, minus, none = (weight / whole for weight in weights)
    seen = effect if plus >= minus else -effect
    narrow = 1 / (1 / before.sd**2 + 1 / error**2) if before.sd > 0 else 0.0
    mean = narrow * (before.mean / before.sd**2 + seen / error**2) if before.sd > 0 else before.mean
    return Belief(plus, minus, none, min(1.0, max(0.0, mean)), math.sqrt(narrow))


def with_results(
    beliefs: Beliefs,
    table: LinkTable,
    joint: JointMap,
    pilots: Iterable[Pilot],
    knowledge: Knowledge | None = None,
) -> Beliefs:
    """Return the beliefs after every pilot of the policy that says what it measured, in the pilots' order.

    A count needs a claim with a direction; one whose claim has none, or a pilot bound to no link, changes nothing.
    """
    numbers = (knowledge or load_knowledge()).trial_numbers
    links = {claim: link for link in joint.links for claim in link.claims}
    for pilot in pilots:
        link = links.get(pilot.claim or "")
        if pilot.measured is None or link is None or link.id not in table.place:
            continue
        place, measured = table.place[link.id], pilot.measured
        belief = belief_at(beliefs, place)
        way = way_claimed(link.id, joint, pilot.claim or "")
        if measured.held is not None and measured.of is not None and way:
            belief = after_count(belief, measured.held, measured.of, way, numbers["prior-people"].value)
        if measured.effect is not None and measured.standard_error is not None:
            error = math.hypot(float(measured.standard_error), numbers["between-places"].value)
            belief = after_effect(belief, float(measured.effect), error)
        beliefs = with_belief(beliefs, place, belief)
    return beliefs


def way_claimed(link: str, joint: JointMap, claim: str) -> int:
    """Return 1 or -1 as the policy's own claim says the link goes, 0 when it does not say."""
    held = next(each for each in joint.links if each.id == link).held
    signs = [each.statement.sign for each in held if each.origin == f"claims[{claim}]" and each.stance == "says"]
    return {"+": 1, "-": -1}.get(str(signs[0]) if signs else "", 0)


def belief_at(beliefs: Beliefs, place: int) -> Belief:
    """Return what is believed of one link of the table."""
    return Belief(
        *(float(array[place]) for array in (beliefs.plus, beliefs.minus, beliefs.none, beliefs.mean, beliefs.sd))
    )


def with_belief(beliefs: Beliefs, place: int, belief: Belief) -> Beliefs:
    """Return the beliefs with one link's replaced."""

    def put(array: Floats, value: float) -> Floats:
        changed = array.copy()
        changed[place] = value
        return changed

    return replace(
        beliefs,
        plus=put(beliefs.plus, belief.plus),
        minus=put(beliefs.minus, belief.minus),
        none=put(beliefs.none, belief.none),
        mean=put(beliefs.mean, belief.mean),
        sd=put(beliefs.sd, belief.sd),
    )


def _log_normal(x: float, mean: float, sd: float) -> float:
    return -0.5 * ((x - mean) / sd) ** 2 - math.log(sd)
