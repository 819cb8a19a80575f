"""The parts of a plan as people read them; a notebook calls these, and the page shows what they return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from coprod_tools.files.resources import shipped
from coprod_tools.policy.vocabulary import COS
from coprod_tools.render.block import Block, block
from coprod_tools.render.names import Names, names_in
from coprod_tools.render.one_page import room_for

TOP_FINDINGS = 7
TOP_ROWS = 12
TOP_OPPORTUNITIES = 2
_WORST_FIRST = ("error", "warning", "note")
Rows = Iterable[Mapping[str, Any]]


def style() -> Block:
    """Return the look of the blocks, for a notebook that is open; a page brings its own."""
    return Block(f"<style>{shipped('templates/page/blocks.css').read_text(encoding='utf-8')}</style>")


def first_screen(plan: Any, level: int = 1) -> Block:
    """Return the one page that comes first: at most three of each.

    Parameters
    ----------
    plan : Plan or dict
        A plan, or what its `plan.json` holds; every block takes either.
    level : int
        The level of its title among the headings around it (1 to 4).
    """
    document = as_document(plan)
    return block(
        "first_screen",
        title=document["policy"]["title"],
        policy=document["policy"],
        screen=document["first_screen"],
        room=room_for(document["policy"], document["first_screen"]),
        h=level,
    )


def stage_section(plan: Any, stage: str, names: Mapping[str, str] | None = None, level: int = 3) -> Block:
    """Return one stage: advice, what people do already, who has which part, opportunities, what is in the way.

    Raises
    ------
    KeyError
        When the plan has no stage of that id.
    """
    rows = {row["id"]: row for row in as_document(plan)["stages"]}
    row = rows[stage]
    grid, silent = _grid(row["cells"])
    return block(
        "stage", stage=row, grid=grid, silent=silent, cos=COS, names=_names(plan, names), h=level, top=TOP_OPPORTUNITIES
    )


def stages_with_marks(plan: Any) -> tuple[str, ...]:
    """Return the ids of the stages on which anything is planned, happening, marked or in the way."""
    parts = ("activities", "already_happening", "cells", "opportunities", "barriers")
    return tuple(row["id"] for row in as_document(plan)["stages"] if any(row.get(part) for part in parts))


def stage_sections(plan: Any, names: Mapping[str, str] | None = None, level: int = 3) -> Block:
    """Return all stages that hold anything, one after the other; the empty ones are named in one line."""
    document = as_document(plan)
    full = stages_with_marks(document)
    sections = [stage_section(document, stage, names, level) for stage in full]
    empty = [row for row in document["stages"] if row["id"] not in full]
    return block("stages", sections=[section.html for section in sections], empty=empty)


def opportunities(plan: Any, names: Mapping[str, str] | None = None, top: int = 1, level: int = 3) -> Block:
    """Return the `top` opportunities of each stage that has any."""
    rows = [row for row in as_document(plan)["stages"] if row["opportunities"]]
    return block("opportunities", stages=rows, top=top, names=_names(plan, names), h=level)


def barriers(plan: Any, names: Mapping[str, str] | None = None, level: int = 3) -> Block:
    """Return what stands in the way, stage by stage, each with its first moves."""
    rows = [row for row in as_document(plan)["stages"] if row["barriers"]]
    return block("barriers", stages=rows, names=_names(plan, names), h=level)


def findings(plan: Any, top: int = TOP_FINDINGS) -> Block:
    """Return the weaknesses found, the worst first; beyond the top ones they are folded."""
    rows = sorted(as_document(plan)["findings"], key=lambda row: _WORST_FIRST.index(row["severity"]))
    return block("findings", rows=rows[:top], rest=rows[top:])


def actions(plan: Any, names: Mapping[str, str] | None = None, top: int = TOP_ROWS) -> Block:
    """Return what is to be done, by whom or whom to ask, and when; beyond the first ones they are folded."""
    rows = as_document(plan)["actions"]
    titles = {row["id"]: row["title"] for row in rows}
    return block("actions", rows=rows[:top], rest=rows[top:], titles=titles, names=_names(plan, names))


def cause_effect(plan: Any, names: Mapping[str, str] | None = None, level: int = 3) -> Block:
    """Return the links of cause and effect with their evidence, who agrees and who does not, and the pilots."""
    document = as_document(plan)
    return block(
        "cause_effect", made=document["cause_effect"], pilots=document["pilots"], names=_names(plan, names), h=level
    )


def accountability(plan: Any, names: Mapping[str, str] | None = None, level: int = 3) -> Block:
    """Return the three questions, who puts in what, and who answers for what."""
    return block("accountability", made=as_document(plan)["accountability"], names=_names(plan, names), h=level)


def capability(plan: Any) -> Block:
    """Return the steps of the Co-production Star: what we see, the gap, the next step and its cost; then the roles."""
    rows = _of_kind(plan, "step"), _of_kind(plan, "role")
    return block("capability", steps=rows[0], roles=rows[1])


def charter(plan: Any, level: int = 3) -> Block:
    """Return the charter to fill in together; nothing in it is agreed until its parties say so."""
    return block("charter", policy=as_document(plan)["policy"], rows=_of_kind(plan, "charter"), h=level)


def _of_kind(plan: Any, kind: str) -> list[Mapping[str, Any]]:
    return [row for row in as_document(plan)["capability"] if row.get("kind", "step") == kind]


def unknowns(plan: Any, top: int = TOP_ROWS) -> Block:
    """Return the questions nobody has answered yet, and why each one matters."""
    grouped: dict[str, list[str]] = {}
    for row in as_document(plan)["unknowns"]:
        grouped.setdefault(row["why_it_matters"], []).append(row["field"])
    rows = list(grouped.items())
    return block("unknowns", grouped=rows[:top], rest=rows[top:])


def record(plan: Any) -> Block:
    """Return what the plan was made from: files with their hashes, versions, parameters."""
    document = as_document(plan)
    return block("record", record=document["record"], policy=document["policy"])


def as_document(plan: Any) -> Mapping[str, Any]:
    """Return a plan as plain values, whether it came as a Plan or as what its `plan.json` holds."""
    return plan if isinstance(plan, Mapping) else plan.as_json()


def _names(plan: Any, more: Mapping[str, str] | None) -> Names:
    return Names({**names_in(as_document(plan)), **(more or {})})


def _grid(cells: Rows) -> tuple[list[tuple[str, str, dict[str, list[Mapping[str, Any]]]]], list[tuple[str, str]]]:
    """Cells as rows of actor and activity with a column for each Co, and those of which nothing is known."""
    rows: dict[tuple[str, str], dict[str, list[Mapping[str, Any]]]] = {}
    for cell in cells:
        rows.setdefault((cell["actor"], cell["activity"]), {}).setdefault(cell["co"], []).append(cell)
    known = [
        (*key, row) for key, row in rows.items() if any(c["verdict"] != "unknown" for cs in row.values() for c in cs)
    ]
    silent = [key for key, row in rows.items() if all(c["verdict"] == "unknown" for cs in row.values() for c in cs)]
    return known, silent
