"""What a batch keeps of each plan, so that its index and its portfolio need no plan opened again.

One line of the ledger holds them, a few kilobytes for each plan: names, counts of marks by kind, and what is compared
across policies. Nothing is a total of unlike marks.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from coprod_tools.assessment.marks import Severity, Verdict
from coprod_tools.policy.vocabulary import COS

Facts = Mapping[str, Any]
Row = dict[str, Any]
# Of the links without evidence, so many are kept for each policy; an imported map may have hundreds.
MOST_GAPS = 30
# What a Co is in one stage of one policy, the first of these that holds for any of its cells.
PRESENT, CLAIMED, UNKNOWN, OTHER, UNMARKED = STATES = "p", "c", "u", "o", "-"
_WORST_FIRST = get_args(Severity)


def facts_of(plan: Mapping[str, Any]) -> Row:
    """Return the facts of one `plan.json` as plain values; a plan made before has fewer."""
    policy, accounts, effects = plan["policy"], plan["accountability"], plan["cause_effect"]
    stages, findings = plan["stages"], plan["findings"]
    return {
        "id": policy["id"],
        "title": policy["title"],
        "standing": policy["standing_text"],
        "state": policy["standing"],
        "verdicts": dict(Counter(cell["verdict"] for stage in stages for cell in stage["cells"])),
        "severities": dict(Counter(finding["severity"] for finding in findings)),
        "unwaived": sorted({each["severity"] for each in findings if each["waived_until"] is None}),
        "marks": [[each["id"], each["title"], each["order"], _letters(each)] for each in stages if each["cells"]],
        "cells": _cells(stages),
        "actors": {cell["actor"]: cell.get("actor_label", cell["actor"]) for each in stages for cell in each["cells"]},
        "barriers": _barriers(stages),
        "findings": _findings(findings),
        "outcomes": _outcomes(accounts),
        "activities": [_activity(stage, each) for stage in stages for each in stage["activities"]],
        "asked": [_asked(line) for line in (accounts.get("burden") or {}).get("lines", ())],
        "gaps": list(_gaps(effects))[:MOST_GAPS],
        "pilots": [[each["id"], each["label"], each["claim"]] for each in plan["pilots"] if each.get("claim")],
    }


def read_facts(folder: Path) -> Row:
    """Return the facts of the plan that lies in a folder."""
    return facts_of(json.loads((folder / "plan.json").read_text(encoding="utf-8")))


def digests_of(folder: Path, names: tuple[str, ...]) -> dict[str, str]:
    """Return the SHA-256 of each file of a plan."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def _letters(stage: Row) -> str:
    """Return what each Co is at a stage, a letter each in the order of `COS`."""
    return "".join(_state([cell for cell in stage["cells"] if cell["co"] == co]) for co in COS)


def _state(cells: list[Row]) -> str:
    verdicts = {cell["verdict"] for cell in cells}
    if "co-production" in verdicts:
        return PRESENT
    if any(_is_claimed(cell["claimed"]) for cell in cells):
        return CLAIMED
    if "unknown" in verdicts:
        return UNKNOWN
    return OTHER if cells else UNMARKED


def _is_claimed(words: str | None) -> bool:
    """Whether a part is called a Co; one that is called consultation claims none."""
    return words is not None and words not in {each for each in get_args(Verdict) if each != "co-production"}


def _cells(stages: list[Row]) -> Row:
    """Return the verdict of each cell: by `activity:actor`, then by Co."""
    found: dict[str, dict[str, str]] = {}
    for cell in (cell for stage in stages for cell in stage["cells"]):
        found.setdefault(f"{cell['activity']}:{cell['actor']}", {})[cell["co"]] = cell["verdict"]
    return found


def _barriers(stages: list[Row]) -> Row:
    found: dict[str, Row] = {}
    for stage in stages:
        for each in stage["barriers"]:
            row = found.setdefault(each["barrier"], {"title": each["title"], "severity": "note", "stages": []})
            row["stages"].append(stage["id"])
            row["severity"] = min(row["severity"], each["severity"], key=_WORST_FIRST.index)
    return found


def _findings(findings: list[Row]) -> Row:
    """Return the findings by rule, with what each is about: the rest of its id."""
    found: dict[str, Row] = {}
    for each in findings:
        row = found.setdefault(each["rule"], {"title": each.get("title") or each["rule"], "of": []})
        row["of"].append(str(each["id"]).removeprefix(f"{each['rule']}:"))
    return found


def _outcomes(accounts: Row) -> list[list[str]]:
    rows = (accounts.get("control_and_value") or {}).get("outcomes") or accounts.get("outcome_duties") or ()
    return [[each["id"], each["label"]] for each in rows]


def _activity(stage: Row, activity: Row) -> list[Any]:
    actors = dict.fromkeys(cell["actor"] for cell in stage["cells"] if cell["activity"] == activity["id"])
    return [activity["id"], activity["label"], stage["id"], list(actors), activity["lead"]]


def _asked(line: Row) -> Row:
    own = [each["hours"]["mid"] for each in line["capacity"] if each["actor"] == line["id"] and each["hours"]]
    return {
        "actor": line["id"],
        "label": line["label"],
        "hours": [line["hours"][key] for key in ("low", "mid", "high")],
        "parts": line["parts"],
        "unsaid": line["hours_not_said"],
        "capacity": own[0] if own else None,
        "before": line["asked_before"],
        "unanswered": line["unanswered"],
    }


def _gaps(effects: Row) -> Iterator[list[str]]:
    """Yield the links for which nobody names any evidence."""
    for each in effects["links"]:
        if not each["evidence"]:
            yield [each["id"], each["text"]]
