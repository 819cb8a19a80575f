"""Tables nobody here wrote: whole, equal to counts made by other code, every cell either carried or reported lost."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools.exchange import CausalMap, fcm, import_file, polis, ppi, recognise
from coprod_tools.exchange.edges import read_map
from tests.conftest import REALDATA, ROOT
from tests.exchange.table_files import counted, written

SAMPLES = ROOT / "templates" / "samples"
MAPS = REALDATA / "maps-fcm"
POLIS = sorted(path for path in (REALDATA / "polis").glob("*") if path.is_dir())
PPI = [path for path in (REALDATA / "ppi", SAMPLES / "ppi") if path.is_dir()]
needs_files = pytest.mark.skipif(not MAPS.is_dir(), reason="the real files are not at hand")


def rows_of(path: Path) -> list[list[str]]:
    """Read a CSV with nothing but the standard library."""
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def filled(rows: list[list[str]]) -> int:
    """Count the cells that hold something."""
    return sum(1 for row in rows for cell in row if cell.strip())


@needs_files
@pytest.mark.parametrize(("name", "nodes"), [("osoba-apthd-fcm", 9), ("osoba-clot-fcm", 12)])
def test_published_maps_of_tuples_come_through_whole(name: str, nodes: int) -> None:
    """Every tuple found by a regular expression of the test's own is one link, cycles and loops too."""
    path = MAPS / f"{name}.csv"
    found = read_map(path)
    tuples = re.findall(r"\((\d+), (\d+), (-?[\d.]+)\)", path.read_text())
    links = [(e.cause, e.effect, (-1 if e.sign == "-" else 1) * (e.strength or Decimal(0))) for e in found.edges]
    assert links == [(cause, effect, Decimal(weight)) for cause, effect, weight in tuples]
    assert len(found.nodes) == nodes == len({end for each in tuples for end in each[:2]})
    assert not found.lost


@needs_files
def test_names_beside_a_map_are_read() -> None:
    """Twelve names, as the file of names lists them."""
    names = dict(re.findall(r'(\d+):"(\w+)"', (MAPS / "osoba-clot-verts.csv").read_text()))
    assert {node.id: node.label for node in read_map(MAPS / "osoba-clot-fcm.csv").nodes} == names


@needs_files
def test_every_expert_s_mark_in_the_workbook_is_one_link() -> None:
    """A mark is a cell that is not empty below a term; counted straight from the workbook."""
    import openpyxl

    book = openpyxl.load_workbook(MAPS / "fcmpy-data_test.xlsx")
    marks = [
        (sheet.title, row[0], row[1], head[at])
        for sheet in book
        for head, *rows in [list(sheet.iter_rows(values_only=True))]
        for row in rows
        for at in range(2, len(row))
        if row[at]
    ]
    found = fcm.read_map(MAPS / "fcmpy-data_test.xlsx")
    assert [(edge.held_by, edge.cause, edge.effect, edge.said) for edge in found.edges] == marks
    assert len({each[0] for each in marks}) == found.carried["experts"] == 6


@needs_files
def test_every_expert_s_mark_in_json_is_one_link() -> None:
    """Counted straight from the JSON."""
    plain = json.loads((MAPS / "fcmpy-data_test.json").read_text())
    marks = [
        (expert, row["from"], row["to"], term)
        for expert, rows in plain.items()
        for row in rows
        for term, mark in row.items()
        if term not in ("from", "to") and mark
    ]
    found = fcm.read_map(MAPS / "fcmpy-data_test.json")
    assert [(edge.held_by, edge.cause, edge.effect, edge.said) for edge in found.edges] == marks


