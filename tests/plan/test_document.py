"""The plan document: its published schema, its bytes, and what it promises of unknowns and owners."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coprod_tools import assess, build_chain, draw_up, read
from coprod_tools.assessment.standing import Standing
from coprod_tools.knowledge import load_knowledge
from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.plan.schema import schema, text
from coprod_tools.policyfile import worked

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(worked())
# DESIGN: every key of section 8 is there from the start.
KEYS = {
    "schema", "policy", "first_screen", "stages", "findings", "actions", "cause_effect", "pilots", "accountability",
    "investment", "capability", "unknowns", "record",
}  # fmt: skip
FIRST_SCREEN = {
    "decision_wanted", "fixed", "open", "promises", "real", "claimed", "unknown", "crown_maori", "missing_people",
    "asks", "decisive_link", "not_here", "in_the_way", "this_week",
}  # fmt: skip


@cache
def plan_of(name: str) -> dict[str, Any]:
    """The plan of a worked policy as plain values."""
    policy = read(f"worked:{name}")
    return draw_up(assess(build_chain(policy, lifecycle_of(policy.lifecycle)))).as_json()


def test_the_published_schema_is_current() -> None:
    """`make schema` was run after the last change of the document."""
    assert (ROOT / "templates" / "plan.schema.json").read_text(encoding="utf-8") == text()


@pytest.mark.parametrize("name", NAMES)
def test_every_plan_is_valid_and_has_every_key(name: str) -> None:
    """The plan keeps its own schema, and no key of the design is missing."""
    plan = plan_of(name)
    jsonschema.Draft202012Validator(schema()).validate(plan)
    assert set(plan) >= KEYS
    assert set(plan["first_screen"]) >= FIRST_SCREEN


@pytest.mark.parametrize("name", NAMES)
def test_the_first_screen_has_at_most_three_of_each(name: str) -> None:
    """One page: no list of it is longer than three."""
    lists = [value for value in plan_of(name)["first_screen"].values() if isinstance(value, list)]
    assert lists and all(len(each) <= 3 for each in lists)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_outside_government_owns_what_it_has_not_agreed_to(name: str) -> None:
    """An action led from outside has an owner only once the lead agreed, with a date; till then it says whom to ask."""
    policy = read(f"worked:{name}")
    standing = Standing(policy, load_knowledge())
    activities = {f"action:activity:{activity.key}": activity for activity in policy.activities or ()}
    for action in plan_of(name)["actions"]:
        activity = activities.get(action["id"])
        assert action["owner"] is not None or action["to_ask"] is not None
        if activity is not None and activity.lead and not standing.is_public_body(activity.lead):
            agreed = [p for p in activity.parts or () if p.actor == p.agreed_by == activity.lead and p.agreed_on]
            assert (action["owner"] is not None) == bool(agreed)


@pytest.mark.parametrize("name", NAMES)
def test_ids_of_marks_are_unique_within_the_plan(name: str) -> None:
    """An id names one thing, so that comments and decisions can be bound to it."""
    plan = plan_of(name)
    ids = [each["id"] for key in ("findings", "actions") for each in plan[key]]
    ids += [
        each["id"] for stage in plan["stages"] for key in ("cells", "opportunities", "barriers") for each in stage[key]
    ]
    assert len(ids) == len(set(ids))


def test_an_absent_date_is_named_and_nothing_that_ages_is_judged() -> None:
    """`nearly-empty` has no as_at: `unknowns` says so."""
    assert "as_at" in {row["field"] for row in plan_of("nearly-empty")["unknowns"]}


def test_each_question_has_an_indicator_or_a_named_gap() -> None:
    """The three questions are all in the scorecard of a policy without indicators, each with its gap named."""
    card = plan_of("nearly-empty")["accountability"]["scorecard"]
    assert {row["question"] for row in card} == {"better", "feel", "public-value"}
    assert all(row["indicator"] is None and row["gap"] and row["state"] == "unknown" for row in card)


def test_the_same_policy_gives_the_same_bytes_under_every_hash_seed() -> None:
    """Two processes with different hash seeds write the same plan."""
    script = (
        "from coprod_tools import *\nfrom coprod_tools.plan import dumps\nimport hashlib\n"
        f"for name in {NAMES!r}:\n"
        "    print(hashlib.sha256(dumps(draw_up(assess(build_chain(read('worked:' + name))))).encode()).hexdigest())\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(seen) == 1


def test_reordering_the_lists_of_a_policy_moves_no_mark() -> None:
    """Marks keep their ids and states when actors, activities, parts, claims and outcomes stand in another order."""
    from coprod_tools.policy import Policy
    from tests.assessment.changes import raw_of

    raw = raw_of(ROOT / "templates" / "worked" / "regulation-with-industry.yaml")
    turned = {
        key: list(reversed(value)) if isinstance(value, list) and key not in ("fixed", "open") else value
        for key, value in raw.items()
    }
    turned["activities"] = [{**each, "parts": list(reversed(each.get("parts", [])))} for each in turned["activities"]]

    def marks(policy: Policy) -> dict[str, Any]:
        found = assess(build_chain(policy, lifecycle_of(policy.lifecycle)))
        cells = {cell.id: (cell.verdict, cell.advice) for cell in found.cells}
        return (
            cells
            | {f.id: f.severity for f in found.findings}
            | {o.id: (o.rank, o.score, o.stability) for o in found.opportunities}
        )

    assert marks(Policy.model_validate(raw)) == marks(Policy.model_validate(turned))
