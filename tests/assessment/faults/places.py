"""Places in a plain policy: how to walk there, change what stands there, and name the place as a field path."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from coprod_tools.policy import Policy

Plain = dict[str, Any]
Place = tuple[str | int, ...]

# Words of the file that the model keeps under another name.
_MODEL_NAME = {"from": "cause", "with": "shared_with"}
# An item goes when the thing it is about goes.
_NEEDS = {
    "claims": ("from", "to"),
    "participation": ("group",),
    "equity_floors": ("group",),
    "proposals": ("activity",),
    "takes": ("actor",),
    "shares": ("outcome", "actor"),
    "already_happening": ("who",),
}
_NAMES = {
    "activities": {"activity", "from", "to", "needs", "gates"},
    "outcomes": {"outcome", "parent", "outcomes", "from", "to"},
    "groups": {
        *("group", "groups", "segment_of", "frames", "decides", "acts", "judges", "speaks_for", "held_by", "agreed_by"),
        *("contested_by", "in_whose_words", "most_important_to", "chosen_by", "whose", "who", "by", "decided_by"),
        *("initiates", "resources", "owns_data", "can_stop"),
    },
}


def places(policy: Plain, path: str) -> Iterator[Place]:
    """Yield every place that the dotted `path` means; each list on the way is opened."""
    yield from _walk(policy, path.split("."), ())


def _walk(node: Any, names: list[str], place: Place) -> Iterator[Place]:
    if not names:
        yield place
        return
    inner = node.get(names[0]) if isinstance(node, dict) else None
    if isinstance(inner, list):
        for index, item in enumerate(inner):
            yield from _walk(item, names[1:], (*place, names[0], index))
    elif inner is not None:
        yield from _walk(inner, names[1:], (*place, names[0]))


def at(policy: Plain, place: Place) -> Any:
    """Return what stands at `place`."""
    node: Any = policy
    for step in place:
        node = node[step]
    return node


def given(value: Any) -> bool:
    """Tell whether a value answers: not absent, not empty, not the word unknown."""
    return value not in (None, "", "unknown", [], {})


_LAST: list[tuple[Plain, Policy]] = []


def model_of(policy: Plain) -> Policy:
    """Return the model of a plain policy that will not be changed any more; the last one is kept, not made again."""
    if not _LAST or _LAST[0][0] is not policy:
        _LAST[:] = [(policy, Policy.model_validate(policy))]
    return _LAST[0][1]


def where(policy: Plain, place: Place) -> str:
    """Name `place` as a field path, each item by its id as the model gives it; the empty place is ''."""
    node: Any = model_of(policy)
    text = ""
    for step in place:
        if isinstance(step, int):
            node = node[step]
            text += f"[{node.key}]"
        else:
            node = getattr(node, _MODEL_NAME.get(step, step), None)
            text += f".{step}" if text else step
    return text


def forget(policy: Plain, kind: str, ids: Collection[str]) -> None:
    """Remove every reference to `ids` of one kind (activities, outcomes, groups), so that none is left dangling."""
    _forget(policy, _NAMES[kind], set(ids))
    claims = {claim.get("id") or f"{claim['from']}.{claim['to']}" for claim in policy.get("claims") or []}
    for pilot in policy.get("pilots") or []:
        if pilot.get("claim") not in claims:
            pilot.pop("claim", None)


def no_loose_outputs(policy: Plain) -> None:
    """Let no indicator measure an output that an edit took away."""
    left = {
        name
        for activity in _records(policy.get("activities"))
        for output in _records(activity.get("outputs"))
        for name in (output.get("id"), f"{activity.get('id')}/{output.get('id')}")
    }
    for indicator in _records(policy.get("indicators")):
        if indicator.get("output") not in left:
            indicator.pop("output", None)


def _records(items: Any) -> list[Plain]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _forget(node: Any, names: set[str], ids: set[str]) -> None:
    if isinstance(node, list):
        for item in node:
            _forget(item, names, ids)
    if not isinstance(node, dict):
        return
    for key, value in list(node.items()):
        if key in _NEEDS and isinstance(value, list):
            node[key] = value = [item for item in value if not _is_about(item, _NEEDS[key], names, ids)]
        if key in names and isinstance(value, str) and value in ids:
            del node[key]
        elif key in names and isinstance(value, list) and all(isinstance(item, str) for item in value):
            node[key] = [item for item in value if item not in ids]
        else:
            _forget(value, names, ids)


def _is_about(item: Plain, fields: tuple[str, ...], names: set[str], ids: set[str]) -> bool:
    return any(field in names and item.get(field) in ids for field in fields)
