"""Bad input in partners' sheets: each cell named, the rest used, nothing guessed in silence."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools.exchange.gathering import gather
from coprod_tools.policyfile import load, read_beside
from coprod_tools.problems import UsageError
from tests.exchange.partner_sheets import FIRST, GOOD, fill, policy

BAD_ROWS = {
    "a_sign_with_a_typo": (("a", "negatve", "b"), "C", "did you mean negative? Write more, less, don't know"),
    "a_sign_nobody_knows": (("a", "purple", "b"), "C", "write more, less, don't know"),
    "a_letter_for_a_sign": (("a", "s", "b"), "C", "write more, less"),
    "a_strength_out_of_range": (("a", "more", "b", 1.2), "E", "number from 0 to 1"),
    "a_strength_of_more_than_all": (("a", "more", "b", "120 %"), "E", "number from 0 to 1"),
    "a_strength_with_a_comma": (("a", "more", "b", "0,3"), "E", "did you mean 0.3?"),
    "a_strength_below_zero": (("a", "more", "b", -0.5), "E", "number from 0 to 1"),
    "a_strength_with_a_typo": (("a", "more", "b", "strnog"), "E", "did you mean strong"),
    "a_confidence_with_a_typo": (("a", "more", "b", "strong", "fairly shure"), "F", "did you mean fairly sure"),
    "a_word_that_is_half_of_its_contrary": (("a", "more", "b", "strong", "sure"), "F", "somebody is (write not sure"),
    "a_strength_turned_round_by_a_word": (("a", "more", "b", "not strong"), "E", "no strength (write very weak"),
    "a_link_to_itself": (("Buses", "more", "buses"), "D", "leads to itself"),
    "a_cause_without_a_name": ((None, "more", "b"), "B", "lacks a name"),
    "an_effect_without_a_name": (("a", "more"), "D", "lacks a name"),
    "a_formula_without_a_value": (("a", "more", "=B12"), "D", "formula"),
    "a_name_that_hides_its_direction": (("a", "more", "b\u202e"), "D", "U+202E"),
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_each_bad_cell_is_named_and_the_other_rows_are_used(name: str, tmp_path: Path) -> None:
    """The row is set aside, its cell is named with what to write, and the end is 1."""
    row, column, words = BAD_ROWS[name]
    sheet = fill(tmp_path / "kahu-trust.xlsx", [GOOD, row, ("c", "more", "d")])
    done = gather(policy(tmp_path), [sheet])
    (fault,) = done.faults
    assert fault.file == f"{sheet}!Our view!{column}{FIRST + 1}" and words in fault.message
    assert (done.rows[0].links, done.exit_code) == (2, 1)
    assert len(read_beside(load(tmp_path / "p")).maps[0].statements) == 2


@pytest.mark.parametrize(("typed", "strength"), [("75%", "0.75"), ("12.5 %", "0.125"), ("100 %", "1"), ("0%", "0")])
def test_a_strength_in_per_cent_reads_as_the_sheet_program_would_have_kept_it(
    typed: str, strength: str, tmp_path: Path
) -> None:
    """In a cell that is set to hold text the sign stays; 75 of 100 is 0.75 either way."""
    gather(policy(tmp_path), [fill(tmp_path / "kahu-trust.xlsx", [("a", "fewer", "b", typed)])])
    (said,) = read_beside(load(tmp_path / "p")).maps[0].statements
    assert (said.sign, said.strength) == ("-", Decimal(strength))


@pytest.mark.parametrize("sign", ["?", "don't know", "Don’t know"])
def test_a_direction_not_known_is_kept_as_that_and_named(sign: str, tmp_path: Path) -> None:
    """It is no fault: the partner said that it does not know."""
    sheet = fill(tmp_path / "kahu-trust.xlsx", [("a", sign, "b")])
    done = gather(policy(tmp_path), [sheet])
    assert read_beside(load(tmp_path / "p")).maps[0].statements[0].sign == "?"
    assert done.exit_code == 0 and any(
        f"C{FIRST}: the direction from a to b is not known" in n for n in done.rows[0].notes
    )


def test_a_direction_not_said_is_not_made_up(tmp_path: Path) -> None:
    """An empty cell says nothing, and that is told."""
    done = gather(policy(tmp_path), [fill(tmp_path / "kahu-trust.xlsx", [("a", None, "b")])])
    assert read_beside(load(tmp_path / "p")).maps[0].statements[0].sign is None
    assert any("no direction was given" in note for note in done.rows[0].notes)


@pytest.mark.parametrize("content", [None, "template"])
def test_an_empty_sheet_sets_that_partner_aside(content: str | None, tmp_path: Path) -> None:
    """Whether nothing is in it at all or only what the template holds; the other partner is used."""
    import openpyxl

    empty = tmp_path / "empty.xlsx"
    if content:
        fill(empty, [], who="Somebody")
    else:
        openpyxl.Workbook().save(empty)
    done = gather(policy(tmp_path), [empty, fill(tmp_path / "kahu-trust.xlsx")])
    assert [row.action for row in done.rows] == ["set-aside", "added"]
    assert "empty" in done.faults[0].message and done.faults[0].file.startswith(str(empty)) and done.exit_code == 1


def test_the_example_is_never_read_and_words_in_its_place_are_not_lost(tmp_path: Path) -> None:
    """Somebody wrote over the example: the row is named, not taken for the example."""
    import openpyxl

    sheet = fill(tmp_path / "kahu-trust.xlsx")
    book = openpyxl.load_workbook(sheet)
    book.active["B11"] = "something else"
    book.save(sheet)
    done = gather(policy(tmp_path), [sheet])
    assert [fault.file for fault in done.faults] == [f"{sheet}!Our view!B11"] and done.rows[0].links == 1


def test_words_in_a_column_without_a_heading_are_named(tmp_path: Path) -> None:
    """They would be lost without a word; the line itself is used."""
    done = gather(policy(tmp_path), [fill(tmp_path / "kahu-trust.xlsx", [(*GOOD, "by the way")])])
    assert done.faults[0].file.endswith(f"!J{FIRST}") and done.rows[0].links == 1


def test_one_partner_twice_with_different_content_is_set_aside_whole(tmp_path: Path) -> None:
    """Neither is surely the right one, so both are named; the third partner is used."""
    sheets = [
        fill(tmp_path / "a.xlsx", who="Kahu Trust"),
        fill(tmp_path / "b.xlsx", [("x", "more", "y")], who="kahu-trust"),
        fill(tmp_path / "other.xlsx"),
    ]
    done = gather(policy(tmp_path), sheets)
    assert [row.action for row in done.rows] == ["set-aside", "set-aside", "added"]
    assert all("more than once" in fault.message and "round 2" in fault.message for fault in done.faults)
    assert [each.name for each in (tmp_path / "p" / "maps").iterdir()] == ["other.csv"]


def test_one_partner_twice_with_the_same_content_is_used_once_and_said(tmp_path: Path) -> None:
    """Nothing is lost by leaving a copy out."""
    sheets = [fill(tmp_path / "a.xlsx", who="Kahu Trust"), fill(tmp_path / "b.xlsx", who="Kahu Trust")]
    done = gather(policy(tmp_path), sheets)
    assert [row.action for row in done.rows] == ["added"] and done.exit_code == 0
    assert any("used once" in note for note in done.rows[0].notes)


def test_another_map_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    """It is refused with the two ways on; the file's bytes stay."""
    gather(policy(tmp_path), [fill(tmp_path / "kahu-trust.xlsx")])
    before = (tmp_path / "p" / "maps" / "kahu-trust.csv").read_bytes()
    again = gather(tmp_path / "p", [fill(tmp_path / "kahu-trust.xlsx", [("x", "more", "y")])])
    assert again.rows[0].action == "refused" and again.exit_code == 2
    assert "kahu-trust.2.csv" in again.faults[0].message and "--round 2" in again.faults[0].message
    assert (tmp_path / "p" / "maps" / "kahu-trust.csv").read_bytes() == before


