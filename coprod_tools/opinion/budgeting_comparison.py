"""One public vote under several rules: what every rule takes, what only some take; none but the organiser's counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from coprod_tools.words import say


class Project(Protocol):
    """A project as a policy holds it."""

    @property
    def key(self) -> str:
        """Its id."""

    @property
    def label(self) -> str:
        """Its name."""


class Result(Protocol):
    """A result as a policy holds it; `official` is true only for the organiser's own."""

    @property
    def rule(self) -> str:
        """The rule, with variant and tie-break."""

    @property
    def official(self) -> bool:
        """Whether it is the organiser's own."""

    @property
    def selected(self) -> Sequence[str] | None:
        """Ids of the projects it takes."""


class Ballot(Protocol):
    """A public vote as a policy holds it."""

    @property
    def projects(self) -> Sequence[Project] | None:
        """What was up for choice."""

    @property
    def results(self) -> Sequence[Result] | None:
        """What was taken, officially and under other rules."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One project: the rules that take it, and whether the organiser did (None where no official result is given)."""

    project: str
    label: str
    rules: tuple[str, ...]
    official: bool | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the rules agree on one public vote.

    Attributes
    ----------
    rules : tuple of str
        The recomputed rules, as the ballot names them.
    every, some, no : tuple of Standing
        Projects that every recomputed rule takes, that only some take, that none takes; in the ballot's order.
    sentences : tuple of str
        What to say beside them; the first says what is official.
    """

    rules: tuple[str, ...]
    every: tuple[Standing, ...]
    some: tuple[Standing, ...]
    no: tuple[Standing, ...]
    sentences: tuple[str, ...]


def compared(ballot: Ballot) -> Comparison:
    """Return which projects every rule takes, which only some; a policy's `ballots[]` item fits as it is."""
    results = tuple(ballot.results or ())
    official = next((result for result in results if result.official), None)
    rules = tuple(result for result in results if not result.official)
    standings = [_standing(project, rules, official) for project in ballot.projects or ()]
    every = tuple(one for one in standings if rules and len(one.rules) == len(rules))
    no = tuple(one for one in standings if rules and not one.rules)
    some = tuple(one for one in standings if 0 < len(one.rules) < len(rules))
    return Comparison(tuple(rule.rule for rule in rules), every, some, no, _sentences(rules, official, every, some, no))


def _standing(project: Project, rules: Sequence[Result], official: Result | None) -> Standing:
    taking = tuple(rule.rule for rule in rules if project.key in (rule.selected or ()))
    chosen = None if official is None else project.key in (official.selected or ())
    return Standing(project.key, str(project.label), taking, chosen)


def _sentences(
    rules: Sequence[Result],
    official: Result | None,
    every: Sequence[Standing],
    some: Sequence[Standing],
    no: Sequence[Standing],
) -> tuple[str, ...]:
    said = [
        say("ballots.official_given", count=len(official.selected or ())) if official else say("ballots.no_official")
    ]
    if not rules:
        return (*said, say("ballots.nothing_recomputed"))
    said += [say("ballots.never_official", rule=rule.rule) for rule in rules]
    said.append(say("ballots.agreement", rules=len(rules), every=len(every), some=len(some), none=len(no)))
    if official:
        passed_over = sum(1 for one in every if not one.official)
        said.append(say("ballots.against_official", every=len(every) - passed_over, passed=passed_over))
    return tuple(said)
