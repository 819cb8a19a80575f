"""Each guess is a question in the review until somebody confirms it, turns it down or changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.exchange.brief import read_brief
from coprod_tools.exchange.brief_review import open_guesses, review_rows
from coprod_tools.files.nodes import Node
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile import from_text
from coprod_tools.policyfile.review_file import add_rows, read_review

BRIEFS = sorted(Path(__file__).parent.glob("briefs*/*.txt"))
BRIEF = "Bus passes for care leavers\n\nRisks\n- Operators may refuse\n\nFunding\n- £210,000 a year"
DRAFT = read_brief(BRIEF, today="2027-01-01")
ROWS = review_rows(DRAFT, "Ada", "2027-01-01")
RISK = "safeguards[operators-may-refuse].risk"


def tree_of(text: str) -> Node:
    """Return the parts of a policy's text."""
    return from_text(text, "draft")[1]


def said(kind: str, subject: str) -> ReviewRow:
    """Return a row that a person adds later."""
    return ReviewRow.model_validate({"subject": subject, "kind": kind, "by": "Ben", "on": "2027-01-02"})


def test_each_guess_is_asked_with_its_words() -> None:
    """One row of kind ask on each field, in words an adviser can answer."""
    assert [row.subject for row in ROWS] == [guess.path for guess in DRAFT.guesses]
    (risk,) = (row for row in ROWS if row.subject == RISK)
    assert (risk.kind, risk.by, risk.on) == ("ask", "Ada", "2027-01-01")
    assert risk.reason == "Guessed from the brief: '- Operators may refuse'. Confirm, change or take out."


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_a_new_draft_has_all_its_guesses_open(path: Path) -> None:
    """Every row is found again in the file it was made from, numbers and ranges among them."""
    draft = read_brief(path.read_text(encoding="utf-8"), today="2027-01-01")
    rows = review_rows(draft, "Ada", "2027-01-01")
    assert open_guesses(rows, tree_of(draft.policy_text)) == rows
    assert len({row.id for row in rows}) == len(rows)


def test_rows_can_be_kept_in_the_review_file(tmp_path: Path) -> None:
    """They are read back as they were written."""
    add_rows(tmp_path / "review.yaml", ROWS)
    assert open_guesses(read_review(tmp_path / "review.yaml")) == ROWS


@pytest.mark.parametrize("kind", ["accept", "decline"])
def test_a_guess_that_was_answered_is_open_no_more(kind: str) -> None:
    """The others are."""
    left = open_guesses((*ROWS, said(kind, RISK)))
    assert {row.subject for row in ROWS} - {row.subject for row in left} == {RISK}


@pytest.mark.parametrize("kind", ["comment", "ask", "disagree"])
def test_talk_about_a_guess_leaves_it_open(kind: str) -> None:
    """Only accepting or declining it settles it."""
    assert len(open_guesses((*ROWS, said(kind, RISK)))) == len(ROWS)


def test_a_guess_asked_again_after_an_answer_is_open_again() -> None:
    """A brief pasted anew asks anew."""
    assert len(open_guesses((*ROWS, said("accept", RISK), *ROWS))) == len(ROWS)


@pytest.mark.parametrize(("old", "new"), [("Operators may refuse", "Operators may go broke"), ("210000", "215000")])
def test_a_guess_whose_field_was_changed_is_open_no_more(old: str, new: str) -> None:
    """Whoever changed it has looked at it."""
    changed = tree_of(DRAFT.policy_text.replace(old, new))
    assert len(open_guesses(ROWS, changed)) == len(ROWS) - 1


def test_a_guess_whose_field_was_taken_out_is_open_no_more() -> None:
    """There is nothing left to confirm."""
    without = tree_of(DRAFT.policy_text.split("safeguards:")[0])
    assert RISK not in {row.subject for row in open_guesses(ROWS, without)}
    assert len(open_guesses(ROWS, without)) == len(ROWS) - 1


def test_a_number_written_another_way_is_the_same_guess() -> None:
    """210000.0 and {amount: 210000} are 210000."""
    for same in ("210000.0", "{amount: 210000, source: The brief}"):
        assert len(open_guesses(ROWS, tree_of(DRAFT.policy_text.replace("money: 210000", f"money: {same}")))) == len(
            ROWS
        )
