"""Faults in who holds power, and of interests that stand in the way (B4, B12)."""

from __future__ import annotations

from collections.abc import Iterator

from .places import Place, Plain, at, given, places
from .readings import agency, is_outside, parts, people_parts, rights_that_move
from .register import adding, fault, setting, unanswered


def _power(policy: Plain) -> Iterator[Place]:
    named = ("initiates", "resources", "owns_data", "can_stop")
    return iter([("power",)] if all(given((policy.get("power") or {}).get(name)) for name in named) else [])


unanswered("power-not-said", _power, "initiates", "resources", "owns_data", "can_stop")


def _framing(policy: Plain) -> Iterator[Place]:
    """Actors outside government that frame or decide in a part of commission or design, or hold a binding right."""
    ids = {at(policy, place)["to"] for place in rights_that_move(policy)}
    for place in places(policy, "activities.parts"):
        part = at(policy, place)
        if part.get("co") in ("commission", "design"):
            ids |= {name for field in ("frames", "decides") for name in part.get(field) or []}
    return (place for place in places(policy, "actors") if at(policy, place).get("id") in ids)


setting("interested-party-decides", "contradict", "it_gains_money", _framing, True, interest={"commercial": "yes"})


def _not_only_helping(policy: Plain) -> Iterator[Place]:
    """Those of them that do not deliver: who delivers for no gain may help to design."""
    delivering = {at(policy, place)["actor"] for place in parts(policy, co="deliver")}
    return (place for place in _framing(policy) if at(policy, place)["id"] not in delivering)


setting(
    "interested-party-decides",
    "contradict",
    "it_is_regulated",
    _not_only_helping,
    True,
    interest={"commercial": "no", "regulated": "yes"},
)
setting(
    "interested-party-decides",
    "contradict",
    "it_is_barred",
    _framing,
    True,
    interest={"barred_by": "Rules on conflicts"},
)


@fault("interested-party-decides", "misrefer")
def a_firm_frames_the_question(policy: Plain) -> Place | None:
    """A firm with something to gain joins those who frame a design or commission part."""
    firm = {"id": "added-firm", "label": "Firm", "kind": "business", "interest": {"commercial": "yes"}}
    for place in people_parts(policy):
        part = at(policy, place)
        if part.get("co") in ("commission", "design"):
            policy["actors"] = [*policy["actors"], firm]
            part["frames"] = [*(part.get("frames") or []), "added-firm"]
            return ()
    return None


@fault("interested-party-decides", "misrefer")
def who_delivers_takes_a_decision_right(policy: Plain) -> Place | None:
    """Somebody regulated that delivers is given a right to decide together."""
    place = next((p for p in parts(policy, co="deliver") if is_outside(policy, at(policy, p)["actor"])), None)
    if place is None:
        return None
    name = at(policy, place)["actor"]
    one = next(one for one in policy["actors"] if one.get("id") == name)
    one["interest"] = {"commercial": "no", "regulated": "yes"}
    right = {"id": "added-right", "decision": "Rates", "from": agency(policy), "to": name, "form": "joint"}
    power = policy.setdefault("power", {})
    power["decision_rights"] = [*(power.get("decision_rights") or []), right]
    return ("actors", policy["actors"].index(one)) if agency(policy) else None


def _firms(policy: Plain) -> Iterator[Place]:
    return (place for place in places(policy, "actors") if at(policy, place).get("kind") == "business")


unanswered("interest-not-declared", _firms, "interest")
setting("interest-not-declared", "variant", "ownership_only", _firms, interest={"ownership": "Family"})
adding(
    "interest-not-declared", "new_firm", "actors", lambda _: {"id": "added-firm", "label": "Firm", "kind": "business"}
)
adding(
    "interest-not-declared",
    "new_firm_interest_unknown",
    "actors",
    lambda _: {"id": "added-firm", "label": "Firm", "kind": "business", "interest": {"commercial": "unknown"}},
)
