"""Sample sizes equal to the unit to printed tables, and formulas against a brute force."""

import numpy as np
import pytest

from coprod_tools.consensus.trials.power import (
    before_after,
    clusters_per_group,
    design_effect,
    points_each_side,
    smallest_effect,
    standard_error,
    stepped_roll_out,
    stepped_variance,
    two_means,
    two_proportions,
)


@pytest.mark.parametrize(("effect", "people"), [(0.2, 394), (0.5, 64), (0.8, 26)])
def test_two_means_need_what_cohen_prints(effect, people):
    # Cohen 1988, table 2.4.1 (power .80, two-sided .05): 393, 64, 26. His 393 for d = 0.2 is rounded down from 393.4.
    assert two_means(effect) == people


@pytest.mark.parametrize(("power", "people"), [(0.70, 51), (0.80, 64), (0.90, 86), (0.95, 105)])
def test_two_means_need_more_for_more_power_as_cohen_prints(power, people):
    # Cohen 1988, table 2.4.1, two-sided .05, d = .50: 50, 64, 85, 105; 50 and 85 are rounded down from 50.3 and 85.03
    assert two_means(0.5, power=power) == people


def test_two_proportions_need_what_the_arcsine_formula_gives_by_hand():
    # 0.65 and 0.45: phi = 2 arcsin sqrt(p) = 1.8755 and 1.4706 (Cohen 1988, table 6.2.2), h = 0.4049;
    # n = 2 (1.95996 + 0.84162)^2 / h^2 = 15.6977 / 0.16394 = 95.75
    assert two_proportions(0.65, 0.45) == 96


def test_clusters_swell_a_sample_by_kishs_factor():
    # 20 people, correlation 0.05: 1 + 19 x 0.05 = 1.95; 64 x 1.95 / 20 = 6.24 clusters
    assert design_effect(20, 0.05) == pytest.approx(1.95)
    assert clusters_per_group(64, 20, 0.05) == 7


def test_a_measure_before_saves_people():
    # 64 x (1 - 0.5^2) = 48
    assert before_after(0.5, 0.5) == 48


@pytest.mark.parametrize(("steps", "each", "people", "icc"), [(3, 1, 10, 0.05), (4, 2, 25, 0.01), (5, 3, 7, 0.2)])
def test_a_stepped_roll_outs_variance_is_that_of_generalised_least_squares(steps, each, people, icc):
    clusters, periods = steps * each, steps + 1
    first = np.repeat(np.arange(1, steps + 1), each)
    rows, cov = [], np.zeros((clusters * periods, clusters * periods))
    for cluster in range(clusters):
        for period in range(periods):
            rows.append([float(period == at) for at in range(periods)] + [float(period >= first[cluster])])
        block = slice(cluster * periods, (cluster + 1) * periods)
        cov[block, block] = icc + np.eye(periods) * (1 - icc) / people
    columns = np.array(rows)
    by_hand = np.linalg.inv(columns.T @ np.linalg.inv(cov) @ columns)[-1, -1]
    assert stepped_variance(steps, each, people, icc) == pytest.approx(by_hand, rel=1e-9)


def test_a_stepped_roll_out_takes_no_more_clusters_than_it_needs():
    found = stepped_roll_out(0.3, steps=4, people=15, icc=0.05)
    fewer = 0.3 / stepped_variance(4, found.clusters_per_step - 1, 15, 0.05) ** 0.5
    assert found.power >= 0.8
    assert fewer < 1.95996 + 0.84162


def test_a_series_never_has_fewer_points_than_epoc_asks():
    assert points_each_side(50.0) == 3


def test_a_series_with_neighbours_alike_needs_more_points():
    assert points_each_side(1.5, rho=0.4) > points_each_side(1.5)


def test_a_series_has_the_points_a_brute_force_asks():
    def error(points):
        rng = np.random.default_rng(5)
        time, after = np.arange(2 * points), np.arange(2 * points) >= points
        columns = np.stack([np.ones(2 * points), time, after, np.where(after, time - points, 0)], axis=1)
        return np.linalg.lstsq(columns, rng.standard_normal((2 * points, 20_000)), rcond=None)[0][2].std()

    needed = points_each_side(2.0)
    assert 2.0 / error(needed) >= 2.80 * 0.99
    assert 2.0 / error(needed - 1) < 2.80 * 1.01


def test_what_sixty_four_people_show_is_a_half():
    assert smallest_effect(64) == pytest.approx(0.5, abs=0.002)


def test_a_standard_error_is_hedges_and_olkins():
    # sqrt(2/50 + 0.25/200) = sqrt(0.04125) = 0.2031
    assert standard_error(0.5, 50) == pytest.approx(0.2031, abs=1e-4)


def test_no_number_of_people_shows_nothing():
    with pytest.raises(ValueError, match="nothing"):
        two_means(0.0)
