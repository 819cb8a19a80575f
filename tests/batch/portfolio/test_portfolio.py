"""The portfolio of five invented policies, against what was worked out by hand from `five_policies`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from coprod_tools.batch.portfolio.asked_by_several import asked_by_several
from coprod_tools.batch.portfolio.changes import Change, changes
from coprod_tools.batch.portfolio.common_barriers import common_barriers
from coprod_tools.batch.portfolio.coverage import coverage
from coprod_tools.batch.portfolio.double_activities import double_activities
from coprod_tools.batch.portfolio.evidence_gaps import evidence_gaps
from coprod_tools.batch.portfolio.shared_outcomes import shared_outcomes
from coprod_tools.batch.portfolio.whole import NAMED, portfolio_of
from tests.batch.portfolio.five_policies import CLINIC, FIVE, LIBRARY, MEALS, PARKS, ROADS, facts


def test_a_co_is_counted_in_policies_by_stage() -> None:
    """Each policy once for each stage and Co; the five counts of a row are all policies."""
    rows = {
        (row.stage, row.co): (row.present, row.claimed, row.unknown, row.other, row.unmarked) for row in coverage(FIVE)
    }
    assert rows == {
        ("problem", "commission"): (0, 1, 1, 1, 2),  # meals claims, parks unknown, roads another mark
        ("problem", "design"): (1, 0, 1, 0, 3),  # meals, parks
        ("problem", "deliver"): (0, 0, 0, 0, 5),
        ("problem", "assess"): (0, 0, 0, 0, 5),
        ("delivery", "commission"): (0, 0, 0, 0, 5),
        ("delivery", "design"): (0, 1, 0, 0, 4),  # clinic
        ("delivery", "deliver"): (3, 0, 0, 0, 2),  # meals, parks, clinic
        ("delivery", "assess"): (1, 0, 2, 0, 2),  # clinic; meals and roads unknown
    }
    assert [row.stage for row in coverage(FIVE)][::4] == ["problem", "delivery"]


def test_barriers_are_counted_in_policies_and_name_them() -> None:
    """The most common first; a barrier at two stages of a policy counts once."""
    rows = [(row.barrier, row.policies.count, row.policies.first, row.severities) for row in common_barriers(FIVE)]
    assert rows == [
        ("b4", 3, ("meals", "parks", "clinic"), {"error": 1, "warning": 2}),
        ("b1", 2, ("meals", "roads"), {"warning": 2}),
        ("b6", 1, ("clinic",), {"note": 1}),
    ]


def test_outcomes_in_the_same_or_nearly_the_same_words_are_suggested_together() -> None:
    """Word order does not count; 5 edits of 28 + 25 letters are 90 in 100; another number is another outcome."""
    same, near = shared_outcomes(FIVE)
    assert (same.words, same.likeness, same.policies.first) == (
        ("Children come to school fed", "Children come fed to school"),
        100,
        ("meals", "clinic"),
    )
    assert (near.words, near.policies.first) == (
        ("People feel safe in the park", "People feel safe in parks"),
        ("parks", "library"),
    )
    assert near.likeness in (90, 91)


def test_words_that_one_policy_uses_twice_are_no_shared_outcome() -> None:
    """Sharing takes two policies."""
    alone = facts(
        "one",
        "One",
        outcomes=[
            ["a", "Children come to school fed"],
            ["b", "Children come fed to school"],
            ["c", "Children come fed to schools"],
        ],
    )
    assert shared_outcomes((alone,)) == ()


def test_an_activity_looks_like_another_at_the_same_stage_with_the_same_actor_or_lead() -> None:
    """Cooking at another stage (parks) and with other people (library) is not suggested."""
    rows = [(row.stage, row.words, row.policies.first, row.who) for row in double_activities(FIVE)]
    assert rows == [
        ("delivery", ("Sweep the streets",), ("library", "roads"), ("City council",)),
        (
            "delivery",
            ("Cook breakfast with parents", "Cooking breakfast with parents"),
            ("meals", "clinic"),
            ("Parents",),
        ),
    ]


def test_hours_asked_by_several_policies_stand_beside_the_hours_there_are() -> None:
    """40 + 30 of 50 for parents; 10 + 20 of 100 for nurses; residents were asked before and heard nothing twice."""
    parents, residents, nurses = asked_by_several(FIVE)
    assert (parents.actor, parents.policies.first, parents.hours, parents.unsaid) == (
        "parents",
        ("meals", "parks", "clinic"),
        ("70", "70", "70"),
        1,
    )
    assert (parents.capacity, parents.over, parents.unanswered, parents.waiting) == ("50", True, 1, ("meals",))
    assert (residents.actor, residents.over, residents.unanswered, residents.waiting) == (
        "residents",
        None,
        2,
        ("library",),
    )
    assert (nurses.actor, nurses.hours[1], nurses.capacity, nurses.over) == ("nurse", "30", "100", False)
    assert [row.too_many for row in (parents, residents, nurses)] == [True, True, False]


def test_a_gap_of_several_policies_names_the_pilot_that_could_serve_them_all() -> None:
    """Capitals do not count, the direction of the link does."""
    (gap,) = evidence_gaps(FIVE)
    assert gap.policies.first == ("meals", "parks", "clinic")
    assert gap.pilots == (("clinic", "Four schools for one term"),)


BEFORE = {
    **MEALS,
    "cells": {"breakfast:parents": {"deliver": "unknown", "assess": "unknown"}},
    "barriers": {"b4": MEALS["barriers"]["b4"]},
    "findings": {"no-lead": {"title": "Nobody leads", "of": ["breakfast"]}},
}


def test_what_changed_is_told_by_policy_and_counted_in_policies() -> None:
    """Meals was marked anew; clinic came in; a policy was left out; the others stayed as they were."""
    found = changes([(BEFORE, MEALS), (PARKS, PARKS), (None, CLINIC), (LIBRARY, LIBRARY), (ROADS, ROADS)], ["trams"])
    assert found == changes([(BEFORE, MEALS), (None, CLINIC)], ["trams"])
    assert found.in_policies == {
        "verdicts": {"appeared": {"co-production": 1}, "went": {"unknown": 1}},
        "barriers": {"appeared": {"b1": 1}, "went": {}},
        "findings": {"appeared": {}, "went": {"no-lead": 1}},
    }
    (meals,) = found.changed
    assert meals == Change(
        id="meals",
        title="Meals at school",
        standing=None,
        verdicts=((("breakfast", "parents", "deliver"), "unknown", "co-production"),),
        barriers=(("b1",), ()),
        findings=((), ("no-lead:breakfast",)),
    )
    assert (found.added.first, found.gone.first, found.first_run) == (("clinic",), ("trams",), False)


def test_the_first_run_has_nothing_to_be_compared_with() -> None:
    """All policies new is no change."""
    found = changes([(None, MEALS), (None, PARKS)], [], first_run=True)
    assert (found.first_run, found.added.count, found.changed) == (True, 0, ())


def test_the_portfolio_has_no_score_no_rank_and_no_sum_of_unlike_marks() -> None:
    """It is plain JSON, and says what it is."""
    made = portfolio_of(FIVE, changes([], []))
    told = json.loads(json.dumps(made))
    assert set(told) == {
        *("schema", "policies", "note", "coverage", "barriers", "outcomes", "activities"),
        *("asked", "gaps", "changes", "left_out"),
    }
    assert told["policies"] == 5
    assert told["barriers"][0]["policies"] == {"count": 3, "first": ["meals", "parks", "clinic"]}
    assert not {"score", "rank", "total"} & set(_keys(told))


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inside in value.items():
            yield key
            yield from _keys(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _keys(inside)


class Twice:
    """A stream that can be begun again and never holds more than one policy."""

    def __init__(self, many: int) -> None:
        self.many = many

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for number in range(self.many):
            yield {**MEALS, "id": f"p{number}"}


@pytest.mark.parametrize("many", [NAMED + 1, 3 * NAMED])
def test_names_are_kept_up_to_a_number_and_all_are_counted(many: int) -> None:
    """So that ten thousand policies don't make a file that nobody opens."""
    stream: Iterable[dict[str, Any]] = Twice(many)
    made = portfolio_of(stream, changes([], []))
    named = made["barriers"][0]["policies"]
    assert (named["count"], len(named["first"])) == (many, NAMED)
