"""Many answer for an outcome, one for a service; duties that stay and harms have a holder or a named gap."""

from __future__ import annotations

from typing import Any

import pytest

from coprod_tools.accountability.duties import Duties, duties_of
from coprod_tools.accountability.duty_rows import DutyRow
from coprod_tools.policy import Policy

ACTORS = [
    {"id": "agency", "label": "Agency", "kind": "agency"},
    {"id": "clinic", "label": "Clinic", "kind": "provider"},
    {"id": "walkers", "label": "Walkers", "kind": "community"},
    {"id": "somebody", "label": "Somebody"},
]


def duties(**more: Any) -> Duties:
    """Return the duties of a small policy: a plan, and a walk that needs it and leads to an outcome; an idle visit."""
    activities = [
        {"id": "plan", "label": "Plan", "lead": "agency"},
        {"id": "walk", "label": "Walk", "lead": "walkers", "needs": ["plan"], "outcomes": ["fit"]},
        {"id": "visit", "label": "Visit", "lead": "clinic"},
    ]
    outcome = {"id": "fit", "label": "People are fit", "answers_for": ["agency", "walkers"]}
    whole: dict[str, Any] = {"coprod": 1, "id": "p", "title": "P", "actors": ACTORS, "activities": activities}
    return duties_of(Policy.model_validate({**whole, "outcomes": [outcome], **more}))


def duty(**fields: Any) -> DutyRow:
    """Return the row of one statutory duty."""
    walk = {"id": "walk", "label": "Walk", "statutory_duty": "Act 1, section 2", **fields}
    (found,) = duties(activities=[walk]).of_kind("statutory-duty")
    return found


def test_many_answer_for_an_outcome_and_one_for_each_service() -> None:
    found = duties()
    (population,) = found.of_kind("population")
    assert (population.held_by, population.gaps) == (("agency", "walkers"), ())
    services = {row.activity: row.held_by for row in found.of_kind("performance")}
    assert services == {"plan": ("agency",), "walk": ("walkers",), "visit": ("clinic",)}


def test_the_same_harm_in_two_activities_says_in_which() -> None:
    """Two rows of the same words would not tell who answers where; one alone needs no more words."""
    falls = [{"id": name, "risk": "A fall", "activity": name} for name in ("walk", "visit")]
    told = [row.text for row in duties(safeguards=falls).of_kind("harm")]
    assert told[:2] == ["A fall (Walk)", "A fall (Visit)"]
    assert duties(safeguards=falls[:1]).of_kind("harm")[0].text == "A fall"


def test_an_outcome_that_one_or_nobody_answers_for_is_a_gap() -> None:
    (alone,) = duties(outcomes=[{"id": "fit", "label": "Fit", "answers_for": ["agency"]}]).of_kind("population")
    assert "Only Agency is named" in alone.gaps[0]
    (nobody,) = duties(outcomes=[{"id": "fit", "label": "Fit"}]).of_kind("population")
    assert nobody.held_by == ()
    assert "Nobody is named who answers" in nobody.gaps[0]


def test_a_service_without_a_lead_is_a_gap() -> None:
    found = duties(activities=[{"id": "walk", "label": "Walk", "outcomes": ["fit"]}])
    assert "Nobody is named as lead of “Walk”." in found.of_kind("performance")[0].gaps[0]
    assert any("lead of “Walk”" in gap for gap in found.tables[0].gaps)


def test_a_duty_that_a_public_body_holds_and_keeps_has_no_gap() -> None:
    row = duty(lead="agency", delegable="no")
    assert (row.id, row.held_by, row.stays, row.gaps) == ("duty:walk", ("agency",), True, ())


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"lead": "agency"}, "Whether it can be handed on is not said"),
        ({"lead": "agency", "delegable": "unknown"}, "Whether it can be handed on is not said"),
        ({"delegable": "no"}, "nobody is named who holds it"),
        ({"lead": "walkers", "delegable": "no"}, "a public body still holds it"),
        ({"lead": "somebody", "delegable": "no"}, "Whether Somebody is a public body is not said"),
        ({"lead": "clinic", "delegable": "yes"}, "What happens when they can't do it"),
    ],
)
def test_what_is_missing_about_a_duty_by_law_is_named(fields: dict[str, Any], words: str) -> None:
    assert len(duty(**fields).gaps) == 1
    assert words in duty(**fields).gaps[0]


def test_a_duty_may_be_handed_on_where_the_law_says_so_and_a_fallback_stands() -> None:
    row = duty(lead="clinic", delegable="yes", fallback="The agency does it")
    assert (row.gaps, row.stays) == ((), False)
    assert duty(lead="agency", delegable="unknown").stays is None