@needs_files
def test_the_ppi_network_is_whole() -> None:
    """72 indicators, three of them touched by no link, 215 signed links with their weights."""
    folder = REALDATA / "ppi"
    network, indicators = rows_of(folder / "data_network.csv")[1:], rows_of(folder / "raw_indicators.csv")
    found = ppi.read_map(folder)
    name, code = indicators[0].index("seriesName"), indicators[0].index("seriesCode")
    assert {node.id: node.label for node in found.nodes} == {row[code]: row[name].strip() for row in indicators[1:]}
    links = [[e.cause, e.effect, (-1 if e.sign == "-" else 1) * (e.strength or Decimal(0))] for e in found.edges]
    assert links == [[row[0], row[1], Decimal(row[2])] for row in network]
    assert (len(found.nodes), len(found.edges), found.carried["isolated"]) == (72, 215, 3)


@pytest.mark.parametrize("folder", PPI, ids=lambda path: path.name + "-" + path.parent.name)
def test_every_cell_of_a_ppi_folder_is_carried_or_lost(folder: Path) -> None:
    """Cells below the headings of all tables = three of each link + three of each indicator + lost.

    The sample's one weight beyond -1 gives only its sign, so it is both carried and lost.
    """
    found = ppi.read_map(folder)
    whole = sum(filled(rows_of(path)[1:]) for path in folder.glob("*.csv"))
    partly = sum(row.count for row in found.lost if row.field == "data_network.csv/weight")
    lost = sum(row.count for row in found.lost) - partly
    assert whole == 3 * len(found.edges) + 3 * len(found.nodes) + lost


@needs_files
@pytest.mark.parametrize("folder", POLIS, ids=lambda path: path.name)
def test_counts_of_a_conversation_equal_the_reference(folder: Path) -> None:
    """EXPECTED.json was computed by a script apart from this package."""
    expected = json.loads((REALDATA / "EXPECTED.json").read_text())[f"polis/{folder.name}"]
    found = polis.read(folder)
    assert {name: found.carried[name] for name in expected} == expected
    assert len(found.policies) == 1


@pytest.mark.parametrize("folder", [*POLIS, SAMPLES / "polis"], ids=lambda path: path.name)
def test_group_sums_equal_sums_by_hand(folder: Path) -> None:
    """Each cell of each statement, added up by nothing but a counter; 1 is agree in all of these files."""
    head, *rows = rows_of(folder / "participants-votes.csv")
    hand: dict[tuple[str, str], Counter[str]] = {}
    for row in rows:
        for name, cell in zip(head[6:], row[6:], strict=True):
            hand.setdefault((name, row[1]), Counter())[cell] += 1
    (one,) = polis.read(folder).policies
    (talk,) = one.raw["conversations"]
    told = {
        (statement["id"], each["group"]): (each["agree"], each["disagree"], each["passed"])
        for statement in talk["statements"]
        for each in statement.get("votes", ())
    }
    assert told == {key: (votes["1"], votes["-1"], votes["0"]) for key, votes in hand.items() if key[1]}


@pytest.mark.parametrize("folder", [*POLIS, SAMPLES / "polis"], ids=lambda path: path.name)
def test_every_cell_of_a_polis_folder_is_carried_or_lost(folder: Path) -> None:
    """Below the headings: ids, words and moderation of statements, groups of people, topic, link and description.

    Answers are all in the loss report, as one person's; their sums are something else. An address left out of the
    description is lost from within a cell that came through.
    """
    found = polis.read(folder)
    comments, votes = rows_of(folder / "comments.csv"), rows_of(folder / "participants-votes.csv")
    summary = rows_of(folder / "summary.csv")
    whole = filled(comments[1:]) + filled(votes[1:]) + sum(1 for row in summary if filled([row[1:]]))
    grouped = sum(1 for row in votes[1:] if row[1])
    named = sum(1 for row in summary if row[0] in ("topic", "url", "conversation-description") and row[1])
    within = counted(found.lost).get("summary.csv/conversation-description", 0)
    assert whole == 3 * (len(comments) - 1) + grouped + named + sum(row.count for row in found.lost) - within


