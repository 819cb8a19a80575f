"""The chain as GraphML: everything arrives, lists and unknowns are flattened, nothing half is left."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import networkx as nx
import pytest

from coprod_tools.exchange.graphml import graphml_text, write_graphml
from tests.drawing import samples


def test_every_node_and_edge_arrives_with_its_type() -> None:
    """Read back by networkx."""
    chain = samples.normal()
    back = nx.parse_graphml(graphml_text(chain), force_multigraph=True)
    assert dict(back.nodes(data="kind")) == dict(chain.graph.nodes(data="kind"))
    assert sorted((a, b, t) for a, b, t in back.edges(data="type")) == sorted(chain.graph.edges(data="type"))


def test_numbers_stay_numbers_and_truths_stay_truths() -> None:
    """Typed attributes, so that yEd and Gephi can sort by them."""
    back = nx.parse_graphml(graphml_text(samples.normal()), force_multigraph=True)
    assert back.nodes["stage:delivery"]["order"] == 7
    claims = [data for _, _, data in back.edges(data=True) if data.get("claim") == "booklets.skills"]
    assert [data["assumed"] for data in claims] == [True]


def test_lists_become_text_and_unknowns_are_left_out() -> None:
    """GraphML knows neither; an empty word would say something."""
    back = nx.parse_graphml(graphml_text(samples.normal()), force_multigraph=True)
    assert back.nodes["stage:delivery"]["default"] == "7"
    assert "start" not in back.nodes["activity:groups"]


def test_marks_are_on_it_when_there_is_an_assessment() -> None:
    """Barriers, opportunities, and nothing of them without one."""
    chain = samples.normal()
    with_them = nx.parse_graphml(graphml_text(chain, samples.marks(chain, more=True)))
    without = nx.parse_graphml(graphml_text(chain))
    assert sum(kind == "barrier" for _, kind in with_them.nodes(data="kind")) == 3
    assert not [kind for _, kind in without.nodes(data="kind") if kind in ("barrier", "opportunity")]


def test_hostile_labels_arrive_as_they_are() -> None:
    """Markup in a label is words."""
    chain = samples.hostile()
    back = nx.parse_graphml(graphml_text(chain))
    assert dict(back.nodes(data="label")) == {node: str(label) for node, label in chain.graph.nodes(data="label")}


def test_the_same_chain_gives_the_same_text() -> None:
    """Built twice."""
    assert graphml_text(samples.normal()) == graphml_text(samples.normal())


def test_a_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    """When making the text fails, what was there stays."""
    path = tmp_path / "chain.graphml"
    write_graphml(path, samples.tiny())
    before = path.read_bytes()
    with patch("coprod_tools.exchange.graphml.graphml_text", side_effect=RuntimeError), pytest.raises(RuntimeError):
        write_graphml(path, samples.normal())
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["chain.graphml"]
