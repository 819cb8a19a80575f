"""What is asked of each group across policies, who takes part, and government's own hours."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from coprod_tools.accountability.burden import burden_of, taken_unasked
from coprod_tools.accountability.burden_lines import Burden, BurdenLine
from coprod_tools.assessment import assess
from coprod_tools.chain import build_chain
from coprod_tools.policy import Policy

CIRCLE = {"id": "circle", "label": "Circle", "kind": "community", "capacity_hours": 100}
AGENCY = {"id": "agency", "label": "Agency", "kind": "agency"}


def policy(id: str, *parts: dict[str, Any], actors: list[dict[str, Any]] | None = None, **more: Any) -> Policy:
    """Return a policy of one activity with these parts."""
    return Policy.model_validate(
        {
            "coprod": 1,
            "id": id,
            "title": id,
            "currency": "NZD",
            "actors": actors or [CIRCLE, AGENCY],
            "activities": [{"id": "do", "label": "Do", "parts": list(parts)}],
            **more,
        }
    )


def part(actor: str = "circle", hours: Any = 60, **fields: Any) -> dict[str, Any]:
    """Return a part that asks hours of an actor."""
    return {"actor": actor, "co": "design", **({} if hours is None else {"hours_asked": hours}), **fields}


def line(burden: Burden, actor: str = "circle") -> BurdenLine:
    """Return the line of one actor."""
    return next(each for each in burden.lines if each.actor == actor)


def test_the_same_actor_in_two_policies_is_one_line_with_each_ask() -> None:
    """60 and 60 hours are 120 together; each policy alone stays within 100, so the question is whether both mean it."""
    found = burden_of([policy("one", part()), policy("two", part())])
    assert [each.actor for each in found.lines] == ["circle"]
    mine = line(found)
    assert mine.hours.mid == 120
    assert mine.policies == ("one", "two")
    assert [each.over for each in mine.capacity] == [False, False]
    assert any("same hours" in note for note in mine.notes)


def test_more_than_there_is_in_one_policy_says_so() -> None:
    """160 of 100 hours."""
    mine = line(burden_of([policy("one", part(hours=160))]))
    assert [each.over for each in mine.capacity] == [True]


def test_hours_nobody_said_are_counted_as_unsaid_and_not_as_none() -> None:
    """One part of 60 hours and one that does not say: at least 60, and one unsaid."""
    mine = line(burden_of([policy("one", part(), part(hours=None, co="assess"))]))
    assert (mine.hours.mid, mine.unsaid) == (60, 1)
    assert mine.capacity[0].asked is None
    assert mine.capacity[0].over is None


def test_hours_given_where_no_part_asks_are_said_beside_what_is_asked() -> None:
    """60 asked and 50 given elsewhere are 110 of 100; 30 given where the part asks already are the same hours."""
    time = {"id": "t", "actor": "circle", "kind": "time", "quantity": 50, "unit": "hours"}
    (note,) = [each for each in burden_of([policy("one", part(), contributions=[time])]).notes if "Circle" in each]
    assert "gives 50 hours where no part asks for them, beside 60 hours asked" in note
    assert "more than the 100 hours they have" in note
    less = burden_of([policy("one", part(), contributions=[time | {"quantity": 40}])])
    assert not any("more than" in each for each in less.notes)
    same = burden_of([policy("one", part(), contributions=[time | {"quantity": 30, "activity": "do"}])])
    assert not any("Circle" in each for each in same.notes)
    unasked = burden_of([policy("one", contributions=[time])])
    assert any("gives 50 hours" in each for each in unasked.notes)


def test_days_are_hours_only_where_the_policy_says_how_many() -> None:
    """Two days of 7.5 hours are 15; without the length of a day the ask stands as written."""
    days = part(hours={"mid": 2, "unit": "days"})
    known = line(burden_of([policy("one", days, hours_per_day={"mid": "7.5"})]))
    assert known.hours.mid == 15
    unknown = line(burden_of([policy("one", days)]))
    assert (unknown.unsaid, unknown.asks[0].hours_as_written) == (1, "2 days")
    odd = line(burden_of([policy("one", part(hours={"mid": 3, "unit": "moons"}))]))
    assert (odd.unsaid, odd.asks[0].hours_as_written) == (1, "3 moons")


def test_capacity_in_an_unknown_unit_is_named() -> None:
    """Forty moons are no hours, and are not said to be missing either."""
    mine = line(burden_of([policy("one", part(), actors=[{**CIRCLE, "capacity_hours": {"mid": 40, "unit": "moons"}}])]))
    assert mine.capacity == ()
    assert any("not hours" in note for note in mine.notes)


def test_a_mandate_puts_members_into_one_line_under_their_own_ids() -> None:
    """The circle speaks for the walkers: one line of 60 + 30, with each ask under its own id, and none lost."""
    speaking = {**CIRCLE, "mandate": {"speaks_for": ["walkers"]}}
    walkers = {"id": "walkers", "label": "Walkers", "kind": "community", "capacity_hours": 20}
    found = burden_of(
        [policy("one", part(), actors=[speaking, walkers]), policy("two", part("walkers", 30), actors=[walkers])]
    )
    mine = line(found)
    assert len(found.lines) == 1
    assert mine.members == ("walkers",)
    assert mine.hours.mid == 90
    assert [(each.policy, each.actor) for each in mine.asks] == [("one", "circle"), ("two", "walkers")]
    assert [(each.policy, each.actor, each.over) for each in mine.capacity] == [
        ("one", "circle", False),
        ("one", "walkers", False),
        ("two", "walkers", True),
    ]


def test_an_actor_with_two_speakers_keeps_its_own_line() -> None:
    """Where two asked actors speak for it, it is put into neither."""
    walkers = {"id": "walkers", "label": "Walkers", "kind": "community"}
    both = [{"id": name, "label": name, "mandate": {"speaks_for": ["walkers"]}} for name in ("a", "b")]
    found = burden_of([policy("one", part("walkers"), part("a"), part("b"), actors=[walkers, *both])])
    assert sorted(each.actor for each in found.lines) == ["a", "b", "walkers"]
    assert sum(len(each.asks) for each in found.lines) == 3


def test_two_actors_that_speak_for_each_other_are_both_kept() -> None:
    """A circle of mandates loses nobody."""
    one = {"id": "a", "label": "A", "mandate": {"speaks_for": ["b"]}}
    two = {"id": "b", "label": "B", "mandate": {"speaks_for": ["a"]}}
    found = burden_of([policy("one", part("a"), part("b"), actors=[one, two])])
    assert sorted(each.actor for each in found.lines) == ["a", "b"]


def test_costs_stay_in_their_currencies() -> None:
    """5 NZD and 7 AUD are never 12."""
    mine = line(
        burden_of(
            [
                policy("one", part(cost_to_them=5)),
                policy("two", part(cost_to_them={"amount": 7, "currency": "AUD"})),
                policy("three", part(cost_to_them=1)),
            ]
        )
    )
    assert [(currency, each.mid) for currency, each in mine.cost] == [("AUD", Decimal(7)), ("NZD", Decimal(6))]


def test_refusal_gain_risk_and_what_was_asked_before() -> None:
    """One part that can't be refused makes the answer no; a time told in two policies is told once."""
    before = [{"when": "2020", "by": "agency", "about": "It"}]
    answered = [{"when": "2020", "by": "agency", "about": "It", "answered_on": "2021"}]
    group = {"groups": [{"id": "old", "label": "Old people"}]}
    actor = {**CIRCLE, "mandate": {"speaks_for": ["old"]}, "asked_before": before}
    more = {
        "problem": group,
        "outcomes": [{"id": "o", "label": "O", "groups": ["old"]}, {"id": "x", "label": "X"}],
        "safeguards": [{"risk": "Tired", "who": ["circle"]}, {"risk": "Other", "activity": "do", "who": ["agency"]}],
    }
    one = policy("one", part(can_refuse=False, if_refused="Fined"), actors=[actor, AGENCY], **more)
    two = policy("two", part(can_refuse=True), actors=[{**CIRCLE, "asked_before": answered}, AGENCY])
    mine = line(burden_of([one, two]))
    assert mine.can_refuse == "no"
    assert mine.if_refused == ("Fined",)
    assert mine.risks == ("Tired",)
    assert [(each.policy, each.outcome, each.group) for each in mine.gains] == [("one", "o", "old")]
    assert (len(mine.asked_before), mine.unanswered) == (1, 0)


