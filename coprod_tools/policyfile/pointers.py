"""Which fields of a policy point at something else, and where in a tree they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from coprod_tools.files.fields import Model, fields_of, item_type, marks, model_in, whole_type
from coprod_tools.files.nodes import Mapping, Node, Scalar, Sequence
from coprod_tools.files.places import Step
from coprod_tools.policy.ids import Ref

Steps = tuple[Step, ...]


@dataclass(frozen=True)
class Plan:
    """What to look at inside a value: only ways that lead to a reference or to a list of items with ids.

    Attributes
    ----------
    kinds : tuple of str
        The lists this value points into; empty when it points nowhere.
    item_model : type or None
        The model of the items when this is a list of items with ids.
    """

    kinds: tuple[str, ...] = ()
    fields: dict[str, Plan] = field(default_factory=dict)
    item: Plan | None = None
    item_model: Model | None = None

    @property
    def leads_somewhere(self) -> bool:
        """True when there is something to look at."""
        return bool(self.kinds or self.fields or self.item or self.item_model)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A value that names the id of something in the lists `kinds`."""

    kinds: tuple[str, ...]
    node: Scalar
    steps: Steps


@cache
def plan_of(model: Model) -> Plan:
    """Return what to look at inside a value of `model`."""
    plans = {name: _plan(whole_type(info)) for name, info in fields_of(model).items()}
    return Plan(fields={name: plan for name, plan in plans.items() if plan.leads_somewhere})


def _plan(annotation: Any) -> Plan:
    kinds = next((mark.kinds for mark in marks(annotation) if isinstance(mark, Ref)), ())
    inner = item_type(annotation)
    model = model_in(annotation)
    if inner is not None:
        item, item_model = _plan(inner), model_in(inner)
        has_ids = item_model is not None and "id" in item_model.model_fields
        return Plan(kinds, item=item if item.leads_somewhere else None, item_model=item_model if has_ids else None)
    return Plan(kinds, fields=plan_of(model).fields if model is not None else {})


def pointers(model: Model, root: Node) -> Iterator[Pointer]:
    """Yield every reference in a tree, in no special order; values of the wrong form are passed over."""
    for plan, node, steps in _visit(plan_of(model), root, ()):
        if not plan.kinds or not isinstance(node, Scalar) or node.plain() is None:
            continue
        if node.value != "unknown" or isinstance(steps[-1], int):
            yield Pointer(plan.kinds, node, steps)


def item_lists(model: Model, root: Node) -> Iterator[tuple[Sequence, Steps]]:
    """Yield every list whose items have ids."""
    for plan, node, steps in _visit(plan_of(model), root, ()):
        if plan.item_model is not None and isinstance(node, Sequence):
            yield node, steps


def _visit(plan: Plan, node: Node, steps: Steps) -> Iterator[tuple[Plan, Node, Steps]]:
    if plan.kinds or plan.item_model is not None:
        yield plan, node, steps
    if plan.fields and isinstance(node, Mapping):
        for name, inner in plan.fields.items():
            if name in node.entries:
                yield from _visit(inner, node.entries[name], (*steps, name))
    elif plan.item is not None and isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _visit(plan.item, item, (*steps, number))
