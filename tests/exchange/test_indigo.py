"""Impact bonds as INDIGO-shaped tables: no row lost, no payment split, no sum read out of words."""

from __future__ import annotations

import csv
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.exchange import Imported
from coprod_tools.exchange.importing import import_file, policy_text
from coprod_tools.exchange.indigo import read
from coprod_tools.exchange.registry import recognise
from coprod_tools.policy import Policy
from coprod_tools.problems import InvalidInput
from tests.conftest import ROOT

SAMPLE = ROOT / "templates" / "samples" / "indigo"


@pytest.fixture(scope="module")
def imported() -> Imported:
    """The made-up sample."""
    return read(SAMPLE)


@pytest.fixture(scope="module")
def kitchens(imported: Imported) -> Policy:
    """Its first project."""
    return imported.policies[0].policy


def contributions(policy: Policy, unit: str) -> list[Any]:
    """Return the contributions of one kind of money."""
    return [row for row in policy.contributions or () if row.unit == unit]


def test_a_folder_is_known_by_its_projects_and_a_table_that_points_at_them(tmp_path: Path) -> None:
    """Another folder with a projects.csv is nobody's."""
    found = recognise(SAMPLE)
    assert found is not None and found.name == "indigo"
    (tmp_path / "projects.csv").write_text("ID,Name\n1,Bridge\n")
    assert recognise(tmp_path) is None
    (tmp_path / "projects_notes.csv").write_text("Project,Words\n1,Long\n")
    assert recognise(tmp_path) is None


def test_each_project_is_one_policy_with_its_own_words(imported: Imported, kitchens: Policy) -> None:
    """The id is the source's in lower case."""
    assert [one.policy.id for one in imported.policies] == ["ex-poj-1", "ex-poj-2"]
    assert not imported.refused
    assert kitchens.title == "Warm kitchens (made-up)"
    assert kitchens.problem and kitchens.problem.framings and kitchens.problem.framings[0].words == "People eat alone"
    assert kitchens.groups[0].size.value == 120
    (activity,) = kitchens.activities or ()
    assert (activity.stage, activity.start, activity.finish) == ("delivery", "2024-03", "2026")
    assert kitchens.external_ids == {"indigo": "EX-POJ-1", "indigo-outcome-fund": "EX-FUND-1"}
    assert activity.parts is None


def test_several_payers_are_kept_together_and_their_sum_is_neither_split_nor_multiplied(kitchens: Policy) -> None:
    """The order in which a source names them makes no other body; planned and actual are apart."""
    (actual, correction) = contributions(kitchens, "outcome payment, actual")
    (planned,) = contributions(kitchens, "outcome payment, planned")
    assert actual.actor == planned.actor and actual.unit_value.amount == Decimal("12000.50")
    joint = next(actor for actor in kitchens.actors or () if actor.key == actual.actor)
    assert joint.joint_of == ("ex-org-1", "ex-org-2") and joint.kind is None
    assert joint.label == "Coast council (made-up) + Harbour council (made-up) (together)"
    assert correction.unit_value.amount == Decimal("-500.25")
    assert actual.bearer is None and actual.receiver == "ex-org-3"
    assert (actual.covers_from, actual.covers_until) == ("2024-03", "2024-12-31")


def test_a_kind_is_given_only_where_the_type_is_clear(kitchens: Policy) -> None:
    """A charity may fund or deliver and a company may be many things."""
    kinds = {actor.key: actor.kind for actor in kitchens.actors or ()}
    assert kinds["ex-org-1"] == "agency"
    assert kinds["ex-org-3"] is None and kinds["ex-org-4"] is None


def test_a_sum_that_is_no_plain_number_stays_in_words(imported: Imported, kitchens: Policy) -> None:
    """A formula, a sign of money and thousands marks are not read as numbers."""
    rows = [row for row in kitchens.contributions or () if row.what.startswith("Outcome payment commitment")]
    assert [row.unit_value and row.unit_value.amount for row in rows] == [Decimal(450000), None]
    assert "$1,350,000" in rows[1].what
    second = imported.policies[1].policy
    said = [row.what for row in second.contributions or () if row.actor == "ex-org-1"]
    assert said and "=D41-D36" in said[0] and "$" in said[0]