def test_a_plan_that_asks_for_hours_and_commits_none_says_so() -> None:
    """60 hours are asked; the agency writes down none, then 40 in the ledger, counted once beside its own part."""
    (none,) = burden_of([policy("one", part())]).government
    assert none.committed is None
    assert "no hours of its own" in none.text
    time = {"id": "t", "actor": "agency", "activity": "do", "kind": "time", "quantity": 40, "unit": "hours"}
    (some,) = burden_of([policy("one", part(), part("agency", 40), contributions=[time])]).government
    assert some.committed is not None
    assert some.committed.mid == 40
    (unsaid,) = burden_of([policy("one", part(), part("agency", None))]).government
    assert unsaid.unsaid == ("activities[do].parts[agency.design]",)
    assert "does not say" in unsaid.text


def test_what_people_do_by_themselves_is_asked_by_nobody() -> None:
    """Parts that the caller says are unasked are left out."""
    one = policy("one", part())
    unasked = frozenset({("one", "do", "circle.design")})
    assert burden_of([one], unasked=unasked).lines == ()
    assert isinstance(taken_unasked(assess(build_chain(one))), frozenset)


def test_people_come_first_and_the_most_asked_first_among_them() -> None:
    """A provider that is asked more stands after people that are asked less."""
    actors = [
        {"id": "firm", "label": "Firm", "kind": "provider"},
        {"id": "b", "label": "B", "kind": "community"},
        CIRCLE,
    ]
    found = burden_of([policy("one", part("firm", 900), part("b", 10), part("circle", 60), actors=actors)])
    assert [each.actor for each in found.lines] == ["circle", "b", "firm"]


