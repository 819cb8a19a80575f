"""What people decided of the marks: which rows stand, what they are bound to, both readings in the plan."""

from __future__ import annotations

from functools import cache
from typing import Any

import jsonschema
import pytest

from coprod_tools import assess, build_chain, draw_up, read
from coprod_tools.assessment.marks import Assessment
from coprod_tools.plan import Plan, dumps
from coprod_tools.plan.decisions import basis, marks_of, of_answer, standing
from coprod_tools.plan.schema import schema
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile import from_text

CELL = "cell:wananga:passengers:design"
BASE = """\
coprod: 1
id: small
title: Small
actors:
  - {id: agency, label: Agency, kind: agency}
  - {id: parents, label: Parents, kind: people-who-use-it}
outcomes: [{id: well, label: Children are well}]
activities:
  - id: design
    label: Design it
    stage: 3
    lead: agency
    outcomes: [well]
    parts:
      - {actor: parents, co: design, mode: both, frames: [parents], decides: [agency], acts: [parents]}
"""
MARK = "cell:design:parents:design"


def row(subject: str, kind: str, by: str = "Ann", on: str = "2026-11-01", **more: Any) -> ReviewRow:
    """A row of a review."""
    return ReviewRow(subject=subject, kind=kind, by=by, on=on, **more)  # type: ignore[arg-type]


@cache
def marks() -> Assessment:
    """The marks of the worked policy whose co-design is consultation."""
    return assess(build_chain(read("worked:consultation-as-codesign")))


def policy(text: str = BASE) -> Policy:
    """The small policy."""
    return from_text(text, "small.yaml")[0]


def plan(text: str = BASE, review: tuple[ReviewRow, ...] = ()) -> Plan:
    """The plan of the small policy."""
    return draw_up(assess(build_chain(policy(text))), review=review)


def of(made: Plan, mark: str) -> Any:
    """The mark of that id."""
    return next(each for each in marks_of(made) if each.id == mark)


def test_without_a_review_the_plan_has_the_bytes_it_had() -> None:
    """Nothing decided adds no key, and neither do words on partners' maps."""
    plain = dumps(draw_up(marks()))
    assert '"decisions"' not in plain and '"other_decisions"' not in plain
    assert dumps(draw_up(marks(), review=())) == plain
    assert dumps(draw_up(marks(), review=[row("maps[passengers]", "accept")])) == plain


def test_both_readings_stand_in_the_plan() -> None:
    """A disagreement changes no verdict; the mark bears the reason and the rival reading beside it."""
    said = row(CELL, "disagree", reason="They drew up the options themselves.", rival_reading="co-production")
    made = draw_up(marks(), review=[said]).as_json()
    jsonschema.Draft202012Validator(schema()).validate(made)
    cell = next(each for stage in made["stages"] for each in stage["cells"] if each["id"] == CELL)
    assert cell["verdict"] == "consultation"
    (told,) = cell["decisions"]
    assert (told["kind"], told["rival_reading"]) == ("disagree", "co-production")
    assert told["reason"] == "They drew up the options themselves." and told["by"] == "Ann"


def test_a_declined_opportunity_is_still_listed() -> None:
    """Declined means answered, not hidden."""
    before = draw_up(marks())
    chance = next(stage.opportunities[0] for stage in before.stages if stage.opportunities)
    after = draw_up(marks(), review=[row(chance.id, "decline", reason="No time before winter.")])
    found = of(after, chance.id)
    assert found.decisions[0].reason == "No time before winter."
    assert [each.id for each in marks_of(after)] == [each.id for each in marks_of(before)]


@pytest.mark.parametrize("kind", ["cells", "opportunities", "barriers", "findings", "actions"])
def test_each_kind_of_mark_can_be_decided_on(kind: str) -> None:
    """Cells, opportunities, barriers, findings and actions bear what was said of them by their ids."""
    before = draw_up(marks())
    document = before.as_json()
    listed = document[kind] if kind in document else [each for stage in document["stages"] for each in stage[kind]]
    mark = listed[0]["id"]
    said = row(mark, "accept", of_sha256=basis(of(before, mark)))
    after = of(draw_up(marks(), review=[said]), mark)
    assert [(each.kind, each.about) for each in after.decisions] == [("accept", "this-state")]