def test_nobody_named_is_asked_for_at_the_cell(tmp_path: Path) -> None:
    """The template's own name says nothing of who filled it in, however often it was downloaded."""
    for name in ("partner-map.xlsx", "partner-map (3).xlsx", "Partner map 2.xlsx"):
        done = gather(policy(tmp_path), [fill(tmp_path / name)])
        assert done.faults[0].file.endswith("!Our view!C6") and done.exit_code == 2


@pytest.mark.parametrize(("value", "cell"), [("first", "C8"), (1.5, "C8"), (-1, "C8")])
def test_a_round_that_cannot_be_read_sets_the_partner_aside(value: object, cell: str, tmp_path: Path) -> None:
    """Taken for round 1 it could stand in the way of the real one; --round settles it."""
    sheet = fill(tmp_path / "kahu-trust.xlsx", round=value)
    done = gather(policy(tmp_path), [sheet])
    assert done.rows[0].action == "set-aside" and any(fault.file.endswith(f"!{cell}") for fault in done.faults)
    assert gather(tmp_path / "p.yaml", [sheet], round=2).rows[0].action == "added"


def test_a_day_that_can_mean_two_days_is_not_guessed(tmp_path: Path) -> None:
    """3/4/2026 is in March or in April; the map is used, its day stays unknown."""
    done = gather(policy(tmp_path), [fill(tmp_path / "kahu-trust.xlsx", date="3/4/2026")])
    assert done.faults[0].file.endswith("!C7") and done.rows[0].action == "added"
    assert load(tmp_path / "p").policy.maps is None


