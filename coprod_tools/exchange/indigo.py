"""INDIGO-shaped folders of impact bonds (tables that point at each other): one policy for each project.

The shape is that of the INDIGO Impact Bond Dataset, Government Outcomes Lab, University of Oxford.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from coprod_tools.exchange.imported import Imported, ImportedPolicy, Refused
from coprod_tools.exchange.indigo_money import SERVICE, Contributions
from coprod_tools.exchange.indigo_organisations import Bodies, Directory
from coprod_tools.exchange.indigo_outcomes import Indicators
from coprod_tools.exchange.indigo_project import project_row
from coprod_tools.exchange.indigo_source import ORGANISATIONS, PROJECTS, Census, Line, by_project, fit_id, folded, lines
from coprod_tools.exchange.map_notes import shown
from coprod_tools.exchange.naming import Names
from coprod_tools.exchange.plain_policy import policy_of, pruned
from coprod_tools.exchange.trail import why_lost
from coprod_tools.policy import SCHEMA_VERSION
from coprod_tools.policy.ids import foreign_id
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

# Tables by what a project's rows in them are; organisations and projects stand apart.
TABLES = {
    "locations": "projects_delivery_locations.csv",
    "documents": "projects_documents.csv",
    "intermediaries": "projects_intermediary_services.csv",
    "investments": "projects_investments.csv",
    "funds": "projects_outcome_funds.csv",
    "metrics": "projects_outcome_metrics.csv",
    "commitments": "projects_outcome_payment_commitments.csv",
    "plans": "projects_outcome_payment_plans.csv",
    "payments": "projects_outcome_payments.csv",
    "prices": "projects_outcome_pricings.csv",
    "results": "projects_results.csv",
    "provisions": "projects_service_provisions.csv",
}


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a folder is INDIGO-shaped: projects with an id, and a table beside it that points at them."""
    if not path.is_dir() or not _starts(path / PROJECTS, "id"):
        return False
    return any(_starts(path / name, "project id") for name in TABLES.values())


def _starts(path: Path, heading: str) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            first = stream.readline(2_000).decode("utf-8-sig", "replace")
    except OSError:
        return False
    return folded(first.replace('"', "").replace(";", ",").replace("\t", ",").partition(",")[0]) == heading


def read(path: Path | str) -> Imported:
    """Read a folder, or one of its files with those beside it.

    Raises
    ------
    InvalidInput
        When projects.csv is missing, or a table can't be read; with file and line.
    """
    path = Path(path)
    folder = path if path.is_dir() else path.parent
    if not (folder / PROJECTS).is_file():
        raise InvalidInput([Fault(path.name, say("indigo.no_projects"))])
    return _Folder(folder).imported()


@dataclass(frozen=True, slots=True)
class _Project:
    """Everything that is said of one project."""

    foreign: str
    line: Line | None
    rows: dict[str, list[Line]]


