"""PPI folders: indicators by name and goal, isolated ones too, and every other cell counted as lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools.exchange import import_file, recognise
from coprod_tools.exchange.ppi import read_map
from coprod_tools.problems import InvalidInput
from tests.conftest import ROOT
from tests.exchange.table_files import counted, notes_of, written

SAMPLE = ROOT / "templates" / "samples" / "ppi"
NETWORK = "origin,destination,weight\na,b,0.5\nb,a,-0.25\n"
INDICATORS = "2021,seriesCode,sdg,seriesName,qm\n0.1,a,3,Falls,0.5\n0.2,b,3,Visits,0.5\n0.3,c,6,Water,\n"


def folder(base: Path, network: str = NETWORK, **tables: str) -> Path:
    """Write a PPI folder."""
    written(base, "run/data_network.csv", network)
    for name, text in tables.items():
        written(base, f"run/{name}.csv", text)
    return base / "run"


def test_indicators_are_named_and_grouped_and_isolated_ones_kept(tmp_path: Path) -> None:
    """Ids are the codes, labels the names, kinds the goals."""
    found = read_map(folder(tmp_path, data_indicators=INDICATORS))
    assert [(node.id, node.label, node.kind) for node in found.nodes] == [
        ("a", "Falls", "SDG 3"),
        ("b", "Visits", "SDG 3"),
        ("c", "Water", "SDG 6"),
    ]
    assert [(edge.cause, edge.effect, edge.sign, edge.strength) for edge in found.edges] == [
        ("a", "b", "+", Decimal("0.5")),
        ("b", "a", "-", Decimal("0.25")),
    ]
    assert found.carried["isolated"] == 1


def test_indicators_of_one_name_stay_two(tmp_path: Path) -> None:
    """A label is never an id."""
    found = read_map(folder(tmp_path, data_indicators="seriesCode,seriesName\na,Same\nb,Same\n"))
    assert [(node.id, node.label) for node in found.nodes] == [("a", "Same"), ("b", "Same")]


def test_every_cell_that_does_not_come_through_is_counted(tmp_path: Path) -> None:
    """Hand count: year 3, qm 2; spending 2 goals and 4 amounts; relations 2 and 2; network column `note` 1."""
    found = read_map(
        folder(
            tmp_path,
            "origin,destination,weight,note\na,b,0.5,hm\n",
            data_indicators=INDICATORS,
            data_expenditure="sdg,0,1\n3,5,6\n6,7,8\n",
            data_relational_table="seriesCode,0\na,3\nb,3\n",
        )
    )
    assert counted(found.lost) == {
        "data_indicators.csv/years and numbered columns": 3,
        "data_indicators.csv/qm": 2,
        "data_expenditure.csv/sdg": 2,
        "data_expenditure.csv/years and numbered columns": 4,
        "data_relational_table.csv/seriesCode": 2,
        "data_relational_table.csv/years and numbered columns": 2,
        "data_network.csv/note": 1,
    }


def test_two_tables_that_differ_are_named_and_the_first_is_used(tmp_path: Path) -> None:
    """Nothing is merged in silence; codes only the second knows come through."""
    raw = "seriesCode,seriesName,sdg\na,Falls,3\nb,Home visits,3\nd,Trust,16\n"
    found = read_map(folder(tmp_path, data_indicators=INDICATORS, raw_indicators=raw))
    assert {node.id: node.label for node in found.nodes} == {"a": "Falls", "b": "Visits", "c": "Water", "d": "Trust"}
    assert "raw_indicators.csv describes an indicator otherwise" in notes_of(found)
    # a: code, name and goal again; b: code and goal again, name otherwise; d: nothing lost.
    names = {row.why: row.count for row in found.lost if row.field == "raw_indicators.csv/seriesName"}
    assert sorted(names.values()) == [1, 1]


def test_weights_outside_and_codes_without_a_name_are_kept_and_named(tmp_path: Path) -> None:
    """-1.4 gives its sign; an indicator nobody describes is named by its code."""
    found = read_map(folder(tmp_path, "origin,destination,weight\na,z,-1.4\na,b,x\n,b,1\n", data_indicators=INDICATORS))
    assert [(edge.effect, edge.sign, edge.strength) for edge in found.edges] == [("z", "-", None), ("b", None, None)]
    assert "(z): the network names an indicator" in notes_of(found)
    assert "(line 4)" in notes_of(found)
    assert found.carried["rows_set_aside"] == 1


def test_a_broken_table_beside_the_network_is_left_out_and_named(tmp_path: Path) -> None:
    """The network itself is read."""
    found = read_map(folder(tmp_path, data_indicators='"', data_expenditure="sdg\n\xff"))
    assert len(found.edges) == 2
    assert "data_indicators.csv can't be read" in notes_of(found)


def test_the_network_alone_takes_its_names_from_beside_it(tmp_path: Path) -> None:
    """What else lies there is no part of that source."""
    path = folder(tmp_path, data_indicators=INDICATORS) / "data_network.csv"
    found = read_map(path)
    assert found.nodes[0].label == "Falls"
    assert not found.lost
    assert recognise(path) is not None
    assert recognise(path).name == "ppi"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "network", ["a,b\n1,2\n", "origin,destination,weight\n", 'origin,destination,weight\n"a,b,1\n']
)
def test_a_folder_without_a_usable_network_is_refused(tmp_path: Path, network: str) -> None:
    """With the file's name."""
    with pytest.raises(InvalidInput):
        read_map(folder(tmp_path, network))


def test_the_shipped_sample_becomes_a_policy(tmp_path: Path) -> None:
    """Made-up: five indicators, one of them isolated, five links, one with a weight beyond -1."""
    report = import_file("ppi", SAMPLE, tmp_path / "out")
    assert [row.action for row in report.rows] == ["added"]
    assert report.carried["nodes"] == 5
    assert report.carried["edges"] == 5
    assert report.carried["isolated"] == 1
