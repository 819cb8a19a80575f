"""The worked policies get the verdicts, findings and advice that were written down by reasoning before the code ran."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coprod_tools import assess, build_chain, read
from coprod_tools.assessment import Assessment
from coprod_tools.lifecycle import lifecycle_of

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "worked"
NAMES = sorted(path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json"))
# At most so many findings of a worked policy may stand beyond those expected.
FALSE_ALARMS = 1


def expected(name: str) -> dict[str, Any]:
    """What was expected of a worked policy."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))
    return found


@cache
def marked(name: str) -> Assessment:
    """The worked policy's marks."""
    policy = read(f"worked:{name}")
    return assess(build_chain(policy, lifecycle_of(policy.lifecycle)))


def agree(expected_where: str, found_where: str) -> bool:
    """Whether a finding stands at the expected place, or at the field in it that decides."""
    return found_where == expected_where or found_where.startswith((f"{expected_where}.", f"{expected_where}["))


@pytest.mark.parametrize("name", NAMES)
def test_every_part_gets_the_expected_verdict(name: str) -> None:
    """Each part that the policy states is judged as an expert would judge it."""
    found = {(cell.actor, cell.activity, cell.co): cell.verdict for cell in marked(name).cells}
    wrong = [
        (
            row["actor"],
            row["activity"],
            row["co"],
            row["verdict"],
            found.get((row["actor"], row["activity"], row["co"])),
        )
        for row in expected(name)["verdicts"]
        if found.get((row["actor"], row["activity"], row["co"])) != row["verdict"]
    ]
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_every_expected_finding_is_found(name: str) -> None:
    """No weakness that an expert saw is missed."""
    found = [(finding.rule, finding.where) for finding in marked(name).findings]
    missed = [
        (row["rule"], row["where"])
        for row in expected(name)["findings"]
        if not any(rule == row["rule"] and agree(row["where"], where) for rule, where in found)
    ]
    assert missed == []


@pytest.mark.parametrize("name", NAMES)
def test_hardly_anything_else_is_found(name: str) -> None:
    """At most one finding stands that no expert expected."""
    rows = expected(name)["findings"]
    extra = [
        (finding.rule, finding.where)
        for finding in marked(name).findings
        if not any(finding.rule == row["rule"] and agree(row["where"], finding.where) for row in rows)
    ]
    assert len(extra) <= FALSE_ALARMS, extra


@pytest.mark.parametrize("name", NAMES)
def test_stages_get_the_expected_advice(name: str) -> None:
    """Where an expert would be firm about a stage, the advice is the same, or another an expert would accept."""
    found = {each.stage: each.advice for each in marked(name).stage_advice}
    wrong = [
        (row["stage"], row["advice"], found.get(row["stage"]))
        for row in expected(name)["advice"]
        if found.get(row["stage"])
        not in {row["advice"], *([row["or"]] if isinstance(row.get("or"), str) else row.get("or", []))}
    ]
    assert wrong == []


def test_nothing_of_new_zealand_speaks_in_england() -> None:
    """The Treaty rules are silent in an English policy, and its Crown-Māori box is empty."""
    assert not [finding for finding in marked("england-village-agents").findings if finding.group == "treaty"]


def test_what_people_do_by_themselves_is_left_to_them() -> None:
    """A community-led initiative gets no opportunity for government, and no advice to start anything."""
    found = marked("community-led-initiative")
    assert found.opportunities == ()
    assert {each.advice for each in found.stage_advice} <= {"keep", "not-here", None}
