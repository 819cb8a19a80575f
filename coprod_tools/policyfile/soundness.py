"""What a policy must keep beyond its shape: ids once, references that lead somewhere, no loops, whole percentages.

All of it is judged on the tree, so that it can be told together with faults of shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coprod_tools.files.nodes import Mapping, Node
from coprod_tools.files.places import Places, given_id
from coprod_tools.policy import Policy
from coprod_tools.policyfile.loops import loops
from coprod_tools.policyfile.percentages import halves_missing
from coprod_tools.policyfile.pointers import Pointer, item_lists, pointers
from coprod_tools.policyfile.references import Known, dangling, names_at
from coprod_tools.policyfile.stages import misplaced_stages
from coprod_tools.problems import Fault
from coprod_tools.words import say

_STAGES = ("stages",)
# Lists in which a field that points back into the list must not come round again.
_NO_LOOPS = {"activities": "needs", "proposals": "needs", "outcomes": "parent", "groups": "segment_of"}


def unsound(root: Node, file: str, knowledge: Path | None = None) -> Iterator[Fault]:
    """Yield what is unsound in the tree of a policy.

    Parameters
    ----------
    knowledge : Path, optional
        A folder whose lifecycles add to the shipped ones.
    """
    if not isinstance(root, Mapping):
        return
    places = Places(Policy, root)
    known = Known.of(places)
    found = tuple(pointers(Policy, root))
    yield from _repeated_ids(places, file)
    yield from dangling(places, known, [pointer for pointer in found if pointer.kinds != _STAGES], file)
    yield from misplaced_stages(places, [pointer for pointer in found if pointer.kinds == _STAGES], file, knowledge)
    for kind, field in _NO_LOOPS.items():
        inward = [pointer for pointer in found if field in pointer.steps and pointer.kinds == (kind,)]
        yield from _loops(places, known.ids[kind], inward, field, file)
    yield from halves_missing(places, file)


def _repeated_ids(places: Places, file: str) -> Iterator[Fault]:
    """Yield a fault for each id that an item earlier in its list has already."""
    for sequence, steps in item_lists(Policy, places.root):
        first: dict[str, int] = {}
        for number, item in enumerate(sequence.items):
            name = given_id(item)
            if not name:
                continue
            if name not in first:
                first[name] = item.line
                continue
            place = places.at((*steps, number, "id"))
            message = say("policyfile.repeated_id", line=first[name])
            yield Fault(file, message, place.node.line, place.node.column, place.path)


def _loops(places: Places, known: frozenset[str], found: list[Pointer], field: str, file: str) -> Iterator[Fault]:
    """Yield a fault for each loop, at the reference by which its first member takes part in it."""
    edges: dict[str, dict[str, Pointer]] = {}
    for pointer in found:
        *home, number = pointer.steps[: pointer.steps.index(field)]
        owner = names_at(places, tuple(home))[int(number)]
        target = pointer.node.value.strip()
        if owner and target in known:
            edges.setdefault(owner, {}).setdefault(target, pointer)
    for loop in loops({name: tuple(targets) for name, targets in edges.items()}):
        pointer = edges[loop[0]][loop[1]]
        message = say(f"policyfile.loop_{field}", names=" → ".join(loop))
        yield Fault(file, message, pointer.node.line, pointer.node.column, places.at(pointer.steps).path)
