"""Barriers: gathered by kind and stage from findings that are not waived, with what they hit and ways over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coprod_tools.assessment.barriers import ACTIVITIES, OUTCOMES, barriers
from coprod_tools.assessment.findings import findings
from coprod_tools.assessment.marks import Barrier
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy.values import PartialDate

Make = Callable[..., tuple[Barrier, ...]]


@pytest.fixture
def made(spoil: Callable[..., ValueChain], knowledge: Knowledge) -> Make:
    """Return the barriers of the sound policy with fields changed."""

    def make(edits: dict[str, Any]) -> tuple[Barrier, ...]:
        chain = spoil(edits)
        return barriers(findings(chain, knowledge, (), PartialDate("2026-03-01")), chain, knowledge)

    return make


def test_a_sound_policy_has_no_barrier(made: Make) -> None:
    """No finding, no barrier."""
    assert made({}) == ()


def test_findings_of_one_kind_at_one_stage_are_one_barrier(made: Make) -> None:
    """Two questions of unfair burden in delivery: a warning and an error are one barrier, as bad as the worse."""
    (barrier,) = made({"activities[run].fallback": None, "activities[run].parts[fit].can_refuse": "no"})
    assert (barrier.id, barrier.barrier, barrier.stage, barrier.severity) == ("b6:delivery", "b6", "delivery", "error")
    assert [reason.rule for reason in barrier.reasons] == ["cannot-refuse", "no-fallback", "barrier.b6"]


def test_the_same_kind_at_two_stages_is_two_barriers_in_order(made: Make) -> None:
    """Hours not stated while trying and while judging."""
    edits = {"activities[try].parts[test].hours_asked": None, "activities[judge].parts[look].hours_asked": None}
    assert [barrier.id for barrier in made(edits)] == ["b6:service-design", "b6:assessment"]


def test_a_finding_about_the_whole_stands_at_the_first_stage_hit_that_has_activities(made: Make) -> None:
    """Support cost (b8) hits stages 5 and 7; nothing stands at 5, so it stands at delivery."""
    (barrier,) = made({"budgets": None})
    assert (barrier.id, barrier.severity) == ("b8:delivery", "warning")


def test_where_no_stage_hit_has_activities_it_stands_at_the_first(made: Make) -> None:
    """Promises withdrawn (b19) hit stages 4, 5, 7 and 9; with neither decision nor delivery planned it stands at 4."""
    edits = {
        "activities[choose].stage": "problem",
        "activities[run].stage": "service-design",
        "power.decision_rights[order].until": None,
        "power.decision_rights[order].stage": None,
    }
    assert "b19:decision" in [barrier.id for barrier in made(edits)]


def test_what_names_its_own_stage_stands_there(made: Make) -> None:
    """The right to say which homes come first is one of delivery."""
    edits = {"power.decision_rights[order].until": None, "power.decision_rights[order].stage": "delivery"}
    assert [barrier.id for barrier in made(edits)] == ["b19:delivery"]


def test_a_waived_finding_makes_no_barrier(made: Make) -> None:
    """The team chose to live with it, for a time."""
    waiver = {"id": "w", "rule": "no-fallback", "reason": "Agreed", "by": "The team", "until": "2027"}
    assert made({"activities[run].fallback": None, "waivers": [waiver]}) == ()


def test_hits_are_what_follows_in_the_chain(made: Make) -> None:
    """What is tried is needed by delivery, delivery by judging; all of them lead to the outcome."""
    (barrier,) = made({"activities[try].stop_signal": None, "safeguards[falls].activity": "run"})
    assert barrier.id == "b13:service-design"
    assert barrier.hits == ("activity:judge", "activity:run", "activity:try", "outcome:well")


def test_hits_are_bounded(made: Make, sound: dict[str, Any]) -> None:
    """However long the chain, a page can hold them."""
    plain = {"label": "One of many", "stage": "delivery"}
    long = [{**plain, "id": f"a{n}", "needs": [f"a{n - 1}"] if n else [], "outcomes": [f"w{n}"]} for n in range(300)]
    outcomes = [*sound["outcomes"], *({"id": f"w{n}", "label": f"W {n}"} for n in range(300))]
    found = made({"activities": [*sound["activities"], *long], "outcomes": outcomes})
    assert found
    for barrier in found:
        assert len(barrier.hits) <= ACTIVITIES + OUTCOMES
        assert list(barrier.hits) == sorted(barrier.hits)


def test_whoever_leads_is_to_be_asked_by_the_day_of_the_decision(made: Make) -> None:
    """The lead is recorded, so it can be asked; nobody owns the way over yet."""
    (barrier,) = made({"activities[run].fallback": None})
    assert {(way.to_ask, way.due) for way in barrier.ways_over} == {("agency", "2026-06-30")}


def test_without_lead_or_owner_the_role_is_to_be_asked(made: Make, knowledge: Knowledge) -> None:
    """The knowledge base says which role usually can."""
    edits = dict.fromkeys(("activities[run].fallback", "activities[run].lead", "owner", "decision_wanted.by_when"))
    barrier = next(each for each in made(edits) if each.id == "b6:delivery")
    assert [way.to_ask for way in barrier.ways_over] == [way.who_to_ask for way in knowledge.barriers["b6"].way_over]
    assert {way.due for way in barrier.ways_over} == {None}


def test_a_barrier_names_the_fields_of_its_findings_and_waivers(made: Make) -> None:
    """Both can take it away."""
    (barrier,) = made({"activities[run].fallback": None})
    assert {"activities[run].fallback", "waivers"} <= set(barrier.reasons[0].fields)
