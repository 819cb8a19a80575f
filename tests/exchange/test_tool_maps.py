"""Maps of Kumu, PRSM and Mental Modeler: real files and our own look-alikes, held to counts made by other code."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.exchange import Imported, import_file, read_map, recognise
from coprod_tools.exchange.importing import policy_text
from coprod_tools.policy import Policy
from tests.conftest import REALDATA, ROOT

SAMPLES = ROOT / "templates" / "samples"
REAL = sorted(
    path
    for folder, pattern in (("maps-kumu", "*.json"), ("maps-prsm", "*.prsm"), ("maps-mentalmodeler", "*.mmp*"))
    for path in (REALDATA / folder).glob(pattern)
)
OURS = [SAMPLES / name for name in ("river-kumu.json", "river-blueprint.json", "river.prsm", "river.mmp")]
IN_JSON = [path for path in (*REAL, *OURS) if path.suffix in {".json", ".prsm"}]
# Values that come through as structure or as our own words, not as they stand.
AS_STRUCTURE = re.compile(
    r"(direction|delayed|reversed|grp|group|enabled|from|to|saved|confidence|info\.date|relationships\[\]\.(id|name)"
    r"|influence|polarity|connection type)$"
)


def imported(path: Path) -> Imported:
    """Read a map as the format that knows it."""
    known = recognise(path)
    assert known is not None and known.read is not None
    return known.read(path)


def only(path: Path) -> Policy:
    """Return the one policy a map makes."""
    (one,) = imported(path).policies
    return one.policy


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (path, text) of every value that says something, as the loss report names paths."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, f"{path}[]")
    elif isinstance(value, str):
        if value.strip():
            yield path, value
    elif value is not None:
        yield path, str(value)


def test_the_real_files_are_read_as_the_reference_counts() -> None:
    """EXPECTED.json was computed by a script apart from this package."""
    if not REAL:
        pytest.skip("the real files are not at hand")
    expected = json.loads((REALDATA / "EXPECTED.json").read_text())
    for path in REAL:
        if (wanted := expected.get(f"{path.parent.name}/{path.name}")) is None:
            continue
        carried = dict(imported(path).carried)
        for name, value in {**wanted.get("by_id", {}), **wanted}.items():
            if name not in ("by_id", "by_label"):
                assert carried[name] == value, (path.name, name)


@pytest.mark.parametrize("path", [*REAL, *OURS], ids=lambda path: path.name)
def test_a_map_becomes_one_policy_that_holds_every_node_and_line_and_reads_back(path: Path) -> None:
    """`policy_text` gives None where the text would read otherwise; cycles and parallel links are no hindrance."""
    found = imported(path)
    (one,) = found.policies
    policy = one.policy
    assert found.refused == () and policy_text(one) is not None
    assert len(policy.concepts or ()) == found.carried["nodes"]
    assert len(policy.claims or ()) == found.carried["claims"]
    assert len(policy.associations or ()) == found.carried["undirected"]
    assert (policy.activities, policy.outcomes, policy.actors, policy.owner) == (None, None, None, None)
    assert all(claim.held_by is None for claim in policy.claims or ())


@pytest.mark.parametrize("path", IN_JSON, ids=lambda path: path.name)
def test_the_loss_report_equals_a_census_of_the_source(path: Path) -> None:
    """Every value of the file is in the loss report as often as it stands there, or is found in the policy."""
    found = imported(path)
    (one,) = found.policies
    collapse = re.compile(r"^styles\.(nodes|edges)\.[^.]+")
    census: dict[str, list[str]] = {}
    for name, text in leaves(json.loads(path.read_text(encoding="utf-8"))):
        census.setdefault(collapse.sub(r"styles.\1.*", name), []).append(text)
    lost: Counter[str] = Counter()
    for row in found.lost:
        lost[row.field] += row.count
        assert row.why and len(row.examples) <= 3
        if row.field in census:
            assert row.count <= len(census[row.field])
    carried = " ".join(" ".join(str(text) for _, text in leaves(one.raw)).split())
    for name, texts in census.items():
        assert lost[name] <= len(texts), name
        if lost[name] == 0 and not AS_STRUCTURE.search(name):
            groups = [text for text in texts if name.endswith("groupLabel") and text in ("Sample", "")]
            for text in texts:
                assert " ".join(text.split()) in carried or text in groups, (name, text)
    ours = {"author", "edge", "nodes[]", "elements[]", "concepts[]"}
    assert {name for name in lost if name not in census and not name.startswith("edge/")} <= ours


def test_kumu_keeps_elements_of_one_label_apart_and_every_word_it_does_not_know() -> None:
    """The sample has two elements called Volunteers and a connection of type `perhaps`."""
    policy = only(SAMPLES / "river-kumu.json")
    assert [concept.id for concept in policy.concepts or () if concept.label == "Volunteers"] == [
        "elem-bb2",
        "elem-cc3",
    ]
    claims = {claim.id: claim for claim in policy.claims or ()}
    assert {name: claim.sign for name, claim in claims.items() if name and not name.startswith("conn-7")} == {
        "conn-1": "+", "conn-2": "+", "conn-3": "+", "conn-4": "-", "conn-5": None,
    }  # fmt: skip
    assert claims["conn-5"].note == "In the source's words: perhaps"
    assert claims["conn-2"].delay is not None and claims["conn-1"].delay is None
    warnings = " ".join(imported(SAMPLES / "river-kumu.json").warnings)
    assert "perhaps (Planting → Flooding)" in warnings and "Elements that stand on none" in warnings


def test_kumu_lines_without_direction_stay_so_and_mutual_ones_go_both_ways() -> None:
    """One line is one line in the count, however many links it makes."""
    found = imported(SAMPLES / "river-kumu.json")
    policy = found.policies[0].policy
    (line,) = policy.associations or ()
    assert (line.one, line.other) == ("elem-cc3", "elem-bb2")
    both = [(claim.cause, claim.to) for claim in policy.claims or () if (claim.id or "").startswith("conn-7")]
    assert both == [("elem-aa1", "elem-ee5"), ("elem-ee5", "elem-aa1")]
    assert (found.carried["edges"], found.carried["claims"], found.carried["undirected"]) == (7, 7, 1)


def blueprint(folder: Path, connections: list[dict[str, Any]], elements: list[dict[str, Any]] | None = None) -> Path:
    """Write a Kumu blueprint of two elements."""
    path = folder / "map.json"
    elements = elements or [{"label": "A"}, {"label": "B"}]
    path.write_text(json.dumps({"elements": elements, "connections": connections}))
    return path


@pytest.mark.parametrize(
    ("words", "signs"),
    [
        (["+", "-", "same", "opposite", "S", "o"], ["+", "-", "+", "-", "+", "-"]),
        (["++", "--"], ["+", None]),
        (["++", "--", "+-", "-+"], ["+", "+", "-", "-"]),
        (["+/-", "funds", "?", "−", "negatve", "1"], [None, None, "?", "-", None, None]),
    ],
)
def test_kumu_polarity_is_read_where_it_is_plain(tmp_path: Path, words: list[str], signs: list[str | None]) -> None:
    """`--` alone may mean strongly negative; beside `+-` it can only mean that both ends fall together."""
    path = blueprint(tmp_path, [{"from": "A", "to": "B", "direction": "directed", "type": word} for word in words])
    assert [edge.sign for edge in read_map(path).edges] == signs
    assert dict(imported(path).carried)["polarity"] == dict(Counter(words))


def test_kumu_ids_tell_elements_of_one_label_apart_and_a_doubtful_label_joins_nothing(tmp_path: Path) -> None:
    """As Kumu's own documentation of blueprints has it; a label that two elements have means neither."""
    twins = [{"id": "e1", "label": "A"}, {"id": "e2", "label": "A"}, {"id": "e3", "label": "B"}]
    path = blueprint(tmp_path, [{"from": "e1", "to": "e2"}, {"from": "A", "to": "B"}, {"from": "B", "to": "e2"}], twins)
    found = imported(path)
    claims = [(claim.cause, claim.to) for claim in found.policies[0].policy.claims or ()]
    assert claims == [("e1", "e2"), ("e3", "e2")]
    assert any("can't tell which is meant: 1" in warning for warning in found.warnings)
    assert {row.field: row.count for row in found.lost}["edge"] == 1


