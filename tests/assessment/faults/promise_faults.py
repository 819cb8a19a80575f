"""Faults of B4, B15, B19 and B20: decisions that do not move, promises, agreement to a part, replies that are owed."""

from __future__ import annotations

from collections.abc import Iterator

from .additions import a_part, add_part, some_people
from .places import Place, Plain, at, given, places
from .readings import actors, agency, asked_by_government, outside_parts, parts, people_parts, rights_that_move
from .register import adding, fault, setting, unanswered


def _asks_for_a_right(policy: Plain) -> bool:
    return any(at(policy, place).get("co") in ("commission", "design") for place in asked_by_government(policy))


def _rights(policy: Plain) -> list[Place]:
    return list(rights_that_move(policy)) if _asks_for_a_right(policy) else []


@fault("no-decision-moves", "delete")
def no_decision_rights(policy: Plain) -> Place | None:
    """The list of decision rights goes."""
    return () if _rights(policy) and policy["power"].pop("decision_rights") else None


@fault("no-decision-moves", "contradict")
def every_right_is_only_to_advise(policy: Plain) -> Place | None:
    """Each right outside government becomes a right to advise."""
    rights = _rights(policy)
    for place in rights:
        at(policy, place)["form"] = "advise"
    return () if rights else None


@fault("no-decision-moves", "misrefer")
def every_right_goes_to_an_agency(policy: Plain) -> Place | None:
    """Each right goes from one public body to another."""
    rights = _rights(policy)
    for place in rights:
        at(policy, place)["to"] = agency(policy)
    return () if rights and agency(policy) else None


def _only_asked(policy: Plain, co: str) -> Place | None:
    """Government frames and decides, people give their view."""
    place, public = next(people_parts(policy, co=co), None), agency(policy)
    if place is None or public is None:
        return None
    at(policy, place).update(mode="voice", frames=[public], decides=[public], acts=[], judges=[])
    return place


@fault("called-co-but-consultation", "contradict")
def a_design_part_is_only_consulted(policy: Plain) -> Place | None:
    """In a design part, government frames and decides."""
    return _only_asked(policy, "design")


@fault("called-co-but-consultation", "contradict")
def a_commission_part_is_only_consulted(policy: Plain) -> Place | None:
    """In a commission part, government frames and decides."""
    return _only_asked(policy, "commission")


@fault("called-co-but-consultation", "contradict")
def what_people_judge_is_not_used(policy: Plain) -> Place | None:
    """People judge, government framed and decides, the result is not used."""
    place = _only_asked(policy, "assess")
    if place is not None:
        at(policy, place).update(judges=[at(policy, place)["actor"]], result_used="no")
    return place


def _promised(policy: Plain) -> Iterator[Place]:
    found = (place for place in outside_parts(policy) if at(policy, place).get("co"))
    return (place for place in found if given(at(policy, place).get("promise")))


for _level in ("inform", "consult"):
    setting(
        "called-co-but-consultation",
        "contradict",
        f"promise_is_only_to_{_level}",
        _promised,
        promise={"level": _level, "scale": "iap2", "authorised_by": "Minister"},
    )


def _promises(policy: Plain) -> Iterator[Place]:
    return ((*place, "promise") for place in parts(policy) if given(at(policy, place).get("promise")))


unanswered("promise-not-authorised", _promises, "authorised_by")


def _to_be_promised(policy: Plain) -> Iterator[Place]:
    """Parts that government has a hand in; where the work may be over, what came of it is not known."""
    today = str(policy.get("as_at") or "9999")
    for place in asked_by_government(policy):
        finish = at(policy, place[:2]).get("finish")
        if not given(finish) or str(finish)[:4] > today[:4] or at(policy, place).get("result_used") != "yes":
            yield place


unanswered("promise-missing", _to_be_promised, "promise")
setting(
    "promise-missing",
    "contradict",
    "nothing_promised_and_nothing_used",
    asked_by_government,
    promise=None,
    result_used="no",
)


@fault("promise-missing", "delete")
def the_promise_has_no_level(policy: Plain) -> Place | None:
    """The level of a promise to people is taken away."""
    for place in _to_be_promised(policy):
        if given((at(policy, place).get("promise") or {}).get("level")):
            del at(policy, place)["promise"]["level"]
            return place
    return None


@fault("promise-not-authorised", "variant")
def a_new_promise_by_nobody(policy: Plain) -> Place | None:
    """A new part carries a promise that nobody authorised."""
    person, activity = some_people(policy), next(places(policy, "activities"), None)
    if person is None:
        return None
    return add_part(policy, activity, a_part(person, promise={"level": "empower", "scale": "iap2"}))


def _overdue(used: str | None, answer_by: str, way: str, name: str) -> None:
    setting(
        "promise-unanswered",
        way,  # type: ignore[arg-type]
        name,
        lambda policy: outside_parts(policy) if given(policy.get("as_at")) else iter(()),
        promise={"level": "collaborate", "scale": "iap2", "authorised_by": "Minister", "answer_by": answer_by},
        result_used=used,
    )


_overdue(None, "2001-02-03", "delete", "answer_long_due_and_nothing_said")
_overdue("no", "2001", "contradict", "answer_long_due_and_result_unused")
_overdue("unknown", "2001-02", "variant", "answer_long_due_and_use_unknown")

unanswered("part-not-agreed", outside_parts, "agreed_by", "agreed_on")


@fault("part-not-agreed", "misrefer")
def somebody_else_agreed(policy: Plain) -> Place | None:
    """A public body agreed on behalf of the partner."""
    place, public = next(outside_parts(policy), None), agency(policy)
    if place is None or public is None:
        return None
    at(policy, place)["agreed_by"] = public
    return place


unanswered("right-can-be-taken-back", rights_that_move, "instrument", "until", "revocable_by", "told_first")


def _asked(policy: Plain) -> Iterator[Place]:
    busy = {at(policy, place)["actor"] for place in parts(policy)}
    busy |= {one.get("lead") for one in policy.get("activities") or []}
    return (place for place in places(policy, "actors") if at(policy, place).get("id") in busy)


@fault("asked-never-answered", "delete")
def every_answer_is_taken_away(policy: Plain) -> Place | None:
    """What changed and when it was answered go from an actor's list."""
    for place in _asked(policy):
        items = at(policy, place).get("asked_before") or []
        for item in items:
            item.pop("changed", None)
            item.pop("answered_on", None)
        if items:
            return place
    return None


def _question(**answer: str) -> list[Plain]:
    return [{"id": "added", "when": "2019", "about": "The same again", "said": "The same again", **answer}]


setting("asked-never-answered", "variant", "asked_once_and_unknown", _asked, asked_before=_question(changed="unknown"))
setting("asked-never-answered", "variant", "asked_and_nothing_more", _asked, asked_before=_question())
setting(
    "asked-never-answered",
    "variant",
    "asked_with_empty_answer",
    lambda policy: iter(list(_asked(policy))[-1:]),
    asked_before=_question(answered_on=""),
)

unanswered("offer-not-answered", "offers", "answered_on")
adding("offer-not-answered", "new_offer", "offers", lambda policy: _offer(policy))
adding("offer-not-answered", "new_offer_answer_unknown", "offers", lambda policy: _offer(policy, answered_on="unknown"))
adding("offer-not-answered", "new_offer_with_words_only", "offers", lambda policy: _offer(policy, answer="Thank you"))


def _offer(policy: Plain, **answer: str) -> Plain | None:
    by = some_people(policy) or next(iter(actors(policy, "provider", "iwi")), None)
    return {"id": "added-offer", "by": by, "offer": "Our hall", "offered_on": "2020", **answer} if by else None
