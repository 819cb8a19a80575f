"""Sheets in which experts mark how strongly one concept changes another, in FCMpy's forms: workbooks, JSON, tables."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from pathlib import Path

from coprod_tools.exchange.causal_map import CausalMap, MapEdge
from coprod_tools.exchange.fcm_answers import (
    ENDS,
    Answer,
    answers_of_json,
    answers_of_workbook,
    headings_of,
    is_experts_json,
    is_form,
)
from coprod_tools.exchange.fcm_columns import ENDINGS, answers_of_table, is_columns_of_links
from coprod_tools.exchange.fcm_terms import Mark, mark_under, term_headings, terms_in_words
from coprod_tools.exchange.json_source import read_json
from coprod_tools.exchange.link_words import folded
from coprod_tools.exchange.map_draft import MapDraft
from coprod_tools.exchange.map_notes import shown
from coprod_tools.exchange.workbook import open_workbook
from coprod_tools.files import read_bytes
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

_ZIP = b"PK\x03\x04"


def recognise(path: Path, head: bytes) -> bool:
    """Tell whether a file holds experts' answers: From, To and at least one known term, or a column for each link."""
    if is_columns_of_links(path, head):
        return True
    try:
        if head.startswith(_ZIP) and path.suffix.lower() == ".xlsx":
            return any(is_form(headings_of(sheet)) for sheet in open_workbook(path, path.name).sheets)
        if path.suffix.lower() == ".json" and b'"from"' in head.lower():
            return is_experts_json(read_json(path))
    except InvalidInput:
        pass
    return False


def read_map(path: Path | str) -> CausalMap:
    """Read the answers of several experts; each of their links is kept, with who drew it.

    A term becomes a sign and a strength, the centroid of its triangle (knowledge/map_words.yaml). A row without a mark
    is no answer; a mark for no effect is no link, and is reported.

    Raises
    ------
    InvalidInput
        When the file can't be read, holds a formula without its result, or is not of this form.
    """
    path = Path(path)
    draft = MapDraft(path.name)
    if read_bytes(path, file=path.name).startswith(_ZIP):
        answers = answers_of_workbook(path, draft)
    else:
        answers = answers_of_table(path) if path.suffix.lower() in ENDINGS else answers_of_json(path)
    if not answers:
        raise InvalidInput([Fault(path.name, say("tables.empty"))])
    draft.notes.add("terms_read_as", terms=terms_in_words())
    became = Counter(_take(draft, answer) for answer in answers)
    counts = {"experts": len({answer.expert for answer in answers}), "rows": len(answers)}
    named = {name: became[name] for name in ("rows_set_aside", "rows_without_answer", "rows_no_effect")}
    return draft.done(path.stem, path.stem, counts | named)


def _take(draft: MapDraft, answer: Answer) -> str:
    """Add one answer to the map; return what became of it."""
    ends = [answer.end(name) for name in ENDS]
    if not all(ends):
        draft.notes.add("row_no_end", answer.place)
        for heading, cell in answer.cells.items():
            reason = say("tables.why_set_aside", why=say("tables.set_aside_no_end"))
            draft.losses.add(heading, reason, cell)
        return "rows_set_aside"
    cause, effect = map(draft.concept, ends)
    marks = _marks(draft, answer)
    links = [mark for mark in marks if mark.sign]
    for mark in marks:
        if not mark.sign:
            draft.notes.add("no_effect", answer.place, holder=shown(answer.expert), cause=shown(ends[0]),
                            effect=shown(ends[1]))  # fmt: skip
            draft.losses.add(mark.term, say("tables.why_no_effect"), f"{ends[0]} → {ends[1]}")
    if not links:
        return "rows_no_effect" if marks else "rows_without_answer"
    if len(marks) > 1:
        draft.notes.add("two_terms", answer.place, holder=shown(answer.expert))
    signs = {mark.sign for mark in marks}
    draft.link(
        MapEdge(
            "",
            cause,
            effect,
            links[0].sign if len(signs) == 1 else None,
            links[0].strength if len(marks) == 1 else None,
            held_by=answer.expert,
            said=", ".join(mark.term for mark in marks),
            line=answer.line,
        )
    )
    return "links"


def _marks(draft: MapDraft, answer: Answer) -> list[Mark]:
    """Return the marks of an answer; cells under other headings, and marks that say nothing, are reported."""
    marks = []
    for heading, cell in answer.cells.items():
        if folded(heading) in ENDS:
            continue
        if folded(heading) not in term_headings():
            _unknown(draft, answer, heading, cell)
        elif (mark := mark_under(heading, cell)) is not None:
            if mark.odd:
                draft.notes.add(mark.odd, answer.place, word=shown(cell))
            if mark.says_nothing:
                draft.losses.add(heading, say("tables.why_mark"), cell)
            else:
                marks.append(mark)
    return marks


def _unknown(draft: MapDraft, answer: Answer, heading: str, cell: str) -> None:
    near = get_close_matches(folded(heading)[:40], sorted(term_headings()), n=1, cutoff=0.6)
    hint = say("tables.did_you_mean", near=near[0]) if near else ""
    if cell.strip() != "0":
        draft.notes.add("unknown_term", answer.place, term=shown(heading), near=hint)
        draft.losses.add(heading, say("tables.why_term"), cell)