def test_a_row_without_a_sum_a_payer_or_an_organisation_is_kept(imported: Imported) -> None:
    """Nobody is made up: the actor says that it is not named, or has its id for a name."""
    policy = imported.policies[1].policy
    labels = {actor.key: actor.label for actor in policy.actors or ()}
    undisclosed = next(row for row in policy.contributions or () if row.actor == "ex-org-9")
    assert undisclosed.unit_value is None and labels["ex-org-9"] == "EX-ORG-9"
    unnamed = [row for row in policy.contributions or () if labels[row.actor] == "Not named in the source"]
    assert [row.unit_value.amount for row in unnamed] == [0, 900]


def test_money_without_a_currency_takes_on_none(imported: Imported) -> None:
    """The policy has no currency that it could borrow."""
    policy = imported.policies[1].policy
    row = next(row for row in policy.contributions or () if row.actor == "ex-org-4")
    assert row.unit_value and row.unit_value.amount == 25000 and row.unit_value.currency is None
    assert policy.currency is None and imported.carried["sums_without_currency"] == 1


def test_currency_words_are_read_where_they_are_clear(kitchens: Policy) -> None:
    """`NZ dollar` is the New Zealand dollar (ISO 4217: NZD); a range stays a range."""
    first, second = contributions(kitchens, "investment commitment")
    assert first.unit_value.currency == "NZD"
    assert (second.unit_value.low, second.unit_value.amount, second.unit_value.high) == (80000, 100000, 120000)


def test_a_period_that_ends_before_it_starts_is_said_in_words(imported: Imported) -> None:
    """Neither date is used, and both are there to read."""
    row = next(
        row for row in imported.policies[1].policy.contributions or () if row.unit_value and row.unit_value.amount == 0
    )
    assert row.covers_from is None and row.covers_until is None
    assert "2022-06" in row.what and "2022-01" in row.what


def test_metrics_results_and_prices_are_indicators_with_values_and_prices(imported: Imported, kitchens: Policy) -> None:
    """A result without a metric is the whole project's; a price of a metric nobody describes is kept."""
    by_id = {row.key: row for row in kitchens.indicators or ()}
    together = by_id["outcomemetric1"]
    assert together.target and together.target.value == 90
    assert [period.value.value for period in together.actuals or () if period.value] == [48]
    (price,) = together.prices or ()
    assert price.per_unit and (price.per_unit.amount, price.per_unit.currency) == (250, "NZD")
    assert price.at_most and price.at_most.amount == 22500
    (whole,) = by_id["whole-project"].actuals or ()
    assert whole.value is None and whole.note and "Kitchens in four streets" in whole.note
    second = imported.policies[1].policy.indicators or ()
    assert [(row.key, row.prices[0].per_unit.amount) for row in second if row.prices and row.prices[0].per_unit] == [
        ("outcomemetric7", 900)
    ]


def test_sums_by_currency_equal_hand_arithmetic(imported: Imported) -> None:
    """Investments: 400,000 + 100,000. Payments made: 12,000.50 - 500.25 = 11,500.25. Sums without currency stay out."""
    assert imported.carried["money"] == {
        "investment commitment": {"NZD": "500000"},
        "outcome payment commitment, most": {"NZD": "450000"},
        "outcome payment of unstated kind": {"GBP": "900"},
        "outcome payment, actual": {"GBP": "0", "NZD": "11500.25"},
        "outcome payment, planned": {"NZD": "15000"},
        "outcome payments made in all": {"NZD": "36000"},
    }


def test_every_cell_is_kept_or_lost_by_name(imported: Imported) -> None:
    """An independent count of all cells that hold anything."""
    cells = 0
    for path in SAMPLE.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            cells += sum(1 for row in list(csv.reader(stream))[1:] for cell in row if cell.strip())
    assert imported.carried["cells"] + sum(row.count for row in imported.lost) == cells
    assert any("US dollars" in row.why for row in imported.lost)


