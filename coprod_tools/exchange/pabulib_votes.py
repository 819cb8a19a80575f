"""The votes of a Pabulib file, counted: what each project got, and how often each different ballot was cast."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from coprod_tools.exchange.map_notes import shown
from coprod_tools.exchange.pabulib_file import Faults, Row, Section, plain_number
from coprod_tools.exchange.trail import Losses
from coprod_tools.opinion.budgeting import Votes, votes_of
from coprod_tools.words import say

TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
WITH_POINTS = ("ordinal", "cumulative", "scoring")


@dataclass(slots=True)
class Counting:
    """The ballots as read, and what was odd in them.

    Attributes
    ----------
    ballots : list of dict of str to Fraction
        Points by project; 1 for an approval.
    twice_voted, twice_named : list of int
        Lines of voters met before, and of ballots that name a project twice.
    """

    ballots: list[dict[str, Fraction]] = field(default_factory=list)
    twice_voted: list[int] = field(default_factory=list)
    twice_named: list[int] = field(default_factory=list)
    below_zero: int = 0

    def votes(self, costs: dict[str, Decimal], budget: Decimal) -> Votes:
        """Return the election."""
        return votes_of(costs, budget, self.ballots)


def read_votes(
    section: Section, vote_type: str, costs: dict[str, Decimal], longest: int | None, losses: Losses, faults: Faults
) -> Counting:
    """Return what people voted, and report every cell of a voter as not carried.

    An order becomes points as Pabulib's own totals count it (Borda): the first of a ballot gets as many points as a
    ballot may have projects, each next one fewer; where the file gives points, those count.
    """
    counting, seen, cells = Counting(), set[str](), Counter[str]()
    if vote_type in ("cumulative", "scoring") and "points" not in section.names:
        faults.add("no_points", section.line, type=vote_type)
        return counting
    for row in section.rows:
        cells.update(row.cells.keys())
        voter = row.cells.get("voter_id")
        if voter is None:
            faults.add("no_voter", row.line)
        elif voter in seen:
            counting.twice_voted.append(row.line)
        else:
            seen.add(voter)
        ballot = _ballot(row, vote_type, costs, longest or len(costs), counting, faults)
        counting.ballots.append(ballot)
    for name, count in cells.items():
        losses.rows[f"VOTES/{shown(name)}", say(f"ballots.why_{_kind(name)}")] += count
    return counting


def _kind(name: str) -> str:
    return "vote" if name in ("vote", "points") else "voter"


def _ballot(
    row: Row, vote_type: str, costs: dict[str, Decimal], longest: int, counting: Counting, faults: Faults
) -> dict[str, Fraction]:
    named = [name.strip() for name in row.cells.get("vote", "").split(",")] if "vote" in row.cells else []
    for name in named:
        if name not in costs:
            faults.add("unknown_project" if name else "empty_vote", row.line)
    if vote_type == "choose-1" and len(named) > 1:
        faults.add("more_than_one", row.line)
    points = _points(row, vote_type, len(named), longest, faults)
    ballot: dict[str, Fraction] = {}
    for name, given in zip(named, points, strict=False):
        if name in ballot:
            counting.twice_named.append(row.line)
        ballot.setdefault(name, given)
        counting.below_zero += given < 0
    return ballot


def _points(row: Row, vote_type: str, count: int, longest: int, faults: Faults) -> list[Fraction]:
    """Return the points of each project a ballot names."""
    if vote_type not in WITH_POINTS:
        return [Fraction(1)] * count
    given = row.cells.get("points")
    if given is None and vote_type == "ordinal":
        if count > longest:
            faults.add("too_long", row.line, limit=longest)
        return [Fraction(max(longest - place, 0)) for place in range(count)]
    numbers = [_point(part.strip(), vote_type) for part in given.split(",")] if given else []
    if None in numbers:
        faults.add("points_no_number", row.line)
    elif len(numbers) != count:
        faults.add("points_count", row.line, points=len(numbers), projects=count)
    return [Fraction(number or 0) for number in numbers]


def _point(text: str, vote_type: str) -> Decimal | None:
    if vote_type == "scoring" and text.startswith("-"):
        below = plain_number(text[1:])
        return None if below is None else -below
    return plain_number(text)
