"""Files of participatory budgets (Pabulib, `.pb`): what the public prioritised, as counts; nobody's own vote.

Stolicki, Szufa and Talmon 2020, Pabulib: A Participatory Budgeting Library (arXiv:2012.06539); pabulib.org/format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from coprod_tools.exchange.imported import Imported, ImportedPolicy, Refused
from coprod_tools.exchange.map_notes import shown
from coprod_tools.exchange.map_wording import MapWords
from coprod_tools.exchange.naming import Names
from coprod_tools.exchange.pabulib_dates import partial_date
from coprod_tools.exchange.pabulib_file import Faults, Row, Section, plain_number, read_sections
from coprod_tools.exchange.pabulib_projects import project_items, signed_number
from coprod_tools.exchange.pabulib_results import official, recomputed
from coprod_tools.exchange.pabulib_votes import TYPES, WITH_POINTS, Counting, read_votes
from coprod_tools.exchange.plain_policy import policy_of, pruned
from coprod_tools.exchange.trail import Losses
from coprod_tools.opinion.budgeting import Votes
from coprod_tools.policy import SCHEMA_VERSION
from coprod_tools.policy.currencies import CODES
from coprod_tools.policy.ids import foreign_id
from coprod_tools.words import say

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*META[; \t]*\r?\n\s*key\s*;\s*value[; \t]*\r?\n", re.IGNORECASE)
_PROJECTS = re.compile(rb"^\s*PROJECTS[; \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_VOTES = re.compile(rb"^\s*VOTES[; \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_WHOLE = re.compile(r"\d{1,12}", re.ASCII)
_META = (
    "description", "country", "unit", "subunit", "district", "instance", "budget", "currency", "vote_type", "rule",
    "date_begin", "date_end", "comment", "acknowledgments", "min_project_score_threshold",
)  # fmt: skip
_SHOWN_LINES = 8


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a file is a Pabulib file: the sections META, PROJECTS and VOTES, in this order where they are seen.

    Where the first bytes end before VOTES, the section PROJECTS is enough.
    """
    start = _START.match(head)
    projects = _PROJECTS.search(head, start.end()) if start else None
    if not projects:
        # A long comment may push PROJECTS out of sight.
        return bool(start) and len(head) >= 65_536 and b"vote_type" in head
    return len(head) >= 65_536 or bool(_VOTES.search(head, projects.end()))


def read(path: Path | str) -> Imported:
    """Read one participatory budget as a policy with one item of `ballots`.

    Raises
    ------
    InvalidInput
        With every fault and its line: a missing section or column, a row with too few or too many cells, a budget or
        cost that is no number, a project that stands twice, a vote for a project that is not listed.
    """
    path = Path(path)
    faults = Faults(path.name)
    sections = read_sections(path, faults)
    faults.stop()
    whole = _Whole(path.name, sections, faults)
    whole.read()
    faults.stop()
    raw = pruned(whole.raw())
    made = policy_of(raw, path.name)
    foreign = whole.foreign()
    lost, warnings = whole.losses.lost(), tuple(whole.notes)
    if isinstance(made, tuple):
        return Imported((), whole.carried(), lost, warnings, (Refused(foreign, made),))
    return Imported((ImportedPolicy(made, foreign, raw),), whole.carried(), lost, warnings)


