"""The parts of a plan as people read them; a notebook calls these, and the page shows what they return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from coprod_tools.assessment.marks import Verdict
from coprod_tools.files.resources import shipped
from coprod_tools.plan.decisions import of_answer
from coprod_tools.plan.questions import question
from coprod_tools.policy.vocabulary import COS
from coprod_tools.render.account_blocks import SECTIONS, accounts
from coprod_tools.render.block import Block, block
from coprod_tools.render.consensus_blocks import consensus
from coprod_tools.render.names import Names, names_in
from coprod_tools.render.one_page import TITLE, room_for, shared
from coprod_tools.render.plain_plan import as_document
from coprod_tools.render.silence import silence_of
from coprod_tools.render.worth_blocks import worth

TOP_FINDINGS = 7
TOP_ROWS = 12
TOP_LINKS = 40
TOP_LEDGER = 20
TOP_OPPORTUNITIES = 2
TOP_QUESTIONS = 3
# The three questions with what left its path; what each party is asked; every line put in; the accounts and the worth.
ACCOUNT_PARTS = ("scorecard", "asked", "ledger", "more")
UNSAID = "verdict.unsaid"
_WORST_FIRST = ("error", "warning", "note")
Rows = Iterable[Mapping[str, Any]]


def style() -> Block:
    """Return the look of the blocks, for a notebook that is open; a page brings its own."""
    return Block(f"<style>{shipped('templates/page/blocks.css').read_text(encoding='utf-8')}</style>")


def first_screen(
    plan: Any, level: int = 1, *, titles: Mapping[str, str] | None = None, whole_plan: bool = False
) -> Block:
    """Return the one page that comes first: at most three of each.

    Parameters
    ----------
    plan : Plan or dict
        A plan, or what its `plan.json` holds; every block takes either.
    level : int
        The level of its title among the headings around it (1 to 3).
    titles : mapping, optional
        The policy's title by language (BCP 47), as its `title.languages` gives it.
    whole_plan : bool
        Whether the other parts of the plan stand on the same page, so that lines may lead to them.
    """
    document = as_document(plan)
    policy, screen = document["policy"], document["first_screen"]
    given = titles or {}
    others = [(tag, words) for tag, words in given.items() if words != policy["title"]]
    return block(
        "first_screen",
        title=policy["title"],
        policy=policy,
        screen=screen,
        room=room_for({**policy, "titles": [words for _, words in others]}, screen),
        silence=silence_of(document),
        owner=shared(screen["this_week"], "owner"),
        to_ask=shared(screen["in_the_way"], "to_ask"),
        all_asks=len(document["accountability"].get("asks", ())),
        lang=next((tag for tag, words in given.items() if words == policy["title"]), None),
        others=others,
        title_length=TITLE,
        whole_plan=whole_plan,
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
    known = _names(plan, names)
    grid, silent = _grid(row["cells"], known)
    why = [cell for _, _, parts in grid for co in COS for cell in parts.get(co, ()) if cell["verdict"] != "unknown"]
    return block(
        "stage",
        stage=row,
        grid=grid,
        silent=silent,
        why=why,
        decided=[cell for cell in row["cells"] if cell.get("decisions")],
        cos=COS,
        names=known,
        h=level,
        top=TOP_OPPORTUNITIES,
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
    given = {cell["verdict"] for row in document["stages"] for cell in row["cells"]}
    verdicts = [verdict for verdict in get_args(Verdict) if verdict in given]
    others: dict[str, list[Mapping[str, Any]]] = {}
    notes: dict[str, list[Mapping[str, Any]]] = {}
    for row in document.get("other_decisions", ()):
        if of_answer(row["subject"]) and row.get("visible_to") == "team":
            continue
        (notes if of_answer(row["subject"]) else others).setdefault(row["subject"], []).append(row)
    known = _names(document, names)
    return block(
        "stages",
        sections=[section.html for section in sections],
        empty=empty,
        verdicts=verdicts,
        others=list(others.items()),
        notes=[(question(subject, known), rows) for subject, rows in notes.items()],
        h=level,
    )


def opportunities(plan: Any, names: Mapping[str, str] | None = None, top: int = 1, level: int = 3) -> Block:
    """Return the `top` opportunities of each stage that has any."""
    rows = [row for row in as_document(plan)["stages"] if row["opportunities"]]
    return block("opportunities", stages=rows, top=top, names=_names(plan, names), h=level)


def barriers(plan: Any, names: Mapping[str, str] | None = None, level: int = 3) -> Block:
    """Return what stands in the way, stage by stage, each with its first moves."""
    rows = [row for row in as_document(plan)["stages"] if row["barriers"]]
    severities = _in_use(each for row in rows for each in row["barriers"])
    return block("barriers", stages=rows, names=_names(plan, names), severities=severities, h=level)


def findings(plan: Any, top: int = TOP_FINDINGS) -> Block:
    """Return the weaknesses found, breaches with the Treaty partner first and then the worst; the rest is folded."""
    rows = sorted(as_document(plan)["findings"], key=_how_bad)
    return block("findings", rows=rows[:top], rest=rows[top:], severities=_in_use(rows))


def _how_bad(row: Mapping[str, Any]) -> tuple[bool, int]:
    breach = row["severity"] == "error" and row.get("group") == "treaty"
    return not breach, _WORST_FIRST.index(row["severity"])


def _in_use(rows: Rows) -> list[str]:
    """Return the severities given to any of the rows, the worst first."""
    return sorted({row["severity"] for row in rows}, key=_WORST_FIRST.index)


def actions(plan: Any, names: Mapping[str, str] | None = None, top: int = TOP_ROWS) -> Block:
    """Return what is to be done, by whom or whom to ask, and when; beyond the first ones they are folded."""
    rows = as_document(plan)["actions"]
    titles = {row["id"]: row["title"] for row in rows}
    return block("actions", rows=rows[:top], rest=rows[top:], titles=titles, names=_names(plan, names))


def cause_effect(plan: Any, names: Mapping[str, str] | None = None, level: int = 3) -> Block:
    """Return what is agreed, contested, to talk about and to test, then the links with their evidence, and the pilots.

    Where nobody told a map, only a wider conversation stands before the links and pilots, if there was one.
    """
    document = as_document(plan)
    made = document["cause_effect"]
    joint = bool(made.get("holders"))
    together = ""
    if joint:
        together = consensus(document, level=level).html
    elif made.get("conversations"):
        together = consensus(document, ("conversations",), level=level).html
    return block(
        "cause_effect",
        made=made,
        pilots=document["pilots"],
        texts=_claims(document),
        names=_names(plan, names),
        h=level,
        top=TOP_LINKS,
        consensus=together,
        joint=joint,
    )


def pilots(plan: Any, names: Mapping[str, str] | None = None) -> Block:
    """Return the tests before roll-out: who already does it, rule, cost, what waits, who pays, or what instead."""
    document = as_document(plan)
    return block("pilots", pilots=document["pilots"], texts=_claims(document), names=_names(plan, names))


def _claims(document: Mapping[str, Any]) -> dict[str, str]:
    """Each claim in words, for the tests that name it."""
    return {row["id"]: row.get("text") or row["id"] for row in document["cause_effect"]["links"]}


def accountability(
    plan: Any, names: Mapping[str, str] | None = None, level: int = 3, parts: Iterable[str] = ACCOUNT_PARTS
) -> Block:
    """Return the three questions, what each party is asked, who puts in what, and who answers for what.

    What it is worth and what to choose follows under a heading of its own, where the policy tells of it.

    Parameters
    ----------
    parts : iterable of str
        Which of `ACCOUNT_PARTS`; they stand in that order.
    """
    parts = frozenset(parts)
    document = as_document(plan)
    made = {"asks": (), **document["accountability"]}
    states = sorted({row["state"] or "unknown" for row in made["scorecard"]})
    return block(
        "accountability",
        made=made,
        silence=silence_of(document),
        states=states,
        names=_names(plan, names),
        h=level,
        top=TOP_LEDGER,
        parts=parts,
        triggers=accounts(document, ("triggers",), level=level).html if made.get("triggers") else "",
        more=accounts(document, SECTIONS[1:], level=level).html if "more" in parts else "",
        worth=worth(document, level=level, titled=True, names=names).html
        if document["investment"] and "more" in parts
        else "",
    )


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
    """Return the questions nobody has answered yet, those with the same reason together, and where each belongs."""
    grouped: dict[str, dict[str, list[str]]] = {}
    for row in as_document(plan)["unknowns"]:
        asked = grouped.setdefault(row["why_it_matters"], {})
        asked.setdefault(row.get("question") or row["field"], []).append(row["field"])
    rows = [(why, list(asked.items())) for why, asked in grouped.items()]
    return block("unknowns", grouped=rows[:top], rest=rows[top:], shown=TOP_QUESTIONS)


def record(plan: Any) -> Block:
    """Return what the plan was made from: files with their hashes, versions, parameters."""
    document = as_document(plan)
    return block("record", record=document["record"], policy=document["policy"])


def _names(plan: Any, more: Mapping[str, str] | None) -> Names:
    return Names({**names_in(as_document(plan)), **(more or {})}, getattr(more, "public", ()))


def _grid(
    cells: Rows, names: Names
) -> tuple[list[tuple[str, str, dict[str, list[Mapping[str, Any]]]]], tuple[str, ...]]:
    """Cells as rows of actor and activity with a column for each Co, and the actors of whose part nothing is said.

    A public body's own silence is left out: what is missing is the part of those outside.
    """
    rows: dict[tuple[str, str], dict[str, list[Mapping[str, Any]]]] = {}
    for cell in cells:
        rows.setdefault((cell["actor"], cell["activity"]), {}).setdefault(cell["co"], []).append(cell)
    said = {key: any(not _unsaid(c) for parts in row.values() for c in parts) for key, row in rows.items()}
    speaking = {actor for (actor, _), given in said.items() if given}
    silent = dict.fromkeys(actor for actor, _ in rows if actor not in speaking | names.public)
    return [(*key, row) for key, row in rows.items() if said[key]], tuple(silent)


def _unsaid(cell: Mapping[str, Any]) -> bool:
    """Whether no part of the policy speaks for this place."""
    return (
        cell["verdict"] == "unknown"
        and not cell.get("decisions")
        and all(reason["rule"] == UNSAID for reason in cell["reasons"])
    )
