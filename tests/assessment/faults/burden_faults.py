"""Faults of B6 and B16: hours, pay, refusal, fallback, work handed over, reports."""

from __future__ import annotations

from collections.abc import Iterator

from .additions import a_part, add_part, new_activity, new_people_activity, new_person, some_people
from .places import Place, Plain, at, given, places
from .readings import activities, agency, parts, people_parts
from .register import fault, setting, unanswered

unanswered("hours-not-stated", people_parts, "hours_asked")
unanswered("refusal-not-said", people_parts, "if_refused")
for _index, _no in ((0, "no"), (1, "false"), (-1, "no")):
    setting(
        "cannot-refuse",
        "contradict",
        f"nobody_may_refuse_{_no}_{_index}",
        lambda p, index=_index: iter(list(people_parts(p))[index : index + 1 or None]),  # type: ignore[misc]
        can_refuse=_no,
    )


@fault("cannot-refuse", "variant")
def a_new_part_cannot_be_refused(policy: Plain) -> Place | None:
    """A new part of people leaves no way out."""
    activity = next(places(policy, "activities"), None)
    return add_part(policy, activity, a_part(new_person(policy), can_refuse="no"))


def _working(policy: Plain) -> Iterator[Place]:
    return (
        p
        for p in people_parts(policy)
        if at(policy, p).get("hours_asked") not in ("0", None) and at(policy, p).get("pay")
    )


setting("unpaid-work", "delete", "pay_deleted", _working, pay=None)
setting("unpaid-work", "variant", "only_expenses_paid", _working, pay={"expenses": "yes", "days_to_pay": "9"})
setting("unpaid-work", "contradict", "no_rate_and_no_koha", _working, pay={"koha": "no", "expenses": "yes"})
setting("unpaid-work", "variant", "hours_and_pay_unknown", _working, pay="unknown", hours_asked=None)
for _days in ("31", "60", "365"):
    setting(
        "pay-is-slow", "contradict", f"paid_after_{_days}_days", people_parts, pay={"rate": "30", "days_to_pay": _days}
    )


def _delivered(policy: Plain) -> Iterator[Place]:
    return (place[:2] for place in people_parts(policy, 6, 7, co="deliver"))


unanswered("no-fallback", _delivered, "fallback")


@fault("no-fallback", "variant")
def a_new_delivery_without_fallback(policy: Plain) -> Place | None:
    """People deliver in a new activity, and nothing stands ready in their place."""
    return new_people_activity(policy, 7)


def _busy(policy: Plain) -> Iterator[Place]:
    for place in parts(policy):
        if at(policy, place).get("hours_asked") not in (None, "0", "unknown"):
            name = at(policy, place)["actor"]
            yield from (p for p in places(policy, "actors") if at(policy, p).get("id") == name)


setting("over-capacity", "contradict", "almost_no_hours_to_give", _busy, capacity_hours="0.1")


@fault("over-capacity", "contradict")
def a_part_asks_too_many_hours(policy: Plain) -> Place | None:
    """One part asks a million hours of an actor whose hours are known."""
    for place in _busy(policy):
        for part in parts(policy):
            name = at(policy, place)["id"]
            if given(at(policy, place).get("capacity_hours")) and at(policy, part)["actor"] == name:
                at(policy, part)["hours_asked"] = _in_its_unit(policy, place, mid="1000000")
                return place
    return None


def _in_its_unit(policy: Plain, actor: Place, **number: str) -> Plain:
    """Write a number of hours as the actor writes what it has: hours a year are not added to hours."""
    has = at(policy, actor)["capacity_hours"]
    unit = has.get("unit") if isinstance(has, dict) else None
    return number | ({"unit": unit} if unit else {})


@fault("over-capacity", "misrefer")
def a_new_part_falls_on_the_same_actor(policy: Plain) -> Place | None:
    """A new part of another activity asks the hours of an actor whose list is full."""
    place = next((p for p in _busy(policy) if given(at(policy, p).get("capacity_hours"))), None)
    if place is None:
        return None
    add_part(
        policy,
        ("activities", 0),
        a_part(at(policy, place)["id"], "assess", hours_asked=_in_its_unit(policy, place, low="900000", high="990000")),
    )
    return place


def _efficient(policy: Plain, purpose: str | None) -> list[Place] | None:
    for part in people_parts(policy):
        activity = part[:2]
        if purpose is None and at(policy, activity).get("purpose") != "efficiency":
            continue
        at(policy, activity)["purpose"] = "efficiency"
        at(policy, part).pop("cost_to_them", None)
        return [activity, part]
    return None


@fault("efficiency-only", "contradict")
def saving_becomes_the_only_purpose(policy: Plain) -> list[Place] | None:
    """Efficiency is the purpose and nobody says what it costs people."""
    return _efficient(policy, "efficiency")


@fault("efficiency-only", "delete")
def the_cost_to_people_is_taken_away(policy: Plain) -> list[Place] | None:
    """Where efficiency was the purpose already, the cost to people goes."""
    return _efficient(policy, None)


@fault("efficiency-only", "variant")
def new_people_bear_an_unknown_cost(policy: Plain) -> list[Place] | None:
    """A new activity for efficiency has people at a cost nobody knows."""
    person = some_people(policy)
    if person is None:
        return None
    place = new_activity(policy, 7, purpose="efficiency", parts=[a_part(person, cost_to_them="unknown")])
    return None if place is None else [place, (*place, "parts", 0)]


def _voiceless(policy: Plain, **fields: object) -> Place | None:
    led = (p for p in activities(policy, 7) if given(at(policy, p).get("lead")))
    public = agency(policy)
    if public is None:
        return None
    part = a_part(new_person(policy), "deliver", frames=[public], decides=[public], judges=None, result_used=None)
    return add_part(policy, next(led, None), {**part, **fields})


@fault("handed-over-work", "variant")
def new_people_only_act(policy: Plain) -> Place | None:
    """People added at delivery act, and have no voice anywhere."""
    return _voiceless(policy, mode="action")


@fault("handed-over-work", "contradict")
def claimed_as_both_but_only_act(policy: Plain) -> Place | None:
    """The part claims voice and action, but government frames and decides everything."""
    return _voiceless(policy, claimed="co-delivery")


@fault("handed-over-work", "delete")
def the_voice_of_those_who_act_is_taken_away(policy: Plain) -> Place | None:
    """Everywhere a public body frames and decides and no judgement is used; people who act at delivery only act."""
    part, public = next(people_parts(policy, 7, co="deliver"), None), agency(policy)
    if part is None or public is None:
        return None
    for place in places(policy, "activities.parts"):
        at(policy, place).update(frames=[public], decides=[public], result_used="no")
    at(policy, part).update(mode="action", frames=[public], decides=[public], acts=[at(policy, part)["actor"]])
    return part


def _reported(policy: Plain) -> Iterator[Place]:
    return (p for p in places(policy, "actors") if int(at(policy, p).get("reports_asked") or 0) < 3)


for _number in ("3", "4", "12"):
    setting("many-reports", "contradict", f"{_number}_reports", _reported, reports_asked=_number)
