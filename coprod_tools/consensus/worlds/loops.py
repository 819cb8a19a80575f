"""Feedback loops of a joint map, in words: what is tied together, and one shortest loop in it, never all of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import networkx as nx

from coprod_tools.consensus.values import JointMap, Link
from coprod_tools.words import say

Way = Literal["reinforcing", "balancing", "unknown"]
# More members than this are counted, not all named.
NAMED = 8


@dataclass(frozen=True, slots=True)
class Loop:
    """Concepts each of which reaches all the others, and one shortest way round among them.

    Attributes
    ----------
    members : tuple of str
        Ids of all concepts of the strongly connected component, sorted.
    way : tuple of str
        Ids of the concepts of one shortest loop, in order; the last leads back to the first.
    links : tuple of str
        Ids of that loop's links, in order.
    kind : str
        `reinforcing` where an even number of them lowers, `balancing` where an odd number does, `unknown` where a sign
        is not agreed or not said. Source: Richardson 1986, System Dynamics Review 2: 158-170.
    unknown : tuple of str
        The links whose sign is not known.
    words : str
        The same in sentences.
    """

    members: tuple[str, ...]
    way: tuple[str, ...]
    links: tuple[str, ...]
    kind: Way
    unknown: tuple[str, ...]
    words: str


def loops_of(joint: JointMap) -> tuple[Loop, ...]:
    """Return the feedback loops of a joint map, one for each strongly connected component, larger ones first.

    Cycles are not listed: a map of 60 concepts can have millions (Tarjan 1972, SIAM J. Comput. 1: 146-160, finds the
    components in one pass).
    """
    links = {(link.cause, link.effect): link for link in joint.links}
    graph = nx.DiGraph()
    graph.add_nodes_from(sorted(concept.id for concept in joint.concepts))
    graph.add_edges_from(sorted(links))
    labels = {concept.id: concept.label for concept in joint.concepts}
    tied = [sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1]
    found = []
    for members in sorted(tied, key=lambda part: (-len(part), part)):
        way = _shortest(graph.subgraph(members), members)
        found.append(_loop(tuple(members), way, links, labels))
    return tuple(found)


def _shortest(graph: nx.DiGraph, members: list[str]) -> tuple[str, ...]:
    """Return one shortest loop: the first one found from the first member that lies on one so short."""
    best: tuple[str, ...] = ()
    for start in members:
        way = _back_to(graph, start, len(best) or len(members) + 1)
        if way and (not best or len(way) < len(best)):
            best = way
        if len(best) == 2:
            break
    return best


def _back_to(graph: nx.DiGraph, start: str, shorter_than: int) -> tuple[str, ...]:
    """Return the shortest way from a concept back to itself, by breadth first, if it has fewer links than this."""
    before: dict[str, str] = {}
    waiting: deque[tuple[str, int]] = deque([(start, 0)])
    while waiting:
        here, steps = waiting.popleft()
        if steps + 1 >= shorter_than:
            return ()
        for following in sorted(graph.successors(here)):
            if following == start:
                way = [here]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return tuple(reversed(way))
            if following not in before:
                before[following] = here
                waiting.append((following, steps + 1))
    return ()


def _loop(
    members: tuple[str, ...],
    way: tuple[str, ...],
    links: Mapping[tuple[str, str], Link],
    labels: Mapping[str, str],
) -> Loop:
    steps = [links[pair] for pair in zip(way, (*way[1:], way[0]), strict=True)]
    signs = [sign_of(link) for link in steps]
    unknown = tuple(link.id for link, sign in zip(steps, signs, strict=True) if sign is None)
    lowering = sum(sign == -1 for sign in signs)
    kind: Way = "unknown" if unknown else "balancing" if lowering % 2 else "reinforcing"
    step = {1: "raises", -1: "lowers", None: "unknown"}
    told = " → ".join(
        say(f"worlds.step-{step[sign]}", effect=labels[link.effect]) for link, sign in zip(steps, signs, strict=True)
    )
    named = ", ".join(
        say("worlds.link", cause=labels[link.cause], effect=labels[link.effect]) for link in steps if link.id in unknown
    )
    words = say(f"worlds.loop-{kind}", first=labels[way[0]], way=told, **({"unknown": named} if unknown else {}))
    if len(members) > len(way):
        listed = [f"“{labels[member]}”" for member in members[:NAMED]] + ["…"] * (len(members) > NAMED)
        words += " " + say("worlds.loop-more", count=len(members), members=", ".join(listed))
    return Loop(members, way, tuple(link.id for link in steps), kind, unknown, words)


def sign_of(link: Link) -> int | None:
    """Return 1 or -1 where all who give the link a sign give the same and nobody contests it, else None."""
    said = {held.statement.sign for held in link.held if held.stance != "contests"} & {"+", "-"}
    if len(said) != 1 or any(held.stance == "contests" for held in link.held):
        return None
    return 1 if "+" in said else -1
