"""What changed since the last run: verdicts, barriers and findings that appeared or went, by policy and in policies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from coprod_tools.batch.facts import Facts
from coprod_tools.batch.portfolio.policies import Counting, Policies, counted

# So many policies are told of one by one; all are counted.
MOST_TOLD = 200
Place = tuple[str, str, str]
Sides = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one policy.

    Attributes
    ----------
    standing : tuple of (str, str) or None
        In words, before and now, where it changed.
    verdicts : tuple
        Activity, actor and Co of each cell that changed, its verdict before and now; None where there was no cell.
    barriers, findings : tuple of two tuples of str
        Those that appeared and those that went, by id.
    """

    id: str
    title: str
    standing: tuple[str, str] | None
    verdicts: tuple[tuple[Place, str | None, str | None], ...]
    barriers: Sides
    findings: Sides

    @property
    def is_any(self) -> bool:
        """Whether anything changed."""
        return bool(self.standing or self.verdicts or any(self.barriers) or any(self.findings))


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a batch since one last came to its end in the same folder.

    Attributes
    ----------
    first_run : bool
        Whether there was nothing before, so that nothing can be said.
    added, gone : Policies
        Those that are new, and those that are no longer made.
    changed : tuple of Change
        The first `MOST_TOLD` of `changed_policies`.
    in_policies : dict
        By `verdicts`, `barriers` (by barrier) and `findings` (by rule), then `appeared` and `went`: in how many
        policies.
    """

    first_run: bool
    added: Policies
    gone: Policies
    changed_policies: int
    changed: tuple[Change, ...]
    in_policies: dict[str, dict[str, dict[str, int]]]


def changes(pairs: Iterable[tuple[Facts | None, Facts]], gone: Iterable[str], *, first_run: bool = False) -> Changes:
    """Return what changed.

    Parameters
    ----------
    pairs : iterable of (facts or None, facts)
        What was said of a policy when a batch last ended, and what is now; those that are equal can be left out.
    gone : iterable of str
        Ids that were there before and are no longer.
    first_run : bool
        Whether no batch came to its end in this folder before; then nothing is compared.
    """
    left = counted(gone)
    added = Counting()
    told: list[Change] = []
    many = 0
    counts: dict[str, dict[str, Counter[str]]] = {
        part: {"appeared": Counter(), "went": Counter()} for part in ("verdicts", "barriers", "findings")
    }
    for before, now in () if first_run else pairs:
        if before is None:
            added.add(now["id"])
            continue
        change = change_of(before, now)
        if not change.is_any:
            continue
        many += 1
        _count(change, counts)
        if len(told) < MOST_TOLD:
            told.append(change)
    plain = {
        part: {side: dict(sorted(found.items())) for side, found in sides.items()} for part, sides in counts.items()
    }
    return Changes(first_run, added.done(), left, many, tuple(told), plain)


def change_of(before: Facts, now: Facts) -> Change:
    """Return what changed in one policy."""
    was, told = before["standing"], now["standing"]
    return Change(
        id=now["id"],
        title=now["title"],
        standing=None if was == told else (was, told),
        verdicts=tuple(_verdicts(_flat(before), _flat(now))),
        barriers=_sides(before.get("barriers", ()), now["barriers"]),
        findings=_sides(_finding_ids(before), _finding_ids(now)),
    )


def _flat(facts: Facts) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for key, cos in facts.get("cells", {}).items():
        activity, _, actor = key.partition(":")
        found |= {(activity, actor, co): verdict for co, verdict in cos.items()}
    return found


def _verdicts(before: dict[Place, str], now: dict[Place, str]) -> list[tuple[Place, str | None, str | None]]:
    places = dict.fromkeys((*before, *now))
    return [(place, before.get(place), now.get(place)) for place in places if before.get(place) != now.get(place)]


def _finding_ids(facts: Facts) -> list[str]:
    return [f"{rule}:{about}" for rule, told in facts.get("findings", {}).items() for about in told["of"]]


def _sides(before: Iterable[str], now: Iterable[str]) -> Sides:
    was, told = dict.fromkeys(before), dict.fromkeys(now)
    return tuple(each for each in told if each not in was), tuple(each for each in was if each not in told)


def _count(change: Change, counts: dict[str, dict[str, Counter[str]]]) -> None:
    """Count each kind once for the policy, however often it appeared in it."""
    sides: dict[str, tuple[Iterable[Any], Iterable[Any]]] = {
        "verdicts": ((now for _, _, now in change.verdicts), (was for _, was, _ in change.verdicts)),
        "barriers": change.barriers,
        "findings": tuple([each.partition(":")[0] for each in side] for side in change.findings),  # type: ignore[dict-item]
    }
    for part, both in sides.items():
        for side, found in zip(("appeared", "went"), both, strict=True):
            counts[part][side].update({each for each in found if each is not None})
