"""Segments of the Investment Approach: where each Co enters, and what nobody has said yet."""

from __future__ import annotations

from coprod_tools.investment.segments_view import segments_view
from tests.investment.choice_cases import policy_of

PARTS = {
    "problem": {"groups": [{"id": "young", "label": "Young parents"}]},
    "actors": [
        {"id": "ministry", "label": "Ministry", "kind": "agency"},
        {"id": "parents", "label": "Parents' circle", "kind": "people-who-use-it",
         "mandate": {"speaks_for": ["young"]}},
    ],
    "activities": [
        {"id": "visits", "label": "Visits", "stage": "delivery", "parts": [{"actor": "parents", "co": "deliver"}]},
    ],
    "proposals": [{"id": "p", "label": "P", "serves": ["young"]}],
    "data_uses": [{"what": "Birth records", "whose": ["young"]}],
}  # fmt: skip


def test_each_co_enters_where_people_of_the_segment_have_that_part() -> None:
    """The circle speaks for young parents and delivers visits; co-design is meant and nowhere."""
    segment = {"label": "First-time parents", "group": "young", "cos": ["design", "deliver"]}
    (row,) = segments_view(policy_of(**PARTS, segments=[segment]))
    assert {entry.co: entry.enters for entry in row.cos} == {
        "commission": "not-meant", "design": "said", "deliver": "here", "assess": "not-meant",
    }  # fmt: skip
    assert row.cos[2].places[0].activity == "visits" and row.data_uses == ("Birth records",)
    assert row.proposals == ("p",)
    assert any("co-design" in asked for asked in row.questions)


def test_what_nobody_said_of_a_segment_is_asked_and_stays_unknown() -> None:
    """Only a name: eight things are not known, each with its question, and no Co is taken for none."""
    (row,) = segments_view(policy_of(segments=[{"label": "At risk"}]))
    assert (row.stigma, row.data_use, row.who_may_contest, row.named_by, row.size) == (None,) * 5
    assert len(row.questions) == 8 and {entry.enters for entry in row.cos} == {"unknown"}


def test_a_name_that_only_government_gave_is_asked_about() -> None:
    """The ministry named it; with the parents among those who named it, nothing is asked."""
    alone = policy_of(**PARTS, segments=[{"label": "At risk", "named_by": ["ministry"]}])
    both = policy_of(**PARTS, segments=[{"label": "At risk", "named_by": ["ministry", "parents"]}])
    (one,), (other,) = segments_view(alone), segments_view(both)
    assert (one.named_by_people, other.named_by_people) == (False, True)
    assert len(one.questions) == len(other.questions) + 1
