"""The index of a batch: one table with a link to each plan; counts of marks by kind, never a score or a ranking.

Its one script filters and sorts; without it the whole table stands. The page is made row by row, so that what is held
does not grow with the number of policies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePath
from typing import Any, get_args

from markupsafe import Markup

from coprod_tools.assessment.marks import Severity, Verdict
from coprod_tools.render.block import shortened, template
from coprod_tools.render.look import look, script
from coprod_tools.words import say

FAILED = "failed"
THERE = ("made", "unchanged")
STANDINGS = ("desk-draft", "shared", "jointly-agreed", "not-stated")
# What a row of the index shows: so many barriers, the worst first, and so much of their titles; the plan has all.
BARRIERS, TITLE = 3, 60
_PIECES = 500


def index_page(rows: Sequence[Mapping[str, Any]], facts: Mapping[str, Mapping[str, Any]], out: Path) -> str:
    """Return `index.html` for the rows of a batch and the facts of its plans by id."""
    return "".join(index_pieces(rows, facts, out))


def index_pieces(rows: Sequence[Mapping[str, Any]], facts: Mapping[str, Mapping[str, Any]], out: Path) -> Iterator[str]:
    """Yield `index.html` piece by piece; the facts of each plan are read twice."""
    style, digest = look("blocks/batch_index.css")
    filtering, script_digest = script("blocks/batch_index.js")
    done = [row["id"] for row in rows if row["status"] in THERE]
    page = template("batch_index").stream(
        style=style,
        style_hash=digest,
        script=filtering,
        script_hash=script_digest,
        made=(plan_row(facts[each]) for each in done),
        made_count=len(done),
        rest=[
            {**row, "name": shown_name(row["input"]), "kept": _kept(row, out)}
            for row in rows
            if row["status"] not in THERE
        ],
        count=len(rows),
        statuses=[(each, say(f"portfolio.status.{each}")) for each in ("made", "failed", "refused")],
        standings=[(each, say(f"portfolio.standing.{each}")) for each in STANDINGS],
        verdicts=[(each, say(f"render.verdict.{each}.word")) for each in get_args(Verdict)],
        severities=[(each, say(f"render.severity.{each}.word")) for each in get_args(Severity)],
        barriers=sorted(
            {(key, each["title"]) for one in done for key, each in facts[one].get("barriers", {}).items()},
            key=lambda pair: pair[1],
        ),
        legend=list(_legend()),
    )
    page.enable_buffering(_PIECES)
    return iter(page)


def plan_row(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the index says of one plan: its name, its standing, and how many marks of each kind it bears."""
    verdicts, severities, barriers = facts["verdicts"], facts["severities"], facts.get("barriers", {})
    marked = [(each, verdicts[each]) for each in get_args(Verdict) if verdicts.get(each)]
    found = [(each, severities[each]) for each in get_args(Severity) if severities.get(each)]
    return {
        "id": facts["id"],
        "title": facts["title"],
        "standing": facts["standing"],
        "state": facts.get("state") or "not-stated",
        "marks": [(_short("verdict", each), many) for each, many in marked],
        "findings": [(_short("severity", each), many) for each, many in found],
        "barriers": list(_barriers(barriers)),
        "marked": " ".join(f"{each}:{many}" for each, many in marked),
        "found": " ".join(f"{each}:{many}" for each, many in found),
        "barred": " ".join(barriers),
    }


def shown_name(name: str) -> str:
    """Return an input as the index shows it: no path of this computer, the record's id whole."""
    file, mark, record = name.partition("#")
    return (PurePath(file).name if PurePath(file).is_absolute() else file) + mark + record


def _barriers(barriers: Mapping[str, Any]) -> Iterator[str]:
    worst = sorted(barriers.values(), key=lambda each: get_args(Severity).index(each["severity"]))
    for each in worst[:BARRIERS]:
        yield shortened(each["title"].partition(";")[0], TITLE)
    if len(worst) > BARRIERS:
        yield say("portfolio.more", count=len(worst) - BARRIERS)


@cache
def _short(kind: str, value: str) -> Markup:
    """Return a mark as sign and word; what it means stands once, below the table."""
    mark = Markup('<span class="mark {}-{}"><span class="sign" aria-hidden="true">{}</span> {}</span>')
    return mark.format(kind, value, say(f"render.{kind}.{value}.sign"), say(f"render.{kind}.{value}.word"))


def _legend() -> Iterator[tuple[Markup, str]]:
    for kind, values in (("verdict", get_args(Verdict)), ("severity", get_args(Severity))):
        for value in values:
            yield _short(kind, value), say(f"render.{kind}.{value}.meaning")


def _kept(row: Mapping[str, Any], out: Path) -> str | None:
    """Where a failed run's notebook lies, as seen from the index."""
    place = f"{FAILED}/{row['id']}/plan.html"
    return place if row["status"] == "failed" and row["id"] and (out / place).is_file() else None
