"""The words people know things by, in place of ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from coprod_tools.knowledge import load_knowledge

LISTS = ("actors", "activities", "outcomes", "indicators", "pilots", "groups", "concepts")


class Names(dict[str, str]):
    """Maps ids to words; an id it does not know stands for itself, and what a chain puts before it is cut off.

    Attributes
    ----------
    public : frozenset of str
        The actors that are public bodies, as far as the maker of the names knew.
    """

    def __init__(self, names: Mapping[str, str] | None = None, public: Iterable[str] = ()) -> None:
        super().__init__(names or {})
        self.public = frozenset(public)

    def __missing__(self, key: str) -> str:
        kind, found, rest = key.partition(":")
        return self[rest] if found and kind.isalpha() and " " not in rest else key

    def all(self, keys: Iterable[str]) -> str:
        """Return the names of several things, one after the other."""
        return ", ".join(self[key] for key in keys)


def names_in(plan: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels a plan itself carries, so that its `plan.json` alone can be read by people."""
    found: dict[str, str] = {}
    for stage in plan["stages"]:
        found |= {row["id"]: row["label"] for row in stage["activities"]}
        for row in stage["cells"]:
            found |= {row[kind]: row[f"{kind}_label"] for kind in ("activity", "actor") if f"{kind}_label" in row}
        for row in stage["opportunities"]:
            found |= dict(zip(row["actors"], row.get("actor_labels", ()), strict=False))
    return found


def names_of(policy: Any) -> Names:
    """Return the labels of a policy's actors, activities, outcomes, indicators, pilots, groups and concepts by id."""
    kinds = load_knowledge().actor_kinds
    public = (
        each.key for each in policy.actors or () if each.kind in kinds and kinds[each.kind].counts_as == "public-body"
    )
    labels = {item.key: str(item.label) for part in reversed(LISTS) for item in getattr(policy, part, None) or ()}
    return Names(labels, public)
