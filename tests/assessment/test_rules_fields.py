"""A finding names every field that can change it: shown by changing others, and by changing those back."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from coprod_tools.assessment.barriers import GATHERED_FROM
from coprod_tools.assessment.marks import Cell, Finding
from coprod_tools.assessment.paths import Lookup, identity, segments
from coprod_tools.knowledge import Knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.care import Safeguard

CASES = yaml.safe_load((Path(__file__).parent / "rule_cases.yaml").read_text(encoding="utf-8"))
FIRES = [(name, case) for name, cases in CASES["fires"].items() for case in cases]
EDITS = [case["set"] for _, case in FIRES if "verdict" not in case] + [
    edits for cases in CASES["silent"].values() for edits in cases
]
NAMED = [f"{name}-{number}" for number, (name, _) in enumerate(FIRES)]
EACH_TRIED_AGAINST = 3
Find = Callable[..., tuple[Finding, ...]]
VerdictOn = Callable[..., Cell]
Case = dict[str, Any]


def covered(path: str, fields: tuple[str, ...]) -> bool:
    """Tell whether a change at `path` changes a named field: it is one, lies within one, or holds one."""
    return any(
        path == field or path.startswith((f"{field}.", f"{field}[")) or field.startswith((f"{path}.", f"{path}["))
        for field in fields
    )


def found_by(find: Find, rule: str, case: Case, edits: Case, verdict_on: VerdictOn) -> Finding | None:
    """Return the finding of a case after its edits, or None."""
    cells = (verdict_on(*case["verdict"]),) if "verdict" in case else ()
    return next((each for each in find(edits, cells) if each.rule == rule and each.where == case["where"]), None)


@pytest.mark.parametrize(("rule", "case"), FIRES, ids=NAMED)
def test_changing_named_fields_back_removes_it(rule: str, case: Case, find: Find, verdict_on: VerdictOn) -> None:
    """Of the changes that made it fire, those at fields it names suffice: without them it is gone."""
    whole = {**case["set"], **case.get("also", {})}
    finding = found_by(find, rule, case, whole, verdict_on)
    assert finding is not None
    if "verdict" not in case:
        rest = {path: value for path, value in whole.items() if not covered(path, finding.reasons[0].fields)}
        assert len(rest) < len(whole)
        with contextlib.suppress(ValueError):  # without the named changes the rest may be no policy
            assert found_by(find, rule, case, rest, verdict_on) != finding


@pytest.mark.parametrize(("rule", "case"), FIRES, ids=NAMED)
def test_changing_other_fields_leaves_it_as_it_was(rule: str, case: Case, find: Find, verdict_on: VerdictOn) -> None:
    """Changes elsewhere, borrowed from other cases, neither remove it nor touch its words or severity."""
    whole = {**case["set"], **case.get("also", {})}
    before = found_by(find, rule, case, whole, verdict_on)
    assert before is not None
    fields = (*before.reasons[0].fields, *whole)
    others = [edits for edits in EDITS if edits and not any(covered(path, fields) for path in edits)]
    start = FIRES.index((rule, case)) * 7 % max(len(others), 1)
    for edits in itertools.islice(itertools.chain(others[start:], others[:start]), EACH_TRIED_AGAINST):
        after = found_by(find, rule, case, {**whole, **edits}, verdict_on)
        assert after == before, edits


def test_every_field_named_is_one_a_file_can_have(find: Find, verdict_on: VerdictOn) -> None:
    """Each step of each path is a field of the policy model."""
    for rule, case in FIRES:
        finding = found_by(find, rule, case, {**case["set"], **case.get("also", {})}, verdict_on)
        assert finding is not None
        for path in finding.reasons[0].fields:
            if not path.startswith("indicators."):
                _walk(path)


def _walk(path: str) -> None:
    model: Any = Policy
    for name, key in segments(path):
        fields = {field.alias or own: field for own, field in model.model_fields.items()}
        assert name in fields, path
        model = _inner(fields[name].annotation)
        assert key is None or model is not None, path


def _inner(annotation: Any) -> Any:
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return annotation
    parts = (_inner(each) for each in getattr(annotation, "__args__", ()))
    return next((each for each in parts if each is not None), None)


def test_a_barrier_is_gathered_from_all_its_rules_read(find: Find, knowledge: Knowledge, verdict_on: VerdictOn) -> None:
    """What any rule of a barrier names lies in the parts of the policy that the barrier says it is gathered from."""
    for rule, case in FIRES:
        barrier = knowledge.rules[rule].barrier
        finding = found_by(find, rule, case, {**case["set"], **case.get("also", {})}, verdict_on)
        if barrier and finding:
            roots = {segments(path)[0][0] for path in finding.reasons[0].fields}
            assert roots <= {*GATHERED_FROM[barrier]}, rule
    assert set(GATHERED_FROM) == set(knowledge.barriers)


def test_ids_do_not_depend_on_the_order_of_lists(find: Find, sound: dict[str, Any]) -> None:
    """Turning the list of activities, parts and claims round changes no id."""
    edits: dict[str, Any] = {"activities[run].fallback": None, "claims[fit-warm].evidence": None, "capabilities": None}
    turned = {name: sound[name][::-1] for name in ("activities", "claims", "actors", "outcomes", "indicators")}
    assert [each.id for each in find(edits)] == [each.id for each in find({**turned, **edits})]


def test_an_item_without_an_id_is_known_by_its_content() -> None:
    """An id made of the whole content changes with every field, so the item itself is named."""
    policy = Policy.model_validate({"coprod": "1", "id": "p", "title": "P", "safeguards": [{"risk": "Falls"}]})
    (safeguard,) = policy.safeguards or ()
    assert identity("safeguards", safeguard) == (f"safeguards[{safeguard.key}]",)
    assert identity("safeguards", Safeguard.model_validate({"id": "s", "risk": "Falls"})) == ()
    assert Lookup(policy).value(f"safeguards[{safeguard.key}].risk") == "Falls"


def test_a_path_reads_ids_that_hold_brackets_and_dots() -> None:
    """A waiver without id is named after the place it waives."""
    path = "waivers[no-fallback.activities[run].fallback].until"
    assert segments(path) == [("waivers", "no-fallback.activities[run].fallback"), ("until", None)]