ODD = {"negatve", "up?", "9", "-3", "NaN", "huge"}


def messy(seed: int) -> str:
    """Return an edge list as people might type it: odd words, short rows, rows without an end, unknown columns."""
    chance = random.Random(seed)
    lines = [["from", "to", "polarity", "strength", "confidence", "mood", "participant", "comment"]]
    for _ in range(60):
        row = [
            chance.choice(["a", "b b", "c", ""] if chance.random() < 0.3 else ["a", "b", "c", "d"]),
            chance.choice(["e", "f", "g", ""] if chance.random() < 0.3 else ["e", "f"]),
            chance.choice(["+", "negative", "?", "negatve", "up?", "", "Positive"]),
            chance.choice(["0.5", "", "9", "strong", "NaN", "huge", "-3"]),
            chance.choice(["high", "low", "", "so so"]),
            chance.choice(["", "sad"]),
            chance.choice(["", "P1", "P2"]),
            chance.choice(["", "x,y"]),
        ]
        kept = row[: chance.choice([8, 8, 8, 3])]
        lines.append(kept + (["beyond"] if chance.random() < 0.1 and len(kept) == 8 else []))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def census(text: str) -> Counter[str]:
    """Count by other code what must be lost of a messy edge list."""
    head, *rows = list(csv.reader(io.StringIO(text)))
    lost: Counter[str] = Counter()
    for row in rows:
        cells = dict(zip([*head, "#9"], row, strict=False))
        if not any(row):
            continue
        if cells.get("#9") or not cells["from"] or not cells["to"]:
            lost.update(name for name, cell in cells.items() if cell)
            continue
        lost.update(name for name in ("polarity", "strength") if cells.get(name) in ODD)
        # A minus in the strength is a sign; beside one that says more, neither is believed.
        if cells.get("strength") == "-3" and cells["polarity"] in ("+", "Positive", "?"):
            lost["polarity"] += 1
        lost["mood"] += bool(cells.get("mood"))
    return +lost


@pytest.mark.parametrize("seed", range(20))
def test_the_losses_of_a_messy_edge_list_equal_a_census_of_it(tmp_path: Path, seed: int) -> None:
    """By column; and every other cell of a row that was read stands in its link."""
    text = messy(seed)
    found = read_map(written(tmp_path, "messy.csv", text))
    assert counted(found.lost) == dict(census(text))
    assert carried_cells(found) + set_aside_cells(found) == filled(rows_of(tmp_path / "messy.csv")[1:])


def carried_cells(found: CausalMap) -> int:
    """Count the cells that stand in links; odd words for sign and strength stand there as they were said."""
    words = ("cause", "effect", "confidence", "held_by", "note")
    return sum(sum(bool(getattr(e, name)) for name in words) + len(e.said.split()) for e in found.edges)


def set_aside_cells(found: CausalMap) -> int:
    """Count the cells of rows set aside, and those of columns a map has no place for."""
    return sum(row.count for row in found.lost if "set aside" in row.why or "no place" in row.why)


@needs_files
def test_every_real_source_is_recognised_and_reads_back(tmp_path: Path) -> None:
    """As the adviser brings it in: by its kind, and twice with the same bytes."""
    kinds = {"fcmpy-data_test.json": "fcm", "fcmpy-data_test.xlsx": "fcm", "osoba-clot-fcm.csv": "edges"}
    sources = [*((MAPS / name, kind) for name, kind in kinds.items()), (REALDATA / "ppi", "ppi")]
    for source, kind in [*sources, *((folder, "polis") for folder in POLIS)]:
        known = recognise(source)
        assert known is not None
        assert known.name == kind
        texts = []
        for time in ("first", "second"):
            (row,) = import_file(kind, source, tmp_path / time / source.name).rows
            assert row.action == "added", row.reason
            assert row.path is not None
            texts.append(row.path.read_bytes())
        assert texts[0] == texts[1]
