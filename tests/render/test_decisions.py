"""What people decided, on the page: beside the mark, never instead of it, and safe whatever they wrote."""

from __future__ import annotations

from typing import Any

import pytest

from coprod_tools import assess, build_chain, draw_up, read
from coprod_tools.assessment.marks import Assessment
from coprod_tools.plan.decisions import marks_of
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.render import blocks
from tests.render.test_safe import PAYLOADS, Seen

CELL = "cell:wananga:passengers:design"


@pytest.fixture(scope="module")
def marks() -> Assessment:
    """The marks of the worked policy whose co-design is consultation."""
    return assess(build_chain(read("worked:consultation-as-codesign")))


def row(subject: str, kind: str, **more: Any) -> ReviewRow:
    """A row of a review."""
    given = {"by": "Ann", "on": "2026-11-01", **more}
    return ReviewRow(subject=subject, kind=kind, **given)  # type: ignore[arg-type]


def test_both_readings_print_on_the_stage_and_on_the_first_screen(marks: Assessment) -> None:
    """Consultation stays, and that Ann reads it as co-production stands beside it with her reason."""
    made = draw_up(marks, review=[row(CELL, "disagree", reason="They drew it.", rival_reading="co-production")])
    page = blocks.stage_sections(made).text
    assert "Ann reads this as: Co-production (2026-11-01). They drew it." in page
    assert "Consultation" in page
    screen = blocks.first_screen(made).text
    assert ("Ann reads this as: Co-production." in screen) == any(
        CELL in line.sources for line in (*made.first_screen.claimed, *made.first_screen.real)
    )


def test_a_disputed_mark_on_the_first_screen_bears_the_other_reading(marks: Assessment) -> None:
    """Whatever prints the mark prints both."""
    plain = draw_up(marks)
    line = plain.first_screen.claimed[0]
    made = draw_up(marks, review=[row(line.sources[0], "disagree", reason="No.", rival_reading="partnership")])
    assert made.first_screen.claimed[0].text == f"{line.text} Ann reads this as: Partnership."


def test_decided_marks_of_every_kind_show_who_and_when(marks: Assessment) -> None:
    """Opportunities, barriers, findings and actions, each with the words of whoever decided."""
    plain = draw_up(marks)
    stage = next(each for each in plain.stages if each.opportunities and each.barriers)
    chance, barrier, finding, action = stage.opportunities[0], stage.barriers[0], plain.findings[0], plain.actions[0]
    made = draw_up(
        marks,
        review=[
            row(chance.id, "decline", reason="No time before winter."),
            row(barrier.id, "ask", to_ask="The lead", answer_by="2026-12-01"),
            row(finding.id, "comment", reason="We know."),
            row(action.id, "accept"),
        ],
    )
    page = blocks.stage_section(made, stage.id).text
    assert "Declined by Ann, 2026-11-01. No time before winter." in page
    assert "Ann wants to ask The lead by 2026-12-01 (2026-11-01)." in page
    assert "Remark of Ann, 2026-11-01. We know." in blocks.findings(made, top=200).text
    assert "Accepted by Ann, 2026-11-01." in blocks.actions(made).text
    assert len(list(marks_of(made))) == len(list(marks_of(plain)))


def test_a_decision_on_a_part_that_nobody_told_of_is_on_the_page(marks: Assessment) -> None:
    """Places of which the policy says nothing are left out of the table, unless somebody spoke of them."""
    plain = draw_up(marks)
    stage = next(each for each in plain.stages if each.cells and all(c.claimed is None for c in each.cells))
    silent = stage.cells[0]
    made = draw_up(marks, review=[row(silent.id, "comment", reason="We should find out.")])
    assert "We should find out." in blocks.stage_sections(made).text


def test_what_the_team_keeps_to_itself_is_on_no_page(marks: Assessment) -> None:
    """A row for the team alone stays in the plan's file and off its pages."""
    said = row(CELL, "disagree", reason="Between us.", rival_reading="none", visible_to="team")
    made = draw_up(marks, review=[said])
    assert "Between us." not in blocks.stage_sections(made).html and "Ann" not in blocks.first_screen(made).html


def test_decisions_on_what_is_gone_are_listed(marks: Assessment) -> None:
    """And under a heading that says so."""
    made = draw_up(marks, review=[row("cell:gone:parents:design", "decline", reason="Not now.")])
    page = blocks.stage_sections(made).text
    assert "no longer here" in page and "cell:gone:parents:design" in page and "Not now." in page


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_is_written_becomes_markup(marks: Assessment, payload: str) -> None:
    """Reasons, names and readings are words."""
    texts = {"reason": payload, "rival_reading": payload, "to_ask": payload, "by": payload}
    made = draw_up(marks, review=[row(CELL, kind, **texts) for kind in ("disagree", "ask", "comment")])
    for html in (blocks.stage_sections(made).html, blocks.first_screen(made).html):
        tags = {tag for tag, _ in Seen(html).tags}
        assert not tags & {"script", "img", "svg", "a", "iframe", "object", "form", "link", "style", "base"}


def test_a_note_beside_an_answer_is_told_by_its_question_and_never_by_its_place_in_the_file(marks: Assessment) -> None:
    """Nobody who reads a plan knows the file; what only the team may see is left out."""
    note = row("already_happening[stage=outcomes]", "comment", reason="Nothing that we know of")
    secret = row("title", "comment", reason="For us only", visible_to="team")
    page = blocks.stage_sections(draw_up(marks, review=[note, secret])).text
    assert "Said beside answers" in page and "Nothing that we know of" in page
    assert "already_happening[stage" not in page and "no longer here" not in page and "For us only" not in page
