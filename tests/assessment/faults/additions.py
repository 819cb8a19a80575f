"""New things that a fault adds to a policy: activities, people, parts, each answered as far as the fault allows."""

from __future__ import annotations

from .places import Place, Plain, at
from .readings import actors, agency, stage_for


def new_activity(policy: Plain, order: int, **fields: object) -> Place | None:
    """Append an activity at a default order, led by the first public body; fields given as None are left out."""
    stage, lead = stage_for(policy, order), agency(policy)
    if stage is None or lead is None:
        return None
    whole = {"id": "added-activity", "label": "An activity added as a fault", "stage": stage, "lead": lead, **fields}
    policy["activities"] = [*policy.get("activities", []), {k: v for k, v in whole.items() if v is not None}]
    return ("activities", len(policy["activities"]) - 1)


def some_people(policy: Plain) -> str | None:
    """The first actor that is people by its kind."""
    return next(iter(actors(policy, "people-who-use-it", "community", "whanau")), None)


def new_person(policy: Plain, name: str = "added-people") -> str:
    """Append an actor of people who use the service and return its id."""
    policy["actors"] = [
        *policy.get("actors", []),
        {"id": name, "label": "People added as a fault", "kind": "people-who-use-it"},
    ]
    return name


def new_agency(policy: Plain, name: str = "added-agency") -> str:
    """Append a public body and return its id."""
    policy["actors"] = [
        *policy.get("actors", []),
        {"id": name, "label": "Public body added as a fault", "kind": "agency"},
    ]
    return name


def new_provider(policy: Plain, name: str = "added-provider") -> str:
    """Append a provider and return its id."""
    policy["actors"] = [
        *policy.get("actors", []),
        {"id": name, "label": "Provider added as a fault", "kind": "provider"},
    ]
    return name


def a_part(actor: str, co: str = "deliver", **fields: object) -> Plain:
    """A part that answers every question a rule asks of people's parts, but for the fields given as None."""
    whole = {
        "id": "added-part",
        "actor": actor,
        "co": co,
        "mode": "both",
        "frames": [actor],
        "decides": [actor],
        "acts": [actor],
        "judges": [actor],
        "result_used": "yes",
        "promise": {"level": "collaborate", "scale": "iap2", "authorised_by": "Minister"},
        "hours_asked": "1",
        "cost_to_them": "0",
        "pay": {"rate": "30", "expenses": "yes", "days_to_pay": "7"},
        "if_refused": "Nothing changes for them",
        "can_refuse": "yes",
        "agreed_by": actor,
        "agreed_on": "2020-01-01",
        **fields,
    }
    return {field: value for field, value in whole.items() if value is not None}


def first_activity(policy: Plain) -> str | None:
    """Id of the first activity."""
    return next((one["id"] for one in policy.get("activities", [])), None)


def add_part(policy: Plain, activity: Place | None, part: Plain) -> Place | None:
    """Append a part to an activity and return its place."""
    if activity is None:
        return None
    node = at(policy, activity)
    node["parts"] = [*(node.get("parts") or []), part]
    return (*activity, "parts", len(node["parts"]) - 1)


def new_people_activity(policy: Plain, order: int, co: str = "deliver", **fields: object) -> Place | None:
    """Append an activity with a part of people who use the service."""
    person = some_people(policy)
    return None if person is None else new_activity(policy, order, **{"parts": [a_part(person, co)], **fields})
