"""From a filled-in form to a row of the review: every kind, what is missing, and hostile words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from coprod_tools import assess, build_chain, draw_up, read
from coprod_tools.plan.decisions import Mark, basis, marks_of, standing
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile.review_file import add_rows, read_review
from coprod_tools.workbook.marks_panel.deciding import KINDS, Filled, NotYet, row_of, taking_back

HOSTILE = (
    "<b>rich</b> <script>alert(1)</script>",
    "- not: a list\n# nor a comment\n{nor: braces} [nor, brackets]",
    "quotes \" and ' and \\ and : and %",
    "👩🏽‍🌾 tamariki 🧡",
    "Ngā mihi ki ngā mātua o Ōtepoti — whānau, pūtea",
    "هذا ليس تشاورا. זה לא התייעצות.",
    "x" * 10_000,
    "null",
    "~",
    "2026-01-01",
)


@cache
def mark() -> Mark:
    """The consultation that is called co-design."""
    plan = draw_up(assess(build_chain(read("worked:consultation-as-codesign"))))
    return next(each for each in marks_of(plan) if each.id == "cell:wananga:passengers:design")


def filled(kind: str, text: str = "Because.") -> Filled:
    """A form with everything in it."""
    return Filled(kind, "partnership", text, text, "2026-12-01", "Ann Other", "2026-11-27")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_decision_comes_back_from_the_file_as_it_was_given(kind: str, tmp_path: Path) -> None:
    """It is bound to the mark's id and to what the mark says."""
    row = row_of(filled(kind), mark(), ())
    assert isinstance(row, ReviewRow)
    add_rows(tmp_path / "review.yaml", [row])
    (found,) = read_review(tmp_path / "review.yaml")
    assert found == row
    assert (found.subject, found.kind, found.of_sha256) == (mark().id, kind, basis(mark()))
    assert (found.by, found.on) == ("Ann Other", "2026-11-27")


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("kind", ["decline", "ask"])
def test_hostile_words_come_back_as_they_were_typed(kind: str, words: str, tmp_path: Path) -> None:
    """In a reason and in the name of whoever is asked, whatever they look like."""
    row = row_of(filled(kind, words), mark(), ())
    assert isinstance(row, ReviewRow)
    add_rows(tmp_path / "review.yaml", [row])
    (found,) = read_review(tmp_path / "review.yaml")
    # The word of a file for "nobody knows" reads as nothing only where it stands without quotes.
    assert str(found.reason) == words
    assert kind != "ask" or str(found.to_ask) == words


@pytest.mark.parametrize(
    ("kind", "missing"),
    [("accept", 0), ("decline", 1), ("disagree", 2), ("ask", 1), ("comment", 1)],
)
def test_what_is_missing_is_said_at_once_field_by_field(kind: str, missing: int) -> None:
    """Name and day are always needed; besides, a refusal needs a reason, a rival reading both, a question somebody."""
    found = row_of(Filled(kind), mark(), ())
    assert isinstance(found, NotYet)
    assert len(found.lines) == missing + 2


def test_a_date_that_is_none_and_unsafe_characters_are_told_in_place() -> None:
    """The reader's own words, with the name of the field."""
    late = row_of(Filled("accept", by="Ann", on="soon"), mark(), ())
    assert isinstance(late, NotYet) and late.lines[0].startswith("Day of the decision")
    turned = row_of(Filled("comment", reason="abc\u202edef", by="Ann", on="2026"), mark(), ())
    assert isinstance(turned, NotYet) and "U+202E" in turned.lines[0]
    long = row_of(Filled("comment", reason="x" * 20_001, by="Ann", on="2026"), mark(), ())
    assert isinstance(long, NotYet)


def test_the_same_said_twice_has_two_ids(tmp_path: Path) -> None:
    """The file holds no id twice, so the second gets a number."""
    first = row_of(filled("accept"), mark(), ())
    assert isinstance(first, ReviewRow)
    second = row_of(filled("accept"), mark(), (first,))
    assert isinstance(second, ReviewRow) and second.id == f"{first.id}-2"
    add_rows(tmp_path / "review.yaml", [first, second])
    assert len(read_review(tmp_path / "review.yaml")) == 2


def test_only_the_writer_takes_a_decision_back_and_only_once() -> None:
    """Taking back is a row of its own; the mark is then undecided, and can be decided again."""
    said = row_of(filled("decline"), mark(), ())
    assert isinstance(said, ReviewRow)
    other = taking_back(said.key, Filled("accept", by="Ben", on="2026-11-28"), (said,))
    assert isinstance(other, NotYet) and "Ann Other" in other.lines[0]
    back = taking_back(said.key, Filled("accept", by="ann  other", on="2026-11-28"), (said,))
    assert isinstance(back, ReviewRow)
    assert standing([said, back]) == {}
    again = taking_back(said.key, Filled("accept", by="Ann Other", on="2026-11-28"), (said, back))
    assert isinstance(again, NotYet)
    anew = row_of(filled("decline"), mark(), (said, back))
    assert isinstance(anew, ReviewRow) and standing([said, back, anew]) == {mark().id: (anew,)}


def test_what_a_kind_does_not_ask_for_is_not_kept() -> None:
    """What was typed for another kind before stays out of the row."""
    row = row_of(filled("accept"), mark(), ())
    assert isinstance(row, ReviewRow)
    assert (row.rival_reading, row.to_ask, row.answer_by) == (None, None, None)


def test_a_day_to_ask_by_is_understood_as_people_write_it() -> None:
    row = row_of(replace(filled("ask"), answer_by="28 Feb 2027", on="27 November 2026"), mark(), ())
    assert isinstance(row, ReviewRow)
    assert (row.answer_by, row.on) == ("2027-02-28", "2026-11-27")
