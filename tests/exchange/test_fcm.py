"""Experts' sheets in FCMpy's form: every expert's statement kept, terms read by stated triangles."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.exchange import recognise
from coprod_tools.exchange.fcm import read_map
from coprod_tools.knowledge import load_knowledge
from coprod_tools.problems import InvalidInput
from tests.conftest import ROOT
from tests.exchange.table_files import counted, notes_of, workbook, written

SAMPLE = ROOT / "templates" / "samples" / "experts.json"
HEAD = ["From", "To", "-VL", "-L", "-M", "-H", "-VH", "NA", "+VL", "+L", "+M", "+H", "+VH"]
# (a + b + c) / 3 of each triangle in FCMpy's README, by hand: (0.75 + 1 + 1) / 3 = 0.91666..., (0 + 0 + 0.25) / 3 =
# 0.08333..., (0.25 + 0.5 + 0.75) / 3 = 0.5, and so on.
STRENGTHS = {"VL": "0.0833", "L": "0.25", "M": "0.5", "H": "0.75", "VH": "0.9167"}


def row(cause: str, effect: str, **marks: Any) -> list[Any]:
    """Return a row of a sheet; a mark is named by its term, with p for + and m for -."""
    cells = {name.replace("p", "+", 1).replace("m", "-", 1): value for name, value in marks.items()}
    return [cause, effect, *(cells.get(term) for term in HEAD[2:])]


@pytest.mark.parametrize(("size", "strength"), STRENGTHS.items())
@pytest.mark.parametrize("sign", ["+", "-"])
def test_each_term_is_its_sign_and_the_centroid_of_its_triangle(
    tmp_path: Path, sign: str, size: str, strength: str
) -> None:
    """Equal to hand arithmetic on the corners."""
    cells = ["a", "b", *(1 if term == f"{sign}{size}" else None for term in HEAD[2:])]
    (edge,) = read_map(workbook(tmp_path, {"Expert": [HEAD, cells]})).edges
    assert (edge.sign, edge.strength, edge.said) == (sign, Decimal(strength), f"{sign}{size}")


def test_the_reading_of_terms_is_stated_and_its_source_verified(tmp_path: Path) -> None:
    """Who reads the report sees which number stands for which word."""
    found = read_map(workbook(tmp_path, {"Expert": [HEAD, row("a", "b", pH=1)]}))
    assert "+VH 0.9167" in notes_of(found)
    assert all(entry.is_verified for entry in load_knowledge().linguistic_terms.values())


def test_every_expert_s_statement_is_kept_with_who_made_it(tmp_path: Path) -> None:
    """Three experts on one pair are three links; nothing is averaged."""
    sheets = {
        "E1": [HEAD, row("a", "b", pH=1), row("b", "a")],
        "E2": [HEAD, row("a", "b", mL=1), row("b", "a", pVH=1)],
        "E3": [HEAD, row("a", "b", NA=1)],
    }
    found = read_map(workbook(tmp_path, sheets))
    assert [(edge.held_by, edge.cause, edge.effect, edge.said) for edge in found.edges] == [
        ("E1", "a", "b", "+H"),
        ("E2", "a", "b", "-L"),
        ("E2", "b", "a", "+VH"),
    ]
    assert found.carried["experts"] == 3
    assert found.carried["rows"] == 5
    assert found.carried["rows_without_answer"] == 1
    assert found.carried["rows_no_effect"] == 1
    assert counted(found.lost) == {"NA": 1}
    assert "has no effect" in notes_of(found)


def test_a_workbook_and_json_of_the_same_answers_give_the_same_links(tmp_path: Path) -> None:
    """Apart from the line, which JSON has not."""
    rows = [row("a", "b", pH=1), row("b", "c", mVL=1), row("c", "a")]
    book = read_map(workbook(tmp_path, {"E1": [HEAD, *rows]}))
    plain = [dict(zip([head.lower() if at < 2 else head for at, head in enumerate(HEAD)],
                      ["" if cell is None else cell for cell in cells], strict=True)) for cells in rows]  # fmt: skip
    path = written(tmp_path, "experts.json", json.dumps({"E1": plain}))
    told = read_map(path)
    facts = [[(e.cause, e.effect, e.sign, e.strength, e.held_by) for e in found.edges] for found in (book, told)]
    assert facts[0] == facts[1]
    recognised = recognise(path)
    assert recognised is not None
    assert recognised.name == "fcm"


def test_two_terms_leave_open_what_they_do_not_share(tmp_path: Path) -> None:
    """Both +H and +VH: an effect that is positive; +H and -H: not even that."""
    found = read_map(workbook(tmp_path, {"E1": [HEAD, row("a", "b", pH=1, pVH=1), row("b", "a", pH=1, mH=1)]}))
    assert [(edge.sign, edge.strength, edge.said) for edge in found.edges] == [
        ("+", None, "+H, +VH"),
        (None, None, "-H, +H"),
    ]
    assert "more than one term" in notes_of(found)


def test_marks_that_are_none_and_terms_nobody_knows_are_named(tmp_path: Path) -> None:
    """An x is a mark, maybe is not, and -1 under +H contradicts its column."""
    head = [*HEAD, "+HUGE"]
    rows = [[*row("a", "b", pH="x"), None], [*row("a", "c", pH="maybe"), None], [*row("a", "d", pH=-1), None],
            [*row("a", "e"), 1], [*row("a", "f", pL=0), 0]]  # fmt: skip
    found = read_map(workbook(tmp_path, {"E1": [head, *rows]}))
    assert [(edge.effect, edge.said) for edge in found.edges] == [("b", "+H")]
    assert counted(found.lost) == {"+H": 2, "+HUGE": 1}
    for word in ("maybe", "-1", "+HUGE"):
        assert word in notes_of(found)


def test_the_older_form_puts_the_sign_into_the_mark(tmp_path: Path) -> None:
    """Columns VL to VH with 1 or -1 below them."""
    rows = [["From", "To", "VL", "VH"], ["a", "b", None, -1], ["b", "a", 1, None]]
    found = read_map(workbook(tmp_path, {"E1": rows}))
    assert [(edge.sign, edge.strength) for edge in found.edges] == [
        ("-", Decimal("0.9167")),
        ("+", Decimal("0.0833")),
    ]


def test_a_row_without_a_concept_and_another_sheet_are_reported(tmp_path: Path) -> None:
    """Cell by cell."""
    sheets = {"E1": [HEAD, row("", "b", pH=1), row("a", "b", pH=1)], "Notes": [["hello"], ["there"]]}
    found = read_map(workbook(tmp_path, sheets))
    assert len(found.edges) == 1
    assert counted(found.lost) == {"To": 1, "+H": 1, "sheet Notes": 2}


def test_a_formula_without_its_result_is_refused_naming_the_cell(tmp_path: Path) -> None:
    """Every one of them."""
    with pytest.raises(InvalidInput) as refusal:
        read_map(workbook(tmp_path, {"E1": [HEAD, row("a", "b", pH="=1"), row("=A1", "b", mL=1)]}))
    assert [fault.file for fault in refusal.value.faults] == ["book.xlsx!E1!L2", "book.xlsx!E1!A3"]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "{}",
        '{"a": []}',
        '{"a": [{"from": "x", "to": "y"}]}',
        '{"a": [{"from": "x", "to": "y", "+VH": [1]}]}',
        '{"a": [{"from": "x", "to": "y", "+VH": NaN}]}',
        '{"a": [{"from": "x", "to": "y", "+VH": 1e400}]}',
        '{"a": [{"from": "x", "to": "y", "+VH": 1, "+VH": 0}]}',
        '{"a": [{"from": "x", "to": "y", "+VH": 1, "+vh": 0}]}',
        "[" * 100_000,
    ],
)
def test_json_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    """Nothing but our own error, and nobody else takes it for an expert's file."""
    path = written(tmp_path, "experts.json", text)
    with pytest.raises(InvalidInput) as refusal:
        read_map(path)
    assert all("(" in fault.message for fault in refusal.value.faults)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(500), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90)])
def test_a_broken_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    """Nothing but our own error."""
    with pytest.raises(InvalidInput):
        read_map(written(tmp_path, "book.xlsx", content))


def test_the_shipped_sample_reads_as_it_says() -> None:
    """Two made-up experts: two and one links, one row without a mark, one for no effect."""
    found = read_map(SAMPLE)
    assert [edge.said for edge in found.edges] == ["-H", "+VH", "-L"]
    assert found.carried["rows_without_answer"] == 1
    assert found.carried["rows_no_effect"] == 1
