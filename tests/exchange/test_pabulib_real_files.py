"""Real participatory budgets: counts, costs, budgets and results equal reference values made by other code."""

from __future__ import annotations

import csv
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.exchange import Imported, recognise
from coprod_tools.exchange.importing import policy_text
from coprod_tools.exchange.pabulib import read
from coprod_tools.policy.investing import Ballot
from tests.conftest import REALDATA

FILES = sorted((REALDATA / "pabulib").glob("*.pb"))
pytestmark = pytest.mark.skipif(not FILES, reason="the real files are not at hand")
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:40])
VOTER_COLUMNS = ("voter_id", "vote", "points", "age", "sex", "voting_method")


@cache
def imported(path: Path) -> Imported:
    """Read each file once."""
    return read(path)


def expected(path: Path) -> dict[str, Any]:
    """Return the reference values of a file."""
    found: dict[str, Any] = json.loads((REALDATA / "EXPECTED.json").read_text())[f"pabulib/{path.name}"]
    return found


def ballot_of(path: Path) -> Ballot:
    """Return the one ballot."""
    (ballot,) = imported(path).policies[0].policy.ballots or ()
    return ballot


def named(ballot: Ballot, ids: Any) -> list[str]:
    """Return the source's names of projects."""
    names = {each.key: (each.external_ids or {})["pabulib"] for each in ballot.projects or ()}
    return [names[one] for one in ids or ()]


@each_file
def test_frame_and_sums_equal_the_reference(path: Path) -> None:
    """Costs and budgets exactly, to the cent."""
    want, ballot = expected(path), ballot_of(path)
    assert (ballot.vote_type, ballot.voters, len(ballot.projects or ())) == (
        want["vote_type"], want["votes"], want["projects"]
    )  # fmt: skip
    assert imported(path).policies[0].policy.currency == want["currency"]
    assert ballot.rule == (None if want["rule"] == "unknown" else want["rule"])
    assert ballot.budget and float(ballot.budget.value) == want["budget"]
    assert float(sum(each.cost.value for each in ballot.projects or () if each.cost)) == want["total_cost"]
    assert ballot.held_from and ballot.held_until


@each_file
def test_greedy_and_its_ties_equal_the_reference(path: Path) -> None:
    """In order; ties are listed exactly where there are any."""
    want, ballot = expected(path), ballot_of(path)
    greedy = next(result for result in ballot.results or () if not result.official)
    assert greedy.rule.startswith("greedy by " + ("votes" if want["greedy_key"] == "votes" else "points"))
    assert named(ballot, greedy.selected) == want["greedy_winners"]
    assert bool(greedy.ties) == want["ties_present"]


@each_file
def test_only_the_organisers_own_result_is_official(path: Path) -> None:
    """Four files give one; where greedy is not the rule it differs, and both stand."""
    want, ballot = expected(path), ballot_of(path)
    official = [result for result in ballot.results or () if result.official]
    assert len(official) == ("official_selected" in want)
    for result in official:
        assert set(named(ballot, result.selected)) == set(want["official_selected"])
        greedy = next(each for each in ballot.results or () if not each.official)
        assert (set(greedy.selected or ()) == set(result.selected or ())) == want["greedy_matches_official"]


@each_file
def test_votes_of_people_are_counted_and_left_behind(path: Path) -> None:
    """A census of the section VOTES by the standard library equals the loss report; no voter's name is anywhere."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.reader(stream, delimiter=";") if row]
    at = rows.index(["VOTES"])
    heads, people = rows[at + 1], rows[at + 2 :]
    wanted = Counter({f"VOTES/{head}": sum(bool(row[n].strip()) for row in people) for n, head in enumerate(heads)})
    found = Counter({row.field: row.count for row in imported(path).lost if row.field.startswith("VOTES/")})
    assert found == wanted
    assert all(row.examples == () for row in imported(path).lost if row.field.startswith("VOTES/"))


@each_file
def test_it_is_recognised_and_reads_back(path: Path) -> None:
    """By its sections; without a warning, since counts and totals agree in these files."""
    found = recognise(path)
    assert found and found.name == "pabulib"
    assert policy_text(imported(path).policies[0])
    assert imported(path).warnings == ()
