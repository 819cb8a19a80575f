"""Unknowns: each absent field that matters, once, the weightiest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from coprod_tools.assessment.findings import findings
from coprod_tools.assessment.marks import Cell, Unknown
from coprod_tools.assessment.unknowns import JUDGED_BY, unknowns
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge
from coprod_tools.words import say

Make = Callable[..., list[Unknown]]


@pytest.fixture
def asked(spoil: Callable[..., ValueChain], knowledge: Knowledge) -> Make:
    """Return the unknowns of the sound policy with fields changed."""

    def make(edits: dict[str, Any], cells: tuple[Cell, ...] = ()) -> list[Unknown]:
        chain = spoil(edits)
        return list(unknowns(chain, cells, findings(chain, knowledge, cells, None), knowledge))

    return make


def test_a_sound_policy_leaves_nothing_unknown(asked: Make) -> None:
    """Every question has an answer."""
    assert asked({}) == []


def test_an_absent_field_behind_a_finding_is_unknown_with_the_rules_reason(asked: Make, knowledge: Knowledge) -> None:
    """Nobody says what there is for those who don't take part."""
    assert asked({"activities[run].fallback": None}) == [
        Unknown("activities[run].fallback", str(knowledge.rules["no-fallback"].why))
    ]


def test_a_contradiction_is_no_unknown(asked: Make) -> None:
    """That people can't refuse is known, and bad."""
    assert asked({"activities[run].parts[fit].can_refuse": "no"}) == []


def test_every_gap_of_one_finding_is_asked_for(asked: Make) -> None:
    """One finding, two questions."""
    fields = [each.field for each in asked({"safeguards[falls].prevention": None, "safeguards[falls].stop_rule": None})]
    assert fields == ["safeguards[falls].prevention", "safeguards[falls].stop_rule"]


def test_a_whole_that_is_absent_is_asked_for_once(asked: Make) -> None:
    """Without any consent nobody asks for its date as well."""
    path = "contributions[evenings].consent"
    assert [each.field for each in asked({path: None})] == [path]


def test_fields_that_an_unknown_verdict_read_are_asked_for(asked: Make, verdict_on: Callable[..., Cell]) -> None:
    """Only those that the verdict says would settle it."""
    base = "activities[try].parts[test]"
    read = tuple(f"{base}.{name}" for name in ("actor", "mode", "frames", "decides", "acts"))
    edits = {f"{base}.mode": "voice", f"{base}.frames": None, f"{base}.acts": None}
    unjudged = replace(verdict_on("try", "test", "unknown", read), missing=(f"{base}.frames",))
    assert asked(edits, (unjudged,)) == [Unknown(f"{base}.frames", say("findings.why-frames"))]
    assert asked(edits, (verdict_on("try", "test", "consultation", read),)) == []


def test_the_weightiest_come_first(asked: Make) -> None:
    """Decision, promises, people, outcomes, evidence, then the rest."""
    edits = {
        "activities[run].latitude": None,
        "claims[fit-warm].agreed_by": None,
        "outcomes[well].agreed_by": None,
        "actors[provider].kind": None,
        "activities[try].parts[test].promise": None,
        "decision_wanted.by_when": None,
    }
    assert [each.field for each in asked(edits)] == [
        "decision_wanted.by_when",
        "activities[try].parts[test].promise.level",
        "actors[provider].kind",
        "outcomes[well].agreed_by",
        "claims[fit-warm].agreed_by",
        "activities[run].latitude",
    ]


def test_every_field_a_verdict_needs_has_its_sentence() -> None:
    """So that no unknown goes without a reason."""
    assert all(say(f"findings.why-{name}") for name in JUDGED_BY)
