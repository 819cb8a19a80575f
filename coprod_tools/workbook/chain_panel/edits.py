"""What can be done to a value chain, as changes to its policy: pure, so that mouse and keyboard do the very same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from coprod_tools.chain import ValueChain
from coprod_tools.chain.things import stage_id
from coprod_tools.policy import Policy
from coprod_tools.policy.ids import is_id
from coprod_tools.policyfile import REMOVE, Append
from coprod_tools.words import say
from coprod_tools.workbook.chain_panel.references import Place, place_of, references, removal

Changes = Mapping[str, object]
Link = Literal["needs", "feeds-back", "outcome"]
_LONGEST = 48
_FIELDS: dict[Link, str] = {"needs": "needs", "feeds-back": "feeds_back_to", "outcome": "outcomes"}
ASKED = ("frames", "decides", "acts", "judges")


@dataclass(frozen=True)
class Edit:
    """One thing a person does.

    Attributes
    ----------
    label : str
        What it is called where it can be undone.
    steps : tuple of mappings
        Sets of changes for `Editing.change_all`.
    chosen : str
        The box that is to be chosen afterwards; empty leaves the choice as it is.
    """

    label: str
    steps: tuple[Changes, ...]
    chosen: str = ""


def add_activity(policy: Policy, label: str, stage: str | None, lead: str | None = None) -> Edit:
    """Add something that is done at a stage."""
    name = new_id(label, {activity.id for activity in policy.activities or ()}, "step")
    item = {"id": name, "label": label, "stage": stage, "lead": lead}
    added = {"activities": Append({field: value for field, value in item.items() if value})}
    return Edit(say("live_chain.did-add", label=label), (added,), name)


def add_outcome(policy: Policy, label: str) -> Edit:
    """Add an outcome."""
    name = new_id(label, {outcome.key for outcome in policy.outcomes or ()}, "outcome")
    added = {"outcomes": Append({"id": name, "label": label})}
    return Edit(say("live_chain.did-add", label=label), (added,), f"outcome:{name}")


def add_actor(policy: Policy, label: str, kind: str | None) -> Edit:
    """Add somebody who takes part."""
    taken = {actor.key for actor in policy.actors or ()} | {group.key for group in policy.groups}
    item = {"id": new_id(label, taken, "actor"), "label": label} | ({"kind": kind} if kind else {})
    return Edit(say("live_chain.did-add", label=label), ({"actors": Append(item)},))


def add_part(
    chain: ValueChain, activity: str, actor: str, co: str | None, who: Mapping[str, tuple[str, ...] | None]
) -> Edit:
    """Add somebody's part in an activity.

    Parameters
    ----------
    who : mapping of str to tuple of str
        Who frames, decides, acts and judges; nobody is an empty tuple, None is not known yet.
    """
    item: dict[str, object] = {"actor": actor, **({"co": co} if co else {})}
    item.update({field: who[field] for field in ASKED if who.get(field) is not None})
    label = say("live_chain.did-part", actor=chain.actors[actor].label, label=chain.activities[activity].label)
    return Edit(label, ({f"activities[{activity}].parts": Append(item)},), activity)


def remove_part(chain: ValueChain, activity: str, part: str) -> Edit:
    """Take somebody's part out of an activity."""
    found = next(each for each in chain.activities[activity].parts or () if each.key == part)
    label = say("live_chain.did-no-part", actor=chain.actors[found.actor].label, label=chain.activities[activity].label)
    return Edit(label, ({f"activities[{activity}].parts[{part}]": REMOVE},), activity)


def rename(policy: Policy, kind: Literal["activities", "outcomes", "actors"], key: str, label: str) -> Edit:
    """Give a thing other words; of words in several languages, the first changes."""
    place = place_of(policy, kind, key)
    first = next(iter(getattr(place.item.label, "languages", None) or ()), "")
    field = f"label.{first}" if first else "label"
    said = say("live_chain.did-rename", old=place.item.label, new=label)
    name = (
        key if place.item.id and is_id(key) else new_id(label, {each.key for each in getattr(policy, kind)}, kind[:-1])
    )
    steps: tuple[Changes, ...] = ({f"{place.path}.{field}": label},)
    if name != key:
        steps = _with_own_id(policy, kind, place, name, field, label)
    return Edit(said, steps, f"outcome:{name}" if kind == "outcomes" else name if kind == "activities" else "")


