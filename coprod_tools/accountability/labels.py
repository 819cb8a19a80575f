"""The words by which actors, groups, activities and outcomes are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coprod_tools.policy import Policy
from coprod_tools.words import say


def labels_of(policy: Policy) -> dict[str, str]:
    """Return the label of every outcome, activity, group and actor by id; of two alike, the later of these kinds."""
    things = (*(policy.outcomes or ()), *(policy.activities or ()), *policy.groups, *(policy.actors or ()))
    return {thing.key: str(thing.label) for thing in things}


def in_words(ids: Iterable[str], labels: Mapping[str, str]) -> str:
    """Return the labels of ids as a list to read; an id without label stays as it is."""
    words = [labels.get(each, each) for each in dict.fromkeys(ids)]
    if len(words) < 2:
        return "".join(words)
    return say("shares.and", first=", ".join(words[:-1]), last=words[-1])
