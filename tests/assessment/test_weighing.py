"""Ranks and how stable they are, against hand arithmetic."""

from __future__ import annotations

from coprod_tools.assessment.weighing import sampled_weights, score, stability


def test_a_score_is_a_weighted_mean() -> None:
    """(3 x 1.0 + 1 x 0.2) / 4 = 0.8."""
    assert score({"gap": 1.0, "effect": 0.2}, {"gap": 3.0, "effect": 1.0}) == 0.8


def test_what_leads_under_every_weighting_is_fully_stable() -> None:
    """A candidate better in every factor stays first however the weights move; the worst of seven never gets in."""
    candidates = [{"x": value, "y": value} for value in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)]
    shares = stability(candidates, sampled_weights({"x": (0.5, 1.5), "y": (0.5, 1.5)}, seed=1))
    assert shares == [1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0]


def test_a_rank_that_hangs_on_one_weight_is_not_stable() -> None:
    """With top 1 and weights uniform on the same range, two mirror images win about half the time each."""
    shares = stability(
        [{"x": 1.0, "y": 0.0}, {"x": 0.0, "y": 1.0}], sampled_weights({"x": (0, 1), "y": (0, 1)}, 7, 4000), 1
    )
    assert abs(shares[0] - 0.5) < 0.03
    assert abs(sum(shares) - 1.0) < 1e-12


def test_the_same_seed_gives_the_same_draws() -> None:
    """Nothing but the seed decides the draws."""
    assert sampled_weights({"x": (0, 1)}, 3) == sampled_weights({"x": (0, 1)}, 3) != sampled_weights({"x": (0, 1)}, 4)
