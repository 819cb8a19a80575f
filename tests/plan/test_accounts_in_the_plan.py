"""Who puts in what, what it is worth and what to choose, as the plan tells it: nothing mixed, nothing guessed."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from coprod_tools import assess, build_chain, draw_up, read
from coprod_tools.accountability import find_accounts
from coprod_tools.assessment import Assessment
from coprod_tools.drawing.gives_picture import gives_sheet
from coprod_tools.plan import dumps
from coprod_tools.policy import Policy
from coprod_tools.render import blocks

SMALL: dict[str, Any] = {
    "coprod": 1,
    "id": "small",
    "title": "Small",
    "currency": "NZD",
    "price_year": 2026,
    "as_at": "2026-06-01",
    "outcomes": [{"id": "well", "label": "Well"}, {"id": "safe", "label": "Safe"}],
    "actors": [
        {"id": "city", "label": "City", "kind": "agency"},
        {"id": "garden", "label": "Garden club", "kind": "community"},
    ],
    "activities": [{"id": "dig", "label": "Dig", "stage": "delivery", "lead": "city", "outcomes": ["well"]}],
    "contributions": [
        {"id": "cash", "actor": "city", "activity": "dig", "kind": "money", "quantity": 1, "unit": "grant",
         "unit_value": 900, "valuation_method": "budget", "paid": True},
        {"id": "hours", "actor": "garden", "activity": "dig", "kind": "time", "quantity": 10, "unit": "hours",
         "unit_value": 10, "valuation_method": "replacement cost", "bearer": "garden", "paid": False},
        {"id": "keys", "actor": "garden", "activity": "dig", "kind": "relationships", "visible_to": "team"},
    ],
}  # fmt: skip


def marked(**more: Any) -> Assessment:
    """The small policy, marked."""
    return assess(build_chain(Policy.model_validate(copy.deepcopy(SMALL) | more)))


@cache
def worked() -> dict[str, Any]:
    """The plan of the worked policy that has every part."""
    return draw_up(assess(build_chain(read("worked:falls-at-home")))).as_json()


def test_money_handed_on_is_marked_in_the_list_and_has_no_bar_of_its_own() -> None:
    """The city's 900 come from a fund's 900: both rows stand, one says that it is the same, one has a bar."""
    fund = {"id": "fund", "label": "Fund", "kind": "philanthropy"}
    grant = {"id": "grant", "actor": "fund", "kind": "money", "quantity": 1, "unit": "grant", "unit_value": 900}
    cash = SMALL["contributions"][0] | {"passed_on_from": "grant", "what": "Handed on"}
    made = draw_up(marked(actors=[*SMALL["actors"], fund], contributions=[cash, grant])).as_json()
    assert {row["id"]: row["told_again"] for row in made["accountability"]["ledger"]} == {"cash": True, "grant": False}
    assert "the same as another row" in blocks.accountability(made).text
    assert sum("900" in label.text for label in gives_sheet(made).labels()) == 1


def test_shares_of_what_is_invested_are_those_of_hand_arithmetic() -> None:
    """900 of the city and 10 hours at 10: a thousand, of which 90 and 10 in a hundred; friendship stands beside."""
    made = draw_up(marked()).as_json()["accountability"]
    (row,) = made["co_investment"]["without_double_counts"]
    assert row["money"] == {"amount": "1000", "currency": "NZD"}
    assert {side["side"]: side["percent"] for side in row["sides"]} == {"government": "90", "others": "10"}
    assert made["co_investment"]["unpriced"] == ["keys"]
    assert [(each["actor"], each["kind"]) for each in made["own_units"]] == [
        ("garden", "time"),
        ("garden", "relationships"),
    ]


def test_a_volunteers_hour_at_replacement_cost_is_in_no_social_cost() -> None:
    """The hour has no price of its own there, so it is named as unpriced, and the grant alone is a cost."""
    made = draw_up(marked()).as_json()["accountability"]["social_costs"]
    assert [(row["bearer"], row["money"]["amount"]) for row in made["without_double_counts"]] == [("city", "900")]
    assert made["unpriced"] == ["hours", "keys"]


def test_no_row_is_lost_and_each_has_an_id_of_its_own() -> None:
    """As many lines as contributions, and a list never has two rows of one id."""
    made = worked()["accountability"]
    assert len(made["ledger"]) == len(read("worked:falls-at-home").contributions or ())
    for name in ("ledger", "double_counts", "own_units", "shares", "rewards", "duties", "scorecard", "outcome_shares"):
        ids = [row["id"] for row in made[name]]
        assert len(set(ids)) == len(ids), name


def test_money_is_decimal_text_with_its_currency() -> None:
    """Nowhere in the plan does a sum stand as a number, or without a currency."""

    def sums(value: Any) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            own = [value] if "amount" in value and "currency" in value else []
            return own + [found for inner in value.values() for found in sums(inner)]
        return [found for inner in value for found in sums(inner)] if isinstance(value, list) else []

    found = sums([worked()["accountability"], worked()["investment"]])
    assert len(found) > 50
    assert all(isinstance(each["amount"], str) and each["currency"] for each in found)


def test_modelled_shares_are_in_no_plan_that_did_not_ask_for_them() -> None:
    """Off by default; asked for, they say that they are modelled and for the team."""
    marks = marked()
    assert draw_up(marks).as_json()["accountability"]["computed_shares"] == []
    asked = draw_up(marks, accounts=find_accounts(marks, computed_shares=True)).as_json()
    assert {row["audience"] for row in asked["accountability"]["computed_shares"]} == {"team"}
    assert all("modelled" in row["caveats"][0] for row in asked["accountability"]["computed_shares"])


def test_a_reward_is_agreed_only_by_those_whom_it_is_about() -> None:
    """Of three rewards of the worked policy one has who agreed and when; the rest are proposals or questions."""
    rows = {row["id"]: row["state"] for row in worked()["accountability"]["rewards"]}
    assert {rows[name] for name in ("teachers-term", "planner-career")} == {"proposed"}
    assert [name for name, state in rows.items() if state == "said"] == ["shed-name"]


def test_what_many_answer_for_keeps_its_name_in_the_plan() -> None:
    """Later versions only add: an outcome is still called so, with its old id."""
    rows = {row["id"]: row for row in worked()["accountability"]["duties"]}
    assert rows["duty:outcome:on-my-feet"]["kind"] == "outcome"
    assert rows["duty:rail-right"]["delegable"] == "no"
    assert "duty:harm" in rows


def test_a_small_group_is_shown_over_its_periods_and_given_back_to_it() -> None:
    """By hand: 2 of 5, 3 of 7 and 2 of 4 are 7 of 16."""
    rows = {row["id"]: row for row in worked()["accountability"]["scorecard"]}
    few = rows["score:public-value:chose-themselves:older-alone"]
    assert (few["together"]["numerator"], few["together"]["denominator"]) == ("7", "16")
    assert "The Kitchen Table: 34 people over 70 (made-up)" in few["returned_to"]
    assert {row["state"] for row in rows.values()} == {"better", "unknown"}


def test_a_policy_without_streams_has_no_worth_and_an_empty_part() -> None:
    """A list of costs alone is no worth."""
    assert draw_up(marked()).as_json()["investment"] == {}


def test_every_row_of_a_worth_stands_at_both_rates() -> None:
    """2 % and 8 % in each row; fiscal, social and not said make up the net."""
    from decimal import Decimal

    (account,) = worked()["investment"]["worth"]["accounts"]
    for row in account["rows"]:
        assert [at["rate"] for at in row["rates"]] == ["2 %", "8 %"]
        for at in row["rates"]:
            parts = sum(Decimal(at[name]["amount"]) for name in ("fiscal", "social", "not_said"))
            # Each is rounded to a cent by itself.
            assert abs(parts - Decimal(at["net"]["amount"])) <= Decimal("0.02")


def test_the_effect_chain_is_that_of_hand_arithmetic() -> None:
    """4000 x 0.15 x 0.6 x 0.7 x 0.09 x (1 - 0.2) = 18.144."""
    (chain,) = worked()["investment"]["worth"]["effect_chains"]
    assert [step["left"] for step in chain["steps"]] == ["4000", "600", "360", "252", "22.68", "18.144"]
    assert chain["result"] == "18.144"


def test_the_floor_costs_what_hand_arithmetic_says() -> None:
    """60,000 are free. Without the floor night number and leaflet: 53,000 for 69,000. With it hall and family evening:
    55,000 for 60,000. So the floor costs 9,000.
    """
    made = worked()["investment"]
    chosen = {row["id"] for row in made["choice"]["chosen"]}
    assert chosen == {"support", "checks", "trial", "all-classes", "second-hall", "family-evening"}
    (floor,) = [row for row in made["prices_of_rules"] if row["id"].startswith("floor[")]
    assert floor["without"] == {"amount": "9000", "currency": "NZD"}
    assert made["choice"]["proved"]


def test_a_recomputed_result_is_never_among_the_official() -> None:
    """One result is the organiser's; the two others say that they are not."""
    (ballot,) = worked()["investment"]["ballots"]
    assert [row["official"] for row in ballot["official"]] == [True]
    assert [row["official"] for row in ballot["recomputed"]] == [False, False]


