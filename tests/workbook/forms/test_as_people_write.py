"""Dates and numbers as people write them are taken; what may mean two things is left for them to settle."""

from __future__ import annotations

import pytest

from coprod_tools.workbook.forms.as_people_write import date_as_written, number_as_written


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30 September 2026", "2026-09-30"),
        ("by 30 September 2026", "2026-09-30"),
        ("Friday, 30th Sept 2026", "2026-09-30"),
        ("September 30, 2026", "2026-09-30"),
        ("1\u00a0March\u00a02027", "2027-03-01"),
        ("Sept 2026", "2026-09"),
        ("in 2027", "2027"),
        ("15/3/2027", "2027-03-15"),
        ("15.3.2027", "2027-03-15"),
        ("3/2027", "2027-03"),
        ("2026-7-1", "2026-07-01"),
        ("2026-07-01", "2026-07-01"),
    ],
)
def test_a_date_in_peoples_own_way_of_writing_is_understood(typed: str, meant: str) -> None:
    assert date_as_written(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "3/4/2027",
        "31 September 2026",
        "29 February 2100",
        "end of Feb 2027",
        "30 September",
        "May 2026 or June 2026",
        "soon",
    ],
)
def test_what_is_no_date_or_may_mean_two_days_stays_as_it_was_typed(typed: str) -> None:
    assert date_as_written(typed) == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,250", "1250"),
        ("25 000", "25000"),
        ("1\u00a0250\u00a0000", "1250000"),
        ("6,400,000.50", "6400000.50"),
        ("-1,250", "-1250"),
    ],
)
def test_digits_in_threes_are_one_number(typed: str, meant: str) -> None:
    assert number_as_written(typed) == meant


@pytest.mark.parametrize("typed", ["1,5", "12,50", "0,125", "about 1,250", "1,250 000", "1250 children", "1,25,000"])
def test_a_comma_that_may_be_a_decimal_point_is_not_guessed_at(typed: str) -> None:
    assert number_as_written(typed) == typed