def test_what_is_written_reads_back_the_same(imported: Imported, tmp_path: Path) -> None:
    """The folder is imported like any file."""
    assert all(policy_text(one) for one in imported.policies)
    report = import_file("indigo", SAMPLE, tmp_path)
    assert [row.action for row in report.rows] == ["added", "added"]


def test_an_id_does_not_depend_on_other_projects(imported: Imported, tmp_path: Path) -> None:
    """Taking the second project out changes nothing in the first."""
    folder = tmp_path / "indigo"
    shutil.copytree(SAMPLE, folder)
    for path in folder.glob("projects*.csv"):
        kept = [line for line in path.read_text().splitlines() if not line.startswith("EX-POJ-2")]
        path.write_text("\n".join(kept) + "\n")
    assert read(folder).policies[0].raw == imported.policies[0].raw


def test_rows_of_a_project_nobody_describes_and_rows_without_one_are_named(tmp_path: Path) -> None:
    """The first becomes a policy of its own; the second is lost by name."""
    folder = tmp_path / "indigo"
    shutil.copytree(SAMPLE, folder)
    with (folder / "projects_investments.csv").open("a") as stream:
        stream.write("EX-POJ-8,investment1,EX-ORG-1,NZD,,70,,,\n,investment1,EX-ORG-1,NZD,,80,,,\n")
    found = read(folder)
    other = next(one.policy for one in found.policies if one.foreign_id == "EX-POJ-8")
    assert other.contributions and other.contributions[0].unit_value and other.contributions[0].unit_value.amount == 70
    assert any("name no project" in warning for warning in found.warnings)
    assert any(row.why == "the row names no project" and "80" in row.examples for row in found.lost)


def test_a_folder_without_projects_and_a_broken_table_are_refused_with_their_file(tmp_path: Path) -> None:
    """The fault names the file, and where it can the line."""
    with pytest.raises(InvalidInput, match=r"no projects\.csv"):
        read(tmp_path)
    folder = tmp_path / "indigo"
    shutil.copytree(SAMPLE, folder)
    (folder / "projects_results.csv").write_text('Project ID,Id\nEX-POJ-1,"open\n')
    with pytest.raises(InvalidInput, match=r"projects_results\.csv:2"):
        read(folder)


def test_hostile_cells_cost_no_row_and_no_project(tmp_path: Path) -> None:
    """Control characters, formulas, huge numbers, a price below zero, endless ids: kept as far as can be."""
    folder = tmp_path / "indigo"
    shutil.copytree(SAMPLE, folder)
    with (folder / "projects_investments.csv").open("a") as stream:
        stream.write('EX-POJ-1,"i\x07\u202e","EX-ORG-\x01",NZD,,1e40,,"=cmd()|A1",\n')
        stream.write(f"EX-POJ-1,{'x' * 900},EX-ORG-1,nzd,,NaN,,unknown,\n")
    with (folder / "projects_outcome_pricings.csv").open("a") as stream:
        stream.write("EX-POJ-1,outcomemetric1,NZD,-5,,\n")
    with (folder / "projects_documents.csv").open("w") as stream:
        stream.write('Project ID,Title - (Value),URL - (Value)\nEX-POJ-1,Report,"javascript:alert(1)\x02"\n')
    found = read(folder)
    assert not found.refused
    policy = found.policies[0].policy
    assert sum(1 for row in policy.contributions or () if row.what.startswith("Investment commitment")) == 4
    prices = next(row.prices for row in policy.indicators or () if row.key == "outcomemetric1") or ()
    assert len(prices) == 2 and prices[1].per_unit is None and "-5" in str(prices[1].what_for)
    assert policy_text(found.policies[0]) is not None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'ID,"Name\n1,2\n', b"ID\n" + b"," * 5000])
def test_a_table_that_can_not_be_read_is_a_fault_of_that_file(tmp_path: Path, content: bytes) -> None:
    """Never a traceback."""
    folder = tmp_path / "indigo"
    shutil.copytree(SAMPLE, folder)
    (folder / "projects.csv").write_bytes(content)
    with pytest.raises(InvalidInput, match=r"projects\.csv"):
        read(folder)
