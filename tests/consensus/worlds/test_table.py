"""Links as arrays: sorted, each once, never without a concept."""

from __future__ import annotations

import numpy as np
import pytest

from coprod_tools.consensus.values import Concept, JointMap, Link
from coprod_tools.consensus.worlds.table import LinkTable, table_from, table_of, table_of_matrix

ABC = ("a", "b", "c")


def test_links_are_sorted_by_effect_then_cause_and_each_counts_once() -> None:
    """Whatever the order they come in."""
    table = table_from(ABC, [1, 0, 2, 0, 0], [2, 2, 1, 1, 2])
    assert table.ids == ("a>b", "c>b", "a>c", "b>c")
    assert [table.place[link] for link in table.ids] == [0, 1, 2, 3]
    assert table.sources.tolist() == [0]


@pytest.mark.parametrize(("cause", "effect"), [([0, 1], [2, 1]), ([0, 0], [1, 1]), ([0, 3], [1, 2]), ([0], [1, 2])])
def test_a_table_that_is_not_in_order_is_refused(cause: list[int], effect: list[int]) -> None:
    """Out of order, twice, no such concept, an end missing."""
    with pytest.raises(ValueError, match=r"link"):
        LinkTable(ABC, np.array(cause), np.array(effect))


def test_rows_of_a_matrix_are_causes() -> None:
    """As in fuzzy cognitive maps since Kosko 1986; a 0 is no link."""
    table, weights = table_of_matrix(ABC, [[0, 0.5, 0], [0, 0, -1], [0, 0, 0]])
    assert table.ids == ("a>b", "b>c")
    assert weights[:, 0].tolist() == [0.5, -1.0]
    with pytest.raises(ValueError, match="matrix"):
        table_of_matrix(ABC, [[0, 1], [1, 0]])


def test_a_joint_map_gives_all_its_concepts_and_links() -> None:
    """Also a concept that no link touches."""
    concepts = tuple(Concept(name, name.upper(), (name,), "concept") for name in ABC)
    joint = JointMap(concepts, (Link("b>a", "b", "a", ()),), ())
    assert table_of(joint).ids == ("b>a",)
    assert table_of(joint).concepts == ABC
