"""Faults of B10 to B13 and B18: who answers, duties, mandates, stop signals, safeguards, data and consent."""

from __future__ import annotations

from collections.abc import Iterator

from .additions import first_activity, new_people_activity, some_people
from .places import Place, Plain, at, given, places
from .readings import activities, actor, agency, people_parts, rights_that_move, stage_for, stages
from .register import Edit, add, adding, fault, setting, unanswered

REAL = {"agency", "provider"}


def _close_to_people(policy: Plain) -> list[Place]:
    """Activities of stages 6 and 7 in which people take part."""
    return list(dict.fromkeys(place[:2] for place in people_parts(policy, 6, 7)))


def _answers_for_harm(names: object) -> Edit:
    def edit(policy: Plain) -> Place | None:
        held = [policy.get("power") or {}, *(policy.get("safeguards") or [])]
        answering = [
            n for one in held for n in one.get("answers_for_harm") or [] if actor(policy, n).get("kind") in REAL
        ]
        if not answering or not _close_to_people(policy):
            return None
        for one in held:
            if one.pop("answers_for_harm", None) and names is not None:
                one["answers_for_harm"] = names(policy) if callable(names) else names
        return ()

    return edit


add("nobody-answers-for-harm", "delete", "nobody_named", _answers_for_harm(None))
add("nobody-answers-for-harm", "misrefer", "people_answer_themselves", _answers_for_harm(lambda p: [some_people(p)]))
add("nobody-answers-for-harm", "variant", "unknown_who_answers", _answers_for_harm("unknown"))
unanswered("outcome-nobody-answers-for", "outcomes", "answers_for")
setting("outcome-nobody-answers-for", "contradict", "nobody_answers", "outcomes", answers_for=[])


def _duties(policy: Plain) -> Iterator[Place]:
    found = [place for place in activities(policy) if given(at(policy, place).get("statutory_duty"))]
    return iter(found or list(activities(policy))[-1:])


DUTY = {"statutory_duty": "A duty by law", "delegable": "no"}
setting("duty-handed-over", "contradict", "people_lead_the_duty", _duties, False, **DUTY, lead=some_people)
setting("duty-handed-over", "delete", "nobody_leads_the_duty", _duties, False, **DUTY, lead=None)
setting(
    "duty-handed-over",
    "variant",
    "unknown_whether_it_may_be_handed_over",
    _duties,
    statutory_duty="A duty by law",
    delegable="unknown",
    lead=some_people,
)


@fault("duty-handed-over", "misrefer")
def only_people_decide_on_a_duty(policy: Plain) -> list[Place] | None:
    """Every part that says who decides leaves it to people alone."""
    for place in people_parts(policy):
        activity, person = at(policy, place[:2]), at(policy, place)["actor"]
        activity.update(DUTY)
        for part in activity["parts"]:
            part["decides"] = [person] if given(part.get("decides")) or part["actor"] == person else []
        return [place[:2], place]
    return None


def _forums(policy: Plain) -> list[Place]:
    """Rights that move, but for those of a Treaty partner: a settlement or statute gave them, not a forum's remit."""
    partners = (policy.get("treaty") or {}).get("who_decides_under_them") or []
    return [place for place in rights_that_move(policy) if at(policy, place)["to"] not in partners]


def _political(policy: Plain) -> list[Place]:
    defaults = stages(policy)
    found = [(place, at(policy, place)) for place in _forums(policy)]
    return [place for place, right in found if {0, 4} & set(defaults.get(right.get("stage", ""), ()))]


def _no_forum(value: str | None) -> Edit:
    def edit(policy: Plain) -> list[Place] | None:
        rights = _political(policy)
        if not rights or not given(policy["power"].pop("authorised_forum", None)):
            return None
        if value is not None:
            policy["power"]["authorised_forum"] = value
        return [("power",), *rights]

    return edit


add("forum-without-mandate", "delete", "forum_deleted", _no_forum(None))
add("forum-without-mandate", "variant", "forum_unknown", _no_forum("unknown"))
add("forum-without-mandate", "variant", "forum_empty", _no_forum(""))


@fault("forum-without-mandate", "misrefer")
def a_right_moves_to_the_decision_stage(policy: Plain) -> list[Place] | None:
    """A right that binds now lies at the decision, and no forum was authorised."""
    place, stage = next(iter(_forums(policy)), None), stage_for(policy, 4)
    if place is None or stage is None:
        return None
    policy["power"].pop("authorised_forum", None)
    at(policy, place)["stage"] = stage
    return [("power",), place]


def _mandated(policy: Plain) -> Iterator[Place]:
    for place in places(policy, "actors"):
        if given((at(policy, place).get("mandate") or {}).get("speaks_for")):
            yield place


