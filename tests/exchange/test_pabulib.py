"""Participatory budgets: what comes through, what never does, and every fault with its line."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from coprod_tools.exchange import recognise
from coprod_tools.exchange.importing import policy_text
from coprod_tools.exchange.pabulib import read
from coprod_tools.exchange.pabulib_dates import partial_date
from coprod_tools.files.reading import MAX_BYTES
from coprod_tools.opinion.budgeting_comparison import compared
from coprod_tools.policy.investing import Ballot
from coprod_tools.problems import InvalidInput
from tests.conftest import ROOT

SAMPLE = ROOT / "templates" / "samples" / "village-budget.pb"
TEXT = SAMPLE.read_text(encoding="utf-8")
HEAD = "META\nkey;value\nunit;Town\nbudget;10\nvote_type;{kind}\n{more}PROJECTS\n"


def ballot_of(path: Path) -> Ballot:
    """Return the ballot of a file that gives one policy."""
    (one,) = read(path).policies
    (ballot,) = one.policy.ballots or ()
    return ballot


def written(folder: Path, text: str) -> Path:
    """Write a file."""
    path = folder / "town.pb"
    path.write_bytes(text.encode())
    return path


def small(folder: Path, kind: str, votes: str, more: str = "", projects: str = "a;4\nb;6\nc;3") -> Path:
    """Write a file with three projects."""
    text = HEAD.format(kind=kind, more=more) + f"project_id;cost\n{projects}\nVOTES\n{votes}\n"
    return written(folder, text)


def test_the_sample_comes_through_as_counted_by_hand() -> None:
    """What stands in the file, and the results worked out in tests/opinion/test_budgeting.py."""
    (one,) = read(SAMPLE).policies
    policy, ballot = one.policy, ballot_of(SAMPLE)
    assert (policy.title, policy.currency) == ("Made-up example: what a village would spend on; not a real vote", "NZD")
    assert str(policy.summary) == '#1: Every row is made up; "votes" were counted by hand.'
    assert (policy.external_ids or {})["pabulib"] == "Nowhere_Example Village_2026"
    assert (ballot.held_from, ballot.held_until, ballot.voters) == ("2026-03-01", "2026-03-15", 12)
    assert (ballot.unit, ballot.rule, ballot.vote_type) == ("Example Village, Nowhere", "greedy", "approval")
    projects = {(each.external_ids or {})["pabulib"]: each for each in ballot.projects or ()}
    assert {name: (int(each.cost.value), each.votes) for name, each in projects.items() if each.cost} == {
        "1": (6000, 7), "2": (5000, 5), "3/A": (4000, 6), "4": (3000, 3), "5": (2000, 3)
    }  # fmt: skip
    assert str(projects["1"].label) == "Bus shelter; with a seat"
    assert str(projects["2"].for_whom) == "young people"
    garden = projects["3/A"].key
    results = [(result.official, result.selected, result.ties) for result in ballot.results or ()]
    assert results == [
        (True, ("1", garden), None),
        (False, ("1", garden), ("4, 5",)),
        (False, (garden, "5"), None),
        (False, ("1", "5"), None),
    ]


def test_a_recomputed_result_never_reads_as_official() -> None:
    """Each says so itself, and names its variant and tie-break."""
    recomputed = [result for result in ballot_of(SAMPLE).results or () if not result.official]
    assert len(recomputed) == 3
    assert all("never the official result" in str(result.note) and "ties:" in result.rule for result in recomputed)


def test_rules_are_compared_project_by_project() -> None:
    """Greedy takes 1 and 3/A, equal shares 3/A and 5, completed 1 and 5; nobody takes 2 and 4."""
    found = compared(ballot_of(SAMPLE))
    assert [one.project for one in found.some][::2] == ["1", "5"]
    assert found.every == () and [one.project for one in found.no] == ["2", "4"]
    assert [one.official for one in found.some] == [True, True, False]
    assert "only official one" in found.sentences[0]
    assert sum("never the official result" in sentence for sentence in found.sentences) == 3


def test_nobodys_own_vote_age_or_sex_is_carried() -> None:
    """Not in the policy, not in the loss report; a proposer is a person too."""
    imported = read(SAMPLE)
    text = (policy_text(imported.policies[0]) or "") + str(imported.lost) + str(imported.warnings)
    for personal in ("v1", "v12", "67", "Made-up Person", "1,3/A"):
        assert personal not in text.replace("1250000", "")


def test_the_loss_report_equals_a_census() -> None:
    """Every cell that is not blank, counted by the standard library, is carried or reported."""
    reported = Counter({row.field: row.count for row in read(SAMPLE).lost})
    wanted: Counter[str] = Counter()
    section, names = "", list[str]()
    carried = {
        "META": {"description", "country", "unit", "instance", "budget", "vote_type", "rule", "date_begin", "date_end",
                 "currency", "comment"},
        "PROJECTS": {"project_id", "cost", "votes", "name", "category", "target", "selected"},
        "VOTES": set(),
    }  # fmt: skip
    for row in csv.reader(io.StringIO(TEXT), delimiter=";"):
        if row[0] in carried:
            section, names = row[0], []
        elif not names:
            names = row
        elif section == "META":
            wanted[f"META/{row[0]}"] += row[0] not in carried["META"]
        else:
            for name, cell in zip(names, row, strict=True):
                wanted[f"{section}/{name}"] += bool(cell) and name not in carried[section]
    assert reported == +wanted


def test_it_reads_back_and_is_recognised_by_its_sections(tmp_path: Path) -> None:
    """Whatever it is called; tables, maps and a policy are others'."""
    assert policy_text(read(SAMPLE).policies[0])
    renamed = written(tmp_path, TEXT).rename(tmp_path / "x.csv")
    found = recognise(renamed)
    assert found and found.name == "pabulib"
    for other in ("META\nkey;value\n", "from;to\na;b\n", "coprod: 1\nid: x\ntitle: X\n", "META\nPROJECTS\nVOTES\n"):
        renamed.write_text(other)
        known = recognise(renamed)
        assert known is None or known.name != "pabulib"


