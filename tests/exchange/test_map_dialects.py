"""Maps as other versions of their tools write them; the look-alikes are our own, with the field names of the tools."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.exchange import read_map, recognise
from coprod_tools.exchange.causal_map import CausalMap
from coprod_tools.problems import InvalidInput
from tests.conftest import ROOT

SAMPLES = ROOT / "templates" / "samples"
NODES = [{"id": "a", "label": "Shade"}, {"id": "b", "label": "Cool water"}]


def arrows(*ends: str) -> dict[str, Any]:
    """Return arrows as PRSM writes them, at the ends that are named."""
    return {end: {"enabled": end in ends} for end in ("to", "middle", "from")}


def prsm(folder: Path, **more: Any) -> CausalMap:
    """Return what a PRSM file holds, which must be recognised."""
    whole = {"version": "2.4.1", "room": "AAA-BBB", "styles": {"nodes": {}, "edges": {}}, "nodes": NODES, "edges": []}
    path = folder / "map.prsm"
    path.write_text(json.dumps({**whole, **more}), encoding="utf-8")
    known = recognise(path)
    assert known is not None and known.name == "prsm"
    return read_map(path)


def quill(*inserted: Any) -> dict[str, Any]:
    """Return a text in Quill's form."""
    return {"ops": [each if isinstance(each, dict) else {"insert": each} for each in inserted]}


def plain(read: CausalMap) -> CausalMap:
    """Return a map without what depends on the file's name."""
    return dataclasses.replace(read, foreign_id="", title="")


def test_a_packed_prsm_map_is_read_as_the_plain_one(tmp_path: Path) -> None:
    """PRSM packs what it saves; its saving may put a mark for the byte order before it."""
    packed = (SAMPLES / "river-packed.prsm").read_bytes()
    for name, data in (("one.prsm", packed), ("two.prsm", b"\xef\xbb\xbf" + packed), ("three.prsm", packed + b"\n")):
        (tmp_path / name).write_bytes(data)
        known = recognise(tmp_path / name)
        assert known is not None and known.name == "prsm"
        assert plain(read_map(tmp_path / name)) == plain(read_map(SAMPLES / "river.prsm"))


def test_prsm_notes_in_quills_form_come_through_whole_with_their_addresses(tmp_path: Path) -> None:
    """How words look is named as lost; the words are not."""
    note = quill(
        "Measured by ",
        {"insert": "bonds", "attributes": {"bold": True}},
        ",\nsee ",
        {"insert": "here", "attributes": {"link": "https://example.org/b"}},
        {"insert": {"image": "data:image/png;base64,AAAA"}},
        "\n",
    )
    edge = {"id": "e", "from": "a", "to": "b", "note": quill("After two years\n")}
    read = prsm(
        tmp_path,
        nodes=[{**NODES[0], "note": note}, {**NODES[1], "note": ""}],
        edges=[edge],
        description={"text": quill("Made in May.\nBy hand.\n")},
    )
    assert [node.note for node in read.nodes] == ["Measured by bonds,\nsee here (https://example.org/b)", None]
    assert read.edges[0].note == "After two years" and read.summary == "Made in May.\nBy hand."
    lost = {row.field: row for row in read.lost}
    assert lost["nodes[].note.ops[].attributes.bold"].count == 1
    assert lost["nodes[].note.ops[].insert.image"].count == 1
    assert not [field for field in lost if field.endswith("insert")]


def test_prsm_maps_from_before_version_1_5_keep_their_groups_and_notes(tmp_path: Path) -> None:
    """Styles were called samples, a note was a title with tags, and a group was named by `group`."""
    samples = {
        "nodes": {"group0": {"groupLabel": "Activity"}, "group4": {"groupLabel": "Sample"}},
        "edges": {"edge2": {"groupLabel": "Negative influence", "arrows": arrows("to")}},
    }
    path = tmp_path / "old.json"
    whole = {
        "saved": "24/06/2020, 10:00:00", "version": "1.22", "lastNodeSample": None, "samples": samples,
        "nodes": [
            {"id": "a", "label": "Shade", "grp": "group0", "title": "At noon.<br>In summer<p>only"},
            {"id": "b", "label": "Cool water", "group": "group0", "clientID": "123"},
            {"id": "c", "label": "Alone", "grp": "group4"},
        ],
        "edges": [
            {"id": "e1", "from": "a", "to": "b", "grp": "edge2", "label": ""},
            {"id": "e2", "from": "b", "to": "a", "group": "edge2", "arrows": arrows("to")},
        ],
    }  # fmt: skip
    path.write_text(json.dumps(whole), encoding="utf-8")
    read = read_map(path)
    assert [(node.stage, node.note) for node in read.nodes] == [
        ("Activity", "At noon.\nIn summer\nonly"), ("Activity", None), (None, None),
    ]  # fmt: skip
    assert [(edge.sign, edge.directed) for edge in read.edges] == [("-", True), ("-", True)]
    assert "123" not in str(read.lost)


