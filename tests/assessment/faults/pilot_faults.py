"""Faults of B2 and B7: roll-out without a test, pilots without rule, link, money or agreement."""

from __future__ import annotations

from collections.abc import Iterator

from .additions import new_activity
from .places import Place, Plain, at, given, places
from .readings import activities
from .register import adding, fault, setting, unanswered


def _gated(policy: Plain, one: Plain) -> bool:
    return any(one["id"] in (pilot.get("gates") or []) for pilot in policy.get("pilots") or [])


def _ungate(policy: Plain) -> Place | None:
    for place in activities(policy, 7):
        one = at(policy, place)
        if _gated(policy, one) and one.get("scale") not in ("pilot", "local"):
            for pilot in policy["pilots"]:
                pilot["gates"] = [name for name in pilot.get("gates") or [] if name != one["id"]]
            return place
    return None


@fault("rollout-without-test", "delete")
def the_pilot_no_longer_gates_the_rollout(policy: Plain) -> Place | None:
    """A gated national or regional roll-out loses its gate."""
    return _ungate(policy)


def _small_ungated(policy: Plain) -> Iterator[Place]:
    for place in activities(policy, 7):
        if at(policy, place).get("scale") in ("pilot", "local") and not _gated(policy, at(policy, place)):
            yield place


setting("rollout-without-test", "contradict", "local_work_goes_national", _small_ungated, scale="national")
setting("rollout-without-test", "contradict", "local_work_goes_regional", _small_ungated, scale="regional")


@fault("rollout-without-test", "misrefer")
def the_pilot_gates_something_else(policy: Plain) -> Place | None:
    """The gate is put before the first activity instead of the roll-out."""
    place = _ungate(policy)
    if place is None or at(policy, place)["id"] == policy["activities"][0]["id"]:
        return None
    policy["pilots"][0]["gates"] = [policy["activities"][0]["id"]]
    return place


@fault("rollout-without-test", "variant")
def a_new_national_rollout(policy: Plain) -> Place | None:
    """A national activity at stage 7 is added that nobody tests."""
    return new_activity(policy, 7, scale="national")


def _over(policy: Plain, one: Plain) -> bool:
    """Tell whether an activity may be over on the policy's day."""
    return given(one.get("finish")) and str(one["finish"])[:4] <= str(policy.get("as_at") or "9999")[:4]


def _ungated(policy: Plain) -> list[Place]:
    """Deliveries that wait for no pilot, are not over, and say how far they reach."""
    found = [(place, at(policy, place)) for place in activities(policy, 7)]
    return [p for p, one in found if given(one.get("scale")) and not _gated(policy, one) and not _over(policy, one)]


for _way, _name, _said in (("delete", "deleted", None), ("variant", "unknown", "unknown"), ("variant", "empty", "")):
    setting("reach-not-said", _way, f"scale_{_name}", lambda p: iter(_ungated(p)), scale=_said)  # type: ignore[arg-type]


@fault("reach-not-said", "misrefer")
def the_pilot_gates_something_else_and_the_reach_is_open(policy: Plain) -> Place | None:
    """A gated delivery loses its gate and its scale."""
    for place in activities(policy, 7):
        one = at(policy, place)
        if _gated(policy, one) and not _over(policy, one):
            for pilot in policy["pilots"]:
                pilot["gates"] = [name for name in pilot.get("gates") or [] if name != one["id"]]
            one.pop("scale", None)
            return place
    return None


@fault("reach-not-said", "variant")
def a_new_delivery_of_unknown_reach(policy: Plain) -> Place | None:
    """A delivery is added of which nobody says how far it goes."""
    return new_activity(policy, 7, scale="unknown")


def _real(policy: Plain) -> Iterator[Place]:
    return (place for place in places(policy, "pilots") if not given(at(policy, place).get("alternative")))


unanswered("pilot-without-rule", _real, "decision_rule", "decide_by")
NEW_PILOT = {"id": "added-pilot", "label": "Added", "alternative": {"why_not": "It is a right"}}
adding("pilot-without-rule", "alternative_that_is_empty", "pilots", lambda _: dict(NEW_PILOT))
setting("pilot-without-rule", "contradict", "alternative_with_reason_only", _real, alternative={"why_not": "A right"})


@fault("pilot-after-rollout", "contradict")
def the_pilot_decides_long_after_the_start(policy: Plain) -> Place | None:
    """The pilot's decision comes in the year 2900."""
    starts = {one["id"]: one.get("start") for one in policy.get("activities") or []}
    for place in places(policy, "pilots"):
        pilot = at(policy, place)
        if given(pilot.get("decide_by")) and any(starts.get(name) for name in pilot.get("gates") or []):
            pilot["decide_by"] = "2900"
            return place
    return None


@fault("pilot-after-rollout", "contradict")
def the_rollout_starts_years_before(policy: Plain) -> Place | None:
    """The gated activity starts in 1999."""
    for place in places(policy, "pilots"):
        pilot = at(policy, place)
        for one in policy["activities"]:
            if given(pilot.get("decide_by")) and one["id"] in (pilot.get("gates") or []):
                one["start"] = "1999-05"
                one.pop("finish", None)
                return place
    return None


@fault("pilot-after-rollout", "misrefer")
def the_pilot_gates_what_began_long_ago(policy: Plain) -> Place | None:
    """The pilot is made to gate a new activity that began in 1999."""
    place = next((p for p in places(policy, "pilots") if given(at(policy, p).get("decide_by"))), None)
    if place is None or new_activity(policy, 7, start="1999-01-01", scale="local") is None:
        return None
    at(policy, place)["gates"] = [*(at(policy, place).get("gates") or []), "added-activity"]
    return place


unanswered("pilot-tests-no-link", "pilots", "claim")
unanswered("pilot-ignores-what-exists", "pilots", "already_done_by")
unanswered("pilot-not-funded-on", _real, "mainstreaming")
BARE = {"id": "added-pilot", "label": "Added", "decision_rule": "Nine of ten", "decide_by": "2031"}
for _rule in ("pilot-tests-no-link", "pilot-ignores-what-exists", "pilot-not-funded-on"):
    adding(_rule, f"new_pilot_for_{_rule}", "pilots", lambda _: dict(BARE))
setting("pilot-not-funded-on", "contradict", "mainstreaming_without_payer", _real, mainstreaming={"start": "2031"})

for _name, _agreed in (("refused", "no"), ("never_asked", None), ("unknown", "unknown")):
    setting(
        "randomised-without-agreement",
        "delete" if _agreed is None else "contradict" if _agreed == "no" else "variant",
        f"lots_drawn_agreement_{_name}",
        "pilots",
        randomised="yes",
        community_agreed=_agreed,
    )