def test_an_unknown_partner_is_kept_and_named(tmp_path: Path) -> None:
    """What kind of partner it is is not known; a near name is offered."""
    done = gather(policy(tmp_path), [fill(tmp_path / "kahu-trsut.xlsx")])
    assert done.rows[0].action == "added" and "did you mean kahu-trust" in done.rows[0].notes[0]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("from,to,sgin\na,b,+\n", "not taken over"),
        ("from,tow\na,b\n", "did you mean to"),
        ("x,y\n1,2\n", "no partner's sheet"),
    ],
)
def test_a_table_with_other_columns_says_what_became_of_them(header: str, words: str, tmp_path: Path) -> None:
    """Nothing in a column that is not ours goes without a word."""
    path = tmp_path / "kahu-trust.csv"
    path.write_text(header)
    done = gather(policy(tmp_path), [path])
    assert any(words in sentence for row in done.rows for sentence in (*row.notes, *map(str, row.faults)))


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong name never counts as nothing said."""
    done = gather(policy(tmp_path), [tmp_path / "nowhere.xlsx", tmp_path])
    assert "nothing here" in done.faults[0].message and done.exit_code == 2


def test_one_actor_for_many_maps_is_refused(tmp_path: Path) -> None:
    """All would be written under one name."""
    with pytest.raises(UsageError, match="one partner"):
        gather(policy(tmp_path), [fill(tmp_path / "a.xlsx"), fill(tmp_path / "b.xlsx")], actor="kahu-trust")


@pytest.mark.parametrize("count", [12, pytest.param(300, marks=pytest.mark.proof)])
def test_of_many_partners_with_one_corrupt_sheet_all_others_are_used(count: int, tmp_path: Path) -> None:
    """One is named, the end is 1, and 300 take well under a minute."""
    (tmp_path / "sheets").mkdir()
    first = fill(tmp_path / "sheets" / "p000.xlsx").read_bytes()
    for number in range(1, count):
        (tmp_path / "sheets" / f"p{number:03}.xlsx").write_bytes(first)
    (tmp_path / "sheets" / "p007.xlsx").write_bytes(first[:3000])
    begun = time.perf_counter()
    done = gather(policy(tmp_path), [tmp_path / "sheets"])
    assert time.perf_counter() - begun < 45
    assert (len(done.used), len(done.faults), done.exit_code) == (count - 1, 1, 1)
    assert done.faults[0].file.endswith("p007.xlsx") and "broken" in done.faults[0].message
    assert len(list((tmp_path / "p" / "maps").iterdir())) == count - 1
