"""A map read back in plain words, and how it stands after what its partner said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policy.partner_maps import PartnerMap, Statement
from coprod_tools.policyfile import load, read_beside, reading_of
from coprod_tools.policyfile.reading_back import answer, names_of, read_back
from coprod_tools.problems import UsageError

HEAD = "from,to,sign,strength,confidence,delay,assumption,evidence\n"
MAP = PartnerMap("kahu", 1, (Statement("a", "b", "+"),), "maps/kahu.csv", "aa")


def row(kind: str, on: str = "2026-11-01", sha: str = "aa", subject: str = "maps[kahu]") -> ReviewRow:
    """Return a row of a review."""
    return ReviewRow(subject=subject, kind=kind, by="Ann", on=on, of_sha256=sha)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "reading"),
    [
        ([], "not-read-back"),
        ([row("comment")], "not-read-back"),
        ([row("accept", subject="maps[kahu.2]")], "not-read-back"),
        ([row("accept")], "confirmed"),
        ([row("accept", subject="maps[kahu.1]")], "confirmed"),
        ([row("accept", sha="bb")], "changed-since"),
        ([row("accept"), row("disagree", "2026-11-02")], "disagreed"),
        ([row("disagree", sha="bb")], "changed-since"),
        ([row("disagree"), row("accept", "2026-11-02")], "confirmed"),
        ([row("disagree", "2026-11-02"), row("accept")], "disagreed"),
        ([row("accept"), row("decline")], "withdrawn"),
        ([row("decline", sha="bb")], "withdrawn"),
        ([row("decline"), row("accept")], "confirmed"),
        ([row("decline"), row("accept", "2026-12-01")], "confirmed"),
        ([row("accept", "2026-12-01"), row("decline")], "confirmed"),
        ([row("decline", "2026"), row("accept", "2026-12-01")], "withdrawn"),
        ([row("accept", "2026"), row("decline", "2026-05")], "withdrawn"),
    ],
)
def test_a_map_stands_as_its_partner_last_said(rows: list[ReviewRow], reading: str) -> None:
    """A changed file voids a confirmation; a withdrawal holds unless something surely later takes it back."""
    assert reading_of(MAP, rows) == reading


def test_each_link_is_one_sentence_and_what_is_not_known_a_question() -> None:
    """Ids read as their labels; words stay as written."""
    said = (
        Statement("bus", "visits", "-", Decimal("0.75"), "medium", "weeks", "it runs.", "20 families"),
        Statement("rain", "visits", "?", Decimal("0.3"), "low"),
        Statement("fees", "visits"),
        Statement("talk", "trust", "+", Decimal("0.50"), "high"),
        Statement("Talk", "trust", "-", Decimal(1), "high"),
    )
    letter = read_back(PartnerMap("kahu", 2, said), {"bus": "Evening buses", "kahu": "Kahu Trust"})
    assert letter.splitlines() == [
        "Dear Kahu Trust,",
        "",
        "This is what we wrote down from you in round 2. Please tell us what is wrong and what is missing.",
        "",
        "You told us:",
        "1. More of “Evening buses” gives less of “visits”; the effect is strong; you are fairly sure; "
        "time it takes: weeks; what must be true: it runs; how you know: 20 families.",
        "2. “rain” changes “visits”, and we do not know which way; "
        "the effect has a strength of 0.3, where 0 is none and 1 is the most; you are not sure.",
        "3. “fees” changes “visits”, and we do not know which way.",
        "4. More of “talk” gives more of “trust”; the effect is medium; you are very sure.",
        "5. More of “Talk” gives less of “trust”; the effect is very strong; you are very sure.",
        "",
        "We would like to ask you:",
        "- Does more of “rain” give more or less of “visits”? You said that you do not know. Has that changed?",
        "- Does more of “fees” give more or less of “visits”? You did not say.",
        "- More of “talk” gives both more and less of “trust”, you said. When does it go which way?",
        "- More of “Talk” gives both more and less of “trust”, you said. When does it go which way?",
        "- You did not say how strong the effect is for 1 of these. Do you want to?",
        "- You did not say how sure you are of 1 of these. Do you want to?",
        "",
        "Did we write it down as you meant it? You can say yes, change any line, or take it all back. "
        "If you take it back, we will not use it.",
    ]


def test_what_a_number_for_strength_means_is_said_once() -> None:
    """The letter is read aloud."""
    said = tuple(Statement(f"cause {n}", "well", "+", Decimal(f"0.{n}")) for n in (3, 4, 6))
    letter = read_back(PartnerMap("kahu", 1, said), {})
    assert letter.count("where 0 is none and 1 is the most") == 1 and "a strength of 0.6." in letter


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A policy with two rounds of one partner."""
    (tmp_path / "maps").mkdir()
    (tmp_path / "policy.yaml").write_text("coprod: 1\nid: p\ntitle: P\noutcomes: [{id: well, label: Being well}]\n")
    for name in ("kahu.csv", "kahu.2.csv"):
        (tmp_path / "maps" / name).write_text(HEAD + f"{name},well,+,,,,,\n")
    return tmp_path


