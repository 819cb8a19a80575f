"""A roll-out waits for its test and the test's rule, never for the mere date of a decision."""

from __future__ import annotations

from pathlib import Path

from coprod_tools import assess, build_chain, draw_up, read

POLICY = """\
coprod: 1
id: gated
title: A class in every street (made up)
as_at: 2026-06-01
actors:
  - {id: agency, label: Health agency, kind: agency}
activities:
  - {id: try, label: Try it in three streets, stage: service-design, lead: agency, finish: 2026-09-30}
  - {id: everywhere, label: Classes in every street, stage: delivery, lead: agency}
  - {id: right, label: A right to a rail, stage: delivery, lead: agency}
pilots:
  - id: streets
    label: Three streets
    activity: try
    gates: [everywhere]
    decision_rule: Go on when 24 of 40 still come after twelve weeks
    decide_by: 2026-10-31
    result: 26 of 40 came
    measured: {held: 26, of: 40}
  - id: staged
    label: The right starts in stages
    gates: [right]
    alternative: {why_not: A right is not tried on some, sunset: 2028-12-31, review_clause: A review after a year}
"""


def test_the_roll_out_waits_for_the_tests_rule(tmp_path: Path) -> None:
    """By hand: the action needs the decision, starts after it, and its gate names test and rule."""
    path = tmp_path / "gated.yaml"
    path.write_text(POLICY, encoding="utf-8")
    plan = draw_up(assess(build_chain(read(path))))
    rows = {row.id: row for row in plan.actions}
    out = rows["action:activity:everywhere"]
    assert "action:pilot:streets" in out.needs
    assert out.gate == (
        "waits for the test “Three streets” and its rule: Go on when 24 of 40 still come after twelve weeks"
    )
    assert out.start is not None
    assert out.start > "2026-10"


def test_a_roll_out_planned_before_the_decision_is_told_so(tmp_path: Path) -> None:
    """The date of the policy stands, and the gate says what is wrong with it."""
    path = tmp_path / "gated.yaml"
    early = "Classes in every street, stage: delivery, lead: agency, start: 2026-08-01}"
    path.write_text(POLICY.replace("Classes in every street, stage: delivery, lead: agency}", early), encoding="utf-8")
    rows = {row.id: row for row in draw_up(assess(build_chain(read(path)))).actions}
    gate = rows["action:activity:everywhere"].gate
    assert gate is not None
    assert gate.endswith("but it is planned to start on 2026-08-01, before the decision of 2026-10-31")


def test_what_cannot_be_tried_on_some_starts_in_stages(tmp_path: Path) -> None:
    """The gate says what stands in the test's place."""
    path = tmp_path / "gated.yaml"
    path.write_text(POLICY, encoding="utf-8")
    plan = draw_up(assess(build_chain(read(path))))
    rows = {row.id: row for row in plan.actions}
    assert rows["action:activity:right"].gate == "not piloted; instead: A review after a year, 2028-12-31"
    assert not any(row.id == "action:pilot:staged" for row in plan.actions)


def test_a_measured_result_stands_with_its_test(tmp_path: Path) -> None:
    """Counts as they were measured."""
    path = tmp_path / "gated.yaml"
    path.write_text(POLICY, encoding="utf-8")
    plan = draw_up(assess(build_chain(read(path)))).as_json()
    (streets,) = [row for row in plan["pilots"] if row["id"] == "streets"]
    assert streets["measured"] == {
        "held": 26,
        "of": 40,
        "effect": None,
        "standard_error": None,
        "on": None,
        "source": None,
    }
