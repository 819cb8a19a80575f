"""Beliefs follow what holders say, no further; they stay sane with one holder, with silence, with thirty."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from coprod_tools.consensus.values import Concept, Held, Holder, JointMap, Link
from coprod_tools.consensus.worlds.beliefs import Beliefs, Reports, beliefs_of, reports_of
from coprod_tools.consensus.worlds.sampling import draw_worlds
from coprod_tools.consensus.worlds.strengths import strengths_of
from coprod_tools.knowledge import load_knowledge
from coprod_tools.policy.partner_maps import Statement


def reports(signs: list[list[int]], strengths: list[list[float]] | None = None) -> Reports:
    """Return reports of these signs; strengths of 0.5 where none are given."""
    sign = np.array(signs, dtype=np.int8)
    strength = np.array(strengths) if strengths else np.where(np.isin(sign, (1, -1, 2)), 0.5, np.nan)
    return Reports(sign, strength, np.ones(sign.shape))


def held(actor: str, sign: str | None, stance: str = "says", strength: str | None = None) -> Held:
    """Return a statement that a leads to b."""
    given = Decimal(strength) if strength else None
    return Held(actor, 1, Statement("a", "b", sign, given, "low"), "maps/x.csv:2", stance)  # type: ignore[arg-type]


def joint(statements: list[Held], speaks: dict[str, set[str]]) -> JointMap:
    """Return a joint map with one link, a to b."""
    concepts = tuple(Concept(name, name, (name,), "concept") for name in "abc")
    holders = tuple(Holder(name, name, None, None, False, "confirmed", "before") for name in sorted(speaks))
    spoken = {name: frozenset(named) for name, named in speaks.items()}
    return JointMap(concepts, (Link("a>b", "a", "b", tuple(statements)),), holders, spoken)


def test_each_holder_is_read_as_it_spoke() -> None:
    """Plus, minus, `?`, both signs at once, silent with both ends named, not asked, contesting, agreeing."""
    said = [
        held("plus", "+", strength="0.25"),
        held("minus", "-"),
        held("unsure", "?"),
        held("both", "+"),
        held("both", "-"),
        held("contests", "+", "contests"),
        held("agrees", "+", "agrees"),
    ]
    asked = {name: {"a", "b"} for name in ("agrees", "both", "minus", "plus", "silent", "unsure")}
    found = reports_of(joint(said, {**asked, "contests": set(), "other": {"a", "c"}}))
    # Holders stand in the joint map's order.
    names = sorted([*asked, "contests", "other"])
    by_name = dict(zip(names, found.sign[:, 0].tolist(), strict=True))
    assert by_name == {
        "agrees": 1, "both": 2, "contests": 0, "minus": -1, "other": 9, "plus": 1, "silent": 0, "unsure": 2,
    }  # fmt: skip
    assert found.strength[names.index("plus"), 0] == 0.25
    assert np.isnan(found.strength[names.index("minus"), 0])
    assert found.noise[names.index("plus"), 0] == 1.25


def test_more_holders_of_one_mind_are_believed_more() -> None:
    """One says plus; four say plus; four say plus and one minus; two and two (signs)."""
    signs = [[1, 1, 1, 1], [0, 1, 1, 1], [0, 1, 1, -1], [0, 1, 1, -1], [0, 0, -1, 0]]
    found = beliefs_of(reports(signs))
    assert found.plus + found.minus + found.none == pytest.approx(np.ones(4))
    assert found.none[0] > found.none[1]
    raises = found.plus / (found.plus + found.minus)
    assert raises[1] > raises[2] > raises[3]


def test_two_against_two_leave_it_open() -> None:
    """Beside links on which all agree, one plus and one minus; nobody may be taken for a liar over one link."""
    found = beliefs_of(reports([[1, -1, 1], [1, -1, 1], [1, -1, -1], [1, -1, -1]]))
    assert 0.35 < found.plus[2] / (found.plus[2] + found.minus[2]) < 0.75


def test_what_nobody_knows_the_sign_of_goes_either_way() -> None:
    """`?` by all: it may be there, and no sign is guessed beyond the usual share of plus (2 to 1 in the priors)."""
    found = beliefs_of(reports([[2], [2], [2]]))
    assert found.plus[0] + found.minus[0] > 0.5
    assert found.plus[0] / found.minus[0] == pytest.approx(2.0, rel=0.4)


@pytest.mark.parametrize("holders", [1, 2, 30])
def test_beliefs_are_probabilities_however_many_speak(holders: int) -> None:
    """Random reports of 200 links, half of them silence."""
    rng = np.random.default_rng(holders)
    sign = rng.choice([1, -1, 0, 2, 9], (holders, 200), p=[0.3, 0.1, 0.4, 0.05, 0.15])
    sign[rng.integers(0, holders, 200), np.arange(200)] = 1
    found = beliefs_of(reports(sign.tolist()))
    for array in (found.plus, found.minus, found.none, found.mean, found.sd):
        assert np.isfinite(array).all()
        assert (array >= 0).all()
    assert found.plus + found.minus + found.none == pytest.approx(np.ones(200))
    assert found.left_out >= 0


def test_one_holder_alone_is_mostly_believed_and_never_wholly() -> None:
    """With one map there is nothing to hold it against: the priors decide."""
    found = beliefs_of(reports([[1, 1, -1, 1, -1]]))
    assert (found.plus[[0, 1, 3]] > 0.4).all()
    assert (found.none > 0.05).all()


def test_silence_of_all_and_links_of_nobody_break_nothing() -> None:
    """All silent on a link (its holder withdrew), nobody asked, no links at all."""
    silent = beliefs_of(reports([[0, 9, 1], [0, 9, 1]]))
    assert np.isfinite([silent.plus, silent.none, silent.mean]).all()
    assert silent.none[0] > silent.none[2]
    empty = beliefs_of(Reports(np.zeros((2, 0), np.int8), np.zeros((2, 0)), np.zeros((2, 0))))
    assert empty.plus.shape == (0,)


def test_known_truth_is_found_again() -> None:
    """Fifteen holders with known rates: draws 0.6, wrong 0.1, false 0.03; a link is called rightly 19 times in 20."""
    rng = np.random.default_rng(1)
    truth = rng.choice([1, -1, 0], 600, p=[0.35, 0.15, 0.5])
    rate = np.where(truth != 0, 0.6, 0.03)
    drawn = rng.random((15, 600)) < rate
    sign = np.where(truth == 0, 1, truth) * np.where(rng.random((15, 600)) < 0.1, -1, 1) * drawn
    seen = drawn.any(axis=0)
    found = beliefs_of(reports(sign[:, seen].tolist()))
    called = np.array([1, -1, 0])[np.argmax([found.plus, found.minus, found.none], axis=0)]
    assert (called == truth[seen]).mean() > 0.95


def test_a_strength_of_little_evidence_is_drawn_towards_the_others() -> None:
    """Hand arithmetic with spreads held fast by heavy priors: (m/t^2 + sum x/s^2) / (1/t^2 + n/s^2).

    m = 0.45 (prior, weight 1e9), t = s = 0.2: one holder says 0.85: (0.45 + 0.85) / 2 = 0.65; three say it:
    (0.45 + 3 * 0.85) / 4 = 0.75. The variance is 0.04 / 2 and 0.04 / 4, plus the grain 0.06 squared.
    """
    shipped = load_knowledge().belief_priors
    heavy = {name: entry.model_copy(update={"weight": 10**9}) for name, entry in shipped.items()}
    one = reports([[1, 1], [0, 1], [0, 1]], [[0.85, 0.85], [np.nan, 0.85], [np.nan, 0.85]])
    mean, sd = strengths_of(one, np.ones(2), np.zeros(2), heavy)
    assert mean == pytest.approx([0.65, 0.75], abs=1e-4)
    assert sd == pytest.approx([(0.04 / 2 + 0.0036) ** 0.5, (0.04 / 4 + 0.0036) ** 0.5], abs=1e-4)


def test_a_strength_said_without_confidence_moves_less() -> None:
    """Noise twice as large: a quarter of the weight. (0.45 / 0.04 + 0.85 / 0.16) / (1 / 0.04 + 1 / 0.16) = 0.53."""
    shipped = load_knowledge().belief_priors
    heavy = {name: entry.model_copy(update={"weight": 10**9}) for name, entry in shipped.items()}
    doubtful = Reports(np.array([[1]], np.int8), np.array([[0.85]]), np.array([[2.0]]))
    assert strengths_of(doubtful, np.ones(1), np.zeros(1), heavy)[0] == pytest.approx([0.53], abs=1e-4)


def test_worlds_are_drawn_as_often_as_believed() -> None:
    """Shares within four standard errors, sqrt(p q / 40000) < 0.0025; strengths keep to 0 to 1."""
    beliefs = Beliefs(*(np.array(x) for x in ([0.6, 0.0], [0.3, 1.0], [0.1, 0.0], [0.5, 0.95], [0.1, 0.3])))
    drawn = draw_worlds(beliefs, 40_000, np.random.default_rng(3))
    assert (drawn[0] > 0).mean() == pytest.approx(0.6, abs=0.01)
    assert (drawn[0] < 0).mean() == pytest.approx(0.3, abs=0.01)
    assert (drawn[1] < 0).all()
    assert np.abs(drawn).max() <= 1
    assert np.abs(drawn[0][drawn[0] != 0]).mean() == pytest.approx(0.5, abs=0.003)


def test_the_same_seed_draws_the_same_worlds() -> None:
    """And another draws others."""
    beliefs = beliefs_of(reports([[1, -1, 2]]))
    first = draw_worlds(beliefs, 50, np.random.default_rng(7))
    assert (first == draw_worlds(beliefs, 50, np.random.default_rng(7))).all()
    assert not (first == draw_worlds(beliefs, 50, np.random.default_rng(8))).all()
