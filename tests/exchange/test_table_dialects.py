"""Tables as other programs write them: Kumu's and other workbooks, Gephi, R, pandas, FCMpy; all values are made up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coprod_tools.exchange import read_map, recognise
from coprod_tools.exchange.causal_map import CausalMap
from coprod_tools.problems import InvalidInput


def known_as(path: Path) -> str:
    """Return the name of the format that knows a file, empty when none does."""
    found = recognise(path)
    return found.name if found else ""


def written(folder: Path, name: str, text: str) -> Path:
    """Write a text and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def workbook(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook with these rows by sheet and return its path."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def links(read: CausalMap) -> list[tuple[str, str, str | None, bool]]:
    """Return each link by the labels of its ends, its sign, and whether it has a direction."""
    labels = {node.id: node.label for node in read.nodes}
    return [(labels[edge.cause], labels[edge.effect], edge.sign, edge.directed) for edge in read.edges]


ELEMENTS = (
    ("Label", "Type", "Description", "Tags", "Contact person"),
    ("Jobs", "Driver", "Paid work", "work|money", "Made Up"),
    ("Health", "Outcome"),
    ("Alone", "Actor"),
)
CONNECTIONS = (
    ("From", "To", "Direction", "Type", "Label"),
    ("Jobs", "Health", "directed", "+", "helps"),
    ("Health", "Jobs|Housing", "mutual", "-"),
    ("Jobs", "Housing", "undirected"),
)


def test_a_kumu_workbook_keeps_elements_alone_and_directions(tmp_path: Path) -> None:
    """Kumu's documentation: `|` parts several ends; an end that is no element becomes one; `(ignore)` is not read."""
    path = workbook(
        tmp_path / "map.xlsx",
        **{"Elements": ELEMENTS, "Connections": CONNECTIONS, "Old (ignore)": (("From", "To"), ("x", "y"))},
    )
    assert known_as(path) == "kumu"
    read = read_map(path)
    assert [(node.label, node.kind) for node in read.nodes] == [
        ("Jobs", "Driver"), ("Health", "Outcome"), ("Alone", "Actor"), ("Housing", None),
    ]  # fmt: skip
    assert links(read) == [
        ("Jobs", "Health", "+", True),
        ("Health", "Jobs", "-", True), ("Jobs", "Health", "-", True),
        ("Health", "Housing", "-", True), ("Housing", "Health", "-", True),
        ("Jobs", "Housing", None, False),
    ]  # fmt: skip
    assert "Paid work" in str(read.nodes[0].note) and "work, money" in str(read.nodes[0].note)
    assert "Made Up" not in str(read.lost)
    assert {row.field: row.count for row in read.lost} == {"elements[].Contact person": 1, "sheet Old (ignore)[]": 4}


def test_a_workbook_of_two_elements_with_one_label_tells_them_apart_by_id(tmp_path: Path) -> None:
    """Kumu allows a column ID first in both sheets."""
    path = workbook(
        tmp_path / "map.xlsx",
        Elements=(("ID", "Label"), ("a", "Rent"), ("b", "Rent")),
        Connections=(("ID", "From", "To", "Direction"), ("c", "a", "b", "directed")),
    )
    read = read_map(path)
    assert [(node.id, node.label) for node in read.nodes] == [("a", "Rent"), ("b", "Rent")]
    assert [(edge.id, edge.cause, edge.effect) for edge in read.edges] == [("c", "a", "b")]


def test_a_workbook_with_a_heading_twice_or_a_broken_cell_is_refused_with_its_place(tmp_path: Path) -> None:
    """A formula without its result has no value anybody could read."""
    path = workbook(tmp_path / "a.xlsx", Elements=(("Label", "Label"),), Connections=(("From", "To"), ("a", "b")))
    with pytest.raises(InvalidInput, match="label"):
        read_map(path, "kumu")
    path = workbook(tmp_path / "b.xlsx", Connections=(("From", "To", "Direction"), ("=A9&A9", "b", "directed")))
    with pytest.raises(InvalidInput) as refused:
        read_map(path, "kumu")
    assert refused.value.faults[0].file == "b.xlsx!Connections!A2"
    with pytest.raises(InvalidInput, match="From and To"):
        read_map(workbook(tmp_path / "c.xlsx", Other=(("Name",), ("x",))), "kumu")


def test_a_workshop_list_in_a_workbook_is_read_from_the_sheet_that_holds_it(tmp_path: Path) -> None:
    """Other sheets are named and counted."""
    path = workbook(
        tmp_path / "list.xlsx",
        Front=(("Workshop of May",),),
        Links=(("Cause", "Effect", "Polarity", "Comment"), ("Rain", "River", "positive"), ("River", "Dust", "neg")),
    )
    assert known_as(path) == "edges"
    read = read_map(path)
    assert links(read) == [("Rain", "River", "+", True), ("River", "Dust", "-", True)]
    assert [(row.field, row.count) for row in read.lost] == [("sheet Front", 1)]
    assert not any("fewer cells" in note for note in read.notes)


def test_a_list_with_kumus_directions_keeps_lines_and_both_ways(tmp_path: Path) -> None:
    """Read as one-way links they would claim what nobody drew."""
    text = "From,To,Direction,Type\nTraffic,Air,directed,-\nHealth,Traffic,mutual,+\nParks,Health,undirected,\n"
    read = read_map(written(tmp_path, "c.csv", text))
    assert links(read) == [
        ("Traffic", "Air", "-", True),
        ("Health", "Traffic", "+", True), ("Traffic", "Health", "+", True),
        ("Parks", "Health", None, False),
    ]  # fmt: skip
    assert (read.carried["rows"], read.carried["rows_set_aside"]) == (3, 0)


def test_the_weights_of_a_drawn_network_are_no_signs(tmp_path: Path) -> None:
    """Gephi writes a weight of 1 for every edge that nobody gave one; it says nothing of more or less."""
    text = "Source,Target,Type,Id,Weight\n1,5,Directed,0,1\n5,1,Directed,1,1\n1,3,Undirected,2,2.5\n"
    read = read_map(written(tmp_path, "edges.csv", text))
    assert [(edge.sign, edge.strength, edge.directed) for edge in read.edges] == [
        (None, None, True), (None, None, True), (None, None, False),
    ]  # fmt: skip
    assert {row.field: row.count for row in read.lost} == {"Id": 3, "Weight": 3}
    assert any("Weight" in note and "not read as signs" in note for note in read.notes)
    signed = read_map(written(tmp_path, "signed.csv", text.replace("2.5", "-0.5")))
    assert [edge.sign for edge in signed.edges] == ["+", "+", "-"]


def test_head_before_tail_is_not_taken_for_an_arrow(tmp_path: Path) -> None:
    """Lists of facts lead from head to tail, graph theory from tail to head."""
    path = written(tmp_path, "facts.csv", "head,relation,tail,polarity\nA,causes,B,+\n")
    assert known_as(path) == ""
    with pytest.raises(InvalidInput, match="no columns for cause and effect"):
        read_map(path, "edges")


@pytest.mark.parametrize("text", ["0,0.5,-0.3\n0,0,1\n-1,0,0\n", "0,1,0\n1,0,1\n0,0,0\n", "0.5,2,1\n1,2,1\n"])
def test_numbers_without_names_are_no_links(tmp_path: Path, text: str) -> None:
    """A matrix of three columns looks like cause, effect and weight."""
    assert known_as(written(tmp_path, "m.csv", text)) == ""


def test_a_matrix_without_its_corner_or_with_nan_in_it_is_read(tmp_path: Path) -> None:
    """R leaves the corner out; pandas and numpy may write nan where there is nothing."""
    path = written(tmp_path, "r.csv", "A,B,C\nA,0,1,0\nB,nan,0,-0.5\nC,NaN,N/A,0\n")
    assert known_as(path) == "matrix"
    read = read_map(path)
    assert links(read) == [("A", "B", "+", True), ("B", "C", "-", True)]
    assert read.edges[1].strength == Decimal("0.5")
    assert (read.carried["cells"], read.carried["cells_zero"], read.carried["cells_empty"]) == (9, 4, 3)


def test_fcmpys_table_of_links_is_one_answer_for_each_cell(tmp_path: Path) -> None:
    """As in FCMpy's own test data; `unsure` is no term, and what it says is named and not taken."""
    text = "Rain -> Flood (+);Trees -> Flood (-)\nVH;M\nL;no causality\n;unsure\n"
    path = written(tmp_path, "experts.csv", text)
    assert known_as(path) == "fcm"
    read = read_map(path)
    assert [(edge.held_by, edge.sign) for edge in read.edges] == [
        ("expert 1", "+"), ("expert 1", "-"), ("expert 2", "+"),
    ]  # fmt: skip
    assert links(read)[1] == ("Trees", "Flood", "-", True)
    said = "\n".join(read.notes)
    assert "unsure" in said and "line 4" in said and "no effect" in said
    with pytest.raises(InvalidInput, match="name a link"):
        read_map(written(tmp_path, "bad.csv", "Rain -> Flood (+);Trees\nVH;M\n"), "fcm")


def test_kumu_json_with_capitals_is_read_and_an_end_that_is_missing_is_named(tmp_path: Path) -> None:
    """Blueprints are written by hand; an empty end must not look like a link from a thing to itself."""
    text = (
        '{"elements": [{"Label": "A"}, {"Label": "B"}], "connections": [{"From": "A", "To": "B", "Type": "+", '
        '"Direction": "directed"}, {"From": "", "To": ""}]}'
    )
    path = written(tmp_path, "map.json", text)
    assert known_as(path) == "kumu"
    read = read_map(path)
    assert [(edge.cause, edge.effect, edge.sign) for edge in read.edges] == [("A", "B", "+"), ("", "", None)]
    found = recognise(path)
    assert found is not None and found.read is not None
    said = found.read(path).warnings
    assert any("does not hold" in warning and "nothing → nothing" in warning for warning in said)
    assert not any("to itself" in warning for warning in said)


def test_a_weight_of_0_beside_a_direction_keeps_the_direction_and_says_so(tmp_path: Path) -> None:
    """A weight of 0 alone gives no sign."""
    read = read_map(written(tmp_path, "e.csv", "from,to,polarity,weight\nA,B,positive,0\nB,C,,0\n"))
    assert [(edge.sign, edge.strength) for edge in read.edges] == [("+", Decimal(0)), (None, Decimal(0))]
    said = [note for note in read.notes if "weight of 0" in note]
    assert len(said) == 2 and "line 2" in said[0] and "with that direction" in said[0] and "no sign" in said[1]


def test_a_polis_export_with_the_newer_columns_keeps_words_whole_and_hides_who_voted(tmp_path: Path) -> None:
    """Newer exports bring xid, is-meta, is-seed and group-informed-consensus; a body may end in an empty line."""
    folder = tmp_path / "hui"
    folder.mkdir()
    body = '1,2,0,3,0,1,false,true,0.68,"Keep the river, please\n"\n1,12,0,1,2,1,true,true,0.03,I live here.\n'
    head = "timestamp,comment-id,author-id,agrees,disagrees,moderated,is-meta,is-seed,group-informed-consensus"
    written(folder, "comments.csv", f"{head},comment-body\n{body}")
    votes = "0,made.up@example.org,0,0,2,1,1,1,-1\n1,,0,0,2,1,1,1,-1\n2,,0,0,2,2,0,1,1\n3,,,0,1,0,0,0,\n"
    people = "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree"
    written(folder, "participants-votes.csv", f"{people},2,12\n{votes}")
    written(folder, "summary.csv", 'topic,"River, and more"\nurl,https://pol.is/abc\nvoters,4\ncomments,2\ngroups,1\n')
    found = recognise(folder)
    assert found is not None and found.name == "polis" and found.read is not None
    read = found.read(folder)
    (talk,) = read.policies[0].policy.conversations or ()
    assert [(each.id, each.words) for each in talk.statements] == [
        ("2", "Keep the river, please"), ("12", "I live here."),
    ]  # fmt: skip
    assert "made.up" not in f"{read.lost}{read.policies[0].raw}{read.warnings}"
    why = {row.field: row.why for row in read.lost}
    assert "person" in why["participants-votes.csv/xid"]


def test_a_word_that_may_mean_another_thing_gives_no_sign(tmp_path: Path) -> None:
    """Networks of actors call a connection direct when nobody stands between."""
    read = read_map(written(tmp_path, "e.csv", "from,to,type\nA,B,direct\nB,C,positive\n"))
    assert [edge.sign for edge in read.edges] == [None, "+"]
    assert any("direct" in note for note in read.notes)
