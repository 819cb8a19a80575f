"""The small values: text, dates, numbers, money, ids."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from coprod_tools.policy.ids import Id, foreign_id, is_id
from coprod_tools.policy.numbers import Cost, Money, Quantity
from coprod_tools.policy.values import Currency, Line, Number, PartialDate, Text, Whole, YesNo, read_currency


def refusal(kind: object, value: object) -> str:
    """Return what a value is refused with."""
    with pytest.raises(ValidationError) as error:
        TypeAdapter(kind).validate_python(value)
    return str(error.value.errors()[0]["msg"])


def test_text_in_languages_reads_in_its_first_and_keeps_all() -> None:
    """A missing language falls back to the first."""
    text = Text.read({"en": " Hello ", "mi": "Kia ora"})
    assert text == "Hello"
    assert (text.within("mi"), text.within("fr")) == ("Kia ora", "Hello")


def test_text_is_brought_to_one_form_of_its_accents() -> None:
    """An a with a combining macron becomes ā (Unicode NFC)."""
    assert Text.read("Ma\u0304ori") == "M\u0101ori"


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x9f", "\u202e", "\u2066", "\ue000", "\ud800", "\U0001ffff"]
)
def test_characters_that_deceive_or_break_are_refused(character: str) -> None:
    """Control, override, private, lone surrogate, unassigned."""
    assert f"U+{ord(character):04X}" in refusal(Text, f"a{character}b")
    assert f"U+{ord(character):04X}" in refusal(Line, f"a{character}b")


@pytest.mark.parametrize("text", ["Tākai", "a\nb\tc", "‘quoted’ – 50 %", "한국어", "\u00a0x", "👩‍👧", "ﬁ", "a\u200bb"])
def test_ordinary_writing_is_accepted(text: str) -> None:
    """In any script, with emoji and joiners."""
    Text.read(text)


def test_text_has_a_greatest_length() -> None:
    """Said with both numbers."""
    assert "20,001 characters" in refusal(Text, "x" * 20_001)
    assert "at most 500" in refusal(Line, "x" * 501)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
    ],
)
def test_a_partial_date_stands_for_all_it_may_mean(written: str, first: str, last: str) -> None:
    """2024 was a leap year."""
    date = PartialDate.read(written)
    assert (date.first, date.last) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))
    assert str(date) == written


def test_one_date_is_surely_before_another_only_without_overlap() -> None:
    """2026 may begin after 2026-01."""
    assert PartialDate("2025").surely_before(PartialDate("2026-01"))
    assert not PartialDate("2026").surely_before(PartialDate("2026-01"))


@pytest.mark.parametrize(
    "written", ["2026-13", "2026-02-30", "1799", "26", "01/02/2026", "2026-1", "٢٠٢٦", "soon", "", 2026.5, []]
)
def test_what_is_no_date_is_refused(written: object) -> None:
    """With an example of one."""
    assert "2026-07-01" in refusal(PartialDate, written)


@pytest.mark.parametrize(
    ("written", "number"), [("1250", "1250"), ("-.5", "-0.5"), ("1e3", "1000"), (" 7 ", "7"), (3, "3")]
)
def test_numbers_are_decimal(written: object, number: str) -> None:
    """0.1 stays 0.1."""
    assert TypeAdapter(Number).validate_python(written) == Decimal(number)


@pytest.mark.parametrize(
    "written", ["NaN", "inf", "1,000", "1_000", "0x10", "12:30", "1e999", "٢", "", True, None, "9" * 90, []]
)
def test_what_is_no_ordinary_number_is_refused(written: object) -> None:
    """Nothing is guessed."""
    refusal(Number, written)


@pytest.mark.parametrize(("written", "meant"), [("yes", True), ("No", False), ("true", True), (False, False)])
def test_yes_and_no(written: object, meant: bool) -> None:
    """As people write them."""
    assert TypeAdapter(YesNo).validate_python(written) is meant


@pytest.mark.parametrize("written", ["y", "on", "1", 1, "maybe"])
def test_what_is_neither_yes_nor_no(written: object) -> None:
    """Is refused."""
    assert "yes or no" in refusal(YesNo, written)


def test_whole_numbers_and_currencies() -> None:
    """2.0 is whole, 2.5 is not; NZD is a currency, nzd is not."""
    assert TypeAdapter(Whole).validate_python("2.0") == 2
    assert "whole number" in refusal(Whole, "2.5")
    assert TypeAdapter(Currency).validate_python(" NZD ") == "NZD"
    assert "three capital letters" in refusal(Currency, "nzd")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"low": "3", "high": "2"}, "not in order"),
        ({"low": "1", "mid": "5", "high": "2"}, "not in order"),
        ({"numerator": "1"}, "write both"),
        ({"numerator": "1", "denominator": "0"}, "how many there are in all"),
        ({"unit": "people"}, "has no value"),
    ],
)
def test_a_quantity_that_says_nothing_is_refused(value: dict[str, str], words: str) -> None:
    """Each with what to write."""
    assert words in refusal(Quantity, value)


def test_the_best_single_value_of_a_quantity() -> None:
    """Mid, else per cent, else the middle."""
    best = [
        Quantity.model_validate(value).value
        for value in ("4", {"numerator": "1", "denominator": "8"}, {"low": "2", "high": "6"})
    ]
    assert best == [Decimal(4), Decimal("12.5"), Decimal(4)]


def test_money_and_what_it_costs() -> None:
    """A cost is never below zero; a saving is money."""
    assert Money.model_validate("-5").value == Decimal(-5)
    assert "below zero" in refusal(Cost, "-5")
    assert "same thing" in refusal(Money, {"amount": "1", "mid": "1"})
    assert "no amount" in refusal(Money, {"low": "1"})


@pytest.mark.parametrize("text", ["a", "0", "a-b_c", "a" * 64])
def test_usable_ids(text: str) -> None:
    """Small letters, digits, dash and underscore."""
    assert TypeAdapter(Id).validate_python(text) == text


@pytest.mark.parametrize("text", ["", "A", "-a", "a-", "a.b", "a b", "ā", "a" * 65, "a\n", "con", "lpt1", "failed", 3])
def test_unusable_ids(text: object) -> None:
    """Names that some computer keeps for itself among them; a line end around an id is no part of it."""
    if text == "a\n":
        assert TypeAdapter(Id).validate_python(text) == "a"
    else:
        refusal(Id, text)


@given(st.text(min_size=1, max_size=200))
def test_any_foreign_id_becomes_a_usable_one(text: str) -> None:
    """And always the same one."""
    if text.strip() and not any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        made = foreign_id(text)
        assert is_id(made)
        assert made == foreign_id(text)


def test_foreign_ids_that_only_look_alike_stay_apart() -> None:
    """The first needs no mark; the others carry the start of the SHA-256 of what they were."""
    assert foreign_id("NZ-1-ACT") == "nz-1-act"
    assert len({foreign_id(text) for text in ("a/b", "a.b", "a b", "a-b")}) == 4


def test_three_capitals_that_are_no_currency_are_refused() -> None:
    """ISO 4217 knows NZD and the withdrawn DEM; EUX is a slip."""
    assert read_currency("NZD") == "NZD" and read_currency("DEM") == "DEM"
    with pytest.raises(PydanticCustomError, match="no currency has these three letters"):
        read_currency("EUX")
