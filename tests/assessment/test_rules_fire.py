"""Every rule fires where its sentence says, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from coprod_tools.assessment.marks import Cell, Finding
from coprod_tools.assessment.register import REGISTER
from coprod_tools.knowledge import Knowledge

CASES = yaml.safe_load((Path(__file__).parent / "rule_cases.yaml").read_text(encoding="utf-8"))
FIRES = [(name, case) for name, cases in CASES["fires"].items() for case in cases]
SILENT = [(name, edits) for name, cases in CASES["silent"].items() for edits in cases]
Find = Callable[..., tuple[Finding, ...]]


def _named(cases: list[tuple[str, Any]]) -> list[str]:
    return [f"{name}-{number}" for number, (name, _) in enumerate(cases)]


def test_a_sound_policy_has_no_findings(find: Find) -> None:
    """Every question is answered in it, so no rule may speak."""
    assert [(found.id, found.message) for found in find({})] == []


def test_every_rule_of_the_catalogue_is_registered_and_tried(knowledge: Knowledge) -> None:
    """The catalogue, the register and the cases name the same rules."""
    assert set(knowledge.rules) == set(REGISTER) == set(CASES["fires"])


@pytest.mark.parametrize(("rule", "case"), FIRES, ids=_named(FIRES))
def test_it_fires_where_it_should(rule: str, case: dict[str, Any], find: Find, verdict_on: Callable[..., Cell]) -> None:
    """One change to a sound policy, one place where the rule speaks."""
    cells = (verdict_on(*case["verdict"]),) if "verdict" in case else ()
    found = [each for each in find({**case["set"], **case.get("also", {})}, cells) if each.rule == rule]
    assert case["where"] in [each.where for each in found]
    assert len({each.where for each in found}) == len(found)


@pytest.mark.parametrize(("rule", "edits"), SILENT, ids=_named(SILENT))
def test_it_is_silent_where_it_should_be(rule: str, edits: dict[str, Any], find: Find) -> None:
    """A near miss is no finding."""
    assert [each.message for each in find(edits) if each.rule == rule] == []


@pytest.mark.parametrize("rule", ["promise-unanswered", "consent-gone", "waiver-expired"])
def test_without_a_day_nothing_that_ages_is_judged(rule: str, find: Find) -> None:
    """The first case of each that rests on the day is silent when no day is given."""
    ageing = {
        "promise-unanswered": {"activities[frame].parts[say].result_used": "no"},
        "consent-gone": {"contributions[evenings].consent.expires": "2025"},
        "waiver-expired": {"waivers": [{"id": "w", "rule": "no-fallback", "reason": "r", "by": "b", "until": "2020"}]},
    }
    assert rule in {each.rule for each in find(ageing[rule])}
    assert rule not in {each.rule for each in find(ageing[rule], as_at=None)}


def test_a_rule_of_one_jurisdiction_is_silent_in_another(find: Find) -> None:
    """In England nobody is asked about te Tiriti; in New Zealand the letter case of the code does not matter."""
    assert {each.rule for each in find({"treaty": None, "jurisdiction": "england"})} == set()
    assert {each.rule for each in find({"treaty": None, "jurisdiction": "NZ"})} == {"treaty-not-considered"}


def test_an_actor_without_kind_is_asked_about_and_not_judged(find: Find) -> None:
    """Nobody knows whether the decision went outside government, so nothing is claimed about it."""
    edits = {"actors[tenants].kind": None, "power.decision_rights[order].until": None}
    assert {each.rule for each in find(edits)} == {"actor-without-kind"}


def test_two_gaps_in_one_thing_are_one_finding_that_names_both(find: Find) -> None:
    """The finding stands at the first gap, and its detail lists them."""
    (found,) = find({"decision_wanted.who": None, "decision_wanted.by_when": None})
    assert found.where == "decision_wanted.who"
    assert found.message.endswith("Missing: who, by when.")


def test_an_own_stage_is_judged_as_the_default_stages_it_stands_for(find: Find) -> None:
    """A team's own `doing` stands for service design and delivery, so both kinds of rule speak there."""
    stages = [
        {"id": name, "title": name, "default": default}
        for name, default in (
            ("problem", ["1"]), ("options", ["3"]), ("decision", ["4"]), ("service-design", ["6"]),
            ("doing", ["6", "7"]), ("assessment", ["8"]),
        )
    ]  # fmt: skip
    edits = {"lifecycle": {"stages": stages}, "activities[run].stage": "doing", "activities[run].stop_signal": None}
    assert find(edits) == ()
    found = find({**edits, "activities[run].latitude": None, "safeguards[falls].stop_rule": None})
    assert {each.rule for each in found} == {"latitude-not-said", "no-stop-signal", "safeguard-incomplete"}
    assert {each.stage for each in found} == {"doing", None}