class _Folder:
    """The tables of one folder, on their way to policies."""

    def __init__(self, folder: Path) -> None:
        self.census = Census()
        self.directory = Directory(lines(folder, ORGANISATIONS, self.census))
        self.projects = lines(folder, PROJECTS, self.census)
        self.tables = {kind: by_project(lines(folder, name, self.census)) for kind, name in TABLES.items()}
        self.money: dict[str, dict[str, Decimal]] = {}
        self.counts: Counter[str] = Counter()
        self.warned: Counter[str] = Counter()

    def imported(self) -> Imported:
        made = [self._policy(project) for project in self._all()]
        for kind in TABLES:
            for line in self.tables[kind].get("", ()):
                self.warned["no_project"] += 1
                line.leave(lambda _: say("indigo.why_no_project"))
        for row in self.directory.rows.values():
            row.leave(self._why_of_organisation(row))
        return Imported(
            tuple(one for one in made if isinstance(one, ImportedPolicy)),
            self._carried(),
            (*self.census.losses.lost(), *self.census.altered.lost()),
            self._warnings(),
            tuple(one for one in made if isinstance(one, Refused)),
        )

    def _all(self) -> Iterator[_Project]:
        seen: set[str] = set()
        for line in self.projects:
            foreign = line.get("id")
            if not foreign or foreign in seen:
                self.warned["no_id" if not foreign else "twice"] += 1
                line.leave(lambda _: say("indigo.why_twice"))
                continue
            seen.add(foreign)
            yield _Project(foreign, line, {kind: self.tables[kind].get(foreign, []) for kind in TABLES})
        others = dict.fromkeys(name for kind in TABLES for name in self.tables[kind] if name and name not in seen)
        for foreign in others:
            self.warned["no_row"] += 1
            yield _Project(foreign, None, {kind: self.tables[kind].get(foreign, []) for kind in TABLES})

    def _policy(self, project: _Project) -> ImportedPolicy | Refused:
        raw = pruned(self._raw(project))
        every = [line for rows in project.rows.values() for line in rows] + ([project.line] if project.line else [])
        for line in every:
            line.leave(_why)
        made = policy_of(raw, PROJECTS, project.line.number if project.line else None)
        if isinstance(made, tuple):
            return Refused(project.foreign, made)
        self._count(raw)
        return ImportedPolicy(made, project.foreign, raw)

    def _raw(self, project: _Project) -> dict[str, Any]:
        line, rows, bodies = project.line, project.rows, Bodies(self.directory)
        given, found = Contributions(bodies), Indicators()
        _each(rows["investments"], given.investment)
        _each(rows["commitments"], given.commitment)
        _each(rows["payments"], given.payment)
        _each(rows["provisions"], given.provision)
        _each(rows["intermediaries"], given.intermediary)
        _each(rows["metrics"], found.metric)
        _each(rows["prices"], found.price)
        _each(rows["results"], found.result)
        title = (line.label("impact bond name") if line else None) or fit_id(project.foreign) or ""
        funds = [fund.identifier("id") for fund in rows["funds"]]
        schemes = {f"indigo-outcome-fund{f'-{n}' if n > 1 else ''}": fund for n, fund in enumerate(funds, 1) if fund}
        said = [words for plan in rows["plans"] for words in [_plan(plan)] if words]
        said += [words for fund in rows["funds"] for words in fund.said("notes")]
        whole, budgets = project_row(line, title) if line else ({}, [])
        activity = whole.pop("activity", {"id": SERVICE, "label": title})
        activity["place"] = "; ".join(_places(rows["locations"])) or None
        names = Names()
        activity["documents"] = [_document(document, names) for document in rows["documents"]]
        summary = "\n".join([*filter(None, (whole.pop("summary", None),)), *said]) or None
        return {
            "coprod": SCHEMA_VERSION,
            "id": foreign_id(project.foreign),
            "title": title,
            "summary": summary,
            **whole,
            "indicators": found.rows,
            "actors": bodies.actors(),
            "activities": [activity],
            "contributions": given.rows,
            "budgets": budgets,
            "external_ids": {"indigo": fit_id(project.foreign), **schemes},
        }

    def _count(self, raw: dict[str, Any]) -> None:
        rows = raw.get("contributions", [])
        self.counts["contributions"] += len(rows)
        self.counts["indicators"] += len(raw.get("indicators", []))
        self.counts["actuals"] += sum(len(each.get("actuals", [])) for each in raw.get("indicators", []))
        self.counts["prices"] += sum(len(each.get("prices", [])) for each in raw.get("indicators", []))
        joint = {actor["id"] for actor in raw.get("actors", []) if "joint_of" in actor}
        self.warned["together"] += sum(1 for row in rows if row["actor"] in joint)
        for row in rows:
            if "amount" in row.get("unit_value", {}):
                sums = self.money.setdefault(row["unit"], {})
                currency = row["unit_value"].get("currency")
                if currency is None:
                    # Nobody knows whether two of these are of one currency.
                    self.warned["no_currency"] += 1
                else:
                    sums[currency] = sums.get(currency, Decimal(0)) + row["unit_value"]["amount"]

    def _carried(self) -> dict[str, Any]:
        sums = {
            unit: {currency: f"{total:f}" for currency, total in sorted(found.items())}
            for unit, found in sorted(self.money.items())
        }
        return {
            "rows": dict(sorted(self.census.rows.items())),
            "cells": self.census.kept,
            **self.counts,
            "money": sums,
            "sums_without_currency": self.warned["no_currency"],
        }

    def _warnings(self) -> tuple[str, ...]:
        unresolved = self.directory.unresolved
        said = [say(f"indigo.warn_{key}", count=count) for key, count in sorted(self.warned.items()) if count]
        if unresolved:
            names = ", ".join(shown(name) for name in sorted(unresolved)[:20])
            said.append(say("indigo.warn_unresolved", count=len(unresolved), names=names))
        return tuple(said)

    def _why_of_organisation(self, row: Line) -> Callable[[str], str]:
        used = row.peek("id") in self.directory.made
        return lambda _: why_lost("no_place") if used else say("indigo.why_unused")


def _each(rows: list[Line], take: Callable[[Line], None]) -> None:
    for row in rows:
        take(row)


def _why(column: str) -> str:
    if "amount usd" in column:
        return say("indigo.why_usd")
    if "sdg" in column or "sector" in column:
        return why_lost("classification")
    if "lat/lng" in column or "postcode" in column or "geography" in column or "country" in column:
        return why_lost("geography")
    return why_lost("no_place")


def _plan(line: Line) -> str:
    said = line.said("outcome payment plan id", "period - start", "period - end", "notes")
    return "; ".join(said)


def _places(rows: list[Line]) -> list[str]:
    return list(dict.fromkeys(filter(None, (row.label("location - name") for row in rows))))


def _document(line: Line, names: Names) -> dict[str, Any]:
    title, link = line.label("title"), line.peek("url")
    short = line.identifier("url") if 0 < len(link) <= 500 else None
    return {
        "id": names.of_content("d", title, link),
        "source": title or short,
        "link": short,
        "note": line.text("notes"),
    }
