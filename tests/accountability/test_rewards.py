"""The table of rewards asks every partner about every kind and says nothing on anybody's behalf."""

from __future__ import annotations

from typing import Any

import pytest

from coprod_tools.accountability.rewards import ASKED, RewardRow, rewards_of
from coprod_tools.policy import Policy

ACTORS = [
    {"id": "agency", "label": "Agency", "kind": "agency"},
    {"id": "walkers", "label": "Walkers", "kind": "community"},
    {"id": "bystander", "label": "Bystander", "kind": "business"},
    {"id": "elders", "label": "Elders", "kind": "people-who-use-it"},
]
BOTH = {"agreed_by": ["walkers", "agency"], "agreed_on": "2026-03"}


def policy(*rewards: dict[str, Any], **more: Any) -> Policy:
    """Return a policy in which one leads, one has a part, one gives something and one does nothing."""
    walk = {"id": "walk", "label": "Walk", "lead": "agency", "outcomes": ["fit"],
            "parts": [{"actor": "walkers", "co": "deliver", "pay": {"rate": 40}},
                      {"actor": "walkers", "co": "assess"}]}  # fmt: skip
    whole: dict[str, Any] = {
        "coprod": 1, "id": "p", "title": "P", "currency": "NZD", "as_at": "2026-11-27", "actors": ACTORS,
        "activities": [walk], "outcomes": [{"id": "fit", "label": "People are fit"}],
        "contributions": [{"actor": "elders", "activity": "walk", "kind": "knowledge"}],
        "rewards": list(rewards),
    }  # fmt: skip
    return Policy.model_validate({**whole, **more})


def row(kind: str, who: str, *rewards: dict[str, Any], **more: Any) -> RewardRow:
    """Return the one row of a partner and kind."""
    (found,) = [each for each in rewards_of(policy(*rewards, **more)).rows if (each.kind, each.who) == (kind, who)]
    return found


def test_every_partner_that_contributes_is_asked_about_every_kind() -> None:
    rows = rewards_of(policy()).rows
    assert [(each.who, each.kind) for each in rows] == [
        (who, kind) for who in ("agency", "walkers", "elders") for kind in ASKED
    ]
    assert {each.state for each in rows} == {"to-ask"}
    assert all(each.what is None and each.ask for each in rows)
    assert [each.kind for each in rows if each.for_staff][:2] == ["career", "staff-incentive"]


def test_who_does_nothing_gets_no_row_until_somebody_writes_one() -> None:
    reward = {"who": "bystander", "kind": "other", "what": "A letter"}
    rows = [each for each in rewards_of(policy(reward)).rows if each.who == "bystander"]
    assert len(rows) == len(ASKED) + 1
    assert [each.state for each in rows if each.kind == "other"] == ["proposed"]


def test_a_reward_is_said_only_when_getter_and_giver_agreed_with_a_date() -> None:
    reward = {"who": "walkers", "kind": "longer-term", "what": "Five years", "given_by": "agency", "outcome": "fit"}
    assert row("longer-term", "walkers", {**reward, **BOTH}).state == "said"
    assert row("longer-term", "walkers", {**reward, **BOTH}).ask == ""
    for missing in (
        {"agreed_by": ["walkers"], "agreed_on": "2026-03"},
        {"agreed_by": ["agency"], "agreed_on": "2026-03"},
        {"agreed_by": ["walkers", "agency"]},
        {"agreed_on": "2026-03"},
        {"agreed_by": ["walkers", "agency"], "agreed_on": "2027"},
        {},
    ):
        assert row("longer-term", "walkers", {**reward, **missing}).state == "proposed"


def test_a_reward_for_staff_needs_those_who_employ_them() -> None:
    reward = {"whose_staff": "agency", "kind": "career", "what": "Counts for promotion"}
    (found,) = [each for each in rewards_of(policy(reward)).rows if each.what]
    assert (found.label, found.for_staff, found.state) == ("Agency", True, "proposed")
    assert len([each for each in rewards_of(policy(reward)).rows if each.label == "Agency"]) == len(ASKED)


def test_a_reward_for_nobody_or_without_words_is_kept_and_asked_about() -> None:
    rows = rewards_of(policy({"kind": "pay", "what": "A bonus"}, {"who": "walkers", "kind": "pay"})).rows
    nobody = rows[-1]
    assert (nobody.who, nobody.state) == (None, "proposed")
    assert "whose_staff" in nobody.ask
    assert [each.state for each in rows if (each.who, each.kind) == ("walkers", "pay")] == ["to-ask"]


def test_a_reward_without_a_kind_is_not_lost() -> None:
    rows = rewards_of(policy({"who": "walkers", "what": "Something"})).rows
    assert [each.what for each in rows if each.kind is None] == ["Something"]


def test_a_reward_that_is_not_for_an_outcome_is_not_for_many() -> None:
    reward = {"who": "walkers", "kind": "pay", "what": "A bonus", "given_by": "agency", **BOTH}
    found = rewards_of(policy(reward))
    assert any("none is for what many reached" in note for note in found.notes)
    assert "For which outcome" in row("pay", "walkers", reward).ask
    assert not any("none is for" in note for note in rewards_of(policy({**reward, "outcome": "fit"})).notes)


def test_what_is_known_of_today_stands_beside() -> None:
    assert row("pay", "walkers").now == "parts now: 2; paid 1, unpaid with a reason 0, not said 1"
    reports = [
        {"actor": "walkers", "to": "agency", "hours": 12},
        {"actor": "walkers", "what": "Safety", "hours": "7.5"},
    ]
    assert row("less-reporting", "walkers", reporting=reports).now == "reports now: 2; hours a year: 19.5"
    reports[1] = {"actor": "walkers", "what": "Safety"}
    assert row("less-reporting", "walkers", reporting=reports).now.endswith("for 1 of them the hours are not known")
    reports[1] = {"actor": "walkers", "what": "Safety", "hours": {"mid": 2, "unit": "days"}}
    assert row("less-reporting", "walkers", reporting=reports).now.endswith("for 1 of them the hours are not known")
    assert row("less-reporting", "walkers").now == ""


def test_what_partners_want_is_only_what_they_said_themselves() -> None:
    offers = [
        {"by": "walkers", "offer": "Walks", "wants_in_return": "A key to the hall"},
        {"by": "elders", "offer": "Tea"},
    ]
    found = rewards_of(policy(offers=offers))
    assert [(wish.who, wish.wants) for wish in found.wishes] == [("walkers", "A key to the hall")]
    assert any("no answer yet: Walkers" in note for note in found.notes)


@pytest.mark.parametrize("rewards", [None, []])
def test_a_policy_without_rewards_still_has_its_table(rewards: list[Any] | None) -> None:
    assert len(rewards_of(policy(rewards=rewards)).rows) == 3 * len(ASKED)
    assert rewards_of(Policy.model_validate({"coprod": 1, "id": "p", "title": "P"})).rows == ()
