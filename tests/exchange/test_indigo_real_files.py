"""The real impact-bond tables: every row and sum is there, counted by other code, and nothing lost unsaid."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.accountability.ledger import ledger_of
from coprod_tools.exchange import Imported
from coprod_tools.exchange.importing import policy_text
from coprod_tools.exchange.indigo import read
from tests.conftest import REALDATA

FOLDER = REALDATA / "indigo"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real files are not at hand")
PLAIN = re.compile(r"-?\d+(\.\d+)?")
# Each kind of money: the file, its column of amounts, its column of currencies, and the words that stand as its unit.
MONEY = (
    ("projects_investments.csv", "Investment Commitment - Amount - Exact - (Value)",
     "Investment Commitment - Currency - (Value)", ("investment commitment",)),
    ("projects_outcome_payment_commitments.csv", "Maximum potential Outcome payment - Amount - (Value)",
     "Maximum potential Outcome payment - Currency - (Value)", ("outcome payment commitment, most",)),
    ("projects_outcome_payment_commitments.csv", "Total outcome payments made - Amount - (Value)",
     "Total outcome payments made - Currency - (Value)", ("outcome payments made in all",)),
    ("projects_outcome_payments.csv", "Payments - Amount - (Value)", "Payments - Currency - (Value)",
     ("outcome payment, actual", "outcome payment, planned", "outcome payment of unstated kind")),
)  # fmt: skip
CODES = {
    "Russian Ruble": "RUB", "Russian rubles": "RUB", "Israeli new shekels": "ILS", "Swiss Francs": "CHF",
    "South Korean Won": "KRW", "Japanese Yen": "JPY", "NZ dollar": "NZD", "South African Rand": "ZAR",
    "Swedish": "", "": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def imported() -> Imported:
    """Read the folder once."""
    return read(FOLDER)


def table(name: str) -> list[dict[str, str]]:
    """Return a table by the standard library alone."""
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_rows_equal_the_reference_counts(imported: Imported) -> None:
    """EXPECTED.json was made by a script apart from this package."""
    expected = json.loads((REALDATA / "EXPECTED.json").read_text())["indigo"]
    assert imported.carried["rows"] == expected["rows"]
    assert len(imported.policies) == expected["rows"]["projects.csv"] and not imported.refused
    rows = expected["rows"]
    given = (
        "investments",
        "outcome_payment_commitments",
        "outcome_payments",
        "service_provisions",
        "intermediary_services",
    )
    units = Counter(row.unit for one in imported.policies for row in one.policy.contributions or ())
    own = sum(rows[f"projects_{name}.csv"] for name in given)
    assert sum(units.values()) - units["outcome payments made in all"] == own
    assert imported.carried["actuals"] == rows["projects_results.csv"]
    assert imported.carried["prices"] == rows["projects_outcome_pricings.csv"]
    stages = Counter(row["Stage of Development - (Value)"] for row in table("projects.csv"))
    assert stages == expected["stages"]


@pytest.mark.parametrize(("name", "amount", "currency", "units"), MONEY, ids=[one[3][0] for one in MONEY])
def test_sums_per_currency_equal_the_source_in_the_policies_and_in_the_ledger(
    imported: Imported, name: str, amount: str, currency: str, units: tuple[str, ...]
) -> None:
    """Exact to the last digit; a sum without a currency stays apart."""
    source: Counter[str] = Counter()
    count = 0
    for row in table(name):
        if PLAIN.fullmatch(row[amount].strip()):
            code = row[currency].strip()
            source[CODES.get(code, code) or "unknown"] += Decimal(row[amount].strip())  # type: ignore[assignment]
            count += 1
    ledger: Counter[str] = Counter()
    rows = [row for one in imported.policies for row in ledger_of(one.policy).rows if row.contribution.unit in units]
    for row in rows:
        assert row.replacement.amount is not None
        ledger[row.replacement.currency] += row.replacement.amount.mid  # type: ignore[assignment]
    assert len(rows) == count
    assert ledger == source
    policies: Counter[str] = Counter()
    for unit in units:
        for code, total in imported.carried["money"].get(unit, {}).items():
            policies[code] += Decimal(total)  # type: ignore[assignment]
    assert policies == Counter({code: total for code, total in source.items() if code != "unknown"})


def test_rows_with_several_payers_are_as_many_as_the_source_has(imported: Imported) -> None:
    """1,579 cells hold several ids; each is one row, given by all of them together."""
    cells = [row["Payer Organisation ID - (Value)"] for row in table("projects_outcome_payments.csv")]
    several = [cell for cell in cells if "," in cell]
    found = []
    for one in imported.policies:
        joint = {actor.key: actor.joint_of for actor in one.policy.actors or () if actor.joint_of}
        found += [len(joint[row.actor] or ()) for row in one.policy.contributions or () if row.actor in joint]
    assert sorted(found) == sorted(len({each.strip() for each in cell.split(",")}) for cell in several)


def test_every_organisation_without_a_row_is_an_actor_and_is_named(imported: Imported) -> None:
    """Found by joining the ids by hand."""
    known = {row["ID"] for row in table("organisations.csv")}
    named = {
        each.strip()
        for path in FOLDER.glob("projects_*.csv")
        for row in table(path.name)
        for column, cell in row.items()
        if "Organisation ID" in column
        for each in cell.split(",")
        if each.strip()
    }
    actors = {
        (actor.external_ids or {}).get("indigo"): actor.label
        for one in imported.policies
        for actor in one.policy.actors or ()
    }
    missing = named - known
    assert missing and all(actors[foreign] == foreign for foreign in missing)
    assert named <= set(actors)
    assert any(f"describes: {len(missing)} " in warning for warning in imported.warnings)


def test_every_cell_is_counted_once(imported: Imported) -> None:
    """Kept and lost cells are all cells; only altered words are reported beside what was kept of them."""
    cells = sum(1 for path in FOLDER.glob("*.csv") for row in table(path.name) for cell in row.values() if cell.strip())
    lost = sum(row.count for row in imported.lost if "replaced" not in row.why)
    assert imported.carried["cells"] + lost == cells


def test_every_value_of_a_project_is_in_its_policy_or_its_column_is_in_the_loss_report(imported: Imported) -> None:
    """Looked for as words or as a number in the whole text of the policy."""
    lost = {row.field for row in imported.lost}
    policies = {
        one.foreign_id: normal(json.dumps(one.raw, default=str, ensure_ascii=False)) for one in imported.policies
    }
    missing: list[tuple[str, str, str]] = []
    for path in sorted(FOLDER.glob("projects*.csv")):
        for row in table(path.name):
            text = policies[row.get("Project ID") or row["ID"]]
            for column, cell in row.items():
                if (
                    cell.strip()
                    and f"{path.name}/{' '.join(column.split())}" not in lost
                    and not held(cell, column, text)
                ):
                    missing.append((path.name, column, cell[:60]))
    assert not missing


def held(cell: str, column: str, text: str) -> bool:
    """Tell whether a cell's value stands in a policy's text; organisations and known words come through as ours."""
    if "Organisation ID" in column:
        return all(normal(each) in text for each in cell.split(","))
    if "Currency" in column or column == "Type - (Value)":
        return normal(CODES.get(cell.strip(), cell)) in text
    return normal(cell) in text or normal(cell).lower() in text


def normal(text: str) -> str:
    """Return text as far as two writings of it are the same."""
    plain = unicodedata.normalize("NFC", text.replace("\\n", " ").replace('\\"', '"').replace("\\t", " "))
    return " ".join(
        "".join("?" if unicodedata.category(c) in ("Cc", "Co", "Cn", "Cf") or c == "\ufffd" else c for c in plain)
        .replace("?", " ")
        .split()
    ).lower()


def test_every_policy_reads_back_from_its_own_text(imported: Imported) -> None:
    """A few of them, the largest among them."""
    largest = sorted(imported.policies, key=lambda one: -len(one.policy.contributions or ()))[:6]
    assert all(policy_text(one) for one in largest)


def test_no_part_is_made_and_no_consent_is_claimed(imported: Imported) -> None:
    """The tables say who pays and delivers, never who frames, decides or agrees."""
    rows: list[Any] = [one.policy for one in imported.policies]
    assert all(activity.parts is None for policy in rows for activity in policy.activities or ())
    assert all(row.consent is None for policy in rows for row in policy.contributions or ())


def test_the_order_of_rows_changes_no_id(tmp_path: Path, imported: Imported) -> None:
    """Ids come from what a row says."""
    for path in FOLDER.glob("*.csv"):
        rows = table(path.name)
        with (tmp_path / path.name).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows[::-1])
    again = {one.foreign_id: one.policy for one in read(tmp_path).policies}
    for one in imported.policies[:40]:
        first = sorted(row.key for row in one.policy.contributions or ())
        assert sorted(row.key for row in again[one.foreign_id].contributions or ()) == first
