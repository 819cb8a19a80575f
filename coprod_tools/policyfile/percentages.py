"""A percentage says how many out of how many: a share without its two numbers can't be checked or added."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.files.nodes import Mapping, Node, Scalar, Sequence
from coprod_tools.files.places import Places
from coprod_tools.policyfile.pointers import Steps
from coprod_tools.problems import Fault
from coprod_tools.words import say

PERCENT = frozenset({"percent", "%", "per cent", "percentage"})
_HALVES = ("numerator", "denominator")


def halves_missing(places: Places, file: str) -> Iterator[Fault]:
    """Yield a fault for each value of an indicator in percent that lacks numerator or denominator."""
    place = places.at(("indicators",))
    if not place.found or not isinstance(place.node, Sequence):
        return
    for number, indicator in enumerate(place.node.items):
        if isinstance(indicator, Mapping):
            for steps, value in _values(indicator):
                if _is_percent(indicator, value) and not _is_whole(value):
                    where = places.at(("indicators", number, *steps))
                    yield Fault(file, say("policyfile.percent"), where.node.line, where.node.column, where.path)


def _values(indicator: Mapping) -> Iterator[tuple[Steps, Node]]:
    for name in ("baseline", "target"):
        if name in indicator.entries:
            yield (name,), indicator.entries[name]
    actuals = indicator.entries.get("actuals")
    for number, period in enumerate(actuals.items if isinstance(actuals, Sequence) else ()):
        for name in ("value", "target"):
            if isinstance(period, Mapping) and name in period.entries:
                yield ("actuals", number, name), period.entries[name]


def _is_percent(indicator: Mapping, value: Node) -> bool:
    own = value.entries.get("unit") if isinstance(value, Mapping) else None
    unit = own if isinstance(own, Scalar) else indicator.entries.get("unit")
    return isinstance(unit, Scalar) and unit.value.strip().lower() in PERCENT


def _is_whole(value: Node) -> bool:
    """Tell whether both halves are there, or nothing is known yet."""
    if isinstance(value, Mapping):
        halves = [value.entries.get(half) for half in _HALVES]
        return all(isinstance(half, Scalar) and half.plain() not in (None, "unknown") for half in halves)
    return not isinstance(value, Scalar) or value.plain() in (None, "", "unknown")