@dataclass(slots=True)
class _Whole:
    """One file on its way to a policy."""

    file: str
    sections: dict[str, Section]
    faults: Faults
    losses: Losses = field(default_factory=Losses)
    notes: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    budget: Decimal = Decimal()
    projects: dict[str, Row] = field(default_factory=dict)
    costs: dict[str, Decimal] = field(default_factory=dict)
    counting: Counting = field(default_factory=Counting)

    def read(self) -> None:
        self._meta()
        self._projects()
        vote_type = self.meta.get("vote_type", "").lower()
        if vote_type not in TYPES:
            self.faults.add("vote_type", self.sections["META"].line, known=", ".join(TYPES))
            return
        most = self.meta.get("max_length", "")
        longest = int(most) if _WHOLE.fullmatch(most) else None
        self.counting = read_votes(self.sections["VOTES"], vote_type, self.costs, longest, self.losses, self.faults)
        self._odd()

    @property
    def with_points(self) -> bool:
        return self.meta["vote_type"].lower() in WITH_POINTS

    def note(self, key: str, lines: list[int] | None = None, **values: object) -> None:
        where = ", ".join(say("tables.line", line=line) for line in (lines or [])[:_SHOWN_LINES])
        if lines and len(lines) > _SHOWN_LINES:
            where += say("tables.more_places", count=len(lines) - _SHOWN_LINES)
        said = say(f"ballots.{key}", **values)
        self.notes.append(f"{self.file} ({where}): {said}" if where else f"{self.file}: {said}")

    def _meta(self) -> None:
        section = self.sections["META"]
        for row in section.rows:
            key, value = row.cells.get("key", "").lower(), row.cells.get("value")
            if not key:
                self.faults.add("no_key", row.line)
            elif key in self.meta:
                self.faults.add("key_twice", row.line, name=shown(key))
            elif value is not None:
                self.meta[key] = value
                self._judge(key, value, row.line)
        if "budget" not in self.meta:
            self.faults.add("no_budget", section.line)

    def _judge(self, key: str, value: str, line: int) -> None:
        if key == "budget":
            amount = plain_number(value)
            if not amount:
                self.faults.add("budget_no_number", line)
            self.budget = amount or Decimal(1)
        elif key in ("num_projects", "num_votes"):
            self.losses.add(f"META/{key}", say("ballots.why_counted"), value)
        elif key not in _META:
            self.losses.add(f"META/{shown(key)}", say("ballots.why_column"), value)

    def _projects(self) -> None:
        for row in self.sections["PROJECTS"].rows:
            name, cost = row.cells.get("project_id"), plain_number(row.cells.get("cost", ""))
            if name is None:
                self.faults.add("no_project_id", row.line)
                continue
            if name in self.projects:
                self.faults.add("project_twice", row.line, first=self.projects[name].line)
                continue
            if cost is None:
                self.faults.add("cost_no_number" if "cost" in row.cells else "no_cost", row.line)
            self.projects[name], self.costs[name] = row, cost or Decimal()
            for column in ("votes", "score"):
                if column in row.cells and signed_number(row.cells[column]) is None:
                    self.faults.add("total_no_number", row.line, column=column)

    def _odd(self) -> None:
        """Name what does not agree, and what was counted in a way that should be known."""
        found = {"num_projects": len(self.projects), "num_votes": len(self.counting.ballots)}
        for key, count in found.items():
            said = self.meta.get(key)
            if said is not None and said != str(count):
                self.note(f"{key}_differs", said=shown(said), found=count)
        if self.counting.twice_voted:
            self.note("voter_twice", self.counting.twice_voted)
        if self.counting.twice_named:
            self.note("named_twice", self.counting.twice_named)
        if self.counting.below_zero:
            self.note("below_zero", count=self.counting.below_zero)

    def foreign(self) -> str:
        """Return the name that Pabulib gives such a file: country, unit, instance, subunit."""
        parts = [self.meta.get(key, "") for key in ("country", "unit", "instance", "subunit")]
        return "_".join(part for part in parts if part) or self.file.removesuffix(".pb")

    def raw(self) -> dict[str, Any]:
        words, names = MapWords(self.losses), Names()
        ids = {name: names.take(name) for name in self.costs}
        votes = self.counting.votes(self.costs, self.budget)
        foreign = self.foreign()
        topic = words.label(self.meta.get("description"), "META/description") or foreign
        currency = self._currency()
        name = foreign_id(foreign)
        begins, ends = self._dates()
        ballot = {
            "id": name,
            "topic": topic,
            "unit": words.line(self._unit(), "META/unit"),
            "budget": {"amount": self.budget},
            "vote_type": self.meta["vote_type"].lower(),
            "rule": self._rule(words),
            "voters": votes.voters,
            "held_from": begins,
            "held_until": ends,
            "projects": project_items(votes, self.projects, ids, self.with_points, words),
            "results": self._results(votes, ids, words),
            "source": words.text(self._source(), "META/acknowledgments"),
        }
        return {
            "coprod": SCHEMA_VERSION,
            "id": name,
            "title": topic,
            "summary": words.text(self.meta.get("comment"), "META/comment"),
            "currency": currency,
            "ballots": [ballot],
            "external_ids": {"pabulib": words.identifier(foreign, "META/unit")},
        }

    def _rule(self, words: MapWords) -> str | None:
        given = self.meta.get("rule")
        return None if given is None or given.lower() == "unknown" else words.line(given, "META/rule")

    def _unit(self) -> str:
        keys = ("unit", "district", "subunit", "country")
        return ", ".join(dict.fromkeys(self.meta[key] for key in keys if key in self.meta))

    def _source(self) -> str:
        return " ".join([say("ballots.source"), self.meta.get("acknowledgments", "")]).strip()

    def _currency(self) -> str | None:
        given = self.meta.get("currency")
        if given is not None and given not in CODES:
            self.note("currency_unread")
            self.losses.add("META/currency", say("ballots.why_currency"), given)
            return None
        if given is None:
            self.note("no_currency")
        return given

    def _dates(self) -> tuple[str | None, str | None]:
        found: list[str | None] = []
        for key in ("date_begin", "date_end"):
            given = self.meta.get(key)
            date = partial_date(given) if given else None
            if given and date is None:
                self.note("date_unread", name=key)
                self.losses.add(f"META/{key}", say("ballots.why_date"), given)
            found.append(date)
        begins, ends = found
        if begins and ends and ends < begins[: len(ends)]:
            self.note("dates_swapped")
            for key in ("date_begin", "date_end"):
                self.losses.add(f"META/{key}", say("ballots.why_swapped"), self.meta[key])
            return None, None
        return begins, ends

    def _totals(self, votes: Votes) -> list[Decimal] | None:
        """Return the organiser's totals where they are whole and differ from the ballots in the file."""
        column = "score" if self.with_points else "votes"
        counted = votes.points() if self.with_points else votes.votes()
        given = [signed_number(self.projects[name].cells.get(column, "")) for name in votes.projects]
        totals = [total for total in given if total is not None]
        compared = zip(given, counted, votes.projects, strict=True)
        differing = [self.projects[name].line for total, own, name in compared if total is not None and total != own]
        if differing:
            self.note("totals_differ", differing, column=column)
        return totals if differing and len(totals) == len(given) else None

    def _results(self, votes: Votes, ids: dict[str, str], words: MapWords) -> list[dict[str, Any]]:
        selected = {name: row.cells["selected"] for name, row in self.projects.items() if "selected" in row.cells}
        for mark in selected.values():
            if mark not in ("0", "1"):
                self.losses.add("PROJECTS/selected", say("ballots.why_mark"), mark)
        own = [official(selected, self.costs, ids, self._rule(words))] if selected else []
        threshold = self.meta.get("min_project_score_threshold")
        return own + recomputed(votes, ids, self.with_points, self._totals(votes), threshold and shown(threshold))

    def carried(self) -> dict[str, Any]:
        """Return counts of what came through."""
        sums = sum(self.costs.values(), Decimal())
        currency = self.meta.get("currency", "")
        return {
            "ballots": 1,
            "projects": len(self.projects),
            "votes": len(self.counting.ballots),
            "cost_sum": {currency: f"{sums:f}"},
            "budget": {currency: f"{self.budget:f}"},
            "selected": sum(1 for row in self.projects.values() if row.cells.get("selected") == "1"),
        }