def test_the_later_word_of_one_person_stands_and_those_of_others_beside_it() -> None:
    """Ann's second decision stands in place of her first; Ben's and every comment stay."""
    rows = [
        row("m", "accept", on="2026-11-01"),
        row("m", "comment", reason="one"),
        row("m", "decline", by="Ben", reason="no"),
        row("m", "decline", by=" ann ", on="2026-11-02", reason="I looked again."),
        row("m", "comment", reason="two"),
    ]
    assert standing(rows) == {"m": (rows[1], rows[2], rows[3], rows[4])}


def test_a_row_written_later_about_an_earlier_day_does_not_undo_what_was_said_since() -> None:
    """The day of the decision counts, not the order of the file."""
    newer, older = row("m", "accept", on="2026-11-05"), row("m", "decline", on="2026-11-01", reason="no")
    assert standing([newer, older]) == {"m": (newer,)}


def test_two_people_who_are_asked_are_two_questions() -> None:
    """A second question to the same person stands in place of the first; one to somebody else stands beside it."""
    first, other = row("m", "ask", to_ask="Mere"), row("m", "ask", to_ask="Tom")
    again = row("m", "ask", to_ask="mere", on="2026-11-03", answer_by="2026-12-01")
    assert standing([first, other, again]) == {"m": (other, again)}


def test_a_row_is_taken_back_by_its_own_writer_only() -> None:
    """Declining one's own row takes it back; declining somebody else's does not."""
    said = row("m", "decline", reason="no", id="decline-1")
    own, foreign = row("decline-1", "decline", on="2026-11-02"), row("decline-1", "decline", by="Ben", reason="wrong")
    assert standing([said, own]) == {}
    assert standing([said, foreign]) == {"m": (said,), "decline-1": (foreign,)}
    again = row("m", "decline", reason="still no", on="2026-11-03", id="decline-2")
    assert standing([said, own, again]) == {"m": (again,)}


def test_a_decision_survives_edits_elsewhere_and_says_so_when_its_mark_changed() -> None:
    """A new title leaves it alone; another decider gives another verdict, and the decision is on an earlier state."""
    before = of(plan(), MARK)
    said = (row(MARK, "accept", of_sha256=basis(before)),)
    renamed = BASE.replace("title: Small", "title: Another\nsummary: New words")
    assert of(plan(renamed, said), MARK).decisions[0].about == "this-state"
    asked_only = BASE.replace("frames: [parents], decides: [agency], acts: [parents]", "frames: [agency]")
    asked_only = asked_only.replace("frames: [agency]", "frames: [agency], decides: [agency], acts: [agency]")
    changed = of(plan(asked_only, said), MARK)
    assert changed.verdict != before.verdict
    assert changed.decisions[0].about == "an-earlier-state"
    recalled = of(plan(BASE.replace("co: design, mode", "co: design, claimed: co-creation, mode"), said), MARK)
    assert recalled.verdict == before.verdict
    assert recalled.decisions[0].about == "an-earlier-state"


def test_a_row_that_does_not_tell_its_state_is_not_taken_for_one_that_does() -> None:
    """A row written by hand has no digest; that is said."""
    assert of(plan(review=(row(MARK, "accept"),)), MARK).decisions[0].about == "not-recorded"


def test_a_guess_that_was_accepted_is_an_answer_like_any_other() -> None:
    """One that waits, and a note beside an answer, are kept; they speak of answers, not of marks that are gone."""
    asked = row("title", "ask", reason="Guessed")
    assert plan(review=(asked, row("title", "accept"))).other_decisions == ()
    note = row("already_happening[stage=outcomes]", "comment", reason="Nothing that we know of")
    kept = plan(review=(asked, note)).other_decisions
    assert [(each.subject, of_answer(each.subject)) for each in kept] == [
        ("title", True),
        ("already_happening[stage=outcomes]", True),
    ]
    assert not of_answer(CELL) and not of_answer("policy")


def test_what_was_decided_of_a_mark_that_is_gone_is_kept() -> None:
    """Nothing anybody said is dropped because the policy moved on."""
    said = (row("cell:closed:parents:design", "decline", reason="no"), row("policy", "sign-off"))
    assert [each.subject for each in plan(review=said).other_decisions] == ["cell:closed:parents:design", "policy"]
