"""The index of a batch: one table with a link to each plan; counts of marks by kind, never a score or a ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, get_args

from coprod_tools.assessment.marks import Severity, Verdict
from coprod_tools.render.block import sign, template
from coprod_tools.render.look import look

FAILED = "failed"


def index_page(rows: Sequence[Mapping[str, Any]], facts: Mapping[str, Mapping[str, Any]], out: Path) -> str:
    """Return `index.html` for the rows of a batch and the facts of its plans by id."""
    style, digest = look()
    done = [row for row in rows if row["status"] in ("made", "unchanged")]
    return template("batch_index").render(
        style=style,
        style_hash=digest,
        made=[plan_row(facts[row["id"]]) for row in done],
        rest=[{**row, "name": shown_name(row["input"]), "kept": _kept(row, out)} for row in rows if row not in done],
        count=len(rows),
    )


def plan_row(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the index says of one plan: its name, its standing, and how many marks of each kind it bears."""
    verdicts, severities = facts["verdicts"], facts["severities"]
    return {
        "id": facts["id"],
        "title": facts["title"],
        "standing": facts["standing"],
        "marks": [(sign("verdict", each), verdicts[each]) for each in get_args(Verdict) if verdicts.get(each)],
        "findings": [(sign("severity", each), severities[each]) for each in get_args(Severity) if severities.get(each)],
    }


def shown_name(name: str) -> str:
    """Return an input as the index shows it: no path of this computer, the record's id whole."""
    file, mark, record = name.partition("#")
    return (PurePath(file).name if PurePath(file).is_absolute() else file) + mark + record


def _kept(row: Mapping[str, Any], out: Path) -> str | None:
    """Where a failed run's notebook lies, as seen from the index."""
    place = f"{FAILED}/{row['id']}/plan.html"
    return place if row["status"] == "failed" and row["id"] and (out / place).is_file() else None
