"""Faults in the role of government and in how far practice may differ from place to place (B3, B15, B16)."""

from __future__ import annotations

from collections.abc import Iterator

from .additions import new_activity
from .places import Place, Plain, at, places
from .readings import activities, agency
from .register import fault, setting, unanswered

setting(
    "role-change-has-no-means",
    "contradict",
    "role_changes_without_means",
    "activities",
    government_role={"now": "provider", "wanted": "partner"},
)
setting(
    "role-change-has-no-means",
    "variant",
    "means_unknown",
    "activities",
    government_role={"now": "regulator", "wanted": "nudger", "needs": "unknown"},
)
setting(
    "role-change-has-no-means",
    "variant",
    "means_blank",
    lambda p: iter(list(activities(p))[-1:]),
    government_role={"now": "commissioner", "wanted": "catalyst", "needs": ""},
)


def _led_by_agency(policy: Plain) -> Iterator[Place]:
    for place in activities(policy, 5, 6, 7):
        lead = at(policy, place).get("lead")
        if any(one.get("id") == lead and one.get("kind") == "agency" for one in policy["actors"]):
            yield place


unanswered("role-not-said", _led_by_agency, "government_role")
setting(
    "role-not-said",
    "delete",
    "role_now_not_said",
    _led_by_agency,
    government_role={"wanted": "partner", "needs": "Training"},
)


@fault("role-not-said", "variant")
def a_new_activity_without_role(policy: Plain) -> Place | None:
    """A public body leads a new commissioning activity and says nothing of its role."""
    return new_activity(policy, 5)


unanswered("latitude-not-said", lambda policy: activities(policy, 7), "latitude")


@fault("latitude-not-said", "variant")
def a_new_delivery_without_latitude(policy: Plain) -> Place | None:
    """A new delivery does not say how far places may differ."""
    return new_activity(policy, 7, scale="local")


for _name, _latitude in {
    "who_may_vary_not_said": {"kind": "local-decides", "why": "Places differ"},
    "why_not_said": {"kind": "local-within-a-minimum", "who": [], "minimum": "Safe"},
    "minimum_not_said": {"kind": "local-within-a-minimum", "why": "Places differ"},
    "sameness_without_reason": "same-everywhere",
}.items():
    setting("latitude-without-reason", "delete", _name, "activities", latitude=_latitude)


@fault("latitude-without-reason", "contradict")
def the_minimum_alone_is_missing(policy: Plain) -> Place | None:
    """Places may vary within a minimum that is not given, though who and why are."""
    place, public = next(places(policy, "activities"), None), agency(policy)
    if place is None or public is None:
        return None
    at(policy, place)["latitude"] = {"kind": "local-within-a-minimum", "why": "Places differ", "who": [public]}
    return place
