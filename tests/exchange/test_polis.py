"""Polis folders: votes summed by group, the meaning of 1 and -1 found out, and nobody's own answers carried."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.exchange import Imported, import_file, recognise
from coprod_tools.exchange.importing import policy_text
from coprod_tools.exchange.polis import read
from coprod_tools.problems import InvalidInput
from tests.conftest import ROOT
from tests.exchange.table_files import counted, notes_of, written

SAMPLE = ROOT / "templates" / "samples" / "polis"
SUMMARY = "topic,Falls\nurl,https://pol.is/7abc\nvoters,4\ncomments,3\ngroups,2\nconversation-description,Tell us\n"
COMMENTS = (
    "comment-id,author-id,agrees,disagrees,moderated,comment-body\n0,1,3,1,1,Visits\n1,2,1,2,-1,Rails\n2,1,1,0,0,Tea\n"
)
# Group a: persons 1 to 3, group b: 4 to 6; hand sums below.
VOTES = """participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2
1,a,1,3,2,1,1,-1,1
2,a,0,2,1,1,1,-1,
3,a,0,2,1,0,1,0,
4,b,0,2,1,1,-1,1,
5,b,0,1,0,1,-1,,
6,b,0,1,0,0,0,,
"""


def export(
    base: Path, votes: str | None = VOTES, comments: str | None = COMMENTS, summary: str | None = SUMMARY
) -> Path:
    """Write the folder of an export."""
    for name, text in (("participants-votes", votes), ("comments", comments), ("summary", summary)):
        if text is not None:
            written(base, f"talk/{name}.csv", text)
    return base / "talk"


def conversation(found: Imported) -> dict[str, Any]:
    """Return the plain data of the only conversation."""
    (one,) = found.policies
    (talk,) = one.raw["conversations"]
    assert policy_text(one) is not None
    return dict(talk)


def sums(found: Imported) -> dict[tuple[str, str], tuple[int, int, int]]:
    """Return (agree, disagree, passed) by statement and group."""
    return {
        (statement["id"], each["group"]): (each["agree"], each["disagree"], each["passed"])
        for statement in conversation(found)["statements"]
        for each in statement.get("votes", ())
    }


HAND = {
    ("0", "a"): (3, 0, 0),
    ("0", "b"): (0, 2, 1),
    ("1", "a"): (0, 2, 1),
    ("1", "b"): (1, 0, 0),
    ("2", "a"): (1, 0, 0),
    ("2", "b"): (0, 0, 0),
}


def test_votes_are_summed_by_group(tmp_path: Path) -> None:
    """Equal to sums made by hand from the six rows."""
    found = read(export(tmp_path))
    assert sums(found) == HAND
    talk = conversation(found)
    assert (talk["topic"], talk["link"], talk["participants"]) == ("Falls", "https://pol.is/7abc", 6)
    assert talk["groups"] == [{"id": "a", "size": 3}, {"id": "b", "size": 3}]
    assert [each["words"] for each in talk["statements"]] == ["Visits", "Rails", "Tea"]
    assert [each["moderated_out"] for each in talk["statements"]] == [False, True, False]
    assert found.carried == {
        "comments": 3, "moderated_out": 1, "participants": 6, "groups": 2, "in_no_group": 0, "votes": 11
    }  # fmt: skip
    (one,) = found.policies
    assert (one.policy.id, one.foreign_id, str(one.policy.title)) == ("7abc", "https://pol.is/7abc", "Falls")


def flipped(votes: str) -> str:
    """Return the table with 1 and -1 exchanged in the votes; the counts beside them stay."""
    rows = list(csv.reader(votes.splitlines()))
    turn = {"1": "-1", "-1": "1"}
    return "\n".join(",".join([*row[:6], *(turn.get(cell, cell) for cell in row[6:])]) if at else ",".join(row)
                     for at, row in enumerate(rows))  # fmt: skip


def test_which_number_means_agree_is_found_out_from_people_s_own_counts(tmp_path: Path) -> None:
    """Polis keeps -1 as agree and its exports turn it round (compdemocracy/polis, issue 2554)."""
    plus, minus = read(export(tmp_path / "1")), read(export(tmp_path / "2", flipped(VOTES)))
    assert sums(plus) == sums(minus) == HAND
    assert "1 was read as agree and -1 as disagree" in notes_of(plus)
    assert "-1 was read as agree and 1 as disagree" in notes_of(minus)


def without_counts(votes: str) -> str:
    """Return the table without n-agree and n-disagree."""
    return "\n".join(",".join([*row[:4], *row[6:]]) for row in csv.reader(votes.splitlines()))


@pytest.mark.parametrize("votes", [VOTES, flipped(VOTES)])
def test_without_people_s_counts_the_statements_sums_tell(tmp_path: Path, votes: str) -> None:
    """Statement 0: 3 agree and 2 disagree, statement 1: 1 and 2, by hand."""
    comments = COMMENTS.replace("0,1,3,1,", "0,1,3,2,")
    found = read(export(tmp_path, without_counts(votes), comments))
    assert sums(found) == HAND
    assert "sums in comments.csv" in notes_of(found)


def test_where_nothing_tells_no_votes_are_used(tmp_path: Path) -> None:
    """And the answers stand in the loss report, 3 + 2 + 2 + 2 + 1 + 1 = 11 of them."""
    comments = "comment-id,comment-body\n0,Visits\n1,Rails\n2,Tea\n"
    found = read(export(tmp_path, without_counts(VOTES), comments))
    assert sums(found) == {}
    assert "can't be told" in notes_of(found)
    assert counted(found.lost)["participants-votes.csv/votes"] == 11
    assert found.carried["groups"] == 2


def test_people_and_statements_that_do_not_add_up_are_counted(tmp_path: Path) -> None:
    """Person 3 says two agrees where there is one; statement 0 states three and one."""
    found = read(export(tmp_path, VOTES.replace("3,a,0,2,1,0", "3,a,0,2,2,0")))
    assert "n-agree and n-disagree: 1;" in notes_of(found)
    assert "agrees and disagrees in comments.csv: 1;" in notes_of(found)
    assert sums(found) == HAND


def test_people_in_no_group_are_counted_and_are_in_no_sum(tmp_path: Path) -> None:
    """A blank group is no group of its own."""
    found = read(export(tmp_path, VOTES + "7,,0,2,2,0,1,1,\n"))
    assert sums(found) == HAND
    assert (found.carried["participants"], found.carried["groups"], found.carried["in_no_group"]) == (7, 2, 1)
    assert "people in no group: 1" in notes_of(found)


@pytest.mark.parametrize("people", [1, 2])
def test_a_group_so_small_that_its_sums_show_a_person_gives_none(tmp_path: Path, people: int) -> None:
    """The group itself is counted; its answers are lost, with the reason."""
    rows = "".join(f"{8 + each},c,0,1,1,0,1,,\n" for each in range(people))
    found = read(export(tmp_path, VOTES + rows))
    assert sums(found) == HAND
    assert conversation(found)["groups"][-1] == {"id": "c", "size": people}
    assert {row.count for row in found.lost if "so small" in row.why} == {people}


def test_no_answer_participant_or_author_is_carried_or_shown(tmp_path: Path) -> None:
    """Every answer is in the loss report once, and no example of anything personal."""
    votes = VOTES.replace("\n1,a,", "\nkiri-at-home,a,")
    found = read(export(tmp_path, votes, COMMENTS.replace("0,1,3,", "0,wiremu-77,3,")))
    (one,) = found.policies
    everything = f"{policy_text(one)} {found.carried} {found.lost} {found.warnings}"
    assert "kiri" not in everything
    assert "wiremu" not in everything
    assert counted(found.lost)["participants-votes.csv/votes"] == 11
    assert counted(found.lost)["participants-votes.csv/participant"] == 6


def test_an_address_in_the_description_is_left_out_and_said(tmp_path: Path) -> None:
    """It may reach a person."""
    found = read(export(tmp_path, summary="topic,T\nconversation-description,write to aroha@example.org today\n"))
    (one,) = found.policies
    assert str(one.policy.summary) == "write to [address left out] today"
    assert counted(found.lost)["summary.csv/conversation-description"] == 1


def test_statements_missing_from_one_of_the_files_are_named(tmp_path: Path) -> None:
    """One without votes is kept, votes without a statement are counted."""
    votes = VOTES.replace(",0,1,2\n", ",0,1,9\n")
    found = read(export(tmp_path, votes))
    assert "statement 2): the statement has no column of votes" in notes_of(found)
    assert "statement 9): the votes name a statement" in notes_of(found)
    assert [("votes" in each) for each in conversation(found)["statements"]] == [True, True, False]
    assert {row.count for row in found.lost if "not in comments.csv" in row.why} == {1}


def test_odd_cells_are_named_and_the_rest_is_used(tmp_path: Path) -> None:
    """A vote of 2, a person twice, one without a name, a row too long, a word for moderated."""
    votes = VOTES + "1,a,0,1,1,0,1,,\n,a,0,1,1,0,1,,\n8,a,0,1,1,0,1,,,7\n9,a,0,1,1,0,1,2,\n"
    found = read(export(tmp_path, votes, COMMENTS.replace(",0,Tea", ",later,Tea") + "2,1,0,0,1,Again\n,1,0,0,1,x\n"))
    assert sums(found) == {**HAND, ("0", "a"): (4, 0, 0)}
    for words in ("(line 8)", "(line 9)", "(line 10)", "(line 11): a vote is none", "(line 4): what moderators"):
        assert words in notes_of(found)
    assert found.carried["comments"] == 3
    assert "moderated_out" not in conversation(found)["statements"][2]


@pytest.mark.parametrize("words", ["a\x01b", "a\u202eb", "x" * 30_000, "unknown", "=1+1", "<script>", "# no: yaml"])
def test_words_of_strangers_go_through_the_checks_of_a_policy(tmp_path: Path, words: str) -> None:
    """Changed only where they must be, and every change is reported."""
    found = read(export(tmp_path, comments=f'comment-id,comment-body\n0,"{words}"\n1,Rails\n2,Tea\n'))
    first = conversation(found)["statements"][0]["words"]
    if words.isprintable() and len(words) < 20_000 and words != "unknown":
        assert first == words
    else:
        assert first != words
    must_say = not words.isprintable() or len(words) > 20_000
    assert ("comments.csv/comment-body" in counted(found.lost)) == must_say


def test_a_line_that_is_no_web_address_is_not_used(tmp_path: Path) -> None:
    """The folder's name stands in its place."""
    found = read(export(tmp_path, summary="topic,T\nurl,javascript:alert(1)\n"))
    assert "link" not in conversation(found)
    assert found.policies[0].policy.id == "talk"
    assert "no web address" in notes_of(found)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    """Without votes the statements stay; without a summary the folder names the topic."""
    found = read(export(tmp_path, votes=None, summary=None))
    assert conversation(found)["topic"] == "talk"
    assert "the votes are not known" in notes_of(found)
    assert "summary.csv is missing" in notes_of(found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("comments", None),
        ("comments", "a,b\n1,2\n"),
        ("comments", "comment-id,comment-body\n"),
        ("comments", "comment-id,comment-id,comment-body\n1,2,x\n"),
        ("comments", 'comment-id,comment-body\n1,"x\n'),
        ("votes", "a,b\n1,2\n"),
        ("votes", ""),
        ("votes", "participant," + ",".join(map(str, range(200_000))) + "\n"),
        ("votes", "participant,group-id,0\n" + "".join(f"{each},g{each},1\n" for each in range(500))),
        ("summary", 'topic,"x\n'),
    ],
)
def test_a_broken_export_is_refused(tmp_path: Path, name: str, text: str | None) -> None:
    """Nothing but our own error."""
    with pytest.raises(InvalidInput) as refusal:
        read(export(tmp_path, **{name: text}))
    assert all("(" in fault.message for fault in refusal.value.faults)


