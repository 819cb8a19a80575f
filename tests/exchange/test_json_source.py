"""JSON from outside: what is refused, with its place, and that nothing ends in a traceback."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_tools.exchange import format_named, recognise
from coprod_tools.exchange.importing import policy_text
from coprod_tools.exchange.json_source import parse_json, read_json
from coprod_tools.problems import CoprodError, InvalidInput

MAPS = ("kumu", "prsm", "mentalmodeler")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"a": 1,\n "b": {"a": 1, "a": 2}}', 2, 16),
        ("[1,\n NaN]", 2, 2),
        ('["NaN", -Infinity]', 1, 9),
        ('{"a": 1,}', 1, 9),
        ("1e999999", 1, 1),
        ("9" * 5000, 1, 1),
        ("[1e-99999999999999999999]", 1, 2),
        ('{"a": "\x01"}', 1, 8),
        ("{'a': 1}", 1, 2),
        ("{", 1, 2),
    ],
)
def test_what_is_no_plain_json_is_refused_with_its_place(text: str, line: int, column: int) -> None:
    """Places counted by hand."""
    with pytest.raises(InvalidInput) as refusal:
        parse_json(text, "map.json")
    (fault,) = refusal.value.faults
    assert fault.file == "map.json" and fault.line == line
    assert fault.column == column or (fault.column, column) in {(8, 9)}  # newer Pythons point behind a last comma


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 300 + "]" * 300])
def test_depth_is_bounded(text: str) -> None:
    """Python's own limit must not end in a traceback."""
    with pytest.raises(InvalidInput):
        parse_json(text, "deep.json")


def test_numbers_stay_exact_and_half_characters_are_replaced() -> None:
    """A decimal number is never a binary one."""
    assert parse_json('{"a": 0.1, "b": 3, "c\\ud800": "x\\udfff"}', "f") == {"a": Decimal("0.1"), "b": 3, "c�": "x�"}


def test_a_script_around_the_json_keeps_its_lines() -> None:
    """As Mental Modeler's own examples are wrapped."""
    assert parse_json('\nexport default {\n "a": 1\n};\n', "f") == {"a": 1}
    with pytest.raises(InvalidInput) as refusal:
        parse_json('\nexport default {\n "a": x\n};\n', "f")
    assert refusal.value.faults[0].line == 3


@pytest.mark.parametrize("data", [b"", b"\xff\xfe{\x00}\x00", b"\x00\x01", b"\xe9{}", b" " * 20_000_001])
def test_what_is_no_utf_8_of_bounded_size_is_refused(tmp_path: Path, data: bytes) -> None:
    """Empty, UTF-16, binary, Latin-1, too large."""
    (tmp_path / "map.json").write_bytes(data)
    with pytest.raises(InvalidInput):
        read_json(tmp_path / "map.json")
    assert recognise(tmp_path / "map.json") is None


def test_a_byte_order_mark_is_allowed(tmp_path: Path) -> None:
    """Windows programs write one."""
    (tmp_path / "map.json").write_bytes(b"\xef\xbb\xbf[1]")
    assert read_json(tmp_path / "map.json") == [1]


ODD: list[Any] = [None, True, 3, -1.5, "", "x", "\x07bell\u202e", "unknown", [], {}, [[]], {"a": {}}, "a" * 30_000]
SHAPES: dict[str, Any] = {
    "kumu": {
        "elements": [
            {"_id": "a", "attributes": {"label": "A", "tags": ["t"], "description": "d"}},
            {"_id": "b", "attributes": {"label": "B"}},
        ],
        "connections": [{"_id": "c", "from": "a", "to": "b", "direction": "directed", "attributes": {"type": "+"}}],
        "loops": [{"_id": "l", "attributes": {"label": "R1"}}],
        "maps": [{"_id": "m", "name": "M", "elements": [{"_id": "n", "element": "a"}]}],
    },
    "prsm": {
        "mapTitle": "M", "saved": "24/11/2026, 10:00:00", "room": "R",
        "styles": {
            "nodes": {"g": {"groupLabel": "G"}},
            "edges": {"e": {"groupLabel": "+", "arrows": {"to": {"enabled": True}}}},
        },
        "nodes": [{"id": "a", "label": "A", "grp": "g"}, {"id": "b", "label": "B", "grp": "g"}],
        "edges": [{"id": "c", "from": "a", "to": "b", "grp": "e", "label": "l"}],
    },
    "mentalmodeler": {
        "info": {"id": "i", "name": "N", "date": "Tue Jan 7 2014", "author": "X"},
        "groupNames": {"0": "G"},
        "concepts": [
            {
                "id": "1", "name": "A", "group": "0",
                "relationships": [{"id": "2", "influence": "0.5", "confidence": "1"}],
            },
            {"id": "2", "name": "B", "notes": "n", "units": "u", "relationships": []},
        ],
    },
}  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way for key, part in inner for way in ((*path, key), *places(part, (*path, key)))]


