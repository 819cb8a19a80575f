"""Loops are told by what is tied together, with one shortest loop, and never by listing all of them."""

from __future__ import annotations

import itertools
import time

import pytest

from coprod_tools.consensus.values import Concept, Held, JointMap, Link
from coprod_tools.consensus.worlds.loops import loops_of
from coprod_tools.policy.partner_maps import Statement


def joint(links: dict[str, str]) -> JointMap:
    """Return a joint map of links such as `{"ab": "+"}`; two signs are two holders."""
    names = sorted({name for link in links for name in link})
    concepts = tuple(Concept(name, name.upper(), (name,), "concept") for name in names)
    made = []
    for (cause, effect), signs in sorted(links.items()):
        held = tuple(
            Held(f"h{n}", 1, Statement(cause, effect, sign), "x")  # type: ignore[arg-type]
            for n, sign in enumerate(signs)
        )
        made.append(Link(f"{cause}>{effect}", cause, effect, held))
    return JointMap(concepts, tuple(made), ())


@pytest.mark.parametrize(
    ("links", "kind"),
    [
        ({"ab": "+", "ba": "+"}, "reinforcing"),
        ({"ab": "-", "ba": "-"}, "reinforcing"),
        ({"ab": "+", "ba": "-"}, "balancing"),
        ({"ab": "+", "bc": "-", "ca": "+"}, "balancing"),
        ({"ab": "+", "ba": "?"}, "unknown"),
        ({"ab": "+", "ba": "+-"}, "unknown"),
    ],
)
def test_a_loop_builds_up_when_an_even_number_of_its_links_lowers(links: dict[str, str], kind: str) -> None:
    """The rule of signs (Richardson 1986); a sign not known or not agreed leaves it open and names the link."""
    (loop,) = loops_of(joint(links))
    assert loop.kind == kind
    assert bool(loop.unknown) == (kind == "unknown")
    assert "“A”" in loop.words


def test_one_shortest_loop_is_told_of_each_part_that_is_tied_together() -> None:
    """By eye: a-b-c-d-a with the short cut b-a; apart from it e-f; g hangs on and is in no loop."""
    links = dict.fromkeys(("ab", "bc", "cd", "da", "ba", "ef", "fe", "ag"), "+")
    four, two = loops_of(joint(links))
    assert four.members == ("a", "b", "c", "d")
    assert (four.way, four.links) == (("a", "b"), ("a>b", "b>a"))
    assert "4 things are tied together" in four.words
    assert two.members == ("e", "f")


def test_a_map_without_feedback_has_no_loops() -> None:
    """Nothing is made up."""
    assert loops_of(joint({"ab": "+", "bc": "+"})) == ()


def test_a_map_with_millions_of_loops_takes_no_time() -> None:
    """24 concepts, all linked to all: more than 10^22 cycles, one sentence."""
    names = "abcdefghijklmnopqrstuvwx"
    start = time.process_time()
    (loop,) = loops_of(joint({a + b: "+" for a, b in itertools.permutations(names, 2)}))
    assert time.process_time() - start < 1.0
    assert (len(loop.members), len(loop.way)) == (24, 2)
