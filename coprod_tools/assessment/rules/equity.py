"""Rules about who is missing (B9): which groups are affected, and who of them takes part?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from coprod_tools.assessment.register import Hit, rule
from coprod_tools.assessment.view import View
from coprod_tools.policy.care import Participation
from coprod_tools.policy.numbers import Quantity
from coprod_tools.policy.purpose import Group
from coprod_tools.words import say


@rule("affected-groups-not-named")
def affected_groups_not_named(view: View) -> Iterator[Hit]:
    """Fire when nobody says who is affected."""
    if not view.policy.groups:
        yield view.whole.hit("problem.groups")


@rule("group-not-in-the-room")
def group_not_in_the_room(view: View) -> Iterator[Hit]:
    """Fire for an affected group of which nobody takes part, itself or through its segments."""
    present = {group for group, count in _taking_part(view.policy.participation or ()).items() if count > 0}
    present |= {group.segment_of for group in view.policy.groups if group.key in present and group.segment_of}
    for about, group in view.each("problem.groups", view.policy.groups, "label"):
        if group.key not in present:
            yield about.hit("", also=("participation", "problem.groups"))


@rule("group-under-represented")
def group_under_represented(view: View) -> Iterator[Hit]:
    """Fire for a group whose share of those taking part is under half its share of those affected.

    Groups are compared on one level, segments with segments of the same group, since sizes would count twice; and each
    segment with the whole it is a part of, since exclusion hides inside a group that looks well heard. Only rows of one
    stage are compared, since many who use a service in the end say nothing about who was asked before.
    """
    stages = [view.stage(row.stage) for row in view.policy.participation or ()]
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for stage in sorted(set(stages), key=lambda each: (each is None, each.order if each else 0)):
        rows = [row for row, at in zip(view.policy.participation or (), stages, strict=True) if at == stage]
        for group, shares in _too_few(view, _taking_part(rows)):
            found.setdefault(group.key, shares)
    for about, group in view.each("problem.groups", view.policy.groups, "label"):
        if group.key in found:
            here, there = found[group.key]
            detail = say("findings.shares", here=f"{here:.0%}", there=f"{there:.0%}")
            yield about.hit("", also=("participation", "problem.groups", "lifecycle"), detail=detail)


def _too_few(view: View, counts: dict[str, Decimal]) -> Iterator[tuple[Group, tuple[Decimal, Decimal]]]:
    """Yield each group of which too few take part, with its share of them and of those affected."""
    levels: dict[str | None, list[tuple[Group, Decimal]]] = {}
    for group in view.policy.groups:
        if group.key in counts and group.size is not None:
            levels.setdefault(group.segment_of, []).append((group, _people(group.size)))
    whole = {group.key: (counts[group.key], size) for level in levels.values() for group, size in level}
    for parent, level in levels.items():
        among = _sum(level, counts) if len(level) > 1 else None
        for group, size in level:
            for taking_part, affected in filter(None, (among, whole.get(parent or ""))):
                if 2 * counts[group.key] * affected < size * taking_part:
                    yield group, (counts[group.key] / taking_part, size / affected)
                    break


def _sum(level: list[tuple[Group, Decimal]], counts: dict[str, Decimal]) -> tuple[Decimal, Decimal]:
    """Return how many of all these groups take part, and how many are affected."""
    return sum((counts[group.key] for group, _ in level), Decimal(0)), sum((size for _, size in level), Decimal(0))


def _taking_part(rows: Iterable[Participation]) -> dict[str, Decimal]:
    """Return how many of each group take part, actual before planned, over the rows that say a number."""
    counts: dict[str, Decimal] = {}
    for row in rows:
        number = row.actual if row.actual is not None else row.planned
        if number is not None:
            counts[row.group] = counts.get(row.group, Decimal(0)) + _people(number)
    return counts


def _people(number: Quantity) -> Decimal:
    return number.numerator if number.numerator is not None else number.value


@rule("barrier-without-access")
def barrier_without_access(view: View) -> Iterator[Hit]:
    """Fire where it is known what keeps a group out, and not what lets it in."""
    for row in view.policy.participation or ():
        if row.barriers and not row.access:
            about = view.of_actor("participation", row, "group", row.group)
            yield about.hit("access", "barriers")


@rule("no-people-take-part")
def no_people_take_part(view: View) -> Iterator[Hit]:
    """Fire when nobody whom the policy is for has a part or leads; an actor without kind may be such people."""
    if not view.activities:
        return
    leads = {activity.lead for activity in view.activities if activity.lead}
    taking = {part.actor for activity in view.activities for part in activity.parts or () if part.mode != "none"}
    if all(view.standing.counts_as_people(actor) is False for actor in leads | taking):
        yield view.whole.hit("activities", "actors")