@fault("mandate-without-giver", "delete")
def nobody_gave_the_mandate(policy: Plain) -> Place | None:
    """The giver of a mandate goes."""
    place = next(_mandated(policy), None)
    return place if place and at(policy, place)["mandate"].pop("given_by", None) else None


@fault("mandate-without-giver", "variant")
def unknown_who_gave_the_mandate(policy: Plain) -> Place | None:
    """The giver of a mandate is unknown."""
    place = next(_mandated(policy), None)
    return place if place and at(policy, place)["mandate"].update(given_by="unknown") is None else None


@fault("mandate-without-giver", "contradict")
def somebody_claims_to_speak_for_people(policy: Plain) -> Place | None:
    """An actor without mandate says that it speaks for people."""
    person = some_people(policy)
    free = [place for place in places(policy, "actors") if at(policy, place).get("mandate") is None]
    place = next((one for one in free if at(policy, one).get("kind") in ("provider", "business", "research")), None)
    if person is None or place is None:
        return None
    at(policy, place)["mandate"] = {"speaks_for": [person]}
    return place


def _no_signal(value: str | None) -> Edit:
    def edit(policy: Plain) -> Place | None:
        place = next(iter(_close_to_people(policy)), None)
        if place is None:
            return None
        for guard in policy.get("safeguards") or []:
            if guard.get("activity") in (None, at(policy, place)["id"]):
                guard.pop("stop_rule", None)
        at(policy, place).pop("stop_signal", None)
        if value is not None:
            at(policy, place)["stop_signal"] = value
        return place

    return edit


add("no-stop-signal", "delete", "signal_deleted", _no_signal(None))
add("no-stop-signal", "variant", "signal_unknown", _no_signal("unknown"))
add("no-stop-signal", "variant", "signal_empty", _no_signal(""))


@fault("no-stop-signal", "misrefer")
def every_stop_rule_is_for_something_else(policy: Plain) -> Place | None:
    """People take part in a new delivery; the safeguards are all tied to another activity."""
    first = first_activity(policy)
    if first is None:
        return None
    for guard in policy.get("safeguards") or []:
        guard.setdefault("activity", first)
    return new_people_activity(policy, 7)


unanswered("safeguard-incomplete", "safeguards", "prevention", "stop_rule", "complaint_path")
adding(
    "safeguard-incomplete", "new_safeguard_names_the_risk_only", "safeguards", lambda _: {"id": "added", "risk": "Harm"}
)
for _name, _value in (("deleted", None), ("empty", []), ("unknown", "unknown")):
    setting(
        "no-safeguards",
        "delete" if _value is None else "variant",
        f"safeguards_{_name}",
        lambda policy: iter([()] if policy.get("safeguards") and _close_to_people(policy) else []),
        safeguards=_value,
    )

unanswered("data-without-terms", "data_uses", "purpose", "consent", "people_told")
setting("data-without-terms", "contradict", "people_were_not_told", "data_uses", people_told="no")


def _given_by_people(policy: Plain) -> Iterator[Place]:
    for place in places(policy, "contributions"):
        one = at(policy, place)
        outside = actor(policy, one["actor"]).get("kind") != "agency"
        if outside and one.get("kind") in ("time", "knowledge", "relationships") and given(one.get("consent")):
            yield place


unanswered("contribution-without-consent", _given_by_people, "consent")
setting(
    "contribution-without-consent", "delete", "consent_has_no_giver", _given_by_people, consent={"on": "2026-01-01"}
)
setting(
    "contribution-without-consent",
    "delete",
    "consent_has_no_date",
    _given_by_people,
    consent=lambda policy: {"by": some_people(policy)},
)
setting(
    "contribution-without-consent",
    "variant",
    "an_agencys_gift_is_really_peoples_time",
    lambda p: (c for c in places(p, "contributions") if at(p, c)["actor"] == agency(p) and not at(p, c).get("consent")),
    actor=some_people,
    kind="time",
)


def _consent(policy: Plain, **end: str) -> Plain:
    return {"to": "Counting hours", "by": some_people(policy), "on": "1998-01-01", **end}


def _dated(policy: Plain) -> Iterator[Place]:
    return _given_by_people(policy) if given(policy.get("as_at")) else iter(())


setting(
    "consent-gone", "contradict", "taken_back", _given_by_people, consent=lambda p: _consent(p, withdrawn="2026-01-05")
)
setting("consent-gone", "contradict", "expired_long_ago", _dated, consent=lambda p: _consent(p, expires="1999-12-31"))
setting("consent-gone", "variant", "expired_in_a_year_long_past", _dated, consent=lambda p: _consent(p, expires="1999"))