def move(chain: ValueChain, activity: str, stage: str) -> Edit:
    """Put an activity into another stage."""
    label = say("live_chain.did-move", label=chain.activities[activity].label, stage=chain.lifecycle.stage(stage).title)
    return Edit(label, ({f"activities[{activity}].stage": stage},), activity)


def connect(chain: ValueChain, link: Link, activity: str, other: str) -> Edit:
    """Say that an activity needs another, feeds back to a stage, or leads to an outcome."""
    words = {"label": chain.activities[activity].label, "other": _other(chain, link, other)}
    changes = {} if is_linked(chain, link, activity, other) else {_field(link, activity): Append(other)}
    return Edit(say(f"live_chain.did-connect-{link}", **words), (changes,))


def disconnect(chain: ValueChain, link: Link, activity: str, other: str) -> Edit:
    """Take such a link back."""
    words = {"label": chain.activities[activity].label, "other": _other(chain, link, other)}
    left = tuple(name for name in _linked(chain, link, activity) if not _same(chain, link, name, other))
    return Edit(say(f"live_chain.did-cut-{link}", **words), ({_field(link, activity): left or REMOVE},))


def delete(policy: Policy, kind: Literal["activities", "outcomes"], key: str) -> Edit:
    """Take a thing out of the policy, and with it whatever is nothing without it and every mention of it."""
    found = removal(policy, kind, key)
    return Edit(say("live_chain.did-delete", label=found.items[0].item.label), (found.changes,))


def is_linked(chain: ValueChain, link: Link, activity: str, other: str) -> bool:
    """Tell whether an activity has that link already."""
    return any(_same(chain, link, name, other) for name in _linked(chain, link, activity))


def needing(chain: ValueChain, activity: str) -> frozenset[str]:
    """Return this activity and all that need it, at once or by way of others: it can need none of them."""
    behind: dict[str, list[str]] = {}
    for name, each in chain.activities.items():
        for needed in each.needs or ():
            behind.setdefault(needed, []).append(name)
    return _all_from(activity, behind)


def needed_by(chain: ValueChain, activity: str) -> frozenset[str]:
    """Return this activity and all that it needs, at once or by way of others: none of them can need it."""
    return _all_from(activity, {name: list(each.needs or ()) for name, each in chain.activities.items()})


def _all_from(first: str, beyond: Mapping[str, list[str]]) -> frozenset[str]:
    found, left = {first}, [first]
    while left:
        for name in beyond.get(left.pop(), ()):
            if name not in found:
                found.add(name)
                left.append(name)
    return frozenset(found)


def new_id(label: str, taken: Collection[str], otherwise: str) -> str:
    """Make an id from words that is not taken; words without a Latin letter give `otherwise` and a number."""
    plain = unicodedata.normalize("NFKD", label.lower()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or otherwise
    names: Iterable[str] = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 4)))
    return next(name for name in names if is_id(name) and name not in taken)


def _with_own_id(policy: Policy, kind: str, place: Place, name: str, field: str, label: str) -> tuple[Changes, ...]:
    """Give an item that has only a made id one of its own, since its new words would change the made one."""
    steps: list[Changes] = [{f"{place.path}.id": name}]
    seen: set[str] = set()
    for found in references(policy):
        if kind in found.kinds and found.value == place.item.key and found.path not in seen:
            seen.add(found.path)
            names = tuple(name if each == found.value else each for each in found.whole or ())
            steps.append({found.path.replace(f"{place.path}.", f"{kind}[{name}]."): names or name})
    return (*steps, {f"{kind}[{name}].{field}": label})


def _field(link: Link, activity: str) -> str:
    return f"activities[{activity}].{_FIELDS[link]}"


def _linked(chain: ValueChain, link: Link, activity: str) -> tuple[str, ...]:
    return getattr(chain.activities[activity], _FIELDS[link]) or ()


def _same(chain: ValueChain, link: Link, one: str, other: str) -> bool:
    return stage_id(chain.lifecycle, one) == stage_id(chain.lifecycle, other) if link == "feeds-back" else one == other


def _other(chain: ValueChain, link: Link, other: str) -> str:
    if link == "needs":
        return str(chain.activities[other].label)
    return str(chain.lifecycle.stage(other).title) if link == "feeds-back" else chain.label(f"outcome:{other}")