def test_prsm_maps_of_version_0_9_are_known_by_their_groups(tmp_path: Path) -> None:
    """They hold no styles; a network of another program without them is nobody's."""
    path = tmp_path / "map.prism"
    edges = [{"id": "0", "from": "a", "to": "b", "attributes": {}}]
    whole: dict[str, Any] = {"version": 0.9, "groups": {"group0": {}}, "groupEdges": {}, "nodes": NODES, "edges": edges}
    path.write_text(json.dumps(whole), encoding="utf-8")
    read = read_map(path, "prsm")
    assert (len(read.nodes), len(read.edges), read.edges[0].sign) == (2, 1, None)
    known = recognise(path)
    assert known is not None and known.name == "prsm"
    path.write_text(json.dumps({"nodes": NODES, "edges": edges}), encoding="utf-8")
    assert recognise(path) is None


@pytest.mark.parametrize(
    ("drawn", "directed"),
    [
        (arrows("to"), True),
        (arrows("middle"), True),
        (arrows("to", "middle"), True),
        (arrows("to", "from"), False),
        (arrows("from"), False),
        (arrows(), False),
        ({"middle": {"enabled": True}}, True),
        ("to", True),
        ("from", False),
        ({"to": True}, True),
        ({"from": True}, False),
        (None, True),
    ],
)
def test_an_arrow_in_the_middle_points_to_the_effect(tmp_path: Path, drawn: Any, directed: bool) -> None:
    """The drawing library's own forms of arrows, as its documentation lists them."""
    edge = {"id": "e", "from": "a", "to": "b", **({"arrows": drawn} if drawn is not None else {})}
    read = prsm(tmp_path, edges=[edge])
    assert (read.edges[0].cause, read.edges[0].effect, read.edges[0].directed) == ("a", "b", directed)


def test_columns_that_users_add_in_prsm_are_named_by_their_titles_and_hide_people(tmp_path: Path) -> None:
    """The file calls them att1, att2."""
    read = prsm(
        tmp_path,
        attributeTitles={"att1": "Lead person", "att2": "Cost band"},
        nodes=[{**NODES[0], "att1": "Made Up", "att2": "high", "thumbUp": ["u-77"]}, NODES[1]],
        background={"x1": {"type": "text", "text": "Upstream"}, "x2": {"type": "rect"}},
    )
    lost = {row.field: row for row in read.lost}
    assert lost["nodes[].Cost band"].examples == ("high",)
    assert lost["nodes[].Lead person"].count == 1
    assert "Made Up" not in str(read.lost) and "u-77" not in str(read.lost)
    assert lost["background.*.type"].count == 2 and "Upstream" in str(lost["background.*.text"])


def test_a_damaged_packed_map_is_refused_by_name(tmp_path: Path) -> None:
    """Half of one, as a broken download leaves it."""
    packed = (SAMPLES / "river-packed.prsm").read_text(encoding="utf-8")
    path = tmp_path / "map.prsm"
    path.write_text(packed[: len(packed) // 2], encoding="utf-8")
    with pytest.raises(InvalidInput, match="cut off"):
        read_map(path)


def test_mental_modeler_xml_is_known_whatever_the_case_of_its_first_tag(tmp_path: Path) -> None:
    """The program on the web writes `mentalmodeler`, the first one wrote `mentalModeler`; blanks stand in its tags."""
    text = """<?xml version="1.0" encoding="UTF-8"?>
<{tag} >
<info ><name ><![CDATA[Shade]]></name><author ><![CDATA[Made Up]]></author><date ><![CDATA[]]></date></info>
<groupNames ></groupNames>
<concepts >
<concept ><id ><![CDATA[hX-1]]></id><name ><![CDATA[Planting ]]></name><group ><![CDATA[0]]></group>
<relationships ><relationship ><id ><![CDATA[hX-2]]></id><confidence ><![CDATA[0]]></confidence>
<influence ><![CDATA[-0.68]]></influence><name ><![CDATA[]]></name></relationship></relationships></concept>
<concept ><id ><![CDATA[hX-2]]></id><name ><![CDATA[Heat]]></name><relationships ></relationships></concept>
<concept ><id ><![CDATA[hX-3]]></id><name ><![CDATA[Alone]]></name><relationships ></relationships></concept>
</concepts>
<scenarios ><scenario ><name ><![CDATA[S]]></name><concepts ></concepts></scenario></scenarios>
</{tag}>
"""
    for tag in ("mentalmodeler", "mentalModeler"):
        path = tmp_path / f"{tag}.mmp"
        path.write_text(text.replace("{tag}", tag), encoding="utf-8")
        known = recognise(path)
        assert known is not None and known.name == "mentalmodeler"
        read = read_map(path)
        assert [node.label for node in read.nodes] == ["Planting", "Heat", "Alone"]
        assert [(edge.cause, edge.effect, edge.sign, edge.strength) for edge in read.edges] == [
            ("hX-1", "hX-2", "-", Decimal("0.68"))
        ]
        assert "Made Up" not in str(read.lost)
