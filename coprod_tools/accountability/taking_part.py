"""Who takes part against who is affected: for each group its share among those who came, beside its share of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from coprod_tools.accountability.intervals import CONFIDENCE, wilson
from coprod_tools.policy import Policy
from coprod_tools.policy.care import Participation
from coprod_tools.policy.numbers import Quantity
from coprod_tools.words import say

PresenceState = Literal["fewer", "more", "as-chance-has-it", "unknown"]


@dataclass(frozen=True, slots=True)
class Presence:
    """How far one group was there at one stage, against the other groups of its kind.

    Attributes
    ----------
    stage : str or None
        Stages are never added: the same people may come to two.
    actual, planned, size : Decimal or None
        People of the group who took part, were meant to, and are affected. A plan never stands in for who came.
    of_actual, of_size : Decimal or None
        The same over all groups of its level whose numbers are known.
    ratio, low, high : float or None
        Its share among those who took part over its share of those affected: 1 is in proportion. The range is of the
        share among those who took part (Wilson 1927); sizes are taken as known.
    """

    policy: str
    group: str
    label: str
    stage: str | None
    actual: Decimal | None
    planned: Decimal | None
    size: Decimal | None
    of_actual: Decimal | None
    of_size: Decimal | None
    ratio: float | None
    low: float | None
    high: float | None
    state: PresenceState
    reason: str
    barriers: tuple[str, ...]
    access: tuple[str, ...]


def presence_of(policy: Policy, confidence: float = CONFIDENCE) -> tuple[Presence, ...]:
    """Return who took part of each group at each stage; a group about which nothing is said stands there too.

    Groups are held against those of their own level only (the parts of one group, or those that are part of none),
    since a part and its whole share people.
    """
    rows: dict[str | None, dict[str, list[Participation]]] = {}
    for each in policy.participation or ():
        rows.setdefault(each.stage, {}).setdefault(each.group, []).append(each)
    stages = list(rows) or [None]
    return tuple(p for stage in stages for p in _of_stage(policy, stage, rows.get(stage, {}), confidence))


def _of_stage(
    policy: Policy, stage: str | None, rows: dict[str, list[Participation]], confidence: float
) -> Iterator[Presence]:
    levels: dict[str | None, list[str]] = {}
    size = {group.key: _people(group.size) for group in policy.groups}
    came = {key: _came(rows.get(key, [])) for key in size}
    for group in policy.groups:
        levels.setdefault(group.segment_of, []).append(group.key)
    for group in policy.groups:
        level = [key for key in levels[group.segment_of] if came[key] is not None and size[key]]
        own = rows.get(group.key, [])
        planned = [number for each in own if (number := _people(each.planned)) is not None]
        base = Presence(
            policy=policy.id,
            group=group.key,
            label=str(group.label),
            stage=stage,
            actual=came[group.key],
            planned=sum(planned, Decimal(0)) if planned else None,
            size=size[group.key],
            of_actual=_sum(came, level) if level else None,
            of_size=_sum(size, level) if level else None,
            ratio=None,
            low=None,
            high=None,
            state="unknown",
            reason="",
            barriers=tuple(str(words) for each in own for words in each.barriers or ()),
            access=tuple(str(words) for each in own for words in each.access or ()),
        )
        yield _judged(base, len(level), confidence)


def _judged(row: Presence, known: int, confidence: float) -> Presence:
    if row.actual is None:
        return replace(row, reason=say("scorecard.presence_not_counted"))
    if not row.size:
        return replace(row, reason=say("scorecard.presence_no_size"))
    if row.actual > row.size:
        return replace(row, reason=say("scorecard.presence_above", actual=f"{row.actual:f}", size=f"{row.size:f}"))
    if known < 2 or not row.of_actual or not row.of_size:
        return replace(row, reason=say("scorecard.presence_alone"))
    share = row.size / row.of_size
    found = wilson(float(row.actual), float(row.of_actual), confidence)
    ratio, low, high = (float(each) / float(share) for each in (row.actual / row.of_actual, found.low, found.high))
    state: PresenceState = "fewer" if high < 1 else "more" if low > 1 else "as-chance-has-it"
    reason = say(
        f"scorecard.presence_{state.replace('-', '_')}",
        actual=f"{row.actual:f}",
        of_actual=f"{row.of_actual:f}",
        size=f"{row.size:f}",
        of_size=f"{row.of_size:f}",
        low=f"{low:.2f}",
        high=f"{high:.2f}",
    )
    return replace(row, ratio=ratio, low=low, high=high, state=state, reason=reason)


def _came(rows: list[Participation]) -> Decimal | None:
    numbers = [_people(each.actual) for each in rows]
    return None if not numbers or None in numbers else sum((n for n in numbers if n is not None), Decimal(0))


def _sum(numbers: dict[str, Decimal | None], keys: list[str]) -> Decimal:
    return sum((numbers[key] or Decimal(0) for key in keys), Decimal(0))


def _people(number: Quantity | None) -> Decimal | None:
    if number is None:
        return None
    return number.numerator if number.numerator is not None else number.value
