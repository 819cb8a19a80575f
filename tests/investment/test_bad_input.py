"""What can't be is refused with its place and what to write instead; nothing ends in a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools import policyfile
from coprod_tools.investment.worth import worth_of
from coprod_tools.problems import Fault, InvalidInput
from tests.investment.made_up import made_policy, stream

HEAD = "coprod: 1\nid: a\ntitle: A\n"
STREAM = "streams:\n  - id: s\n    label: S\n    "


def faults(tmp_path: Path, text: str) -> tuple[Fault, ...]:
    path = tmp_path / "policy.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(InvalidInput) as refused:
        policyfile.load(path)
    return refused.value.faults


@pytest.mark.parametrize(
    ("line", "field", "word"),
    [
        ("drop_off: -0.1", "drop_off", "below zero"),
        ("drop_off: 1.5", "drop_off", "more than the whole"),
        ("drop_off: {low: 0.5, mid: 0.9, high: 1.1}", "drop_off", "more than the whole"),
        ('drop_off: {mid: 120, unit: "%"}', "drop_off", "more than the whole"),
        ("drop_off: {numerator: 7, denominator: 5}", "drop_off", "more than the whole"),
        ("quantity: -3", "quantity", "below zero"),
        ("starts_in: 0", "starts_in", "counted from 1"),
        ("lasts: 0", "lasts", "counted from 1"),
        ("lasts: -2", "lasts", "counted from 1"),
        ("lasts: 1000000", "lasts", "at most 1000"),
        ("price_year: 26", "price_year", "calendar year"),
        ("unit_value: {amount: 5, currency: dollars}", "unit_value", "three capital letters"),
        ("for_whom: everybody", "for_whom", ""),
    ],
)
def test_a_stream_that_cannot_be_is_refused_at_its_place(tmp_path: Path, line: str, field: str, word: str) -> None:
    """A stream that would end before it starts lasts less than one year."""
    (fault,) = faults(tmp_path, STREAM + line + "\n")
    assert fault.line == 7 and fault.path.startswith(f"streams[s].{field}")
    assert word in fault.message and "(" in fault.message


@pytest.mark.parametrize(
    ("line", "field"),
    [("years: 0", "years"), ("years: 5000", "years"), ("first_year: 27", "first_year"), ("timing: noon", "timing")],
)
def test_an_appraisal_that_cannot_be_is_refused_at_its_place(tmp_path: Path, line: str, field: str) -> None:
    """Years are counted, the first one is a calendar year, money flows at the start, in the middle or at the end."""
    (fault,) = faults(tmp_path, f"appraisal:\n  {line}\n")
    assert fault.line == 5 and fault.path == f"appraisal.{field}"


def test_a_share_of_the_whole_may_be_written_in_each_of_its_ways(tmp_path: Path) -> None:
    """10 % in three forms, and all of it."""
    path = tmp_path / "policy.yaml"
    for value in ("0.1", '{mid: 10, unit: "%"}', "{numerator: 1, denominator: 10}", "1", "0"):
        path.write_text(HEAD + STREAM + f"drop_off: {value}\n", encoding="utf-8")
        assert policyfile.load(path).policy.streams


def test_huge_and_tiny_numbers_give_an_answer() -> None:
    """The largest the file takes, over the longest time."""
    found = worth_of(
        made_policy(
            streams=[
                stream(id="a", unit_value="1e30", quantity="1e30", starts_in=1000, lasts=1000),
                stream(id="b", unit_value="1e-30", quantity={"low": 0, "high": "1e30"}, drop_off=1, lasts=1000),
                stream(id="c", unit_value=-5, kind="cost"),
            ],
            appraisal={"first_year": 2027, "timing": "middle"},
        ),
        seed=0,
        draws=50,
    )
    assert found and found.terms.years == 1999


def test_a_stream_that_names_nobody_and_nothing_is_named_not_dropped() -> None:
    """Only a label: it stands among what is not counted, with every question it leaves."""
    found = worth_of(made_policy(streams=[{"label": "Something good"}]), seed=1, draws=50)
    assert found and not found.accounts
    (only,) = found.not_counted
    for word in ("kind", "unit_value", "starts_in", "lasts", "quantity"):
        assert f"write {word}" in only.why
