"""What is controlled and counted beside what creates value; reporting and its rules."""

from __future__ import annotations

from typing import Any

from coprod_tools.accountability.control_and_value import ControlAndValue, control_and_value
from coprod_tools.chain import build_chain
from coprod_tools.policy import Policy


def view(**more: Any) -> ControlAndValue:
    """Return the view of a small policy: one activity with one output that reaches one of two outcomes."""
    whole = {
        "coprod": 1,
        "id": "p",
        "title": "P",
        "currency": "NZD",
        "actors": [
            {"id": "agency", "label": "Agency", "kind": "agency"},
            {"id": "club", "label": "Club", "kind": "community"},
        ],
        "outcomes": [{"id": "near", "label": "Near"}, {"id": "far", "label": "Far"}],
        "activities": [
            {
                "id": "do",
                "label": "Do",
                "outcomes": ["near"],
                "cost": 100,
                "outputs": [{"id": "kits", "label": "Kits", "quantity": {"mid": 30, "unit": "kits"}}],
                "parts": [{"actor": "club", "co": "deliver", "hours_asked": 40}],
            },
            {"id": "aside", "label": "Aside", "cost": {"amount": 5, "currency": "AUD"}},
        ],
    }
    return control_and_value(build_chain(Policy.model_validate({**whole, **more})))


def report(**fields: Any) -> dict[str, Any]:
    """Return a report that the club writes to the agency."""
    return {"actor": "club", "to": "agency", "what": "Who came", **fields}


def test_each_outcome_has_what_is_counted_on_its_way() -> None:
    """Near has the cost and the output of what reaches it; Far has nothing; money keeps its currency."""
    found = view()
    near, far = found.outcomes
    assert near.on_its_way == ("activities[do].cost", "activities[do].outputs[kits]")
    assert far.on_its_way == ()
    assert {each.id: each.unit for each in found.counted} == {
        "activities[do].cost": "NZD",
        "activities[do].outputs[kits]": "kits",
        "activities[aside].cost": "AUD",
    }


def test_an_outcome_that_nothing_counts_is_a_named_gap() -> None:
    """Both outcomes lack an indicator; one with an indicator has none."""
    assert [each.gap is not None for each in view().outcomes] == [True, True]
    indicators = [
        {"id": "i", "label": "I", "outcome": "near", "question": "better"},
        {"id": "k", "label": "Kits handed out", "output": "kits"},
        {"id": "n", "label": "Neither"},
    ]
    found = view(indicators=indicators)
    assert [each.gap is not None for each in found.outcomes] == [False, True]
    assert [each.id for each in found.outcomes[0].scores] == ["score:better:i"]
    kits = next(each for each in found.counted if each.kind == "output-indicator")
    assert (kits.id, kits.activity) == ("indicators[k]", "do")
    assert kits.id in found.outcomes[0].on_its_way
    assert any("Neither" in note for note in found.notes)


def test_money_told_in_three_places_is_never_added() -> None:
    """A budget, a ledger line and a cost may be the same money; each stands by itself with its kind."""
    budgets = [{"id": "b", "actor": "agency", "activity": "do", "money": 100}]
    money = [{"id": "m", "actor": "agency", "activity": "do", "kind": "money", "unit_value": 100}]
    found = view(budgets=budgets, contributions=money)
    assert [each.kind for each in found.counted if each.unit == "NZD"] == ["budget", "money", "cost"]


def test_reporting_hours_stand_beside_the_hours_of_work() -> None:
    """12 and 8 hours a year beside 40 of work; a third does not say; two listed against four that are said."""
    reports = [report(hours=12), report(to=None, id="r2", hours={"mid": 8, "unit": "hours a year"}), report(id="r3")]
    actors = [
        {"id": "agency", "label": "Agency", "kind": "agency"},
        {"id": "club", "label": "Club", "kind": "community", "reports_asked": 4},
    ]
    (club,) = view(reporting=reports, actors=actors).reporting
    assert (club.reports, club.said, club.hours.mid, club.unsaid) == (3, 4, 20, 1)
    assert club.work is not None
    assert club.work.mid == 40
    assert len(club.notes) == 2


def test_hours_in_an_unknown_unit_are_not_hours() -> None:
    """Three moons are kept out of the sum and counted as unsaid."""
    (club,) = view(reporting=[report(hours={"mid": 3, "unit": "moons"})]).reporting
    assert (club.hours.mid, club.unsaid) == (0, 1)


def test_rules_are_put_up_as_questions() -> None:
    """Dropped, joined, used for nothing, and nobody says; a report that is used and kept is not asked about."""
    reports = [
        report(id="a", verdict="drop", used_for="Payment"),
        report(id="b", verdict="join"),
        report(id="c", used_for="Nothing."),
        report(id="d"),
        report(id="e", verdict="keep", used_for="The rule that decides"),
    ]
    found = view(reporting=reports).rules
    assert [(each.id, each.why) for each in found] == [
        ("a", "drop"),
        ("b", "join"),
        ("c", "used-for-nothing"),
        ("d", "use-not-said"),
    ]
    assert all(each.question.endswith("?") for each in found)
