"""Values of information against textbooks and closed forms."""

import numpy as np
import pytest

from coprod_tools.consensus.trials.voi import (
    evpi,
    evpi_of_two,
    evppi,
    evsi,
    evsi_of_data,
    evsi_of_signal,
    evsi_of_two,
    unit_normal_loss,
)

# Clemen 1996, Making Hard Decisions, 2nd ed., ch. 12: high-risk stock, low-risk stock, savings account; the market goes
# up, stays or goes down. Gains of 1,700 / 300 / -800 and 1,200 / 400 / 100 less a fee of 200; 500 for sure.
INVESTOR = [[1500, 1000, 500], [100, 200, 500], [-1000, -100, 500]]
MARKET = [0.5, 0.3, 0.2]


@pytest.mark.parametrize(("u", "loss"), [(0, 0.3989), (0.5, 0.1978), (1, 0.0833), (2, 0.0085), (0.69, 0.1453)])
def test_the_unit_normal_loss_is_the_printed_table(u, loss):
    # Raiffa & Schlaifer 1961, table II; 0.69 as used by Render, Stair & Hanna, module 3
    assert unit_normal_loss(u) == pytest.approx(loss, abs=5e-5)


def test_the_investor_would_pay_420_to_know_the_market():
    # best: 0.5 x 1500 + 0.3 x 500 + 0.2 x 500 = 1000; without: max(580, 540, 500) = 580
    assert evpi(INVESTOR, MARKET) == pytest.approx(1000 - 580)


def test_the_economist_is_worth_242_to_the_investor():
    # Clemen 1996, ch. 12: says up 0.8, 0.15, 0.2; flat 0.1, 0.7, 0.2; down 0.1, 0.15, 0.6 when it goes up, flat, down
    # says up (0.485): high-risk 0.4 x 1500 + 0.045 x 100 - 0.04 x 1000 = 564.5; flat (0.30) and down (0.215): savings
    # 0.515 x 500 = 257.5; together 822, less 580
    says = [[0.8, 0.1, 0.1], [0.15, 0.7, 0.15], [0.2, 0.2, 0.6]]
    assert evsi_of_signal(INVESTOR, MARKET, says) == pytest.approx(822 - 580)


def test_barclay_brothers_would_pay_2515_to_know_demand():
    # Render, Stair & Hanna, Quantitative Analysis for Management, module 3: break-even 6,000 games, mean 8,000,
    # s.d. 2,885, 6 dollars a game: 6 x 2,885 x N(0.69) = 6 x 2,885 x 0.1453 = 2,515.14 (0.69 is 2,000 / 2,885 rounded)
    assert evpi_of_two(0.69 * 2885, 2885, 6) == pytest.approx(2515.14, abs=1.0)


def test_a_sample_without_error_is_worth_as_much_as_knowing():
    assert evsi_of_two(0.2, 0.5, 0.0) == evpi_of_two(0.2, 0.5)


def test_a_sample_is_worth_what_the_preposterior_normal_says():
    # prior s.d. 3, error 4: s.d. of the mean after = 9 / 5 = 1.8; mean 1.8 is one of these; 1.8 x L(1) = 1.8 x 0.0833
    assert evsi_of_two(1.8, 3, 4) == pytest.approx(1.8 * 0.0833, abs=1e-4)


def test_knowing_what_decides_all_is_worth_all():
    rng = np.random.default_rng(1)
    x = rng.normal(0.3, 1, 20_000)
    payoff = np.stack([x, np.zeros_like(x)], axis=1)
    assert evppi(payoff, x) == pytest.approx(evpi(payoff), rel=0.02)
    assert evpi(payoff) == pytest.approx(evpi_of_two(0.3, 1), rel=0.03)


def test_knowing_one_of_two_parameters_is_worth_its_closed_form():
    rng = np.random.default_rng(2)
    x, y = rng.normal(0.3, 1, 40_000), rng.normal(0, 2, 40_000)
    payoff = np.stack([x + y, np.zeros_like(x)], axis=1)
    # knowing x leaves y at its mean 0: the loss of a normal with mean 0.3 and s.d. 1
    assert evppi(payoff, x) == pytest.approx(evpi_of_two(0.3, 1), abs=0.02)


def test_knowing_what_decides_nothing_is_worth_next_to_nothing():
    rng = np.random.default_rng(3)
    payoff = np.stack([rng.normal(0.3, 1, 20_000), np.zeros(20_000)], axis=1)
    assert evppi(payoff, rng.normal(size=20_000)) < 0.005


@pytest.mark.parametrize("error", [0.5, 1.0, 2.0])
def test_both_ways_to_a_samples_value_meet_the_closed_form(error):
    rng = np.random.default_rng(4)
    x = rng.normal(0.3, 1, 40_000)
    payoff = np.stack([x, np.zeros_like(x)], axis=1)
    assert evsi(payoff, x, error) == pytest.approx(evsi_of_two(0.3, 1, error), abs=0.01)
    assert evsi_of_data(payoff, x, error, rng) == pytest.approx(evsi_of_two(0.3, 1, error), abs=0.012)


def test_a_link_that_may_be_turned_round_is_valued_by_its_two_states():
    # the weight is 0.5 or -0.5 with even chance; the other action pays nothing: knowing is worth 0.5 x 0.5
    weight = np.tile([0.5, -0.5], 5000)
    assert evppi(np.stack([weight, np.zeros_like(weight)], axis=1), weight) == pytest.approx(0.25)
