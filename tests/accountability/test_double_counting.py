"""Every planted double count is found and named; none is seen in honest lines that look much like one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coprod_tools.accountability.amounts import point
from coprod_tools.accountability.co_investment import co_investment
from coprod_tools.accountability.double_count import DoubleCount
from coprod_tools.accountability.double_counting import double_counts, left_out
from coprod_tools.accountability.ledger import Ledger, ledger_of
from coprod_tools.policy import Policy
from tests.accountability.planted import HONEST, PLANTED, Planted, whole

SEEDS = range(16)


def ledger(planted: Planted) -> Ledger:
    """Return the ledger of a made-up policy."""
    return ledger_of(Policy.model_validate(planted.policy()))


def named(found: DoubleCount) -> set[str]:
    """Return all ids a finding names."""
    return {*found.rows, *found.streams, *found.budgets}


@pytest.mark.parametrize("make", PLANTED, ids=lambda make: make.__name__)
def test_every_planted_double_count_is_found_with_its_rows_and_no_other(make: Callable[..., Planted]) -> None:
    """15 forms of 16 each: 240 planted, and nothing else in them is suspected."""
    for seed in SEEDS:
        planted = whole(make, seed)
        found = double_counts(ledger(planted))
        hits = [each for each in found if planted.named <= named(each) and each.form in planted.forms]
        assert hits, (seed, planted.rows, [each.form for each in found])
        assert all(named(each) <= planted.named for each in found), (seed, planted.rows, found)
        assert all(each.reason and each.to_do for each in found)


@pytest.mark.parametrize("make", HONEST, ids=lambda make: make.__name__)
def test_no_honest_line_is_suspected(make: Callable[..., Planted]) -> None:
    """17 forms of 16 each: 272 honest ones."""
    for seed in SEEDS:
        planted = whole(make, seed)
        found = double_counts(ledger(planted))
        assert not found, (seed, planted.rows, [each.reason for each in found])


def test_there_are_at_least_200_planted_and_as_many_honest_ones() -> None:
    """The honest ones are no fewer than the planted."""
    assert len(PLANTED) * len(SEEDS) >= 200
    assert len(HONEST) >= len(PLANTED)


@pytest.mark.parametrize("make", PLANTED, ids=lambda make: make.__name__)
def test_certain_is_only_what_the_policy_declares(make: Callable[..., Planted]) -> None:
    """All else is a suspicion."""
    declares = make.__name__ in ("declared", "handed_on_declared", "hours_as_gain")
    for seed in SEEDS:
        planted = whole(make, seed)
        hits = [each for each in double_counts(ledger(planted)) if planted.named <= named(each)]
        assert any(each.certain for each in hits) == declares, seed


def policy(*rows: dict[str, object], **more: object) -> Policy:
    """Return a policy of some contributions."""
    actors = [{"id": name, "label": name} for name in ("council", "trust", "walkers")]
    return Policy.model_validate(
        {"coprod": 1, "id": "p", "title": "P", "currency": "NZD", "actors": actors, "contributions": list(rows), **more}
    )


def test_totals_are_given_with_and_without_and_never_change_in_silence() -> None:
    """100 from the council, handed on by the trust: 200 as told, 100 without, and the row that is left out is named."""
    book = ledger_of(policy(
        {"id": "a", "actor": "council", "receiver": "trust", "kind": "money", "unit_value": 100, "date": "2026-01"},
        {"id": "b", "actor": "trust", "kind": "money", "unit_value": 100, "date": "2026-03", "passed_on_from": "a"},
    ))  # fmt: skip
    view = co_investment(book, left_out(double_counts(book)))
    assert [each.amount for each in view.as_told] == [point(200)]
    assert [each.amount for each in view.without] == [point(100)]
    assert view.left_out == ("b",)
    assert [share.who for share in view.without[0].shares] == ["council"]


def test_of_lines_that_name_each_other_one_stays() -> None:
    """A ring of three, each the same as the next: two are left out."""
    ring = [
        {"id": one, "actor": "council", "kind": "money", "unit_value": 50 + n, "same_as": other}
        for n, (one, other) in enumerate((("a", "b"), ("b", "c"), ("c", "a")))
    ]
    assert len(left_out(double_counts(ledger_of(policy(*ring))))) == 2


def test_a_reference_to_nothing_is_named_and_leaves_nothing_out() -> None:
    """The field has a mistake; no total changes for it."""
    (found,) = double_counts(
        ledger_of(policy({"id": "a", "actor": "council", "kind": "money", "unit_value": 5, "same_as": "zz"}))
    )
    assert found.form == "wrong-reference" and not found.left_out and "zz" in found.reason


def test_what_is_promised_and_then_paid_is_named_and_leaves_nothing_out() -> None:
    """The two are never added, so neither is left out."""
    (found,) = double_counts(ledger_of(policy(
        {"id": "a", "actor": "council", "kind": "money", "unit_value": 100, "quantity": 1, "unit": "commitment"},
        {"id": "b", "actor": "council", "kind": "money", "unit_value": 100, "quantity": 1, "unit": "disbursement"},
    )))  # fmt: skip
    assert found.form == "promise-and-payment" and not found.left_out


def test_a_gain_beside_a_transfer_of_as_much_to_the_same_is_named() -> None:
    """100 for each of 120 farmers as a transfer, and once more as a gain; a gain of 90 is another."""
    handed = {"id": "t", "label": "Payment", "kind": "transfer", "for_whom": "business", "paid_by": "government",
              "unit_value": 100, "quantity": 120, "starts_in": 1, "lasts": 5}  # fmt: skip
    gain = {key: value for key, value in handed.items() if key != "paid_by"} | {"id": "g", "kind": "benefit"}
    (found,) = double_counts(ledger_of(policy(streams=[handed, gain])))
    assert (found.form, found.certain, found.streams) == ("transfer-as-gain", False, ("g", "t"))
    assert not double_counts(ledger_of(policy(streams=[handed, gain | {"unit_value": 90}])))
    assert not double_counts(ledger_of(policy(streams=[handed, gain | {"for_whom": "people"}])))


def test_one_undated_line_ties_no_two_different_months_together() -> None:
    """Of May, June and an undated line of the same sum at most one is suspected."""
    row = {"actor": "council", "kind": "money", "unit_value": 70, "what": "Rent"}
    book = ledger_of(policy(
        {"id": "may", **row, "date": "2026-05"}, {"id": "some", **row}, {"id": "june", **row, "date": "2026-06"}
    ))  # fmt: skip
    (found,) = double_counts(book)
    assert found.rows == ("may", "some")


def test_what_was_taken_back_is_in_no_double_count_that_is_suspected() -> None:
    """It is not counted even once."""
    row = {"actor": "walkers", "kind": "time", "quantity": 8, "unit": "hours"}
    book = ledger_of(policy({"id": "a", **row}, {"id": "b", **row, "consent": {"withdrawn": "2026-01"}}))
    assert not double_counts(book)


def test_the_words_name_who_and_what_and_say_what_to_do() -> None:
    """A person can act on it."""
    row = {"kind": "time", "quantity": 8, "unit": "hours", "what": "Walking"}
    (found,) = double_counts(
        ledger_of(policy({"id": "a", "actor": "walkers", **row}, {"id": "b", "actor": "walkers", **row}))
    )
    assert '"walkers: Walking" (a)' in found.reason and found.to_do.startswith("Ask both whether it is one thing.")