def test_a_wide_export_is_read_in_time(tmp_path: Path) -> None:
    """3 million cells; group sums equal what the pattern gives: each of 100 people agrees with every statement."""
    count, people = 5_000, 600
    comments = "comment-id,comment-body\n" + "".join(f"{each},x\n" for each in range(count))
    head = "participant,group-id,n-agree,n-disagree," + ",".join(map(str, range(count)))
    rows = (f"{each},{each % 6},{count},0," + "1," * count for each in range(people))
    found = read(export(tmp_path, head + "\n" + "\n".join(rows), comments))
    assert found.carried["votes"] == count * people
    assert conversation(found)["statements"][-1]["votes"][0]["agree"] == 100


def test_the_folder_is_recognised_and_its_files_alone_are_nobody_s(tmp_path: Path) -> None:
    """A folder of other tables is none either."""
    path = export(tmp_path)
    found = recognise(path)
    assert found is not None
    assert found.name == "polis"
    assert recognise(path / "comments.csv") is None
    (tmp_path / "other").mkdir()
    assert recognise(tmp_path / "other") is None


def test_the_shipped_sample_becomes_a_policy(tmp_path: Path) -> None:
    """Made-up: eight people, one of them in no group, four statements, one taken out."""
    report = import_file("polis", SAMPLE, tmp_path / "out")
    assert [(row.action, row.id) for row in report.rows] == [("added", "0madeup0")]
    assert {name: report.carried[name] for name in ("comments", "moderated_out", "participants", "groups")} == {
        "comments": 4, "moderated_out": 1, "participants": 8, "groups": 2
    }  # fmt: skip