def readings(folder: Path) -> list[str]:
    """Return how each map stands."""
    beside = read_beside(load(folder))
    return [reading_of(each, beside.review) for each in beside.maps]


def test_a_confirmation_is_for_the_last_round_until_the_file_changes(folder: Path) -> None:
    """One byte more and it was given for something else."""
    answer(folder, "kahu", "accept", "Aroha", "2026-11-20")
    assert readings(folder) == ["not-read-back", "confirmed"]
    with (folder / "maps" / "kahu.2.csv").open("a") as stream:
        stream.write("more,well,+,,,,,\n")
    assert readings(folder) == ["not-read-back", "changed-since"]


def test_a_withdrawal_is_for_all_rounds_unless_one_is_named(folder: Path) -> None:
    """Who takes back what was said takes back what was said before as well."""
    answer(folder, "kahu", "decline", "Aroha", "2026-11-20", round=1)
    assert readings(folder) == ["withdrawn", "not-read-back"]
    answer(folder, "kahu", "decline", "Aroha", "2026-11-21")
    assert readings(folder) == ["withdrawn", "withdrawn"]
    assert (folder / "maps" / "kahu.csv").exists()


def test_a_disagreement_needs_its_reason(folder: Path) -> None:
    """Without it nobody could mend the map."""
    with pytest.raises(UsageError, match="reason"):
        answer(folder, "kahu", "disagree", "Aroha", "2026-11-20")
    answer(folder, "kahu", "disagree", "Aroha", "2026-11-20", reason="We said fares, not buses")
    assert readings(folder)[1] == "disagreed"


def test_a_dry_run_records_nothing(folder: Path) -> None:
    """Whoever only wants to see what would be said must not speak for a partner."""
    rows = answer(folder, "kahu", "decline", "Aroha", "2026-11-20", dry_run=True)
    assert [row.subject for row in rows] == ["maps[kahu]", "maps[kahu.2]"]
    assert not (folder / "review.yaml").exists() and readings(folder) == ["not-read-back", "not-read-back"]


def test_the_same_answer_given_twice_is_one_row_and_a_change_of_mind_is_another(folder: Path) -> None:
    """A command that is typed again says nothing new; yes, no and yes again on one day are three answers."""
    for kind, count in (("accept", 1), ("accept", 1), ("decline", 2), ("accept", 3)):
        answer(folder, "kahu", kind, "Aroha", "2026-11-20", round=2)
        assert len(read_beside(load(folder)).review) == count
    assert readings(folder)[1] == "confirmed"


def test_a_map_that_is_not_there_is_named_with_those_that_are(folder: Path) -> None:
    """A slip of the pen never makes a row about nobody."""
    with pytest.raises(UsageError, match="kahu"):
        answer(folder, "kauh", "accept", "Aroha", "2026-11-20")
    with pytest.raises(UsageError, match="1, 2"):
        answer(folder, "kahu", "accept", "Aroha", "2026-11-20", round=3)
    assert not (folder / "review.yaml").exists()


def test_ids_read_as_labels(folder: Path) -> None:
    """An outcome's id in a map stands for its words."""
    assert names_of(load(folder).policy) == {"well": "Being well"}
