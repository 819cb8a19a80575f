"""A causal map becomes a policy: nothing merged, directed, dated or attributed that its source does not say."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools.cli.commands import IMPORTED
from coprod_tools.exchange import CausalMap, Format, MapEdge, MapNode, formats, map_formats, read_map
from coprod_tools.exchange.importing import policy_text, source_sha256
from coprod_tools.exchange.map_policy import imported_of
from coprod_tools.policy import Policy
from coprod_tools.problems import InvalidInput, UsageError
from tests.conftest import ROOT


def policy_of(causal_map: CausalMap) -> Policy:
    """Return the policy a map makes, which must read back."""
    (one,) = imported_of(causal_map, "tool").policies
    assert policy_text(one) is not None
    return one.policy


def a_map(nodes: tuple[str, ...], *edges: MapEdge, **more: object) -> CausalMap:
    """Return a map whose nodes are called as their ids."""
    return CausalMap("m", "M", tuple(MapNode(name, name) for name in nodes), edges, **more)  # type: ignore[arg-type]


def test_ids_are_ours_and_the_tools_are_kept_whole_beside_them() -> None:
    """The six digits are the start of the SHA-256 of the whole foreign id, as in every import."""
    concepts = policy_of(a_map(("Node 1", "n2"))).concepts or ()
    digits = hashlib.sha256(b"Node 1").hexdigest()[:6]
    assert [(concept.id, concept.external_ids) for concept in concepts] == [
        (f"node-1-{digits}", {"tool": "Node 1"}),
        ("n2", None),
    ]


def test_nodes_whose_ids_differ_only_in_case_and_one_called_unknown_stay_apart() -> None:
    """The bare word `unknown` would read as absent."""
    policy = policy_of(a_map(("A", "a", "unknown"), MapEdge("", "A", "a"), MapEdge("", "a", "unknown")))
    ids = [concept.id for concept in policy.concepts or ()]
    assert len(set(ids)) == 3 and "unknown" not in ids
    assert [(claim.cause, claim.to) for claim in policy.claims or ()] == [(ids[0], ids[1]), (ids[1], ids[2])]


def test_parallel_links_are_numbered_and_none_is_lost() -> None:
    """Three links from a to b without ids, one of them of another sign."""
    found = policy_of(a_map(("a", "b"), *(MapEdge("", "a", "b", sign) for sign in ("+", "-", None))))
    assert [(claim.id, claim.sign) for claim in found.claims or ()] == [("a.b", "+"), ("a.b.2", "-"), ("a.b.3", None)]


def test_what_a_link_says_goes_into_its_claim_and_its_holder_nowhere() -> None:
    """A name in a file is no consent."""
    edge = MapEdge("e", "a", "b", "-", Decimal("0.5"), "low", "2 years", "if funded", "a study", "J. Doe", "strong -")
    causal_map = a_map(("a", "b"), edge, author="J. Doe", as_at="2026-11")
    (claim,) = policy_of(causal_map).claims or ()
    assert (claim.sign, claim.strength, claim.confidence, claim.delay) == ("-", Decimal("0.5"), "low", "2 years")
    assert claim.assumption == "if funded" and claim.evidence and claim.evidence[0].source == "a study"
    assert claim.note == "In the source's words: strong -" and claim.held_by is None
    found = imported_of(causal_map)
    assert "Doe" not in f"{found.policies[0].raw}{found.lost}{found.warnings}"
    assert {row.field for row in found.lost} == {"author", "edge/held_by"}


def test_a_line_without_a_direction_is_an_association_with_all_it_says() -> None:
    """Even its sign is kept, in words, for a claim would say which end is the cause."""
    policy = policy_of(
        a_map(("a", "b"), MapEdge("", "a", "b", "+", directed=False), MapEdge("", "a", "b", directed=False))
    )
    assert policy.claims is None
    assert [(line.id, line.note) for line in policy.associations or ()] == [
        ("a.b", "Sign in the source: +"),
        ("a.b.2", None),
    ]


def test_a_link_that_leads_nowhere_is_left_out_with_all_its_words_counted() -> None:
    """The other link stays."""
    found = imported_of(a_map(("a", "b"), MapEdge("", "a", "gone", said="why", note="because"), MapEdge("", "a", "b")))
    assert {row.field: row.count for row in found.lost} == {"edge": 1, "edge/said": 1, "edge/note": 1}
    assert found.carried["edges"] == 1 and any("a → gone" in warning for warning in found.warnings)


def test_counts_are_those_of_hand_counting() -> None:
    """a -> b -> a is a loop, c -> c returns to itself alone, d stands apart, b -- c has no direction."""
    edges = (MapEdge("", "a", "b"), MapEdge("", "b", "a"), MapEdge("", "c", "c"), MapEdge("", "b", "c", directed=False))
    carried = dict(imported_of(a_map(("a", "b", "c", "d"), *edges)).carried)
    assert carried == {
        "nodes": 4, "edges": 4, "distinct_edges": 4, "claims": 3, "undirected": 1, "signs": {"not said": 4},
        "to_itself": 1, "components": 2, "feedback_nodes": 2, "dag": False,
    }  # fmt: skip


def test_words_too_long_or_unsafe_are_changed_and_every_change_is_counted() -> None:
    """A label holds 20,000 characters; control characters and bidi overrides become a sign that says so."""
    nodes = (MapNode("a", "x" * 25_000), MapNode("b", "be\u202eep\x07"), MapNode("c", "two\nlines"))
    found = imported_of(CausalMap("m", "", nodes, ()))
    labels = [concept.label for concept in found.policies[0].policy.concepts or ()]
    assert len(labels[0]) == 20_000 and labels[1:] == ["be�ep�", "two lines"]
    assert [(row.field, row.count) for row in found.lost] == [("node/label", 1), ("node/label", 1)]


def test_the_command_names_every_format_that_can_be_read() -> None:
    """The list is written out in the command so that help loads nothing."""
    assert sorted(name for name, entry in formats().items() if entry.read) == list(IMPORTED)


def test_a_map_is_read_by_name_or_by_its_content(tmp_path: Path) -> None:
    """And what is no map is refused."""
    sample = ROOT / "templates" / "samples" / "river.prsm"
    assert read_map(sample) == read_map(sample, "prsm")
    assert "iati" not in map_formats() and "polis" not in map_formats()
    with pytest.raises(UsageError):
        read_map(sample, "iati")
    (tmp_path / "page.html").write_text("<html/>")
    with pytest.raises(InvalidInput):
        read_map(tmp_path / "page.html")


def test_the_sum_of_a_folder_is_that_of_its_files_sums(tmp_path: Path) -> None:
    """As `sha256sum *.csv | sha256sum` prints it; other files do not count."""
    for name, text in (("b.csv", "2"), ("a.csv", "1"), ("readme.txt", "3")):
        (tmp_path / name).write_text(text)
    lines = "".join(
        f"{hashlib.sha256(text).hexdigest()}  {name}\n" for name, text in (("a.csv", b"1"), ("b.csv", b"2"))
    )
    kind = Format("folder", "Folder", lambda path, head: False, members=("*.csv",))
    assert source_sha256(kind, tmp_path) == hashlib.sha256(lines.encode()).hexdigest()
