"""Real donors' transactions as ledger rows: every one is there, and sums per currency equal the file's."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools.accountability.double_counting import double_counts
from coprod_tools.accountability.ledger import ledger_of
from coprod_tools.exchange.iati import read
from tests.conftest import REALDATA, ROOT

FILES = sorted((REALDATA / "iati").glob("*.xml")) or [ROOT / "templates" / "samples" / "donor-iati.xml"]


def of_source(path: Path) -> tuple[int, Counter[tuple[str, str, int]]]:
    """Count transactions and values of a file by activity, currency and sign, by the standard library alone.

    A transaction without a giver, in a type in which the reporting organisation does not give, has no actor; the
    importer reports it as lost.
    """
    count, sums = 0, Counter[tuple[str, str, int]]()
    for activity in ET.parse(path).getroot().findall("iati-activity"):
        name = "".join(activity.findtext("iati-identifier", "")).strip()
        for each in activity.findall("transaction"):
            value = each.find("value")
            provider = each.find("provider-org")
            kind = each.find("transaction-type")
            giver = provider is not None and (provider.get("ref") or "".join(provider.itertext()).strip())
            gives = kind is not None and kind.get("code") in {
                "2",
                "3",
                "4",
                "5",
                "6",
                "7",
                "8",
                "10",
                "12",
                "D",
                "C",
                "E",
            }
            if value is None or not (value.text or "").strip() or not (giver or gives):
                continue
            amount = Decimal((value.text or "").replace(",", "").strip())
            currency = value.get("currency") or activity.get("default-currency") or "unknown"
            count += 1
            sums[name, currency, 1 if amount >= 0 else -1] += amount  # type: ignore[assignment]
    return count, sums


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_transaction_is_a_row_and_sums_are_equal(path: Path) -> None:
    """Corrections below zero keep their sign; currencies stay apart."""
    count, source = of_source(path)
    imported = read(path)
    rows = 0
    sums = Counter[tuple[str, str, int]]()
    for one in imported.policies:
        ledger = ledger_of(one.policy)
        assert len(ledger.rows) == len(one.policy.contributions or ())
        for row in ledger.rows:
            if row.price is not None:
                assert row.replacement.amount is not None and row.flow != "put-in"
                amount = row.replacement.amount.mid
                rows += 1
                sums[one.foreign_id, row.replacement.currency, 1 if amount >= 0 else -1] += amount  # type: ignore[assignment]
    assert rows == count == imported.carried["transactions"]
    assert dict(sums) == dict(source)


@pytest.mark.parametrize("path", FILES[:4], ids=lambda path: path.stem)
def test_what_may_be_counted_twice_is_named_and_one_row_of_each_stays(path: Path) -> None:
    """All of a donor's own file is suspicion: it declares nothing."""
    for one in read(path).policies:
        ledger = ledger_of(one.policy)
        for each in double_counts(ledger):
            assert not each.certain
            assert set(each.rows) <= set(ledger.by_id)
            assert set(each.left_out) < set(each.rows) or not each.left_out
