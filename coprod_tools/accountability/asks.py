"""What one policy asks of one actor, part by part: hours, cost, pay, risk, and what happens on a no."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from coprod_tools.accountability.amounts import Range, range_of, total
from coprod_tools.accountability.pricing import quantity_of
from coprod_tools.accountability.units import Units
from coprod_tools.policy import Part, Policy
from coprod_tools.policy.activities import Pay
from coprod_tools.policy.values import Text


@dataclass(frozen=True, slots=True)
class Ask:
    """One part that a policy asks an actor to take.

    Attributes
    ----------
    hours : Range or None
        For the whole actor over the whole activity; None where it is not said, or not in a unit that is hours exactly.
    hours_as_written : str
        The number and unit as the policy has it, where it could not be read as hours.
    cost : tuple of str and Range, or None
        Currency and amount that it costs them; the currency is `` where nobody says which.
    paid : bool or None
        None where nobody says.
    if_refused : str or None
        What happens on a no.
    risks : tuple of str
        What may hurt them by it: the safeguards that name them, or that stand at the activity and name nobody.
    """

    policy: str
    activity: str
    part: str
    actor: str
    hours: Range | None
    hours_as_written: str
    cost: tuple[str, Range] | None
    paid: bool | None
    can_refuse: bool | None
    if_refused: Text | None
    risks: tuple[str, ...]


def asks_of(policy: Policy, units: Units) -> Iterator[Ask]:
    """Yield every part that a policy asks anybody to take, government too, in the order of the file."""
    for activity in policy.activities or ():
        for part in activity.parts or ():
            if part.mode != "none":
                yield _ask(policy, activity.id, part, units)


def _ask(policy: Policy, activity: str, part: Part, units: Units) -> Ask:
    written = part.hours_asked
    hours = None
    if written is not None and not written.is_share:
        own = range_of(written)
        hours = own if written.unit is None else units.in_hours(own, units.read(written.unit))
    cost = part.cost_to_them
    return Ask(
        policy=policy.id,
        activity=activity,
        part=part.key,
        actor=part.actor,
        hours=hours,
        hours_as_written=""
        if written is None or hours is not None
        else f"{written.value:f} {written.unit or ''}".strip(),
        cost=None if cost is None else (cost.currency or policy.currency or "", range_of(cost)),
        paid=is_paid(part.pay),
        can_refuse=part.can_refuse,
        if_refused=part.if_refused,
        risks=tuple(_risks(policy, activity, part.actor)),
    )


def is_paid(pay: Pay | None) -> bool | None:
    """Tell whether a part is paid: by a rate or koha; not, where a reason for none stands or the rate is 0."""
    if pay is None:
        return None
    if pay.rate is not None:
        return pay.rate.value > 0
    if pay.koha or pay.per:
        return True
    return False if pay.none_because is not None else None


def _risks(policy: Policy, activity: str, actor: str) -> Iterator[str]:
    for guard in policy.safeguards or ():
        here = guard.activity is None or guard.activity == activity
        named = actor in (guard.who or ())
        if here and (named or (guard.activity == activity and not guard.who)):
            yield str(guard.risk)


def can_refuse(answers: Iterable[bool | None]) -> bool | None:
    """Tell whether a no is free for all parts together: False where it is not for one, None where one does not say."""
    said = tuple(answers)
    if any(each is False for each in said):
        return False
    return True if said and all(said) else None


def own_hours(policy: Policy, actors: frozenset[str], units: Units) -> tuple[Range | None, tuple[str, ...]]:
    """Return the hours that actors commit themselves, and where hours are wanted and not said.

    Hours of the ledger count once: where a contribution of time stands at an activity, the parts of the same actor
    there are not counted as well. None says that no hours are written anywhere.
    """
    given: dict[tuple[str, str | None], list[Range]] = {}
    unsaid: list[str] = []
    for each in policy.contributions or ():
        if each.actor not in actors or each.kind != "time":
            continue
        found = quantity_of(each)
        unit = units.read(each.unit or (each.quantity.unit if each.quantity else None))
        hours = units.in_hours(found, unit) if found is not None else None
        if hours is None:
            unsaid.append(f"contributions[{each.key}]")
        else:
            given.setdefault((each.actor, each.activity), []).append(hours)
    booked = {(actor, activity) for actor, activity in given}
    ranges = [each for some in given.values() for each in some]
    for ask in asks_of(policy, units):
        if ask.actor not in actors or (ask.actor, ask.activity) in booked:
            continue
        if ask.hours is None:
            unsaid.append(f"activities[{ask.activity}].parts[{ask.part}]")
        else:
            ranges.append(ask.hours)
    return (total(ranges) if ranges else None), tuple(unsaid)


def given_beside(policy: Policy, units: Units, but: Container[str | None] = ()) -> dict[str, Range]:
    """Return by actor the hours that the ledger has and no part asks for: time at an activity where it has no part.

    Time at the activities `but` is left out.
    """
    asked = {(ask.actor, ask.activity) for ask in asks_of(policy, units)}
    found: dict[str, list[Range]] = {}
    for each in policy.contributions or ():
        # What is told twice is no more time of theirs.
        if each.kind != "time" or each.same_as or (each.actor, each.activity) in asked or each.activity in but:
            continue
        quantity = quantity_of(each)
        unit = units.read(each.unit or (each.quantity.unit if each.quantity else None))
        hours = units.in_hours(quantity, unit) if quantity is not None else None
        if hours is not None:
            found.setdefault(each.actor, []).append(hours)
    return {actor: total(some) for actor, some in found.items()}
