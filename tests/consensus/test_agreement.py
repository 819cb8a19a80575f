"""Who agrees, who does not, and who says nothing: states, dissent, groups and coefficients by reasoning."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.consensus.agreement import agreement_of, alphas_of, opinion_groups
from coprod_tools.consensus.laying_out import lay_out
from coprod_tools.consensus.merging import collect, merge
from coprod_tools.consensus.purpose import agreed_framings, agreed_outcomes
from coprod_tools.consensus.values import Agreement, JointMap
from coprod_tools.policy.partner_maps import PartnerMap
from tests.consensus.panels import policy, told

LINK = "concept:trust>outcome:calm"


def joint(*maps: PartnerMap, **fields: object) -> JointMap:
    """Lay out maps over the invented policy."""
    return lay_out(policy(**fields), merge(*map(collect, maps)))


def says(**signs: str) -> Agreement:
    """Return the agreement on one link of actors who give those signs."""
    maps = [told(actor.replace("_", "-"), ("trust", "calm", sign)) for actor, sign in signs.items()]
    return agreement_of(joint(*maps))[LINK]


@pytest.mark.parametrize(
    ("signs", "state"),
    [
        ({"kahu": "+"}, "one-view"),
        ({"kahu": "+", "tui": "+"}, "agreed"),
        ({"kahu": "-", "ministry": "-"}, "agreed"),
        ({"ministry": "+", "office": "+"}, "one-view"),
        ({"ministry": "+", "nobody_knows": "+"}, "one-view"),
        ({"kahu": "+", "tui": "-"}, "contested"),
        ({"ministry": "+", "office": "-"}, "contested"),
        ({"kahu": "?"}, "not-known"),
        ({"kahu": "", "tui": "?"}, "not-known"),
        ({"kahu": "+", "tui": "?"}, "one-view"),
        ({"kahu": "+", "tui": "+", "ministry": "?"}, "agreed"),
    ],
)
def test_the_state_follows_from_who_says_which_sign(signs: dict[str, str], state: str) -> None:
    """Two, one of them outside government and known to be; `?` speaks of the link and not of its sign."""
    assert says(**signs).state == state


def test_every_voice_is_kept_in_its_place() -> None:
    """Plus, minus and unsure, whatever the state."""
    found = says(kahu="+", tui="-", ministry="?", office="")
    assert (found.plus, found.minus, found.unsure) == (("kahu",), ("tui",), ("ministry", "office"))


def test_one_who_says_both_signs_is_unsure_and_disagrees_with_nobody() -> None:
    """Two ways of working may run against each other in one head."""
    found = agreement_of(joint(told("kahu", ("trust", "calm", "+"), ("trust", "calm", "-"))))[LINK]
    assert (found.unsure, found.state) == (("kahu",), "not-known")


def test_contesting_a_claim_makes_it_contested_and_agreeing_gives_its_sign() -> None:
    """The policy file alone: the owner says plus, one agrees; then another contests."""
    claim = {"from": "trust", "to": "calm", "sign": "+", "agreed_by": ["kahu"]}
    found = agreement_of(joint(claims=(claim,)))[LINK]
    assert (found.state, found.plus) == ("agreed", ("kahu", "owner"))
    found = agreement_of(joint(claims=({**claim, "contested_by": ["tui"]},)))[LINK]
    assert (found.state, found.contests, found.minus) == ("contested", ("tui",), ())


def test_ninety_five_against_five_is_contested_and_the_five_are_heard() -> None:
    """A majority never drowns a group: both sides stand in full, and each group's voices are counted apart."""
    shared = [("visits", "calm", "+"), ("visits", "sleep", "+")]
    many = [told(f"many-{n}", ("trust", "calm", "+"), *shared) for n in range(95)]
    few = [told(f"few-{n}", ("trust", "calm", "-"), *shared) for n in range(5)]
    found = agreement_of(joint(*many, *few))[LINK]
    assert (found.state, len(found.plus), len(found.minus)) == ("contested", 95, 5)
    assert [(each.members, each.plus, each.minus) for each in found.by_group] == [(95, 95, 0), (5, 0, 5)]


def test_silence_is_told_apart_from_not_being_asked() -> None:
    """Silent is whose map names both ends; who only agrees with some claim has drawn no map."""
    claims = ({"from": "trust", "to": "sleep", "sign": "+", "agreed_by": ["office"]},)
    maps = told("kahu", ("trust", "calm", "+")), told("tui", ("trust", "rent", "+"), ("rent", "calm", "+"))
    found = agreement_of(joint(*maps, told("ministry", ("trust", "rent", "+")), claims=claims))[LINK]
    assert found.silent == ("tui",) and found.not_asked == ("ministry", "office", "owner")


