"""What-if statements: right where it can be told by eye, counted honestly, in words, and within bounds."""

from __future__ import annotations

import time
from decimal import Decimal

import numpy as np
import pytest

from coprod_tools.consensus.values import Concept, Held, Holder, JointMap, Link
from coprod_tools.consensus.worlds.scenarios import Scenario, scenarios_of
from coprod_tools.consensus.worlds.shares import how_often, interval
from coprod_tools.policy.partner_maps import Statement


def joint(maps: dict[str, dict[str, str]], kinds: dict[str, str]) -> JointMap:
    """Return a joint map of each holder's links, such as `{"tui": {"a>o": "+ 0.75"}}`."""
    concepts = tuple(Concept(name, name.upper(), (name,), kind) for name, kind in sorted(kinds.items()))
    by_link: dict[str, list[Held]] = {}
    speaks: dict[str, frozenset[str]] = {}
    for actor, links in sorted(maps.items()):
        speaks[actor] = frozenset(name for link in links for name in link.split(">"))
        for link, said in sorted(links.items()):
            sign, strength = said.split()
            cause, effect = link.split(">")
            statement = Statement(cause, effect, sign, Decimal(strength))  # type: ignore[arg-type]
            by_link.setdefault(link, []).append(Held(actor, 1, statement, f"maps/{actor}.csv:2"))
    links_ = tuple(Link(link, *link.split(">"), tuple(held)) for link, held in sorted(by_link.items()))
    holders = tuple(Holder(actor, actor, None, None, False, "confirmed", "before") for actor in sorted(maps))
    return JointMap(concepts, links_, holders, speaks)


KINDS = {"a": "activity", "b": "activity", "m": "concept", "o": "outcome"}
AGREED = {"a>m": "+ 0.75", "m>o": "+ 0.75"}
MAPS = {
    **{f"h{number}": {**AGREED, "b>o": "+ 0.1"} for number in range(6)},
    "rebel": {"a>m": "- 0.75", "m>o": "+ 0.75"},
    "other": {"b>o": "+ 0.1"},
}


def by_id(found: tuple[Scenario, ...]) -> dict[str, Scenario]:
    """Return statements by id."""
    return {each.id: each for each in found}


def test_views_are_sorted_by_what_each_map_says_by_itself() -> None:
    """By eye: six hold, the rebel's a lowers m and so o, and `other` draws no way from a to o."""
    found = by_id(scenarios_of(joint(MAPS, KINDS)))["raises:a>o"]
    assert found.views_hold == tuple(f"h{number}" for number in range(6))
    assert found.views_fail == ("rebel",)
    assert found.views_silent == ("other",)
    assert found.views_split == ()
    assert found.robust
    assert found.share is not None
    assert found.low <= found.share <= found.high


def test_a_strong_way_beats_a_weak_one() -> None:
    """a to o comes through at about tanh(0.75 tanh(0.75)) = 0.44, b at about 0.1."""
    found = by_id(scenarios_of(joint(MAPS, KINDS)))
    assert found["more-than:a>o>b"].share > 0.75  # type: ignore[operator]
    assert "more-than:b>o>a" not in found
    assert found["more-than:a>o>b"].views_silent == ("other", "rebel")


def test_where_it_fails_is_said_with_the_link_that_matters() -> None:
    """Four say a raises m and four say it lowers it: what a does to o hangs on that link and on no other."""
    maps = {f"h{n}": {"a>m": ("+" if n < 4 else "-") + " 0.75", "m>o": "+ 0.75"} for n in range(8)}
    found = scenarios_of(joint(maps, {"a": "activity", "m": "concept", "o": "outcome"}))[0]
    assert not found.robust
    assert "“A”" in found.fails_where
    assert "“M”" in found.fails_where


def test_what_nobody_drew_is_said_to_be_unknown() -> None:
    """b leads nowhere near o: no share, all silent."""
    maps = {"tui": {"a>o": "+ 0.5", "b>m": "+ 0.5"}}
    found = by_id(scenarios_of(joint(maps, KINDS)))["nobody-drew:b>o"]
    assert found.share is None
    assert found.views_silent == ("tui",)
    assert "Nobody drew a way" in found.words


def test_worlds_that_find_no_rest_are_counted_apart() -> None:
    """Two that strongly chase each other: m raises n, n lowers m, each by 1; some worlds may swing, all are counted."""
    kinds = {"a": "activity", "m": "concept", "n": "concept", "o": "outcome"}
    maps = {f"h{n}": {"a>m": "+ 0.5", "m>n": "+ 1", "n>m": "- 1", "n>o": "+ 1"} for n in range(5)}
    for each in scenarios_of(joint(maps, kinds), worlds=300):
        assert each.worlds + each.cycles + each.neither == 300


def test_the_same_seed_gives_the_same_statements() -> None:
    """Word for word."""
    assert scenarios_of(joint(MAPS, KINDS), seed=3) == scenarios_of(joint(MAPS, KINDS), seed=3)


@pytest.mark.parametrize("maps", [{}, {"tui": {"o>a": "+ 0.5"}}, {"tui": {"m>o": "+ 0.5"}}])
def test_maps_with_nothing_to_act_on_give_few_statements_and_no_error(maps: dict[str, dict[str, str]]) -> None:
    """No maps; links that lead out of the outcome only; a concept that nothing leads to is a lever."""
    assert len(scenarios_of(joint(maps, KINDS))) <= 1


def test_intervals_are_jeffreys_with_the_ends_closed() -> None:
    """Brown, Cai & DasGupta 2001, p. 117: the 95 % Jeffreys interval of 0 in 10 ends at 0.217 (qbeta(.975, .5, 10.5)).

    For 5 in 10 by symmetry about 1/2: 0.224 to 0.776. Widened by the allowance on both sides.
    """
    assert interval(0, 10) == pytest.approx((0.0, 0.2172), abs=1e-3)
    assert interval(5, 10) == pytest.approx((0.2235, 0.7765), abs=1e-3)
    assert interval(10, 10) == pytest.approx((0.7828, 1.0), abs=1e-3)
    assert interval(5, 10, 0.02) == pytest.approx((0.2035, 0.7965), abs=1e-3)
    assert interval(0, 0) == (0.0, 1.0)


def test_a_share_is_never_rounded_up() -> None:
    """899 of 1,000 are 8 of 10, and only all are all."""
    assert how_often(899, 1000) == "in 8 of 10 of this model's runs"
    assert how_often(999, 1000) == "in 9 of 10 of this model's runs"
    assert how_often(1000, 1000) == "in all 1,000 of this model's runs"
    assert how_often(99, 1000) == "in fewer than 1 of 10 of this model's runs"


def test_a_map_of_sixty_concepts_costs_less_than_two_seconds() -> None:
    """20 activities, 30 holders with 80 links each."""
    rng = np.random.default_rng(1)
    names = [f"c{n:02d}" for n in range(60)]
    kinds = {name: "activity" if n < 20 else "outcome" if n >= 52 else "concept" for n, name in enumerate(names)}
    maps = {}
    for holder in range(30):
        ends = np.sort(rng.integers(0, 60, (80, 2)), axis=1)
        maps[f"h{holder:02d}"] = {
            f"{names[a]}>{names[b]}": f"{'+' if rng.random() < 0.7 else '-'} 0.5" for a, b in ends if a != b
        }
    whole = joint(maps, kinds)
    scenarios_of(joint(MAPS, KINDS))
    start = time.process_time()
    found = scenarios_of(whole)
    assert time.process_time() - start < 2.0
    assert len({each.lever for each in found}) <= 12