def test_who_answers_for_harm_comes_from_power_and_from_each_safeguard() -> None:
    guards = [
        {"id": "fall", "risk": "A fall", "activity": "walk", "answers_for_harm": ["clinic"]},
        {"id": "data", "risk": "A leak"},
    ]
    found = duties(safeguards=guards, power={"answers_for_harm": ["agency"]})
    rows = {row.id: row for row in found.of_kind("harm")}
    assert rows["duty:harm"].held_by == ("agency", "clinic")
    assert rows["duty:harm:fall"].held_by == ("clinic",)
    assert (rows["duty:harm:data"].held_by, rows["duty:harm:data"].overall) == (("agency",), True)
    assert not any(row.gaps for row in rows.values())


def test_harm_that_nobody_or_only_volunteers_answer_for_is_a_gap() -> None:
    assert "Nobody is named who answers if harm happens." in duties().gaps
    found = duties(safeguards=[{"id": "fall", "risk": "A fall"}])
    assert "Nobody is named who answers if this harm happens: A fall." in found.gaps
    alone = duties(power={"answers_for_harm": ["walkers"]}).of_kind("harm")[-1]
    assert "can't be left with that alone" in alone.gaps[0]
    assert "kind is not said" in duties(power={"answers_for_harm": ["somebody"]}).of_kind("harm")[-1].gaps[0]
    assert duties(power={"answers_for_harm": ["walkers", "clinic"]}).of_kind("harm")[-1].gaps == ()


def test_one_table_per_outcome_holds_what_leads_there_and_nothing_else() -> None:
    guards = [
        {"id": "fall", "risk": "A fall", "activity": "walk"},
        {"id": "wait", "risk": "A wait", "activity": "visit"},
        {"id": "data", "risk": "A leak"},
    ]
    (table,) = duties(safeguards=guards).tables
    assert [row.id for row in table.rows] == [
        "duty:outcome:fit", "duty:service:plan", "duty:service:walk", "duty:harm:fall", "duty:harm:data", "duty:harm"
    ]  # fmt: skip
    assert table.activities == ("plan", "walk")


def test_an_outcome_nothing_leads_to_and_nothing_measures_says_so() -> None:
    outcomes = [{"id": "fit", "label": "Fit", "answers_for": ["agency", "walkers"]}, {"id": "calm", "label": "Calm"}]
    calm = duties(outcomes=outcomes).tables[1]
    assert any("Nothing in the chain leads to the outcome “Calm”" in gap for gap in calm.gaps)
    assert any("No indicator says whether the outcome “Calm”" in gap for gap in calm.gaps)


def test_services_are_measured_apart_from_the_outcome() -> None:
    walk = {
        "id": "walk",
        "label": "Walk",
        "lead": "walkers",
        "outcomes": ["fit"],
        "outputs": [{"id": "km", "label": "km"}],
    }
    by_outcome = {"id": "i", "label": "I", "outcome": "fit"}
    by_output = {"id": "j", "label": "J", "output": "km"}
    assert len(duties(activities=[walk], indicators=[by_outcome]).tables[0].gaps) == 2
    assert duties(activities=[walk], indicators=[by_outcome, by_output]).tables[0].gaps == (
        "Nobody is named who answers if harm happens.",
    )


def test_the_map_holds_every_row_and_every_holder_and_marks_what_is_open() -> None:
    walk = {
        "id": "walk",
        "label": "Walk",
        "lead": "walkers",
        "outcomes": ["fit"],
        "statutory_duty": "Act",
        "delegable": "no",
    }
    found = duties(activities=[walk], safeguards=[{"id": "fall", "risk": "A fall", "activity": "walk"}])
    nodes = {node.id: node for node in found.map.nodes}
    assert set(nodes) == {
        "actor:agency", "actor:walkers", "outcome:fit", "activity:walk", "duty:walk", "harm:harm:fall", "harm:harm"
    }  # fmt: skip
    assert nodes["duty:walk"].open
    assert not nodes["outcome:fit"].open
    assert {(edge.source, edge.target, edge.kind) for edge in found.map.edges} == {
        ("actor:agency", "outcome:fit", "answers-for"),
        ("actor:walkers", "outcome:fit", "answers-for"),
        ("actor:walkers", "activity:walk", "leads"),
        ("actor:walkers", "duty:walk", "holds-duty"),
        ("duty:walk", "activity:walk", "rests-on"),
        ("harm:harm:fall", "activity:walk", "rests-on"),
        ("activity:walk", "outcome:fit", "leads-to"),
    }
    assert all(edge.source in nodes and edge.target in nodes for edge in found.map.edges)


def test_a_nearly_empty_policy_has_one_row_and_one_gap() -> None:
    found = duties_of(Policy.model_validate({"coprod": 1, "id": "p", "title": "P"}))
    assert [row.id for row in found.rows] == ["duty:harm"]
    assert found.gaps == ("Nobody is named who answers if harm happens.",)