NAMES = ("trust", "calm", "sleep", "rent")
ROWS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(["+", "-", "?"])), min_size=1, max_size=6
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=8))
def test_adding_somebody_silent_changes_no_state(maps: list[list[tuple[str, str, str]]]) -> None:
    """One whose map names every thing and draws none of the links: agreement and dissent stay as they were."""
    before_maps = [told(f"actor-{n}", *rows) for n, rows in enumerate(maps)]
    silent = told("silent", *((name, "something else", "+") for name in NAMES))
    before, after = agreement_of(joint(*before_maps)), agreement_of(joint(*before_maps, silent))
    for link, found in before.items():
        assert after[link].state == found.state
        assert (after[link].plus, after[link].minus, after[link].contests) == (found.plus, found.minus, found.contests)
        assert "silent" in after[link].silent


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_agreement_depends_on_no_order(maps: list[list[tuple[str, str, str]]], random: object) -> None:
    """Whichever map is read first."""
    given_maps = [told(f"actor-{n}", *rows) for n, rows in enumerate(maps)]
    mixed = list(given_maps)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert agreement_of(joint(*mixed)) == agreement_of(joint(*given_maps))


def test_strengths_and_confidence_are_those_given() -> None:
    """From the smallest to the largest; a round that is over does not count."""
    maps = (
        told("kahu", ("trust", "calm", "+", "1", "high")),
        told("kahu", ("trust", "calm", "+", "0.25", "low"), round=2),
        told("tui", ("trust", "calm", "+", "0.75", "low")),
        told("office", ("trust", "calm", "+")),
    )
    found = agreement_of(joint(*maps))[LINK]
    assert (found.strength_low, found.strength_high, found.confidence) == (0.25, 0.75, {"low": 2})


def test_too_few_holders_have_no_groups() -> None:
    """With five, a group would be its members."""
    maps = [told(f"actor-{n}", *(("trust", end, "+-"[n % 2]) for end in ("calm", "sleep", "rent"))) for n in range(6)]
    assert opinion_groups(joint(*maps[:5])) == {}
    assert len(set(opinion_groups(joint(*maps)).values())) == 2


def test_the_coefficients_are_those_of_hand_arithmetic() -> None:
    """Two holders name trust, calm and sleep.

    Signs of the three links both drew: (+ +), (+ -), (- -): 6 values, 3 plus and 3 minus, one unit of three differs:
    1 - (6 - 1) * 1 / (3 * 3) = 4/9. Strengths given by both on one link only, 0.5 and 0.5: nothing varies.
    Existence: both drew three links, one drew a fourth: 8 values, 7 ones and 1 zero: 1 - (8 - 1) * 1 / (7 * 1) = 0.
    """
    kahu = told(
        "kahu", ("trust", "calm", "+", "0.5"), ("trust", "sleep", "+"), ("calm", "sleep", "-"), ("sleep", "calm", "+")
    )
    tui = told("tui", ("trust", "calm", "+", "0.5"), ("trust", "sleep", "-"), ("calm", "sleep", "-"))
    found = alphas_of(joint(kahu, tui))
    assert found["sign"].value == pytest.approx(4 / 9)
    assert found["existence"].value == pytest.approx(0)
    assert (found["strength"].value, found["strength"].undefined) == (None, "no-variation")


def test_nobody_said_anything() -> None:
    """An empty joint map has no agreements and no coefficients."""
    nothing = joint()
    assert agreement_of(nothing) == {} and {each.undefined for each in alphas_of(nothing).values()} == {"no-pairs"}


def test_many_links_and_few_holders_are_placed_quickly() -> None:
    """More links than any square matrix of them could hold."""
    draw = np.random.default_rng(1)
    rows = [(f"a {i}", f"b {i % 7}", "+") for i in range(20_000)]
    maps = [told(f"actor-{n}", *(rows[i] for i in draw.choice(20_000, 500, replace=False))) for n in range(6)]
    assert len(opinion_groups(joint(*maps))) == 6


@pytest.mark.parametrize(
    ("named", "state"),
    [
        ({}, "not-known"),
        ({"held": ["kahu"]}, "one-view"),
        ({"held": ["kahu"], "agreed_by": ["ministry"]}, "agreed"),
        ({"held": ["ministry"], "agreed_by": ["office"]}, "one-view"),
        ({"held": ["kahu"], "agreed_by": ["tui"], "contested_by": ["office"]}, "contested"),
        ({"held": ["kahu"], "agreed_by": ["kahu"]}, "one-view"),
    ],
)
def test_framings_and_outcomes_are_agreed_by_the_same_measure(named: dict[str, list[str]], state: str) -> None:
    """One actor in two lists is one actor."""
    rest = {key: value for key, value in named.items() if key != "held"}
    framing = {"words": "Nobody sleeps", **rest} | ({"held_by": named["held"]} if "held" in named else {})
    outcome = {"id": "calm", "label": "Calm", **rest} | ({"in_whose_words": named["held"]} if "held" in named else {})
    made = policy(problem={"framings": (framing,)}, outcomes=(outcome,))
    assert [each.state for each in (*agreed_framings(made), *agreed_outcomes(made))] == [state, state]
