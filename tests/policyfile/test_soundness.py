"""References lead somewhere, ids stand once, nothing goes in circles, percentages are whole."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod_tools import policyfile
from coprod_tools.policy import Policy
from coprod_tools.policyfile.loops import loops
from coprod_tools.policyfile.pointers import Plan, plan_of
from coprod_tools.problems import Fault, InvalidInput

HEAD = "coprod: 1\nid: a\ntitle: A\n"
TWO = (
    HEAD
    + "actors:\n- {id: parents, label: P}\n- {id: ministry, label: M}\nproblem: {groups: [{id: babies, label: B}]}\n"
)


def faults_of(text: str) -> list[Fault]:
    """Return the faults of a policy's text; none when it is sound."""
    try:
        policyfile.from_text(text, "F")
    except InvalidInput as refusal:
        return list(refusal.faults)
    return []


def paths_of(text: str) -> list[str]:
    """Return the field paths of the faults."""
    return [fault.path for fault in faults_of(text)]


def kinds_in(plan: Plan, name: str = "") -> set[str]:
    """Return every field that points somewhere, with dots."""
    found = {name} if plan.kinds else set()
    for field, inner in plan.fields.items():
        found |= kinds_in(inner, f"{name}.{field}".strip("."))
    return found | (kinds_in(plan.item, name) if plan.item else set())


def test_fields_that_point_somewhere_are_found_through_lists_and_parts() -> None:
    """Some of each form: plain, in a list, in a part of a part, in the file's own word."""
    assert {
        "activities.lead",
        "activities.parts.frames",
        "activities.parts.agreed_by",
        "claims.from",
        "outcomes.groups",
        "standing.with",
        "power.decision_rights.from",
        "contributions.consent.by",
        "pilots.mainstreaming.funded_by",
        "treaty.asked_before.to",
        "problem.groups.segment_of",
        "activities.latitude.who",
        "exit.handover_to",
    } <= kinds_in(plan_of(Policy))


@pytest.mark.parametrize(
    ("lines", "paths"),
    [
        ("budgets: [{actor: nobody, money: 1}]", ["budgets[x.{}].actor"]),
        ("standing: {state: shared, with: [parents, nobody]}", ["standing.with[2]"]),
        (
            "power: {initiates: [babies], decision_rights: [{id: d, decision: x, from: babies}]}",
            ["power.decision_rights[d].from"],
        ),
        ("treaty: {who_decides_under_them: [iwi]}", ["treaty.who_decides_under_them[1]"]),
        ("exit: {handover_to: unknown}", []),
        ("exit: {handover_to: }", []),
        ("exit: {handover_to: ' parents '}", []),
        ("data_uses: [{id: d, what: x, whose: [unknown]}]", ["data_uses[d].whose[1]"]),
        (
            "activities: [{id: x, label: X, stage: 7}, {id: y, label: Y, stage: '10', needs: [x]}]",
            ["activities[y].stage"],
        ),
        ("pilots: [{id: p, label: P, claim: a.b}]", ["pilots[p].claim"]),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_by_its_path(lines: str, paths: list[str]) -> None:
    """Groups count where groups may stand, and `unknown` says that nobody knows yet."""
    found = paths_of(TWO + lines)
    assert len(found) == len(paths)
    for path, expected in zip(found, paths, strict=True):
        start, _, end = expected.partition("{}")
        assert path.startswith(start) and path.endswith(end)


def test_a_claim_may_end_at_an_output_by_its_own_name_or_its_activitys() -> None:
    """Where two activities have an output of one name, the plain name is refused."""
    text = (
        HEAD
        + "activities:\n"
        + "".join(
            f"- {{id: {name}, label: X, outputs: [{{id: book, label: B}}, {{id: only-{name}, label: O}}]}}\n"
            for name in "xy"
        )
    )
    claims = "claims:\n- {from: x, to: only-y}\n- {from: x, to: y/book}\n- {from: x, to: book}\n"
    (fault,) = faults_of(text + claims)
    assert (fault.path, fault.line) == ("claims[x.book].to", 10)
    assert "write activity/output" in fault.message


def test_made_ids_may_be_referred_to() -> None:
    """A pilot tests a claim that has no id of its own: its two ends name it."""
    text = HEAD + "outcomes: [{id: x, label: X}, {id: y, label: Y}]\nclaims: [{from: x, to: y}]\n"
    assert paths_of(text + "pilots: [{label: P, claim: x.y}]") == []


@pytest.mark.parametrize("choice", ["roamef", "{template: roamef}"])
def test_stages_are_those_of_the_lifecycle_the_policy_follows(choice: str) -> None:
    """ROAMEF begins with a rationale and has no mandate."""
    text = (
        HEAD
        + f"lifecycle: {choice}\nactivities:\n"
        + "- {id: x, label: X, stage: rationale}\n- {id: y, label: Y, stage: mandate}\n"
    )
    assert paths_of(text) == ["activities[y].stage"]


def test_own_stages_stand_for_default_ones_that_exist() -> None:
    """By id or by number."""
    text = (
        HEAD + "lifecycle:\n  stages:\n  - {id: talk, title: Talk, default: [problem, 2]}\n"
        "  - {id: do, title: Do, default: [delivry]}\n"
        "activities: [{id: x, label: X, stage: talk}, {id: y, label: Y, stage: delivery}]"
    )
    assert paths_of(text) == ["lifecycle.stages[do].default[1]"]
    assert paths_of(text.replace("delivry", "delivery")) == ["activities[y].stage"]


def test_faults_of_reference_are_told_beside_faults_of_shape() -> None:
    """One reading is enough to mend a file."""
    text = TWO + "activities:\n- {id: x, label: [], lead: parent}\n- {id: y, label: Y, needs: [z], unheard: 1}\n"
    assert paths_of(text) == [
        "activities[x].label",
        "activities[x].lead",
        "activities[y].needs[1]",
        "activities[y].unheard",
    ]


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({}, []),
        ({"a": ("b",), "b": ("c",)}, []),
        ({"a": ("a",)}, [("a", "a")]),
        ({"a": ("b",), "b": ("a",)}, [("a", "b", "a")]),
        ({"a": ("b", "d"), "b": ("c",), "c": ("a",), "d": ("a",)}, [("a", "d", "a")]),
        ({"a": ("b",), "b": ("a",), "c": ("d", "a"), "d": ("c",)}, [("a", "b", "a"), ("c", "d", "c")]),
    ],
)
def test_each_knot_is_told_by_one_shortest_loop(
    edges: dict[str, tuple[str, ...]], expected: list[tuple[str, ...]]
) -> None:
    """The expected loops were read off drawings."""
    assert list(loops(edges)) == expected