def with_value(shape: Any, way: tuple[Any, ...], value: Any) -> Any:
    """Return a copy of `shape` with another value at one place; the value `...` takes the place out."""
    whole = json.loads(json.dumps(shape))
    holder = whole
    for step in way[:-1]:
        holder = holder[step]
    if value is ...:
        del holder[way[-1]]
    else:
        holder[way[-1]] = value
    return whole


@pytest.mark.parametrize("name", MAPS)
def test_any_odd_value_at_any_place_is_read_or_refused_never_a_traceback(tmp_path: Path, name: str) -> None:
    """Each place of a small map in turn holds each odd value, or is missing; what is read also reads back."""
    path = tmp_path / "map.json"
    read = format_named(name).read
    assert read is not None
    for way in places(SHAPES[name]):
        for value in [*ODD, ...]:
            path.write_text(json.dumps(with_value(SHAPES[name], way, value)))
            try:
                found = read(path)
                recognise(path)
            except CoprodError:
                continue
            for one in found.policies:
                assert policy_text(one) is not None, (way, value)
            json.dumps([row.as_json() for row in found.lost]).encode()
            assert all("\x07" not in text and "\u202e" not in text for text in (str(found.lost), *found.warnings))


KEYS = ["elements", "connections", "nodes", "edges", "styles", "concepts", "relationships", "attributes"]
KEYS += ["id", "_id", "label", "name", "from", "to", "x"]
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(TREES)
def test_any_json_at_all_is_a_map_or_refused(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    """Random trees of the tools' own keys."""
    path = tmp_path_factory.mktemp("any") / "map.json"
    path.write_text(json.dumps(value))
    for name in MAPS:
        read = format_named(name).read
        assert read is not None
        try:
            read(path)
        except CoprodError:
            continue


@pytest.mark.parametrize("name", MAPS)
def test_two_nodes_of_one_id_are_refused(tmp_path: Path, name: str) -> None:
    """Nobody can tell which of them a link means."""
    kind = {"kumu": "elements", "prsm": "nodes", "mentalmodeler": "concepts"}[name]
    shape = json.loads(json.dumps(SHAPES[name]))
    shape[kind].append(shape[kind][0])
    path = tmp_path / "map.json"
    path.write_text(json.dumps(shape))
    read = format_named(name).read
    assert read is not None
    with pytest.raises(InvalidInput, match="same id"):
        read(path)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        '{"elements": [], "connections": []}',
        '{"nodes": [{"id": 1}], "edges": []}',
        '{"concepts": [{"id": 1}]}',
        '{"name": "x", "version": "1.0.0"}',
        '{"elements": [{"label": "H"}], "connections": [], "orbit": 1}',
        "a,b\n1,2\n",
        "coprod: 1\n",
        "<mindmap/>",
    ],
)
def test_another_file_is_no_map(tmp_path: Path, text: str) -> None:
    """Recognition is strict: batches take every file they are given by it."""
    path = tmp_path / "some.json"
    path.write_text(text)
    known = recognise(path)
    assert known is None or known.name not in MAPS


def test_a_packed_prsm_map_that_breaks_off_is_refused_by_name(tmp_path: Path) -> None:
    """LZ-string's UTF-16 form of a text that begins with a brace begins so."""
    path = tmp_path / "map.prsm"
    path.write_text("ᯡ⁄¨ഀ䌣㠴怳", encoding="utf-8")
    known = recognise(path)
    assert known is not None and known.read is not None and known.name == "prsm"
    with pytest.raises(InvalidInput, match="packed"):
        known.read(path)
