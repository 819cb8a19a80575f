"""What people decided of the marks of a plan: which rows of a review stand, and whether they speak of today's mark.

A row is bound to its mark by the mark's id, and to what the mark said then by `of_sha256`. Of what one person said of
one mark the latest decision stands, the latest question to each who is asked, and every comment. A person takes a row
back by declining it: a row of theirs, `kind: decline`, whose subject is the id of the row.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from coprod_tools.plan.decision_row import DecidedOn, DecisionRow
from coprod_tools.plan.decision_words import on_screen
from coprod_tools.plan.document import (
    ActionRow,
    BarrierRow,
    CellRow,
    FindingRow,
    OpportunityRow,
    PlanDocument,
    StageRow,
)
from coprod_tools.plan.screen import FirstScreen, Line
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import ReviewRow

Mark = CellRow | OpportunityRow | BarrierRow | FindingRow | ActionRow
MAPS = "maps["
_FIRST = re.compile(r"[.\[]")
# What of each kind of mark a person decides on; what follows from other marks too (rank, stability, hits) is left out.
_SAYS: dict[type[Mark], tuple[str, ...]] = {
    CellRow: ("claimed", "verdict", "advice"),
    OpportunityRow: ("co", "actors", "advice", "promise", "asks", "needs"),
    BarrierRow: ("barrier", "severity"),
    FindingRow: ("rule", "severity", "waived_until"),
    ActionRow: ("title", "owner", "to_ask", "agreed_on", "start", "finish", "gate"),
}
Row = TypeVar("Row", CellRow, OpportunityRow, BarrierRow, FindingRow, ActionRow)


def basis(mark: Mark) -> str:
    """Return the SHA-256 of what a mark says and why; edits that leave that alone leave it alone."""
    said = {name: getattr(mark, name) for name in _SAYS[type(mark)]}
    if not isinstance(mark, ActionRow):
        said["reasons"] = [(reason.rule, reason.text) for reason in mark.reasons]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def marks_of(plan: PlanDocument) -> Iterator[Mark]:
    """Yield everything in a plan that a person may decide on."""
    for stage in plan.stages:
        yield from stage.cells
        yield from stage.opportunities
        yield from stage.barriers
    yield from plan.findings
    yield from plan.actions


def standing(review: Iterable[ReviewRow]) -> dict[str, tuple[ReviewRow, ...]]:
    """Return by subject the rows that stand: neither taken back nor followed by a later word of the same person.

    What is said of partners' maps is no part of it.
    """
    rows = [row for row in review if not row.subject.startswith(MAPS)]
    back = taken_back(rows)
    latest: dict[tuple[str, ...], ReviewRow] = {}
    for row in sorted((row for row in rows if row.key not in back), key=lambda row: row.on.last):
        latest[_family(row)] = row
    kept = {id(row) for row in latest.values()}
    found: dict[str, list[ReviewRow]] = {}
    for row in rows:
        if id(row) in kept:
            found.setdefault(row.subject, []).append(row)
    return {subject: tuple(said) for subject, said in found.items()}


def taken_back(review: Iterable[ReviewRow]) -> frozenset[str]:
    """Return the ids of the rows that their own writers took back, and of the rows that did so."""
    rows = tuple(review)
    by_id = {row.key: row for row in rows}
    gone: set[str] = set()
    for row in rows:
        earlier = by_id.get(row.subject)
        if row.kind == "decline" and earlier is not None and person(earlier.by) == person(row.by):
            gone |= {earlier.key, row.key}
    return frozenset(gone)


def person(name: str) -> str:
    """Return a name as it is compared: case and blanks aside."""
    return " ".join(name.split()).casefold()


def _family(row: ReviewRow) -> tuple[str, ...]:
    """Rows of one family follow one another; a later one stands in place of an earlier one."""
    if row.kind == "comment":
        return ("comment", row.key)
    if row.kind == "ask":
        return ("ask", row.subject, person(row.by), person(row.to_ask or ""))
    return ("decision", row.subject, person(row.by))


def decided_on(mark: Mark, rows: Iterable[ReviewRow]) -> tuple[DecisionRow, ...]:
    """Return what stands of a mark, each row with whether it speaks of the mark as it is now."""
    rows = tuple(rows)
    now = basis(mark) if rows else ""
    return tuple(_row(row, _about(row, now)) for row in rows)


def with_decisions(plan: PlanDocument, review: Iterable[ReviewRow]) -> PlanDocument:
    """Return a plan whose marks bear what was decided of them.

    A mark keeps its verdict whatever was decided: what is claimed, what is found and what a person reads instead stand
    side by side. Rows on what is not in the plan (any more) are kept as `other_decisions`, and so are those on answers
    of the policy; a guess that was accepted is an answer like any other and needs no words.
    """
    said = standing(review)
    if not said:
        return plan
    known = {mark.id for mark in marks_of(plan)}
    others = tuple(
        _row(row, "not-recorded" if row.of_sha256 is None else "an-earlier-state")
        for subject, rows in said.items()
        if subject not in known and not (of_answer(subject) and any(row.kind == "accept" for row in rows))
        for row in rows
    )
    changed: dict[str, Any] = {
        "stages": tuple(_stage(stage, said) for stage in plan.stages),
        "findings": _each(plan.findings, said),
        "actions": _each(plan.actions, said),
        "other_decisions": others,
    }
    decided = plan.model_copy(update=changed)
    return decided.model_copy(update={"first_screen": _screen(decided)})


def of_answer(subject: str) -> bool:
    """Tell whether a row speaks of an answer of the policy, as of a guess from a brief, and not of a mark."""
    return _FIRST.split(subject, maxsplit=1)[0] in Policy.model_fields


def _screen(plan: PlanDocument) -> FirstScreen:
    """A line of the first screen that tells of a disputed mark tells the other reading as well."""
    said = {mark.id: words for mark in marks_of(plan) if (words := on_screen(mark.decisions))}
    screen = plan.first_screen
    lines = {
        name: tuple(_line(each, said) for each in getattr(screen, name)) for name in ("real", "claimed", "unknown")
    }
    return screen.model_copy(update=lines)


def _line(line: Line, said: Mapping[str, str]) -> Line:
    words = [line.text, *(said[source] for source in line.sources if source in said)]
    return line.model_copy(update={"text": " ".join(words)})


def _stage(stage: StageRow, said: Mapping[str, tuple[ReviewRow, ...]]) -> StageRow:
    parts = {
        "cells": _each(stage.cells, said),
        "opportunities": _each(stage.opportunities, said),
        "barriers": _each(stage.barriers, said),
    }
    return stage.model_copy(update=parts)


def _each(marks: Iterable[Row], said: Mapping[str, tuple[ReviewRow, ...]]) -> tuple[Row, ...]:
    return tuple(
        mark.model_copy(update={"decisions": decided_on(mark, said[mark.id])}) if mark.id in said else mark
        for mark in marks
    )


def _about(row: ReviewRow, now: str) -> DecidedOn:
    if row.of_sha256 is None:
        return "not-recorded"
    return "this-state" if row.of_sha256 == now else "an-earlier-state"


def _row(row: ReviewRow, about: DecidedOn) -> DecisionRow:
    given = {name: getattr(row, name) for name in _TEXTS}
    texts = {name: None if value is None else str(value) for name, value in given.items()}
    return DecisionRow.model_validate({**texts, "id": row.key, "about": about})


_TEXTS = ("subject", "kind", "reason", "rival_reading", "to_ask", "answer_by", "by", "on", "visible_to")
