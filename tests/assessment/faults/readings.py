"""What a plain policy says, read from the words of DOMAIN.md and the rule catalogue alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .places import Place, Plain, at, given, places

ROOT = Path(__file__).resolve().parents[3]
PEOPLE_KINDS = {"people-who-use-it", "community", "whanau"}
OWN_AUTHORITY = {"iwi", "hapu", "settlement-entity", "maori-land-trust"}
NAMING = ("frames", "decides", "acts", "judges")
MOVES = {"veto", "joint", "delegate"}


@cache
def _templates() -> dict[str, list[dict[str, Any]]]:
    text = (ROOT / "coprod_tools/knowledge/lifecycles.yaml").read_text(encoding="utf-8")
    return {entry["id"]: entry["stages"] for entry in yaml.safe_load(text)["lifecycles"]}


def stages(policy: Plain) -> dict[str, tuple[int, ...]]:
    """Stage ids of the policy's lifecycle, each with the default orders it stands for."""
    choice = policy.get("lifecycle") or "default"
    if isinstance(choice, dict) and "stages" in choice:
        return {stage["id"]: tuple(int(order) for order in stage.get("default", [])) for stage in choice["stages"]}
    name = choice.get("template", "default") if isinstance(choice, dict) else choice
    named = {stage["id"]: tuple(stage["default"]) for stage in _templates().get(name, [])}
    return named | {str(stage["order"]): tuple(stage["default"]) for stage in _templates().get(name, [])}


def orders(policy: Plain, activity: Plain) -> tuple[int, ...]:
    """Default orders of an activity's stage; empty where nobody says."""
    return stages(policy).get(activity.get("stage", ""), ())


def stage_for(policy: Plain, order: int) -> str | None:
    """Name the stage that stands for a default order."""
    return next((name for name, defaults in stages(policy).items() if order in defaults), None)


def activities(policy: Plain, *wanted: int) -> Iterator[Place]:
    """Places of the activities at the wanted default orders; all of them when none is named."""
    for place in places(policy, "activities"):
        if not wanted or set(orders(policy, at(policy, place))) & set(wanted):
            yield place


def actor(policy: Plain, name: str) -> Plain:
    """Return the actor of that id, or an empty one."""
    return next((one for one in policy.get("actors") or [] if one.get("id") == name), {})


def group_ids(policy: Plain) -> set[str]:
    """Ids of the groups affected."""
    return {one["id"] for one in (policy.get("problem") or {}).get("groups") or [] if "id" in one}


def is_people(policy: Plain, name: str) -> bool:
    """People act as users or community, or speak for them by a recorded mandate."""
    one = actor(policy, name)
    spoken = (one.get("mandate") or {}).get("speaks_for") or []
    spoken = spoken if isinstance(spoken, list) else []
    return one.get("kind") in PEOPLE_KINDS or any(
        other in group_ids(policy) or actor(policy, other).get("kind") in PEOPLE_KINDS for other in spoken
    )


def actors(policy: Plain, *kinds: str) -> list[str]:
    """Ids of the actors of some kinds."""
    return [one["id"] for one in policy.get("actors") or [] if one.get("kind") in kinds]


def agency(policy: Plain) -> str | None:
    """The first public body."""
    return next(iter(actors(policy, "agency")), None)


def is_outside(policy: Plain, name: str) -> bool:
    """Anybody who is no public body, groups of people included."""
    return actor(policy, name).get("kind") != "agency"


def parts(policy: Plain, *wanted: int, co: str | None = None) -> Iterator[Place]:
    """Places of the parts in activities at the wanted orders, except those with mode none."""
    for place in activities(policy, *wanted):
        for index, part in enumerate(at(policy, place).get("parts") or []):
            if part.get("mode") != "none" and co in (None, part.get("co")):
                yield (*place, "parts", index)


def people_parts(policy: Plain, *wanted: int, co: str | None = None) -> Iterator[Place]:
    """Places of people's parts."""
    return (place for place in parts(policy, *wanted, co=co) if is_people(policy, at(policy, place)["actor"]))


def asked_by_government(policy: Plain, *wanted: int, co: str | None = None) -> Iterator[Place]:
    """Places of people's parts in activities that a public body has a hand in (DESIGN 5: else community-led)."""
    public = set(actors(policy, "agency"))
    for place in people_parts(policy, *wanted, co=co):
        if public & _named(at(policy, place[:2])) or _pays(policy, at(policy, place[:2])["id"], public):
            yield place


def _named(activity: Plain) -> set[str]:
    found = {activity.get("lead", "")}
    for part in activity.get("parts") or []:
        found |= {part["actor"]} | {name for field in NAMING for name in part.get(field) or []}
    return found


def _pays(policy: Plain, activity: str, public: set[str]) -> bool:
    given_here = (one for one in policy.get("contributions") or [] if one.get("activity") == activity)
    return any(one["actor"] in public for one in given_here)


def outside_parts(policy: Plain) -> Iterator[Place]:
    """Places of the parts of anybody outside government."""
    return (place for place in parts(policy) if is_outside(policy, at(policy, place)["actor"]))


def rights_that_move(policy: Plain) -> Iterator[Place]:
    """Places of decision rights that go outside government in a form that binds."""
    for place in places(policy, "power.decision_rights"):
        right = at(policy, place)
        if given(right.get("to")) and is_outside(policy, right["to"]) and right.get("form") in MOVES:
            yield place


def claim_key(claim: Plain) -> str:
    """The id a claim is known by."""
    return claim.get("id") or f"{claim['from']}.{claim['to']}"
