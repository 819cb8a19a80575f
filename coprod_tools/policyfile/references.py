"""References: which ids a policy offers, and which references lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coprod_tools.files.fields import item_type
from coprod_tools.files.nodes import Sequence
from coprod_tools.files.places import Places
from coprod_tools.files.shape import nearest
from coprod_tools.policyfile.pointers import Pointer, Steps
from coprod_tools.problems import Fault
from coprod_tools.words import say

# Where a list that is pointed into lies; a kind not named here lies at the top under its own name.
_ELSEWHERE: dict[str, Steps] = {"groups": ("problem", "groups")}
_KINDS = (
    "activities",
    "actors",
    "claims",
    "concepts",
    "groups",
    "indicators",
    "options",
    "outcomes",
    "pilots",
    "proposals",
)
# Looking for the nearest of very many ids takes long, so it stops after so many faults.
_NEAR_SEARCHES = 200
_FEW = 12


@dataclass(frozen=True)
class Known:
    """The ids a policy offers, by the list they stand in.

    Attributes
    ----------
    ids : dict of str to set of str
        An output may be named by its own id where no other activity has one like it, or as `activity/output`.
    doubtful : frozenset of str
        Ids of outputs that more than one activity has.
    """

    ids: dict[str, frozenset[str]]
    doubtful: frozenset[str] = frozenset()

    @classmethod
    def of(cls, places: Places) -> Known:
        """Gather the ids of a tree, those made from key fields among them."""
        ids = {kind: frozenset(names_at(places, _ELSEWHERE.get(kind, (kind,)))) for kind in _KINDS}
        outputs = [
            (activity, output)
            for number, activity in enumerate(names_at(places, ("activities",)))
            for output in names_at(places, ("activities", number, "outputs"))
        ]
        often = Counter(output for _, output in outputs)
        doubtful = frozenset(name for name, count in often.items() if count > 1)
        ids["outputs"] = frozenset(often) | {f"{activity}/{output}" for activity, output in outputs}
        return cls(ids, doubtful)


def names_at(places: Places, steps: Steps) -> tuple[str, ...]:
    """Return what the items of the list at `steps` are called; nothing where there is no list."""
    place = places.at(steps)
    if not place.found or not isinstance(place.node, Sequence):
        return ()
    return places.names(item_type(place.annotation), place.node)


def dangling(places: Places, known: Known, found: Iterable[Pointer], file: str) -> Iterator[Fault]:
    """Yield a fault for each reference that leads nowhere, or to more than one output."""
    searches = 0
    for pointer in found:
        name = pointer.node.value.strip()
        lists = [known.ids[kind] for kind in pointer.kinds]
        if any(name in ids for ids in lists):
            meant_elsewhere = any(name in known.ids[kind] for kind in pointer.kinds if kind != "outputs")
            if not meant_elsewhere and name in known.doubtful:
                yield _fault(places, pointer, file, say("policyfile.doubtful_output"))
            continue
        candidates = tuple(sorted(set().union(*lists) - {""}))
        near = None
        if searches < _NEAR_SEARCHES:
            near, searches = nearest(name, candidates), searches + 1
        yield _fault(places, pointer, file, _nowhere(pointer.kinds, near, candidates))


def _nowhere(kinds: tuple[str, ...], near: str | None, candidates: tuple[str, ...]) -> str:
    lists = say("policyfile.or").join(kinds)
    if near:
        return say("policyfile.dangling_near", lists=lists, near=near)
    if 0 < len(candidates) <= _FEW:
        return say("policyfile.dangling_few", lists=lists, ids=", ".join(candidates))
    return say("policyfile.dangling", lists=lists)


def _fault(places: Places, pointer: Pointer, file: str, message: str) -> Fault:
    return Fault(file, message, pointer.node.line, pointer.node.column, places.at(pointer.steps).path)