def test_a_reversed_connection_is_given_no_direction(tmp_path: Path) -> None:
    """What the mark does to from and to is not documented."""
    path = blueprint(tmp_path, [{"from": "A", "to": "B", "direction": "directed", "reversed": True}])
    found = imported(path)
    assert found.policies[0].policy.claims is None and len(found.policies[0].policy.associations or ()) == 1
    assert any("reversed" in warning for warning in found.warnings)


def test_prsm_groups_are_stages_and_signs_only_where_their_labels_are_clear() -> None:
    """Counted by hand in the sample; the room's name and who drew what are shown nowhere."""
    found = imported(SAMPLES / "river.prsm")
    policy = found.policies[0].policy
    assert [(concept.label, concept.stage) for concept in policy.concepts or ()] == [
        ("Planting along the bank", "Activity"), ("Cool water", "Outcomes"), ("Algae", None),
    ]  # fmt: skip
    assert {claim.id: claim.sign for claim in policy.claims or ()} == {"e1": "+", "e2": "-", "e3": None, "e5": "-"}
    assert [line.id for line in policy.associations or ()] == ["e4"]
    assert policy.as_at == "2026-11-24"
    text = f"{found.lost}{policy_text(found.policies[0])}{found.warnings}"
    assert "Made Up" not in text and "AAA-BBB" not in text
    assert "Reciprocal influence" in str(found.warnings)


def test_mental_modeler_reads_influence_and_confidence_and_names_what_is_odd() -> None:
    """The old XML: 0.62 at notch 2, `M-`, -1, -1.5, 0, a link to 9 which is not there, a link to itself."""
    found = imported(SAMPLES / "river.mmp")
    claims = [
        (claim.cause, claim.to, claim.sign, claim.strength, claim.confidence)
        for claim in found.policies[0].policy.claims or ()
    ]
    assert claims == [
        ("1", "2", "+", Decimal("0.62"), "high"),
        ("1", "3", "-", None, None),
        ("2", "3", "-", Decimal(1), "medium"),
        ("2", "2", "+", Decimal("0.25"), None),
        ("3", "1", None, None, None),
        ("3", "2", "-", None, None),
    ]
    said = "\n".join(found.warnings)
    for named in (
        "M- (Planting → Algae)",
        "-1.5 (Algae → Cool water)",
        "0 (Algae → Planting)",
        "Planting → 9",
        "itself",
    ):
        assert named in said
    assert "Made Up" not in f"{found.lost}{policy_text(found.policies[0])}{said}"


def test_an_import_writes_the_policy_and_its_loss_report(tmp_path: Path) -> None:
    """And a second import of the same file changes nothing."""
    report = import_file("kumu", SAMPLES / "river-kumu.json", tmp_path)
    assert [(row.id, row.action) for row in report.rows] == [("river-kumu", "added")]
    assert json.loads((tmp_path / "loss.json").read_text())["carried"]["edges"] == 7
    again = import_file("kumu", SAMPLES / "river-kumu.json", tmp_path, existing="merge")
    assert [row.action for row in again.rows] == ["unchanged"]
