"""Every way to change one field of a policy file, with the field's path: the ground of the metamorphic tests."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from coprod_tools.files.yaml_text import dump_yaml
from coprod_tools.policy import Policy
from coprod_tools.policy.record import Item
from coprod_tools.policyfile import from_text
from coprod_tools.problems import CoprodError

Raw = dict[str, Any]
Steps = tuple[str | int, ...]
# Identity and references: a change of these makes another thing, not another state of the same one.
IDENTITY = {"id", "coprod", "external_ids"}
# For a field with a closed list of words, another of them; texts and numbers are changed by what they are.
QUESTIONS = ("better", "feel", "public-value")
FLIP = {"yes": "no", "no": "yes", "agency": "provider", "provider": "community", "people-who-use-it": "business",
        "community": "research", "voice": "none", "action": "none", "both": "none",
        "national": "pilot", "regional": "pilot", "local": "national", "commission": "assess", "design": "commission",
        "joint": "advise", "outcome": "efficiency"}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One field changed: where, how, and the policy that results."""

    path: str
    how: str
    policy: Policy


def raw_of(path: Path) -> Raw:
    """Return a policy file as nested plain text."""
    found: Raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found


def policy_of(raw: Raw) -> Policy | None:
    """Return the policy, or None when the change made the file unusable."""
    try:
        return from_text(dump_yaml(raw), "changed")[0]
    except CoprodError:
        return None


def fields_of(raw: Any, model: Any, path: str = "", steps: Steps = ()) -> Iterator[tuple[str, Steps]]:
    """Yield every field path of a policy, with the steps that lead there in the plain text."""
    if isinstance(raw, dict):
        for key, value in raw.items():
            if key in IDENTITY or key in _making_its_id(raw, model):
                continue
            inner = getattr(model, _attribute(model, key), None) if model is not None else None
            below = f"{path}.{key}" if path else key
            yield below, (*steps, key)
            yield from fields_of(value, inner, below, (*steps, key))
    elif isinstance(raw, list):
        for i, value in enumerate(raw):
            item = model[i] if isinstance(model, tuple) and i < len(model) else None
            if isinstance(item, Item):
                below = f"{path}[{item.key}]"
                yield below, (*steps, i)
                if not item.key.startswith("x."):  # an id made of the whole content: any change makes another thing
                    yield from fields_of(value, item, below, (*steps, i))


def _making_its_id(raw: Raw, model: Any) -> set[str]:
    """The fields of an item without an id of its own that its id is made of; changing one makes another item."""
    if "id" in raw or not isinstance(model, Item):
        return set()
    fields = type(model).model_fields
    return {fields[name].alias or name for name in type(model).key_fields}


def _attribute(model: Any, key: str) -> str:
    for name, field in getattr(type(model), "model_fields", {}).items():
        if field.alias == key:
            return str(name)
    return key


def changes_of(raw: Raw, steps: Steps, path: str) -> Iterator[Change]:
    """Yield the sound policies that differ from `raw` in one field: removed, emptied, flipped or reworded."""
    old = _at(raw, steps)
    new: list[tuple[str, Any]] = [("removed", None)]
    new += [("emptied", [])] if isinstance(old, list) and old else []
    new += [("flipped", other) for other in _others(old)]
    for how, value in new:
        changed = copy.deepcopy(raw)
        holder = _at(changed, steps[:-1])
        if how == "removed":
            del holder[steps[-1]]
        else:
            holder[steps[-1]] = value
        policy = policy_of(changed)
        if policy is not None:
            yield Change(path, how, policy)


def appended(raw: Raw, path: str, places: dict[str, Steps]) -> Iterator[Change]:
    """Yield the policies in which one more part was added to a list of parts: any actor, any Co."""
    if path in places and path.endswith(".parts"):
        for actor in raw.get("actors", []):
            for co in ("commission", "design", "deliver", "assess"):
                steps = places[path]
                part = {"actor": actor["id"], "co": co, "mode": "none"}
                changed = _with(raw, steps[:-1], str(steps[-1]), [*_at(raw, steps), part])
                if changed is not None:
                    yield Change(path, "appended", changed)


def _at(raw: Any, steps: Steps) -> Any:
    for step in steps:
        raw = raw[step]
    return raw


def _others(old: Any) -> Iterator[Any]:
    if not isinstance(old, str):
        return
    if old in QUESTIONS:
        yield from (each for each in QUESTIONS if each != old)
    elif old in FLIP:
        yield FLIP[old]
    elif old.replace(".", "", 1).isdigit():
        yield str(int(float(old)) + 1000) if len(old) != 4 or not old.isdigit() else str(int(old) + 5)
    elif len(old) in (7, 10) and old[:4].isdigit() and old[4] == "-":
        yield str(int(old[:4]) + 5) + old[4:]
    elif " " in old:
        yield old + " (changed)"


def supplied(raw: Raw, path: str, places: dict[str, Steps]) -> Iterator[Change]:
    """Yield the sound policies in which an absent field is filled in with something of a kind it takes."""
    if path in places and _at(raw, places[path]) != "unknown":
        return
    holder, _, name = path.rpartition(".")
    if holder and holder not in places:
        yield from (
            Change(path, "supplied", policy)
            for value in _values(raw)
            if (
                policy := _with(
                    raw, places.get(holder.rpartition(".")[0], ()), holder.rpartition(".")[2], {name: value}
                )
            )
        )
        return
    for value in _values(raw):
        policy = _with(raw, places.get(holder, ()), name, value)
        if policy is not None:
            yield Change(path, "supplied", policy)


def _with(raw: Raw, steps: Steps, name: str, value: Any) -> Policy | None:
    changed = copy.deepcopy(raw)
    holder: Any = changed
    for step in steps:
        holder = holder[step]
    if not isinstance(holder, dict) or not name.isidentifier():
        return None
    holder[name] = value
    return policy_of(changed)


def _values(raw: Raw) -> Iterator[Any]:
    """Values of every kind a field may take; the reader refuses those that do not fit."""
    yield from (
        "yes",
        "no",
        "2031-05-01",
        "7",
        "Some words that say it",
        "national",
        "agency",
        "better",
        "nz",
        "none",
        "voice",
    )
    for name in ("actors", "outcomes", "activities", "stages"):
        ids = [item["id"] for item in raw.get(name, []) if isinstance(item, dict) and "id" in item]
        yield from ids
        yield ids
        yield []
    yield ["Some words"]
    yield [{"id": "new", "label": "New"}]
    yield [{"id": "new", "what": "Something", "who": next((a["id"] for a in raw.get("actors", [])), "nobody")}]
    yield from (
        [{"id": "new", "label": "New", "question": question}] for question in ("better", "feel", "public-value")
    )