@pytest.mark.parametrize("text", ["\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace(";", "; "), TEXT + "\n\n"])
def test_marks_line_ends_and_blanks_change_nothing(tmp_path: Path, text: str) -> None:
    """A byte order mark, CRLF, blanks around cells, empty lines at the end; quoted cells stay whole."""
    assert read(written(tmp_path, text)).policies[0].raw == read(SAMPLE).policies[0].raw


def test_an_order_counts_as_the_files_totals_do(tmp_path: Path) -> None:
    """Borda: with up to 3 names the first gets 3. a: 3 + 2, b: 2 + 3, c: 1; given points go before."""
    ballot = ballot_of(small(tmp_path, "ordinal", "voter_id;vote\n1;a,b,c\n2;b,a", "max_length;3\n"))
    assert [each.score for each in ballot.projects or ()] == [5, 5, 1]
    ballot = ballot_of(small(tmp_path, "ordinal", "voter_id;vote;points\n1;a,b,c;9,2,1\n2;b,a;5,4"))
    assert [each.score for each in ballot.projects or ()] == [13, 7, 1]


def test_points_below_zero_lower_the_score_and_support_nothing(tmp_path: Path) -> None:
    """Scoring: a gets 3 - 1 = 2, b gets 2."""
    path = small(tmp_path, "scoring", "voter_id;vote;points\n1;a,b;3,2\n2;a;-1")
    assert "points below 0: 1" in " ".join(read(path).warnings)


def test_totals_that_differ_are_kept_and_named(tmp_path: Path) -> None:
    """Votes on paper may be missing: greedy goes by the totals, b (9) before a (1), and a does not fit after it."""
    text = HEAD.format(kind="approval", more="") + "project_id;cost;votes\na;6;1\nb;6;9\nVOTES\nvoter_id;vote\n1;a\n"
    imported = read(written(tmp_path, text))
    greedy = (imported.policies[0].policy.ballots or ())[0].results or ()
    assert greedy[0].selected == ("b",) and "organiser's totals" in str(greedy[0].note)
    assert "line 9" in imported.warnings[-1]


FAULTS = [
    ("voter_id;vote\n1;d", "approval", 12, "does not list"),
    ("voter_id;vote\n1;a,b", "choose-1", 12, "more than one"),
    ("voter_id;vote\n1;a;b", "approval", 12, "3 cells"),
    ("voter_id;vote\n1", "approval", 12, "1 cells"),
    ("voter_id;vote\n1;a,,b", "approval", 12, "comma"),
    ("voter_id;vote\n;a", "approval", 12, "voter_id"),
    ("voter_id\n1", "approval", 10, "no column vote"),
    ("voter_id;vote\n1;a", "cumulative", 10, "points"),
    ("voter_id;vote;points\n1;a,b;1", "cumulative", 12, "1 points for 2"),
    ("voter_id;vote;points\n1;a;one", "cumulative", 12, "plain number"),
    ("voter_id;vote\n1;a", "guess", 1, "vote_type"),
    ('voter_id;vote\n1;"a', "approval", 12, "quotation mark"),
]


@pytest.mark.parametrize(("votes", "kind", "line", "words"), FAULTS)
def test_a_fault_in_the_votes_is_named_with_its_line(
    tmp_path: Path, votes: str, kind: str, line: int, words: str
) -> None:
    """META takes 5 lines, PROJECTS 4, so VOTES stands on line 10, its heading on 11 and the first vote on 12."""
    with pytest.raises(InvalidInput) as refusal:
        read(small(tmp_path, kind, votes, projects="a;4\nb;6"))
    (fault,) = refusal.value.faults
    assert words in fault.message
    assert fault.line == line


PROJECT_FAULTS = [
    ("a;4\na;6", 9, "line 8"),
    ("a;four\nb;6", 8, "plain digits"),
    ("a;-4\nb;6", 8, "plain digits"),
    ("a;1,5\nb;6", 8, "plain digits"),
    ("a\nb;6", 8, "1 cells"),
    (";4\nb;6", 8, "project_id"),
    ("a;\nb;6", 8, "no cost"),
]


@pytest.mark.parametrize(("projects", "line", "words"), PROJECT_FAULTS)
def test_a_fault_in_the_projects_is_named_with_its_line(tmp_path: Path, projects: str, line: int, words: str) -> None:
    """Five lines of META, the title and the heading of PROJECTS: the first project stands on line 8."""
    with pytest.raises(InvalidInput) as refusal:
        read(small(tmp_path, "approval", "voter_id;vote\n1;", projects=projects))
    assert [(fault.line, words in fault.message) for fault in refusal.value.faults] == [(line, True)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("VOTES\n", "", "VOTES is missing"),
        ("PROJECTS\n", "", "PROJECTS is missing"),
        ("budget;10000\n", "", "no budget"),
        ("budget;10000", "budget;0", "above 0"),
        ("budget;10000", "budget;1 000", "above 0"),
        ("META\n", "", "begin with META"),
        ("unit;", "budget;", "second time"),
    ],
)
def test_what_the_file_lacks_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    """Among whatever follows from it."""
    with pytest.raises(InvalidInput) as refusal:
        read(written(tmp_path, TEXT.replace(old, new, 1)))
    assert any(words in fault.message for fault in refusal.value.faults)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """A cost, a project that stands twice and a vote for another, each with its line."""
    with pytest.raises(InvalidInput) as refusal:
        read(small(tmp_path, "approval", "voter_id;vote\n1;x", projects="a;?\nb;1\nb;2"))
    assert [fault.line for fault in refusal.value.faults] == [8, 10, 13]


HARM = (b"", b";", b'"', b"\n", b"-1", b"\xff", b"\0", b"9" * 30)


def test_a_damaged_file_is_read_or_refused_and_never_anything_else(tmp_path: Path) -> None:
    """600 mutations, seeded: bytes changed, taken out, doubled, lines moved."""
    random, source = Random(4), TEXT.encode()
    for _ in range(600):
        data = bytearray(source)
        for _ in range(random.randint(1, 6)):
            at, far = sorted(random.sample(range(len(data)), 2))
            far = min(far, at + random.choice((1, 3, 40)))
            data[at:far] = random.choice(
                (b"", b";", b'"', b"\n", b"-1", b"\xff", b"\0", b"9" * 30, bytes(data[at:far]) * 2)
            )
        path = tmp_path / "damaged.pb"
        path.write_bytes(data)
        try:
            imported = read(path)
        except InvalidInput as refusal:
            assert all(fault.file == "damaged.pb" for fault in refusal.faults)
        else:
            assert all(policy_text(one) for one in imported.policies)


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """20 MB."""
    path = tmp_path / "large.pb"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(InvalidInput, match="20"):
        read(path)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020", "2020"), ("2020-03", "2020-03"), ("2020-03-09", "2020-03-09"), ("11.09.2019", "2019-09-11"),
        ("9.2020", "2020-09"), ("25/12/2020", "2020-12-25"), ("12/25/2020", "2020-12-25"), ("03/03/2020", "2020-03-03"),
        ("03/04/2020", None), ("04-03-2020", None), ("31.02.2020", None), ("12.25.2020", None), ("spring", None),
        ("01.02.20", None), ("0000", None),
    ],
)  # fmt: skip
def test_a_date_that_may_mean_two_days_is_not_guessed(text: str, date: str | None) -> None:
    """Dots mean day, month, year (pabulib.org/format); slashes and hyphens do not say which comes first."""
    assert partial_date(text) == date


def test_a_date_that_is_not_read_and_an_end_before_the_start_are_named(tmp_path: Path) -> None:
    """They are in the loss report, not in the policy."""
    for begins, ends, count in (("03/04/2020", "2021", 1), ("2021", "2020-12", 2)):
        text = TEXT.replace("01.03.2026", begins).replace("15.03.2026", ends)
        imported = read(written(tmp_path, text))
        ballot = (imported.policies[0].policy.ballots or ())[0]
        assert ballot.held_from is None
        assert sum(row.field.startswith("META/date") for row in imported.lost) == count
        assert imported.warnings