@given(
    st.dictionaries(st.integers(0, 6).map(str), st.lists(st.integers(0, 6).map(str), max_size=3).map(tuple), max_size=7)
)
def test_a_loop_is_found_exactly_where_one_is(edges: dict[str, tuple[str, ...]]) -> None:
    """Against brute force: a thing stands in a knot when it reaches itself."""
    reach = {name: set(targets) for name, targets in edges.items()}
    for _ in range(8):
        reach = {name: seen | set(itertools.chain(*(reach.get(n, ()) for n in seen))) for name, seen in reach.items()}
    found = list(loops(edges))
    knots = {frozenset({n, *(m for m in reach[n] if n in reach.get(m, ()))}) for n in reach if n in reach[n]}
    assert len(found) == len(knots)
    for loop in found:
        assert loop[0] == loop[-1]
        assert all(after in edges[before] for before, after in itertools.pairwise(loop))
        assert any(set(loop) <= knot for knot in knots)


def test_ten_thousand_activities_in_one_long_circle_are_one_fault() -> None:
    """No recursion, and no listing of all loops."""
    edges = {str(n): (str((n + 1) % 10_000),) for n in range(10_000)}
    (loop,) = loops(edges)
    assert len(loop) == 10_001


@pytest.mark.parametrize("unit", ["percent", "%", "per cent", "Percent"])
@pytest.mark.parametrize(
    ("value", "faulty"),
    [
        ("40", True),
        ("{mid: 40}", True),
        ("{numerator: 4, denominator: 10}", False),
        ("unknown", False),
        ("", False),
    ],
)
def test_a_percentage_needs_its_two_numbers(unit: str, value: str, faulty: bool) -> None:
    """In baseline, target and actual values alike."""
    text = (
        HEAD + f"indicators:\n- id: i\n  label: I\n  unit: '{unit}'\n  baseline: {value}\n"
        f"  actuals: [{{id: one, value: {value}}}]"
    )
    assert paths_of(text) == (["indicators[i].baseline", "indicators[i].actuals[one].value"] if faulty else [])


def test_a_number_that_is_no_percentage_needs_one_number() -> None:
    """The value's own unit goes before the indicator's."""
    text = HEAD + "indicators:\n- {id: i, label: I, unit: people, baseline: 4, target: {mid: 5, unit: percent}}\n"
    assert paths_of(text) == ["indicators[i].target"]


@pytest.mark.parametrize(
    ("lines", "path"),
    [
        ("budgets: [{id: b, money: 1, start: 2026, end: 2025-12}]", "budgets[b].end"),
        ("activities: [{id: x, label: X, start: 2026-02, finish: 2026-01-31}]", "activities[x].finish"),
        (
            "contributions: [{id: c, actor: parents, consent: {on: 2026, expires: 2025}}]",
            "contributions[c].consent.expires",
        ),
        (
            "indicators: [{id: i, label: I, actuals: [{id: p, period: 2026, period_end: 2025}]}]",
            "indicators[i].actuals[p].period_end",
        ),
    ],
)
def test_an_end_before_its_start_is_told_at_the_end(lines: str, path: str) -> None:
    """Only where no reading of the two dates is in order: 2026 may begin after 2026-01."""
    assert paths_of(TWO + lines) == [path]
    assert paths_of(TWO + lines.replace("2025-12", "2026-01").replace("2025", "2026").replace("01-31", "02")) == []
