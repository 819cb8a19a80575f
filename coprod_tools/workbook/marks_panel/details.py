"""One mark in full, as headings and paragraphs: what was found, what it means, why, what to do, how others did it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coprod_tools.knowledge import Knowledge
from coprod_tools.plan.decision_words import told
from coprod_tools.plan.decisions import Mark
from coprod_tools.plan.document import ActionRow, BarrierRow, CellRow, FindingRow, OpportunityRow
from coprod_tools.render.plain_words import level, plainly, subtype
from coprod_tools.words import say
from coprod_tools.workbook.marks_panel.entries import Entry, called_more
from coprod_tools.workbook.marks_panel.names import called, severity, verdict_of, when, who

Block = tuple[str, str]
FEW_REASONS = 8
Blocks = Iterator[Block]


def found_blocks(entry: Entry, knowledge: Knowledge, stage: str) -> list[Block]:
    """Return the head of a mark: what it is, what was found and what people said of it."""
    mark = entry.mark
    blocks: list[Block] = [("h4", called(mark))]
    if stage:
        blocks.append(("quiet", say("marks.at-stage", stage=stage)))
    blocks += _FOUND[entry.kind](mark, knowledge)
    return [*blocks, *_decided(mark)]


def _decided(mark: Mark) -> Blocks:
    for row in mark.decisions:
        words = told(row)
        yield "p", words.head
        if words.why:
            yield "quote", words.why
        if words.note:
            yield "quiet", words.note


def _found_cell(cell: CellRow, knowledge: Knowledge) -> Blocks:
    yield "p", say("marks.found", verdict=verdict_of(cell))
    if cell.claimed:
        yield "p", say("marks.called-more" if called_more(cell) else "marks.called", claimed=cell.claimed)
    text = knowledge.verdicts.get(cell.verdict)
    if text is not None:
        yield "p", str(text.meaning).strip()
        yield "quiet", str(text.value).strip()


def _found_opportunity(row: OpportunityRow, knowledge: Knowledge) -> Blocks:
    if row.subtype:
        yield "p", subtype(row.co, row.subtype)
    yield "quiet", say("marks.ranked", rank=row.rank, share=round(row.stability * 100))


def _found_barrier(row: BarrierRow, knowledge: Knowledge) -> Blocks:
    yield "p", severity(row)


def _found_finding(row: FindingRow, knowledge: Knowledge) -> Blocks:
    yield "p", f"{severity(row)}. {row.message}"
    if row.waived_until:
        yield "quiet", say("render.waived", date=row.waived_until)


def _found_action(row: ActionRow, knowledge: Knowledge) -> Blocks:
    unknown = say("render.not-known")
    yield "p", row.owner or say("render.screen.to-ask", who=row.to_ask or unknown)
    if row.agreed_on:
        yield "p", say("render.agreed", date=row.agreed_on)
    yield "p", when(row)
    if row.gate:
        yield "p", row.gate


def reason_blocks(mark: Mark) -> list[Block]:
    """Return why a mark stands, a line for each reason."""
    if isinstance(mark, ActionRow) or not mark.reasons:
        return []
    texts = list(dict.fromkeys(reason.text for reason in mark.reasons))
    more = len(texts) - FEW_REASONS
    rest = [("quiet", say("marks.more-reasons", n=more))] if more > 0 else []
    shown = [("li", text) for text in texts[:FEW_REASONS]]
    return [("h5", say("marks.why")), *shown, *rest, ("quiet", say("marks.rests-on"))]


def to_do_blocks(mark: Mark, chance: OpportunityRow | None, knowledge: Knowledge) -> list[Block]:
    """Return what to do about a mark and what is known about how; `chance` is the opportunity that fits it."""
    blocks = list(_to_do(mark))
    if chance is not None:
        if isinstance(mark, CellRow):
            blocks.append(("h5", say("marks.more-here")))
        blocks += [*_promise(chance), *_methods(chance, knowledge), *_cases(chance)]
        if any(each.get("status") == "to-verify" for each in (*chance.methods, *chance.cases)):
            blocks.append(("quiet", say("marks.to-verify-means")))
    return [("h5", say("marks.to-do")), *blocks] if blocks else []


def _to_do(mark: Mark) -> Blocks:
    if isinstance(mark, (CellRow, OpportunityRow)):
        if mark.advice:
            yield "p", say("marks.advice", advice=say(f"render.advice.{mark.advice}"))
        if mark.value_served:
            yield "p", say("render.value", value=mark.value_served)
    elif isinstance(mark, BarrierRow):
        for way in mark.ways_over:
            whom = say("render.screen.to-ask", who=way.to_ask) if way.to_ask else ""
            due = say("render.screen.by", date=way.due) if way.due else ""
            asked = ", ".join(part for part in (whom, due) if part)
            yield "li", f"{way.action} ({asked})" if asked else way.action
    elif isinstance(mark, FindingRow):
        yield "p", plainly(mark.repair)


def _promise(row: OpportunityRow) -> Blocks:
    promise = row.promise
    yield "p", say("marks.with", who=who(row))
    yield "p", say("render.asks", asks=row.asks)
    words = promise.get("text") or promise.get("promise")
    name = level(promise.get("scale"), promise.get("level"))
    yield "p", say("marks.promise-words", level=name, words=words) if words else say("marks.promise", level=name)
    authority = promise.get("could_authorise") or say("render.not-known")
    yield "p", say("render.authority", who=authority.replace("to ask: ", ""))
    for need in row.needs:
        yield "li", need


def _methods(row: OpportunityRow, knowledge: Knowledge) -> Blocks:
    if row.methods:
        yield "h5", say("marks.methods")
    for each in row.methods:
        yield "li", _method(each, knowledge)


def _method(given: dict[str, str], knowledge: Knowledge) -> str:
    method = knowledge.methods.get(given["id"])
    if method is None:
        return given["name"]
    parts = [
        say("marks.method", name=method.name, what=str(method.what).rstrip(".")),
        say("marks.method-people", people=str(method.people_needed).rstrip(".")),
        say("marks.method-pitfalls", pitfalls=str(method.pitfalls).rstrip(".")),
    ]
    if method.held_by:
        parts.append(say("marks.method-held", whose=method.held_by))
    return " ".join((*parts, *_unverified(given)))


def _cases(row: OpportunityRow) -> Blocks:
    if row.cases:
        yield "h5", say("marks.cases")
    for case in row.cases:
        title = say("render.case-failed" if case["failed"] == "yes" else "render.case", title=case["title"])
        applies = say("render.applies", when=case["applies_when"])
        fails = say("render.fails", when=case["fails_when"])
        yield "li", " ".join((title, case["lesson"], applies, fails, *_unverified(case)))


def _unverified(entry: dict[str, str]) -> list[str]:
    return [say("marks.to-verify")] if entry.get("status") == "to-verify" else []


_FOUND: dict[str, Any] = {
    "cells": _found_cell,
    "opportunities": _found_opportunity,
    "barriers": _found_barrier,
    "findings": _found_finding,
    "actions": _found_action,
}
