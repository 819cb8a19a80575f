"""Dates of actions: what is stated stays, what follows is worked out, what is unknown stays unknown."""

from __future__ import annotations

from coprod_tools.plan.dates import Span, schedule
from coprod_tools.policy.values import PartialDate


def date(text: str) -> PartialDate:
    """A date as a policy would hold it."""
    return PartialDate.read(text)


def test_an_action_starts_the_day_after_what_it_needs_ends() -> None:
    """A takes 10 days from 1 March, so it ends on 10 March and B, of 5 days, runs from 11 to 15 March."""
    dated = schedule({"a": Span(start=date("2027-03-01"), days=10), "b": Span(days=5)}, {"b": ("a",)})
    assert (dated["a"].finish, dated["b"].start, dated["b"].finish) == ("2027-03-10", "2027-03-11", "2027-03-15")


def test_the_critical_path_is_the_longest_chain() -> None:
    """a-b-d takes 10 + 20 + 1 = 31 days, a-c-d takes 10 + 5 + 1 = 16: c is not critical."""
    spans = {"a": Span(days=10), "b": Span(days=20), "c": Span(days=5), "d": Span(days=1)}
    dated = schedule(spans, {"b": ("a",), "c": ("a",), "d": ("b", "c")})
    assert {name for name, each in dated.items() if each.critical} == {"a", "b", "d"}


def test_what_is_not_known_is_not_made_up() -> None:
    """Without start or length nothing is dated; a chain with an unknown length is not called critical."""
    dated = schedule({"a": Span(), "b": Span(days=3)}, {"b": ("a",)})
    assert (dated["a"].start, dated["b"].start, dated["b"].critical) == (None, None, False)


def test_a_date_is_kept_as_written() -> None:
    """A month stays a month; its length for the critical path runs from its first to its last day (31 days)."""
    dated = schedule({"a": Span(start=date("2027-03"), finish=date("2027-03"))}, {})
    assert (dated["a"].start, dated["a"].finish, dated["a"].days) == ("2027-03", "2027-03", 31)