def test_what_is_not_known_is_a_question() -> None:
    """A stream without a value, and hours nobody priced for their giver, stand in no sum and are asked."""
    streams = [{"id": "joy", "label": "Joy", "kind": "benefit", "for_whom": "people"}]
    made = draw_up(marked(streams=streams)).as_json()
    assert [row["label"] for row in made["investment"]["worth"]["not_counted"]] == ["hours", "Joy"]
    assert any(row["field"] == "streams[joy]" for row in made["unknowns"])


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_policy_gives_the_same_bytes(seed: str) -> None:
    """Whatever the order in which a computer keeps its names."""
    code = (
        "from coprod_tools import assess, build_chain, draw_up, read; from coprod_tools.plan import dumps; "
        "print(dumps(draw_up(assess(build_chain(read('worked:falls-at-home'))))), end='')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PATH": ""}
    )
    here = dumps(draw_up(assess(build_chain(read("worked:falls-at-home")))))
    assert json.loads(done.stdout) == json.loads(here)
    assert done.stdout.decode() == here


def test_a_policy_without_prices_loads_no_solver() -> None:
    """A plan of the smallest worked policy is made without scipy."""
    code = (
        "import sys; from coprod_tools import assess, build_chain, draw_up, read; "
        "draw_up(assess(build_chain(read('worked:nearly-empty')))); assert 'scipy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
