"""Faults against Te Tiriti o Waitangi / the Treaty; they apply to policies of New Zealand only."""

from __future__ import annotations

from collections.abc import Iterator

from .additions import a_part, add_part, new_provider
from .places import Place, Plain, at, given, places
from .readings import OWN_AUTHORITY, actors, agency, parts, rights_that_move
from .register import Edit, add, adding, fault, setting, unanswered


def _nz(policy: Plain) -> bool:
    return str(policy.get("jurisdiction", "")).lower() == "nz"


def _treaty(policy: Plain) -> Iterator[Place]:
    return iter([("treaty",)] if _nz(policy) and given(policy.get("treaty")) else [])


def _affected(policy: Plain) -> Iterator[Place]:
    return (place for place in _treaty(policy) if at(policy, place).get("affected") == "yes")


@fault("treaty-not-considered", "delete")
def no_word_on_the_treaty(policy: Plain) -> Place | None:
    """The section on the Treaty goes."""
    return ("treaty",) if _nz(policy) and policy.pop("treaty", None) else None


setting("treaty-not-considered", "delete", "affected_not_said", _treaty, affected=None)
setting("treaty-not-considered", "variant", "affected_unknown", _treaty, affected="unknown")
unanswered("treaty-partners-not-named", _affected, "whose_interests", "who_decides_under_them")
setting("treaty-partners-not-named", "contradict", "nobodys_interests", _affected, whose_interests=[])
unanswered("treaty-terms-missing", _affected, "resourcing", "data_and_knowledge_terms", "legal_advice")


def _joint(policy: Plain) -> list[Place]:
    found = [*places(policy, "treaty.settlement_or_statute"), *places(policy, "treaty.relationship_agreements")]
    return [place for place in found if _nz(policy) and at(policy, place).get("joint_decision") == "yes"]


def _unshared(change: str, value: object) -> Edit:
    def edit(policy: Plain) -> list[Place] | None:
        partners = (policy.get("treaty") or {}).get("who_decides_under_them") or []
        rights = [place for place in rights_that_move(policy) if at(policy, place).get("to") in partners]
        if not rights or not _joint(policy):
            return None
        for place in rights:
            at(policy, place)[change] = value(policy) if callable(value) else value
        return _joint(policy)

    return edit


add("joint-decision-not-shared", "contradict", "the_partner_may_only_advise", _unshared("form", "advise"))
add("joint-decision-not-shared", "misrefer", "the_right_goes_to_a_provider", _unshared("to", new_provider))
add("joint-decision-not-shared", "misrefer", "the_right_goes_to_an_agency", _unshared("to", agency))
add("joint-decision-not-shared", "variant", "form_unknown", _unshared("form", "unknown"))


@fault("joint-decision-not-shared", "delete")
def the_rights_are_taken_off_the_list(policy: Plain) -> list[Place] | None:
    """No decision right is listed any more."""
    return (_joint(policy) or None) if (policy.get("power") or {}).pop("decision_rights", None) else None


unanswered("treaty-reply-owed", lambda p: places(p, "treaty.asked_before") if _nz(p) else iter(()), "answered_on")
adding(
    "treaty-reply-owed",
    "new_question_without_reply",
    "treaty.asked_before",
    lambda p: {"id": "added", "about": "Land", "owed_since": "2020"} if _nz(p) and given(p.get("treaty")) else None,
)


def _partners(policy: Plain) -> list[str]:
    return actors(policy, *sorted(OWN_AUTHORITY)) if _nz(policy) else []


def _only(level: str) -> Edit:
    def edit(policy: Plain) -> list[Place] | None:
        for name in _partners(policy):
            own = [place for place in parts(policy) if at(policy, place)["actor"] == name]
            for place in own:
                at(policy, place)["promise"] = {"level": level, "scale": "te-arawhiti", "authorised_by": "Minister"}
            if own:
                index = next(i for i, one in enumerate(policy["actors"]) if one.get("id") == name)
                return [("actors", index), *own, *(place[:2] for place in own)]
        return None

    return edit


add("maori-partner-only-consulted", "contradict", "every_promise_is_to_consult", _only("consult"))
add("maori-partner-only-consulted", "contradict", "every_promise_is_to_inform", _only("inform"))


@fault("maori-partner-only-consulted", "variant")
def a_hapu_is_only_consulted(policy: Plain) -> list[Place] | None:
    """A hapū comes in with one part, in which it is promised to be consulted."""
    if not _nz(policy) or not policy.get("activities"):
        return None
    policy["actors"] = [*policy["actors"], {"id": "added-hapu", "label": "Hapū", "kind": "hapu"}]
    promise = {"level": "consult", "scale": "te-arawhiti", "authorised_by": "Minister"}
    part = add_part(policy, ("activities", 0), a_part("added-hapu", "commission", promise=promise))
    return [("actors", len(policy["actors"]) - 1), ("activities", 0), *([part] if part else [])]
