"""What a result does to a belief: every figure by hand."""

import numpy as np
import pytest

from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import collect, merge
from coprod_tools.consensus.trials.updating import Belief, after_count, after_effect, belief_at, with_results
from coprod_tools.consensus.worlds.beliefs import Beliefs
from coprod_tools.consensus.worlds.table import table_of
from tests.consensus.panels import policy, told

EVEN = Belief(0.5, 0.3, 0.2, 0.5, 0.2)


def test_a_count_moves_the_claimed_way_as_beta_binomial():
    # beta(4 x 0.5, 4 x 0.5), then 8 of 10: (2 + 8) / (4 + 10) = 10/14; the other 4/14 keep their shares 3 to 2
    after = after_count(EVEN, 8, 10, 1, 4)
    assert after.plus == pytest.approx(10 / 14)
    assert after.minus == pytest.approx(4 / 14 * 0.6)
    assert after.none == pytest.approx(4 / 14 * 0.4)


def test_a_count_of_a_lowering_claim_moves_the_lowering():
    # (4 x 0.3 + 8) / 14 = 9.2/14
    assert after_count(EVEN, 8, 10, -1, 4).minus == pytest.approx(9.2 / 14)


def test_a_certain_belief_is_still_moved_by_what_was_seen():
    # beta of 4 x 1 and 0, then 0 of 6: 4/10
    assert after_count(Belief(1, 0, 0, 0.5, 0.1), 0, 6, 1, 4).plus == pytest.approx(0.4)


def test_a_measured_effect_moves_strength_as_normal_normal():
    # prior N(0.5, 0.2^2), effect 0.3 with error 0.2: equal weights, mean 0.4, variance 1 / (25 + 25) = 0.02
    after = after_effect(Belief(1, 0, 0, 0.5, 0.2), 0.3, 0.2)
    assert after.mean == pytest.approx(0.4)
    assert after.sd == pytest.approx(0.02**0.5)
    assert after.plus == pytest.approx(1)


def test_a_measured_effect_weighs_the_signs_by_what_they_foretold():
    # strength 0.4 without doubt, error 0.2, effect 0.2: densities of +0.4, -0.4, 0 are exp(-0.5), exp(-4.5), exp(-0.5)
    # over the same spread; times chances 0.4, 0.4, 0.2: 0.24261, 0.00444 and 0.12131
    after = after_effect(Belief(0.4, 0.4, 0.2, 0.4, 1e-9), 0.2, 0.2)
    whole = 0.24261 + 0.00444 + 0.12131
    assert (after.plus, after.minus, after.none) == pytest.approx(
        (0.24261 / whole, 0.00444 / whole, 0.12131 / whole), abs=1e-4
    )


def test_an_effect_the_other_way_counts_its_strength_on_that_side():
    # effect -0.3 with error 0.2 under a lowering N(0.5, 0.2^2): mean (0.5 + 0.3) / 2
    after = after_effect(Belief(0.01, 0.98, 0.01, 0.5, 0.2), -0.3, 0.2)
    assert after.minus > 0.9
    assert after.mean == pytest.approx(0.4)


def flat(table):
    links = table.links
    return Beliefs(
        np.full(links, 0.5), np.full(links, 0.3), np.full(links, 0.2), np.full(links, 0.5), np.full(links, 0.2)
    )


def laid_out(sign="+", **measured):
    claim = {"from": "visits", "to": "calm", "sign": sign} if sign else {"from": "visits", "to": "calm"}
    pilot = {"id": "try", "label": "A try", "claim": "visits.calm", "measured": measured}
    whole = policy(claims=(claim,), pilots=(pilot,))
    return whole, lay_out(whole, merge(collect(told("kahu", ("trust", "Sleep", "+")))))


def test_a_recorded_count_moves_its_link_and_no_other():
    whole, joint = laid_out(held=8, of=10)
    table = table_of(joint)
    after = with_results(flat(table), table, joint, whole.pilots)
    place = table.place["activity:visits>outcome:calm"]
    assert belief_at(after, place).plus == pytest.approx(10 / 14)
    assert all(belief_at(after, each) == EVEN for each in range(table.links) if each != place)


def test_a_recorded_effect_bears_the_error_of_place_as_well():
    # hypot(0.1732, 0.1) = 0.2, so with the prior N(0.5, 0.2^2) the mean is halfway to 0.3
    whole, joint = laid_out(effect="0.3", standard_error="0.1732051")
    table = table_of(joint)
    after = belief_at(with_results(flat(table), table, joint, whole.pilots), 0)
    assert after.mean == pytest.approx(0.4, abs=1e-6)


def test_a_count_for_a_claim_without_direction_changes_nothing():
    whole, joint = laid_out(sign=None, held=8, of=10)
    table = table_of(joint)
    assert belief_at(with_results(flat(table), table, joint, whole.pilots), 0) == EVEN
