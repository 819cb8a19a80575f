"""A partner's map as CSV: read strictly, written so that nothing runs, the same after a round trip."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.policy.partner_maps import Statement
from coprod_tools.policy.values import clean_text
from coprod_tools.policyfile.map_csv import HEADER, guarded, read_map, unguarded, write_map

HEAD = ",".join(HEADER) + "\n"


def faults(text: str) -> list[tuple[int | None, str]]:
    """Return line and column of each fault."""
    return [(fault.line, fault.path) for fault in read_map(text, "m.csv")[1]]


def test_a_map_is_read_line_by_line() -> None:
    """Every cell goes where its column says; an empty cell says nothing; the line is kept."""
    said, wrong = read_map(
        HEAD + 'buses,"late, missed visits",-,0.75,high,weeks,it runs,we asked\n\na,b,,,,,,\n', "m.csv"
    )
    assert wrong == ()
    first = Statement("buses", "late, missed visits", "-", Decimal("0.75"), "high", "weeks", "it runs", "we asked", 2)
    assert said == (first, Statement("a", "b", line=4))


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("a,b,negatve,,,,,", "sign", "write +"),
        ("a,b,more,,,,,", "sign", "write +"),
        ("a,b,+,1.2,,,,", "strength", "from 0 to 1"),
        ("a,b,+,-0.5,,,,", "strength", "from 0 to 1"),
        ("a,b,+,strong,,,,", "strength", "from 0 to 1"),
        ("a,b,+,nan,,,,", "strength", "from 0 to 1"),
        ("a,b,+,,hihg,,,", "confidence", "did you mean high"),
        (",b,+,,,,,", "from", "lacks a name"),
        ("a,  ,+,,,,,", "to", "lacks a name"),
        ("Buses  late,buses LATE,+,,,,,", "to", "leads to itself"),
        ("a,b\u202e,+,,,,,", "to", "U+202E"),
        ("a,b,+", "", "8"),
        ("a,b,+,,,,,,more", "", "8"),
    ],
)
def test_each_bad_cell_is_named_by_line_and_column(row: str, column: str, words: str) -> None:
    """The other lines are read all the same."""
    said, wrong = read_map(HEAD + "x,y,+,,,,,\n" + row + "\n", "m.csv")
    assert [(fault.line, fault.path) for fault in wrong] == [(3, column)]
    assert words in wrong[0].message and len(said) == 1


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Two wrong cells of one line and one of another make three faults, in order."""
    assert faults(HEAD + "a,b,x,2,,,,\na,a,,,,,,\n") == [(2, "sign"), (2, "strength"), (3, "to")]


@pytest.mark.parametrize("text", ["from,to,sign\na,b,+\n", "a,b\n", HEAD.replace("from,to", "to,from")])
def test_another_header_is_refused(text: str) -> None:
    """The columns are fixed in the policy's own folder."""
    assert faults(text)[0] == (1, "")


def test_an_open_quote_is_named_where_it_begins() -> None:
    """What follows an open quote can't be told apart any more."""
    assert faults(HEAD + 'a,b,+,,,,,\nc,"d,+,,,,,\n') == [(3, "")]


def test_a_file_in_which_nobody_says_anything_is_a_fault() -> None:
    """A map without a link would count a partner who said nothing as one who spoke."""
    assert faults(HEAD + ",,,,,,,\n") == [(None, "")]


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=30)
live = st.builds(lambda head, mark, tail: head + mark + tail, st.sampled_from(["", "'", "a;", "x;'"]),
                 st.sampled_from("=+-@＝"), words)  # fmt: skip


def _sound(text: str) -> bool:
    try:
        return bool(clean_text(text)) and clean_text(text) == text
    except Exception:
        return False


cells = (words | live).map(str.strip).filter(_sound)
names = cells.map(lambda text: " ".join(text.split())).filter(_sound)
statements = st.builds(
    Statement,
    cause=names.map(lambda name: clean_text(f"{name} 1")),
    effect=names.map(lambda name: clean_text(f"{name} 2")),
    sign=st.sampled_from(["+", "-", "?", None]),
    strength=st.none() | st.decimals(0, 1, places=4),
    confidence=st.sampled_from(["low", "medium", "high", None]),
    delay=st.none() | cells,
    assumption=st.none() | cells | st.just("one\n- two\n=three"),
    evidence=st.none() | cells,
)


@settings(max_examples=300)
@given(st.lists(statements, min_size=1, max_size=4))
def test_a_round_trip_keeps_every_word(said: list[Statement]) -> None:
    """Written and read again, the statements are equal, lines aside; the strength keeps its digits."""
    back, wrong = read_map(write_map(said), "m.csv")
    assert wrong == ()
    assert [(s.cause, s.effect, s.sign, s.strength, s.confidence, s.delay, s.assumption, s.evidence) for s in back] == [
        (s.cause, s.effect, s.sign, s.strength, s.confidence, s.delay, s.assumption, s.evidence) for s in said
    ]


@given(words | live)
def test_no_cell_is_a_live_formula_and_the_guard_comes_off_whole(text: str) -> None:
    """Neither the cell nor a part behind `;` begins with a mark that a sheet program runs (OWASP, CSV Injection)."""
    assert unguarded(guarded(text)) == text
    assert not any(part.startswith(tuple("=+-@＝＋－＠")) for part in guarded(text).split(";"))


def test_a_sign_alone_stays_plain() -> None:
    """`+` and `-` alone are no formulas, and the column is read by people."""
    row = list(csv.reader(io.StringIO(write_map([Statement("=1+1", "b", "-")]))))[1]
    assert row[:3] == ["'=1+1", "b", "-"]
