"""The register of faults: each puts one weakness into a policy and says which rule must find it, and where.

A form is one of: `delete` (what answers the question is taken away), `contradict` (the answer says the opposite),
`misrefer` (the answer names the wrong thing or stands in the wrong place), `variant` (another natural way to leave the
question open, where the other forms make no sense, such as the word unknown or a new item that never answers).
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .places import Place, Plain, at, given, no_loose_outputs, places, where

Way = Literal["delete", "contradict", "misrefer", "variant"]
Edit = Callable[[Plain], Place | list[Place] | None]
Faulted = tuple[Plain, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to put in the weakness that one rule is for."""

    rule: str
    name: str
    way: Way
    edit: Edit

    def __call__(self, policy: Plain) -> Faulted | None:
        """Return a faulted copy, the rule id, and the places where it may be reported ('' is anywhere); or None."""
        faulted = pickle.loads(pickle.dumps(policy))
        found = self.edit(faulted)
        if found is None or faulted == policy:
            return None
        no_loose_outputs(faulted)
        wanted = found if isinstance(found, list) else [found]
        return faulted, self.rule, tuple(where(faulted, place) for place in wanted)


FORMS: list[Form] = []


def fault(rule: str, way: Way) -> Callable[[Edit], Edit]:
    """Register an edit of a plain policy as a form of the fault that `rule` is for."""

    def keep(edit: Edit) -> Edit:
        FORMS.append(Form(rule, edit.__name__, way, edit))
        return edit

    return keep


def add(rule: str, way: Way, name: str, edit: Edit) -> None:
    """Register a made edit under a name."""
    FORMS.append(Form(rule, name, way, edit))


Choose = Callable[[Plain], Iterator[Place]]


def first(found: Iterator[Place] | Sequence[Place]) -> Place | None:
    """The first place, or None."""
    return next(iter(found), None)


def unanswered(rule: str, chooser: str | Choose, *fields: str, item: bool = True, also: tuple[str, ...] = ()) -> None:
    """Register forms in which each of `fields` is deleted, says unknown, or is empty.

    Parameters
    ----------
    chooser : str or callable
        Dotted path of the items, or a function that yields their places; '' is the policy itself.
    item : bool
        Whether the finding is expected at the item (else at the field).
    also : tuple of str
        Fields that must go as well, because one of them alone would still answer the question.
    """
    for field in fields:
        for way, name, value in (
            ("delete", "deleted", None),
            ("variant", "unknown", "unknown"),
            ("variant", "empty", ""),
        ):
            add(rule, way, f"{field}_{name}", _emptying(chooser, field, value, item, also))  # type: ignore[arg-type]


def _emptying(chooser: str | Choose, field: str, value: Any, item: bool, also: tuple[str, ...]) -> Edit:
    def edit(policy: Plain) -> Place | None:
        found = list(_chosen(policy, chooser))
        suitable = [place for place in found if given(at(policy, place).get(field))]
        if not suitable:
            return None
        # Forms fall on different items, so that not only the first one is ever tried.
        place = suitable[-1 if value else 0]
        node = at(policy, place)
        for name in (field, *also):
            node.pop(name, None)
        if value is not None:
            node[field] = value
        return place if item else (*place, field)

    return edit


def _chosen(policy: Plain, chooser: str | Choose) -> Iterator[Place]:
    if callable(chooser):
        return chooser(policy)
    return places(policy, chooser) if chooser else iter([()])


def setting(rule: str, way: Way, name: str, chooser: str | Choose, anywhere: bool = False, **values: Any) -> None:
    """Register a form in which fields of the first suitable item are set; see `settled`.

    With `anywhere` the finding may stand at any place.
    """
    add(rule, way, name, settled(chooser, anywhere, **values))


def settled(chooser: str | Choose, anywhere: bool = False, **values: Any) -> Edit:
    """Make an edit that sets fields of the first suitable item; None takes a field away.

    A value may be a function of the policy; where it gives None the edit does not apply.
    """

    def edit(policy: Plain) -> Place | None:
        place = first(_chosen(policy, chooser))
        if place is None:
            return None
        node = at(policy, place)
        for field, value in values.items():
            node[field] = value(policy) if callable(value) else value
            if value is None:
                del node[field]
        if None in node.values():
            return None
        return () if anywhere else place

    return edit


def adding(rule: str, name: str, path: str, make: Callable[[Plain], Plain | None]) -> None:
    """Register a form in which a new item is added to a list that never answers the question."""

    def edit(policy: Plain) -> Place | None:
        item = make(policy)
        if item is None:
            return None
        *outer, last = path.split(".")
        node = policy
        for step in outer:
            node = node.setdefault(step, {})
        items = node.get(last)
        node[last] = [*(items if isinstance(items, list) else []), item]
        return (*path.split("."), len(node[last]) - 1)

    add(rule, "variant", name, edit)
