"""Who is in a chain, where."""

from __future__ import annotations

from typing import Any

import pytest

from coprod_tools.chain import (
    ValueChain,
    activities_in,
    actors_in,
    authors,
    authors_after,
    build_chain,
    contributing,
    default_orders,
    deliverers,
    deliverers_before,
    feeds_back_early,
    involved,
    leads,
    people_reached,
    stage_of,
    taking_part,
)
from coprod_tools.policy import Policy


def chain_with(activities: list[dict[str, Any]], **more: Any) -> ValueChain:
    """Build a chain of activities with four actors."""
    actors = [{"id": name, "label": name, "kind": kind} for name, kind in ACTORS.items()]
    raw = {"coprod": "1", "id": "p", "title": "P", "actors": actors, "activities": activities, **more}
    return build_chain(Policy.model_validate(raw))


ACTORS = {"ministry": "agency", "provider": "provider", "parents": "people-who-use-it", "elders": "community"}


def activity(
    name: str, stage: str | None, lead: str | None = None, parts: tuple[str, ...] = (), **more: Any
) -> dict[str, Any]:
    """Write an activity as a policy file has it."""
    mode = more.pop("mode", "both")
    shown = [{"actor": actor, "co": "deliver", "mode": mode} for actor in parts]
    return {"id": name, "label": name, "stage": stage, "lead": lead, "parts": shown, **more}


def test_leads_parts_and_contributions_are_told_apart_and_together() -> None:
    """The same person in two ways counts once."""
    given = [{"actor": "elders", "activity": "visit", "kind": "time"}, {"actor": "parents", "activity": "visit"}]
    chain = chain_with([activity("visit", "delivery", "provider", ("parents",))], contributions=given)
    assert leads(chain, "visit") == "provider"
    assert taking_part(chain, "visit") == ("parents",)
    assert contributing(chain, "visit") == ("elders", "parents")
    assert involved(chain, "visit") == ("provider", "parents", "elders")
    assert actors_in(chain, "delivery") == ("provider", "parents", "elders")


def test_a_part_of_mode_none_is_seen_unless_asked_not_to() -> None:
    """Being listed with no part is something else than not being listed."""
    chain = chain_with([activity("visit", "delivery", parts=("parents",), mode="none")])
    assert taking_part(chain, "visit") == ("parents",)
    assert taking_part(chain, "visit", absent=False) == ()


def test_a_stage_is_found_by_id_by_number_and_not_at_all() -> None:
    """An unknown stage is None, never a guess."""
    chain = chain_with([activity("a", "delivery"), activity("b", "7"), activity("c", None)])
    assert activities_in(chain, "delivery") == ("a", "b")
    assert stage_of(chain, "c") is None
    assert (default_orders(chain, "b"), default_orders(chain, "c")) == ((7,), ())


def test_a_teams_own_stage_stands_for_the_default_ones_it_names() -> None:
    """The questions about stages 0 to 9 hold on any lifecycle."""
    own = {
        "stages": [
            {"id": "think", "title": "Think", "default": ["1", "3"]},
            {"id": "do", "title": "Do", "default": ["7"]},
        ]
    }
    chain = chain_with([activity("a", "think"), activity("b", "do", "provider")], lifecycle=own)
    assert default_orders(chain, "a") == (1, 3)
    assert deliverers(chain) == {"provider"}


@pytest.mark.parametrize(
    ("early", "found"),
    [
        (activity("early", "options", "provider"), {"provider"}),
        (activity("early", "options", "ministry", ("parents",)), {"parents"}),
        (activity("early", "decision", "provider", ("parents",)), set()),
        (activity("early", None, "provider"), set()),
    ],
    ids=["lead", "part", "too late", "stage unknown"],
)
def test_deliverers_come_early_only_before_the_decision(early: dict[str, Any], found: set[str]) -> None:
    """DESIGN section 4: findings say when nobody who delivers takes part before stage 4."""
    chain = chain_with([early, activity("late", "delivery", "provider", ("parents",))])
    assert deliverers(chain) == {"provider", "parents"}
    assert deliverers_before(chain) == found


@pytest.mark.parametrize(
    ("stage", "stays"), [("service-design", set()), ("delivery", {"ministry"}), ("adapt", {"ministry"})]
)
def test_authors_stay_only_when_they_are_seen_after_stage_six(stage: str, stays: set[str]) -> None:
    """DESIGN section 4: nobody who wrote it stays after 6."""
    chain = chain_with([activity("write", "options", "ministry"), activity("later", stage, "ministry")])
    assert authors(chain) == {"ministry"}
    assert authors_after(chain) == stays


@pytest.mark.parametrize(
    ("source", "target", "flows"),
    [
        ("delivery", "options", True),
        ("assessment", "problem", True),
        ("delivery", "service-design", False),
        ("adapt", "mandate", False),
    ],
)
def test_only_what_the_policy_says_flows_back_counts(source: str, target: str, flows: bool) -> None:
    """The lifecycle's own feedback edges say nothing about this policy."""
    chain = chain_with([activity("a", source, feeds_back_to=[target])])
    assert feeds_back_early(chain) is flows


def test_people_reached_are_the_groups_of_outcomes_ahead_and_people_who_act() -> None:
    """A blocked stage touches those who come after it, not those before."""
    chain = chain_with(
        [
            activity("start", "mandate", parts=("elders",)),
            activity("visit", "delivery", "ministry", ("parents",), outcomes=["calm"]),
        ],
        outcomes=[{"id": "calm", "label": "Calm", "groups": ["babies"]}],
        problem={"groups": [{"id": "babies", "label": "Babies"}]},
    )
    people = ("people-who-use-it", "community")
    assert people_reached(chain, "stage:options", people) == {"group:babies", "actor:parents"}
    assert people_reached(chain, "stage:mandate", people) == {"group:babies", "actor:parents", "actor:elders"}
