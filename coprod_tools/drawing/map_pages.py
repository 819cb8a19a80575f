"""A joint map cut into pages that a reader can follow: at most 40 boxes each, things that belong together together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coprod_tools.consensus.values import JointMap, Link
from coprod_tools.drawing.frame import MOST_BOXES
from coprod_tools.drawing.layers import layered

MOST_LINKS = 48
_FEW, _SOME = 3, 24


@dataclass(frozen=True, slots=True)
class MapPage:
    """One picture's part of a joint map.

    Attributes
    ----------
    rows : tuple of tuple of str
        Ids of concepts, row by row, at most `columns` in each.
    inside : tuple of Link
        Links with both ends here, in the order of their effects and then of their causes.
    away : tuple of Link
        Links whose effect stands here and whose cause on another page.
    """

    rows: tuple[tuple[str, ...], ...]
    inside: tuple[Link, ...]
    away: tuple[Link, ...]
    columns: int


@dataclass(frozen=True, slots=True)
class MapBook:
    """All pages, with the number of each concept and the page it stands on, counted from 1."""

    pages: tuple[MapPage, ...]
    numbers: dict[str, int]
    page_of: dict[str, int]


def book_of(joint: JointMap) -> MapBook:
    """Cut a joint map into pages and number its concepts in the order in which they are read."""
    groups = _groups(joint)
    layers = [layered(group, [(link.cause, link.effect) for link in joint.links]) for group in groups]
    order = [concept for found in layers for row in found for concept in row]
    numbers = {concept: at for at, concept in enumerate(order, start=1)}
    page_of = {concept: at for at, group in enumerate(groups, start=1) for concept in group}
    pages = tuple(_page(joint, found, numbers) for found in layers)
    return MapBook(pages, numbers, page_of)


def _groups(joint: JointMap) -> list[list[str]]:
    """Grow each page from the busiest concept left, always by the one with most links to those already there."""
    beside: dict[str, dict[str, int]] = {concept.id: {} for concept in joint.concepts}
    for link in joint.links:
        if link.cause != link.effect:
            for one, other in ((link.cause, link.effect), (link.effect, link.cause)):
                beside[one][other] = beside[one].get(other, 0) + 1
    left = set(beside)
    groups: list[list[str]] = []
    while left:
        group: list[str] = []
        near: dict[str, int] = {}
        drawn = 0
        while left and len(group) < MOST_BOXES:
            seeds = near or dict.fromkeys(left, 0)
            chosen = min(seeds, key=lambda each: (-near.get(each, 0), -sum(beside[each].values()), each))
            if group and drawn + near.get(chosen, 0) > MOST_LINKS:
                break
            drawn += near.pop(chosen, 0)
            left.remove(chosen)
            group.append(chosen)
            for other, times in beside[chosen].items():
                if other in left:
                    near[other] = near.get(other, 0) + times
        groups.append(group)
    return groups


def _page(joint: JointMap, layers: Sequence[Sequence[str]], numbers: dict[str, int]) -> MapPage:
    here = {concept for row in layers for concept in row}
    widest = max((len(row) for row in layers), default=1)
    columns = min(widest, _FEW if len(here) <= _SOME else _FEW + 1)
    rows = tuple(tuple(row[at : at + columns]) for row in layers for at in range(0, len(row), columns))
    ordered = sorted(joint.links, key=lambda link: (numbers[link.effect], numbers[link.cause]))
    ends_here = [link for link in ordered if link.effect in here and link.cause != link.effect]
    inside = tuple(link for link in ends_here if link.cause in here)
    return MapPage(rows, inside, tuple(link for link in ends_here if link.cause not in here), columns)
