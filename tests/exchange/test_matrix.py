"""Matrices of weights: rows cause columns, both sides name the same concepts, nothing outside -1 to 1 is rescaled."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools.exchange import recognise
from coprod_tools.exchange.matrix import read_map
from coprod_tools.problems import InvalidInput
from tests.conftest import ROOT
from tests.exchange.table_files import counted, notes_of, workbook, written

SAMPLE = ROOT / "templates" / "samples" / "matrix.csv"
ROWS = [["", "a", "b", "c"], ["a", 0, 0.5, None], ["b", -1, None, 0], ["c", "", 0.25, -0.75]]
LINKS = {("a", "b"): ("+", "0.5"), ("b", "a"): ("-", "1"), ("c", "b"): ("+", "0.25"), ("c", "c"): ("-", "0.75")}


def as_csv(rows: list[list[object]], delimiter: str = ",") -> str:
    """Return rows as text."""
    return "\n".join(delimiter.join("" if cell is None else str(cell) for cell in row) for row in rows)


@pytest.mark.parametrize("kind", ["csv", "semicolons", "xlsx"])
def test_rows_cause_columns(tmp_path: Path, kind: str) -> None:
    """The same matrix gives the same links from text and from a workbook."""
    if kind == "xlsx":
        path = workbook(tmp_path, {"Map": ROWS})
    else:
        path = written(tmp_path, "map.csv", as_csv(ROWS, "," if kind == "csv" else ";"))
    found = read_map(path)
    assert {(edge.cause, edge.effect): (edge.sign, str(edge.strength)) for edge in found.edges} == LINKS
    assert [node.label for node in found.nodes] == ["a", "b", "c"]
    assert found.carried == {"cells": 9, "cells_zero": 2, "cells_empty": 3}
    recognised = recognise(path)
    assert recognised is not None
    assert recognised.name == "matrix"


def test_another_order_down_the_side_is_matched_by_name_and_said(tmp_path: Path) -> None:
    """A shuffled side gives the same links."""
    shuffled = [ROWS[0], *random.Random(3).sample(ROWS[1:], 3)]
    found = read_map(written(tmp_path, "map.csv", as_csv(shuffled)))
    assert {(edge.cause, edge.effect): (edge.sign, str(edge.strength)) for edge in found.edges} == LINKS
    assert "another order" in notes_of(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x,a,b\na,1,1\n", "only in the row: b; only in the column: none"),
        ("x,a,b\na,1,1\nc,1,1\n", "only in the row: b; only in the column: c"),
        ("x,a,b\na,1,1\nb,1,1\nc,1,1\n", "only in the column: c"),
        ("x,a,a\na,1,1\na,1,1\n", "more than once"),
        ("x,a,b\na,1,1\nb,1,1,1\n", "without a name"),
        ("x,a,,b\na,1,1,1\nb,1,1,1\n", "without a name"),
        ("x,a,b\na,1,1\n,1,1\nb,1,1\n", "without a name"),
        ("x\na\n", "no matrix"),
        ("x,a\n", "no matrix"),
    ],
)
def test_what_is_not_square_is_refused_naming_the_concepts(tmp_path: Path, text: str, words: str) -> None:
    """An adviser can see which name to mend."""
    with pytest.raises(InvalidInput, match=words):
        read_map(written(tmp_path, "map.csv", text))


def test_cells_that_are_no_weight_are_kept_and_named(tmp_path: Path) -> None:
    """A 3 gives its sign, words give what they say, the rest is named with its cell."""
    rows = [["", "a", "b"], ["a", 3, "yes"], ["b", "?", "negative"]]
    found = read_map(workbook(tmp_path, {"Map": rows}))
    assert [(edge.sign, edge.strength, edge.said) for edge in found.edges] == [
        ("+", None, "3"),
        (None, None, "yes"),
        ("?", None, "?"),
        ("-", None, "negative"),
    ]
    assert "Map!B2" in notes_of(found)
    assert "Map!C2" in notes_of(found)
    assert counted(found.lost) == {"weight": 2}


def test_numbers_of_a_workbook_lose_no_digit_anybody_typed(tmp_path: Path) -> None:
    """0.1 + 0.2 is shown by sheet programs as 0.3."""
    (edge,) = read_map(workbook(tmp_path, {"Map": [["", "a"], ["a", 0.1 + 0.2]]})).edges
    assert edge.strength == Decimal("0.3")


def test_a_formula_without_its_result_is_refused_naming_the_cell(tmp_path: Path) -> None:
    """Reading it as no link would lose a link in silence."""
    with pytest.raises(InvalidInput, match=r"book\.xlsx!Map!C2"):
        read_map(workbook(tmp_path, {"Map": [["", "a", "b"], ["a", 0, "=1/2"], ["b", 0, 0]]}))


def test_other_sheets_are_reported(tmp_path: Path) -> None:
    """Only the first is a matrix."""
    found = read_map(workbook(tmp_path, {"Map": ROWS, "Notes": [["hello", None, "there"]]}))
    assert counted(found.lost) == {"sheet Notes": 2}
    assert "Notes" in notes_of(found)


def test_a_large_matrix_of_nothing_is_quick_and_a_larger_one_refused(tmp_path: Path) -> None:
    """400 concepts are far more than people draw; 1,001 are refused."""
    names = [f"c{number}" for number in range(400)]
    text = as_csv([["", *names], *([name, *["0"] * 400] for name in names)])
    assert read_map(written(tmp_path, "map.csv", text)).carried["cells_zero"] == 160_000
    wide = as_csv([["", *(f"c{number}" for number in range(1_001))], ["c0", "1"]])
    with pytest.raises(InvalidInput, match="more than 1,001 cells"):
        read_map(written(tmp_path, "map.csv", wide))


def test_the_shipped_sample_reads_as_it_says() -> None:
    """Made-up; five weights, ten noughts, one cell empty."""
    found = read_map(SAMPLE)
    assert len(found.edges) == 5
    assert found.carried == {"cells": 16, "cells_zero": 10, "cells_empty": 1}
