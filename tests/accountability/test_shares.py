"""Agreed shares lead and are never changed; computed ones come only when asked for and say that they are modelled."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from coprod_tools.accountability.coalition_values import MODELS, Ways, ways_to
from coprod_tools.accountability.computed_shares import ComputedShares, computed_shares
from coprod_tools.accountability.shapley import sampled_shapley, shapley, worths
from coprod_tools.accountability.shares import OutcomeShares, shares_of
from coprod_tools.chain import build_chain
from coprod_tools.policy import Policy

ACTORS = [
    {"id": "agency", "label": "Agency", "kind": "agency"},
    {"id": "walkers", "label": "Walkers", "kind": "community"},
    {"id": "elders", "label": "Elders", "kind": "people-who-use-it"},
]
AGREED = {"agreed_by": ["agency", "walkers", "elders"], "agreed_on": "2026-02"}


def policy(*shares: dict[str, Any], **more: Any) -> Policy:
    """Return a small policy: two ways to one outcome, both of which need a plan."""
    activities = [
        {"id": "plan", "label": "Plan", "lead": "agency"},
        {"id": "walk", "label": "Walk", "lead": "walkers", "needs": ["plan"], "outcomes": ["fit"],
         "parts": [{"actor": "elders", "co": "deliver"}]},
        {"id": "talk", "label": "Talk", "lead": "walkers", "needs": ["plan"], "outcomes": ["fit"]},
    ]  # fmt: skip
    whole: dict[str, Any] = {
        "coprod": 1,
        "id": "p",
        "title": "P",
        "as_at": "2026-11-27",
        "actors": ACTORS,
        "activities": activities,
        "outcomes": [{"id": "fit", "label": "People are fit"}],
        "shares": [{"outcome": "fit", **share} for share in shares],
    }
    return Policy.model_validate({**whole, **more})


def fit(*shares: dict[str, Any], **more: Any) -> OutcomeShares:
    """Return the shares of the one outcome."""
    return shares_of(policy(*shares, **more)).outcomes[0]


def computed(one: Policy) -> ComputedShares:
    """Return the computed shares of the one outcome."""
    found = shares_of(one, computed=True).outcomes[0].computed
    assert found is not None
    return found


def whole(**agreed: Any) -> list[dict[str, Any]]:
    """Return three shares that add up to 1."""
    return [
        {"actor": "agency", "share": "0.5", "fails_without": "The money", **agreed},
        {"actor": "walkers", "share": "0.3", "fails_without": "The walks", **agreed},
        {"actor": "elders", "share": "0.2", "fails_without": "The wish", **agreed},
    ]


def test_shares_that_all_agreed_are_agreed_and_add_up() -> None:
    found = fit(*whole(**AGREED))
    assert (found.state, found.said, found.agreed, found.whole) == ("agreed", Decimal(1), Decimal(1), Decimal(1))
    assert (found.notes, found.asks, found.without_share) == ((), (), ())
    assert [row.fails_without for row in found.rows] == ["The money", "The walks", "The wish"]


def test_shares_in_per_cent_keep_their_numbers() -> None:
    found = fit(*({**share, "share": Decimal(share["share"]) * 100} for share in whole(**AGREED)))
    assert (found.whole, found.said, found.rows[0].share) == (Decimal(100), Decimal(100), Decimal("50.0"))
    assert found.notes == ()


def test_a_share_that_nobody_agreed_to_is_proposed() -> None:
    found = fit(*whole())
    assert found.state == "proposed"
    assert {row.state for row in found.rows} == {"proposed"}
    assert found.agreed is None
    assert len(found.asks) == 3


@pytest.mark.parametrize(
    ("agreed", "why"),
    [
        ({"agreed_by": ["agency"]}, "when is not said"),
        ({"agreed_on": "2026-02"}, "who agreed is not said"),
        ({"agreed_by": ["agency"], "agreed_on": "2027-02"}, "later than"),
        ({"agreed_by": ["walkers"], "agreed_on": "2026-02"}, "not agreed by Agency"),
    ],
)
def test_half_an_agreement_is_none(agreed: dict[str, Any], why: str) -> None:
    row = fit({"actor": "agency", "share": 1, **agreed}).rows[0]
    assert row.state == "proposed"
    assert why in row.why


def test_nobody_agrees_on_behalf_of_another_without_a_mandate() -> None:
    share = {"actor": "elders", "share": 1, "agreed_by": ["walkers"], "agreed_on": "2026-02"}
    assert fit(share).rows[0].state == "proposed"
    speaking = [ACTORS[0], {**ACTORS[1], "mandate": {"speaks_for": ["elders"]}}, ACTORS[2]]
    assert fit(share, actors=speaking).rows[0].state == "agreed"


def test_an_outcome_is_agreed_only_when_each_agreed_to_each_share() -> None:
    alone = [{**share, "agreed_by": [share["actor"]], "agreed_on": "2026-02"} for share in whole()]
    found = fit(*alone)
    assert {row.state for row in found.rows} == {"agreed"}
    assert found.rows[0].not_yet == ("walkers", "elders")
    assert found.state == "proposed"


@pytest.mark.parametrize(("share", "total", "gap"), [("0.1", "0.9", "0.1 is nobody's"), ("0.4", "1.2", "0.2 is given")])
def test_a_sum_that_is_not_1_is_named_and_nothing_is_changed(share: str, total: str, gap: str) -> None:
    shares = whole(**AGREED)
    shares[2]["share"] = share
    found = fit(*shares)
    assert [row.share for row in found.rows] == [Decimal("0.5"), Decimal("0.3"), Decimal(share)]
    assert found.said == Decimal(total)
    assert any(f"add up to {total}, not 1: {gap}" in note for note in found.notes)


def test_a_third_each_written_short_is_named_to_the_last_digit() -> None:
    found = fit(*({**share, "share": "0.333"} for share in whole(**AGREED)))
    assert any("0.001 is nobody's" in note for note in found.notes)


def test_an_unknown_share_is_asked_for_and_never_what_is_left_over() -> None:
    shares = whole(**AGREED)
    shares[2] = {"actor": "elders"}
    found = fit(*shares)
    assert found.rows[2].share is None
    assert found.rows[2].state == "to-ask"
    assert found.said == Decimal("0.8")
    assert any("Others have not said theirs" in note for note in found.notes)


def test_who_agreed_on_what_fails_and_wants_no_share_is_not_asked_again() -> None:
    rows = [{"actor": who, "fails_without": "Much", **AGREED} for who in ("agency", "walkers", "elders")]
    found = fit(*rows)
    assert (found.state, found.said, found.notes, found.asks) == ("agreed", None, (), ())
    assert fit({"actor": "agency", "fails_without": "Much"}).rows[0].state == "proposed"


def test_negative_and_double_shares_and_shares_of_nothing_done_are_named() -> None:
    rest = {"id": "idle", "label": "Idle"}
    found = fit(
        {"actor": "agency", "share": "-0.1"},
        {"actor": "agency", "share": "0.1"},
        {"actor": "idle", "share": "0.2"},
        actors=[*ACTORS, rest],
    )
    assert any("between 0 and 1" in note for note in found.notes)
    assert any("More than one share is written for Agency" in note for note in found.notes)
    assert any("nothing in the chain leads" in note and "Idle" in note for note in found.notes)
    assert set(found.without_share) == {"walkers", "elders"}


def test_an_outcome_without_shares_is_still_asked_about() -> None:
    found = fit()
    assert (found.state, found.said, found.rows) == ("not-said", None, ())
    assert found.asks[0].startswith("Also on the way to “People are fit”, with no share said: ")
    assert set(found.without_share) == {"agency", "walkers", "elders"}


def test_computed_shares_are_off_by_default_and_can_be_taken_off_again() -> None:
    assert fit(*whole()).computed is None
    found = shares_of(policy(*whole()), computed=True)
    assert found.outcomes[0].computed is not None
    assert found.without_computed() == shares_of(policy(*whole()))


def test_computed_shares_say_that_they_are_modelled_and_for_the_team_only() -> None:
    found = computed(policy())
    assert found.audience == "team"
    text = " ".join(found.caveats)
    assert "modelled" in text
    assert "Nobody has observed it" in text
    assert "for the team only" in text


def test_computed_shares_equal_hand_arithmetic() -> None:
    # All needed: `walk` takes all three, `talk` agency and walkers. Each way is half: elders 1/6, the others 1/6 + 1/4.
    # Any of them: `walk` is agency and (walkers or elders), `talk` agency and walkers. Orders of three (a, w, e), gains
    # in ways: awe w2; aew e1 w1; wae a2; wea a2; eaw a1 w1; ewa a2. Sums a 7, w 4, e 1 of 12.
    # One way left: worth 1 as soon as agency and walkers are in: 1/2 each.
    found = computed(policy())
    by_model = {m.model: {share.actor: share.share for share in m.shares} for m in found.models}
    assert by_model["all-needed"] == {"agency": Fraction(5, 12), "walkers": Fraction(5, 12), "elders": Fraction(1, 6)}
    assert by_model["any-of-them"] == {"agency": Fraction(7, 12), "walkers": Fraction(1, 3), "elders": Fraction(1, 12)}
    assert by_model["one-way-left"] == {"agency": Fraction(1, 2), "walkers": Fraction(1, 2), "elders": Fraction(0)}
    actors = {each.actor: each for each in found.actors}
    assert (actors["elders"].low, actors["elders"].high) == (Fraction(0), Fraction(1, 6))
    # Paths: each way is half, each of its two activities a quarter; `walk` itself is shared by two.
    assert {who: each.path for who, each in actors.items()} == {
        "agency": Fraction(1, 2), "walkers": Fraction(3, 8), "elders": Fraction(1, 8)
    }  # fmt: skip
    assert actors["elders"].stops == ("walk",)
    assert actors["elders"].stops_alone == ()
    assert actors["walkers"].stops_alone == ("talk",)
    assert set(actors["agency"].stops_alone) == {"walk", "talk"}


def test_who_answers_for_what_nobody_does_is_nobody() -> None:
    one = policy(activities=[{"id": "walk", "label": "Walk", "outcomes": ["fit"]},
                             {"id": "talk", "label": "Talk", "lead": "agency", "outcomes": ["fit"]}])  # fmt: skip
    found = computed(one)
    assert found.models[0].nobody == Fraction(1, 2)
    assert found.models[0].shares[0].share == Fraction(1, 2)
    assert found.path_nobody == Fraction(1, 2)
    assert any("Nobody is named for Walk" in each for each in found.caveats)


def test_where_nothing_leads_to_the_outcome_nothing_is_computed() -> None:
    found = computed(policy(activities=[{"id": "plan", "label": "Plan", "lead": "agency"}]))
    assert (found.models, found.actors) == ((), ())
    assert any("nothing can be computed" in each for each in found.caveats)


def test_a_partner_whose_part_is_none_or_taken_back_is_on_no_way() -> None:
    activities = [{"id": "walk", "label": "Walk", "lead": "agency", "outcomes": ["fit"],
                   "parts": [{"actor": "elders", "co": "deliver", "mode": "none"}]}]  # fmt: skip
    given = [{"actor": "walkers", "activity": "walk", "kind": "time", "consent": {"withdrawn": "2026-01"}}]
    assert [each.actor for each in computed(policy(activities=activities, contributions=given)).actors] == ["agency"]


def test_an_authority_of_its_own_is_not_measured_by_a_computed_share() -> None:
    found = computed(policy(actors=[*ACTORS[:2], {"id": "elders", "label": "Iwi", "kind": "iwi"}]))
    assert any(each.startswith("Iwi: they hold an authority of their own") for each in found.caveats)


def brute(ways: Ways, model: str) -> dict[str, Fraction]:
    """Return Shapley values by joining in all orders, with sets and loops instead of arrays."""

    def worth(inside: frozenset[str]) -> int:
        def happens(activity: str) -> bool:
            who = ways.involved[activity]
            return not who or (any if model == "any-of-them" else all)(each in inside for each in who)

        kept = sum(all(happens(each) for each in ways.back[way]) for way in ways.ways)
        return min(kept, 1) if model == "one-way-left" else kept

    total = dict.fromkeys(ways.actors, 0)
    orders = list(permutations(ways.actors))
    for order in orders:
        for place, actor in enumerate(order):
            total[actor] += worth(frozenset(order[: place + 1])) - worth(frozenset(order[:place]))
    return {actor: Fraction(each, len(orders)) / ways.most(model) for actor, each in total.items()}  # type: ignore[arg-type]


def drawn(seed: int, players: int, activities: int) -> Policy:
    """Return a random policy; some activities need earlier ones, some lead to the outcome by a claim."""
    rng = np.random.default_rng(seed)
    names = [f"a{i}" for i in range(players)]
    made, claims = [], []
    for i in range(activities):
        who = [str(name) for name in rng.permutation(names)[: rng.integers(0, 4)]]
        one: dict[str, Any] = {"id": f"t{i}", "label": f"T{i}", "parts": [{"actor": w, "co": "deliver"} for w in who]}
        one["needs"] = [f"t{j}" for j in range(i) if rng.random() < 0.2]
        if rng.random() < 0.5:
            one["outcomes"] = ["fit"]
        elif rng.random() < 0.5:
            claims.append({"from": f"t{i}", "to": "fit", "sign": "+"})
        made.append({key: value for key, value in one.items() if value})
    return policy(actors=[{"id": name, "label": name} for name in names], activities=made, claims=claims)


def test_computed_shares_equal_brute_force_and_add_up_exactly() -> None:
    compared = 0
    for seed in range(60):
        one = drawn(seed, 5, 7)
        ways = ways_to(build_chain(one), "fit")
        for model in computed(one).models:
            assert {each.actor: each.share for each in model.shares} == brute(ways, model.model)
            assert sum((each.share for each in model.shares), model.nobody) == 1
            compared += 1
        if ways.ways:
            assert sum(ways.path_shares().values()) == 1
    assert compared > 120


def test_above_fifteen_actors_shares_are_sampled_with_a_stated_error_and_add_up_exactly() -> None:
    # Twenty alike and all needed by the one way: 1/20 each.
    names = [f"a{i:02}" for i in range(20)]
    parts = [{"actor": name, "co": "deliver"} for name in names]
    one = policy(
        actors=[{"id": name, "label": name} for name in names],
        activities=[{"id": "walk", "label": "Walk", "outcomes": ["fit"], "parts": parts}],
    )
    for model in computed(one).models:
        assert "95 times in 100" in model.error
        assert sum((each.share for each in model.shares), model.nobody) == 1
        inside = [each.low <= Fraction(1, 20) <= each.high for each in model.shares]
        assert sum(inside) >= 18
    chain = build_chain(one)
    assert computed_shares(chain, "fit", seed=3) == computed_shares(chain, "fit", seed=3)
    assert computed_shares(chain, "fit", seed=3) != computed_shares(chain, "fit", seed=4)


def test_every_model_says_its_assumption() -> None:
    found = computed(policy())
    assert tuple(model.model for model in found.models) == MODELS
    assert len({model.says for model in found.models}) == len(MODELS)


def test_the_interval_of_sampled_shares_holds_95_times_in_100_on_chains() -> None:
    inside = []
    for seed in range(60):
        ways = ways_to(build_chain(drawn(seed, 9, 12)), "fit")
        players = len(ways.actors)
        for model in MODELS if players else ():
            exact = shapley(worths(lambda members, ways=ways, model=model: ways.worth(members, model), players))
            found = sampled_shapley(
                lambda members, ways=ways, model=model: ways.worth(members, model), players, seed=seed, pairs=100
            )
            inside += list((found.low - 1e-9 <= exact) & (exact <= found.high + 1e-9))
    assert len(inside) > 1000
    assert np.mean(inside) >= 0.95
