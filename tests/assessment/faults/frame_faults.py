"""Faults in the frame and structure of a policy: stages, leads, order, the decision wanted, currencies, waivers."""

from __future__ import annotations

from collections.abc import Iterator

from .additions import new_activity
from .places import Place, Plain, at, forget, given, places
from .readings import agency, orders, stage_for
from .register import Choose, Edit, add, adding, fault, setting, unanswered

unanswered("activity-without-stage", "activities", "stage")
unanswered("activity-without-lead", "activities", "lead")
unanswered("actor-without-kind", "actors", "kind")
unanswered("jurisdiction-missing", "", "jurisdiction", item=False)
unanswered("decision-not-named", "decision_wanted", "what", "who", "by_when")
unanswered("decision-not-named", "", "decision_wanted", item=False)
unanswered("fixed-and-open-not-said", "", "fixed", "open", item=False)


def _without_activities(value: object) -> Edit:
    def edit(policy: Plain) -> Place | None:
        before = policy.get("activities") or []
        outputs = [output.get("id") for one in before for output in one.get("outputs") or []]
        ids = {one["id"] for one in before} | {name for name in outputs if name}
        ids |= {f"{one['id']}/{name}" for one in before for name in ids}
        policy["activities"] = []
        forget(policy, "activities", ids)
        if value is None:
            del policy["activities"]
        else:
            policy["activities"] = value
        return ("activities",) if before else None

    return edit


add("no-activity", "delete", "activities_deleted", _without_activities(None))
add("no-activity", "variant", "activities_empty", _without_activities([]))
add("no-activity", "variant", "activities_unknown", _without_activities("unknown"))
adding(
    "activity-without-stage",
    "new_activity_without_stage",
    "activities",
    lambda policy: {"id": "added-activity", "label": "Added", "lead": agency(policy)},
)
adding(
    "activity-without-lead",
    "new_activity_without_lead",
    "activities",
    lambda policy: {"id": "added-activity", "label": "Added", "stage": stage_for(policy, 3) or "3"},
)
adding("actor-without-kind", "new_actor_without_kind", "actors", lambda _: {"id": "added-actor", "label": "Added"})


def _needy(policy: Plain) -> list[tuple[Place, Plain, Plain]]:
    """Activities with the first thing each needs."""
    by_id = {one["id"]: one for one in policy.get("activities") or []}
    pairs = []
    for place in places(policy, "activities"):
        one = at(policy, place)
        for other in one.get("needs") or []:
            if orders(policy, one) and orders(policy, by_id[other]):
                pairs.append((place, one, by_id[other]))
                break
    return pairs


@fault("needs-out-of-order", "misrefer")
def what_is_needed_stands_at_a_later_stage(policy: Plain) -> Place | None:
    """The needed activity is moved to the last stage while the other stands before it."""
    for place, one, needed in _needy(policy):
        if max(orders(policy, one)) < 8 and stage_for(policy, 9):
            needed["stage"] = stage_for(policy, 9)
            return place
    return None


@fault("needs-out-of-order", "contradict")
def what_is_needed_ends_after_the_start(policy: Plain) -> Place | None:
    """The needed activity finishes years after the one that needs it began."""
    for place, one, needed in _needy(policy):
        if given(one.get("start")):
            needed["finish"] = str(int(one["start"][:4]) + 2)
            return place
    return None


@fault("needs-out-of-order", "contradict")
def it_starts_before_what_it_needs_ends(policy: Plain) -> Place | None:
    """The activity starts years before what it needs is done."""
    for place, one, needed in _needy(policy):
        if given(needed.get("finish")):
            one["start"] = str(int(needed["finish"][:4]) - 3)
            return place
    return None


@fault("needs-out-of-order", "misrefer")
def it_needs_a_new_activity_of_the_last_stage(policy: Plain) -> Place | None:
    """An early activity is made to need a new one at stage 9."""
    early = next((p for p in places(policy, "activities") if {0, 1, 2, 3} & set(orders(policy, at(policy, p)))), None)
    if early is None or new_activity(policy, 9) is None:
        return None
    at(policy, early)["needs"] = [*(at(policy, early).get("needs") or []), "added-activity"]
    return early


MONEY = {"budgets": "money", "contributions": "unit_value", "activities": "cost"}


def _beside_other_money(path: str) -> Choose:
    """Choose the items of one list while money stands in some other item, in the policy's own currency."""

    def choose(policy: Plain) -> Iterator[Place]:
        held = {place for name, field in MONEY.items() for place in places(policy, name) if field in at(policy, place)}
        return (place for place in places(policy, path) if held - {place})

    return choose


for _path, _field in MONEY.items():
    setting(
        "currencies-not-joined",
        "misrefer",
        f"{_field}_in_another_currency",
        _beside_other_money(_path),
        True,
        **{_field: {"amount": "5", "currency": "XAF"}},
    )


def _waiver(rule: str, until: str) -> Plain:
    return {"id": "added", "rule": rule, "reason": "Added", "by": "Lead", "until": until}


adding("waiver-expired", "waiver_of_no_rule", "waivers", lambda _: _waiver("no-such-rule", "2900"))
adding("waiver-expired", "misspelt_rule_waived", "waivers", lambda _: _waiver("link-contestd", "2900-01"))
adding(
    "waiver-expired",
    "new_waiver_long_past",
    "waivers",
    lambda policy: _waiver("link-contested", "1999") if given(policy.get("as_at")) else None,
)


@fault("waiver-expired", "contradict")
def standing_waiver_ended_the_year_before(policy: Plain) -> Place | None:
    """A waiver that stands ends in the year before the policy's date."""
    place = next(places(policy, "waivers"), None)
    if place is None or not given(policy.get("as_at")):
        return None
    at(policy, place)["until"] = str(int(policy["as_at"][:4]) - 1)
    return place