def test_one_id_under_two_names_is_asked_about() -> None:
    """It is read as one and named."""
    other = policy("two", part(), actors=[{**CIRCLE, "label": "Another circle"}, AGENCY])
    assert any("circle" in note for note in burden_of([policy("one", part()), other]).notes)


def test_no_policies_are_no_burden() -> None:
    """An empty folder is no fault."""
    assert burden_of([]).lines == ()


def presence(actual: list[int | None], size: list[int | None], **more: Any) -> dict[str, Any]:
    """Return the presence of groups a, b, ... by id."""
    groups, rows = [], []
    for name, came, whole in zip("abc", actual, size, strict=False):
        groups.append({"id": name, "label": name, **({} if whole is None else {"size": whole}), **more.get(name, {})})
        rows.append({"group": name, "planned": 10, **({} if came is None else {"actual": came})})
    whole_policy = policy("one", part(), problem={"groups": groups}, participation=rows)
    return {each.group: each for each in burden_of([whole_policy]).presence}


def test_a_group_that_is_there_less_than_its_size_is_named_beyond_chance() -> None:
    """10 of 100 came from half of the people: ratio 0.2; Wilson of 10 in 100 is 0.0552 to 0.1744, so 0.11 to 0.35."""
    found = presence([10, 90], [500, 500])
    assert found["a"].ratio == pytest.approx(0.2)
    assert (found["a"].low, found["a"].high) == (pytest.approx(0.1104, abs=1e-3), pytest.approx(0.3489, abs=1e-3))
    assert (found["a"].state, found["b"].state) == ("fewer", "more")


def test_few_people_are_no_proof() -> None:
    """4 of 10 from half of the people may be chance."""
    assert presence([4, 6], [500, 500])["a"].state == "as-chance-has-it"


def test_a_plan_never_stands_in_for_who_came() -> None:
    """Planned 10, actual not counted: unknown."""
    found = presence([None, 6], [500, 500])
    assert (found["a"].state, found["a"].actual, found["a"].planned) == ("unknown", None, 10)
    assert found["b"].state == "unknown"


def test_more_than_there_are_is_a_fault_to_check() -> None:
    """600 of 500 can't be."""
    assert "check" in presence([600, 6], [500, 500])["a"].reason


def test_a_part_of_a_group_is_not_held_against_its_whole() -> None:
    """c is a part of a, so only a and b are of one level."""
    found = presence([10, 10, 5], [500, 500, 100], c={"segment_of": "a"})
    assert found["a"].of_actual == 20
    assert found["c"].state == "unknown"
