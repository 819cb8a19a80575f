"""Changes that look like faults and are none: each stands just on the right side of a rule, which must keep quiet."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .places import Place, Plain, at, given, places
from .readings import actors, agency, outside_parts, parts, people_parts, rights_that_move
from .register import Choose, Form, settled

HARMLESS: list[Form] = []


def quiet(rule: str, name: str, chooser: str | Choose, **values: Any) -> None:
    """Register a change at which `rule` must not find anything new."""
    HARMLESS.append(Form(rule, name, "variant", settled(chooser, **values)))


def _with(path: str, *fields: str) -> Choose:
    """Choose items of a list in which all of some fields are given."""

    def choose(policy: Plain) -> Iterator[Place]:
        return (one for one in places(policy, path) if all(given(at(policy, one).get(field)) for field in fields))

    return choose


def _year(policy: Plain) -> str:
    return str(policy["as_at"])[:4]


def _section_of_policy(policy: Plain) -> Iterator[Place]:
    return iter([()] if policy.get("exit") else [])


def _section(name: str) -> Choose:
    return lambda policy: iter([(name,)] if policy.get(name) else [])


def _hours(policy: Plain) -> Iterator[Place]:
    for place in _with("actors", "capacity_hours")(policy):
        if _asked_of(policy, at(policy, place)["id"]):
            yield place


def _asked_of(policy: Plain, name: str) -> Decimal:
    asked = (at(policy, place) for place in parts(policy))
    found = [part["hours_asked"] for part in asked if part["actor"] == name and "hours_asked" in part]
    return sum((Decimal(one["mid"] if isinstance(one, dict) else one) for one in found), Decimal(0))


def _exactly_enough(policy: Plain) -> str | None:
    place = next(_hours(policy), None)
    return None if place is None else str(_asked_of(policy, at(policy, place)["id"]))


PEOPLES: Choose = people_parts
quiet("pay-is-slow", "paid_on_the_thirtieth_day", PEOPLES, pay={"rate": "30", "days_to_pay": "30"})
quiet("many-reports", "two_reports", "actors", reports_asked="2")
quiet("over-capacity", "every_hour_is_used", _hours, capacity_hours=_exactly_enough)
quiet("over-capacity", "capacity_is_not_known", _hours, capacity_hours=None)
quiet("unpaid-work", "a_reason_is_given_for_no_pay", PEOPLES, pay={"none_because": "They asked for that"})
quiet("unpaid-work", "koha_is_given", PEOPLES, pay={"koha": "yes"})
quiet("unpaid-work", "no_hours_are_asked", PEOPLES, pay=None, hours_asked="0")
quiet("efficiency-only", "saving_is_one_of_two_purposes", "activities", purpose="both")
quiet("part-not-agreed", "who_takes_no_part_need_not_agree", outside_parts, mode="none", agreed_by=None)

# Dates that may be the same day are not surely before or after.
quiet("promise-unanswered", "the_answer_is_due_this_year", PEOPLES, promise=lambda p: _due(p), result_used="no")
quiet("consent-gone", "consent_ends_this_year", _with("contributions", "consent"), consent=lambda p: _ends(p))
quiet("waiver-expired", "the_waiver_ends_this_year", "waivers", until=_year)
quiet(
    "benefit-outlasts-funding",
    "benefit_and_money_end_in_one_year",
    _section("exit"),
    benefits_until="2031",
    funding_ends="2031-01",
)
quiet(
    "pilot-after-rollout",
    "the_pilot_decides_in_the_year_it_starts",
    _with("pilots", "gates", "decide_by"),
    decide_by="2027",
)
quiet(
    "needs-out-of-order",
    "one_ends_in_the_year_the_other_starts",
    _with("activities", "finish"),
    finish=lambda p: _first_year(p),
)


def _due(policy: Plain) -> Plain:
    return {"level": "involve", "scale": "iap2", "authorised_by": "Minister", "answer_by": _year(policy)}


def _ends(policy: Plain) -> Plain:
    holder = next((one["actor"] for one in policy["contributions"] if one.get("consent")), None)
    return {"by": holder, "on": "2025-01-01", "expires": _year(policy)}


def _first_year(policy: Plain) -> str:
    place = next(_with("activities", "finish")(policy))
    return str(at(policy, place)["finish"])[:4]


# An answer that is short, or comes from elsewhere, is an answer.
quiet("already-happening-not-asked", "nothing_was_found", lambda _: iter([()]), already_happening=[])
quiet("workarounds-not-asked", "no_workaround_was_found", lambda _: iter([()]), workarounds=[])
quiet(
    "asked-never-answered",
    "what_changed_is_told",
    "actors",
    asked_before=[{"id": "q", "when": "2020", "changed": "Hours"}],
)
quiet(
    "asked-never-answered",
    "an_answer_was_sent",
    "actors",
    asked_before=[{"id": "q", "when": "2020", "answered_on": "2021"}],
)
quiet(
    "link-without-evidence",
    "lived_evidence_needs_no_level",
    "claims",
    evidence=lambda p: [{"source": "Talks", "scale": "lived", "held_by": actors(p, "community", "whanau")}],
)
quiet("link-not-agreed", "a_provider_agrees_too", "claims", agreed_by=lambda p: [agency(p), *actors(p, "provider")[:1]])
quiet("outcome-not-agreed", "a_provider_agrees", "outcomes", agreed_by=lambda p: actors(p, "provider")[:1])
quiet(
    "called-co-but-consultation",
    "the_promise_is_to_involve",
    PEOPLES,
    promise={"level": "involve", "authorised_by": "Minister"},
)
quiet(
    "role-change-has-no-means",
    "the_role_stays_as_it_is",
    "activities",
    government_role={"now": "partner", "wanted": "partner"},
)
quiet(
    "latitude-without-reason",
    "everywhere_the_same_and_why",
    "activities",
    latitude={"kind": "same-everywhere", "why": "Rights"},
)
quiet("interest-not-declared", "nothing_to_gain", _with("actors", "interest"), interest={"commercial": "no"})
quiet("randomised-without-agreement", "no_lots_are_drawn", "pilots", randomised="no", community_agreed=None)
NO_PILOT = {"why_not": "It is a right", "sunset": "2035"}
for _rule in ("pilot-without-rule", "pilot-not-funded-on"):
    quiet(
        _rule, "an_end_date_in_place_of_a_pilot", "pilots", alternative=NO_PILOT, decision_rule=None, mainstreaming=None
    )
quiet(
    "capability-not-planned",
    "one_skill_for_all_activities",
    lambda _: iter([()]),
    capabilities=[{"id": "all", "role": "Guide"}],
)
quiet(
    "nothing-survives",
    "handover_alone",
    _section_of_policy,
    exit=lambda p: {"handover_to": actors(p, "community", "maori-provider")[0]},
)
quiet(
    "duty-handed-over",
    "the_duty_may_be_delegated",
    "activities",
    statutory_duty="By law",
    delegable="yes",
    lead=lambda p: _lead(p),
)
quiet("rollout-without-test", "it_is_a_trial_itself", "activities", scale="pilot")
quiet("reach-not-said", "it_reaches_one_place", "activities", scale="local")
quiet("fixed-and-open-not-said", "nothing_is_fixed", lambda _: iter([()]), fixed=[])
quiet("fixed-and-open-not-said", "nothing_is_open", lambda _: iter([()]), open=[])
quiet(
    "benefit-outlasts-funding",
    "somebody_takes_it_over",
    _section("exit"),
    benefits_until="2990",
    handover_to=lambda p: agency(p),
)
quiet(
    "promise-missing",
    "it_is_over_and_was_used",
    lambda p: (place for place in people_parts(p) if str(at(p, place[:2]).get("finish", "9999"))[:4] < _year(p)),
    promise=None,
    result_used="yes",
)
quiet(
    "interested-party-decides",
    "nothing_bars_it",
    "actors",
    interest={"commercial": "no", "regulated": "no", "barred_by": "Nothing."},
)
quiet(
    "forum-without-mandate", "a_right_only_to_advise", rights_that_move, form="advise", stage=lambda p: _at_decision(p)
)
quiet("data-without-terms", "collective_terms_may_be_absent", "data_uses", collective_terms=None)
quiet("contribution-without-consent", "money_needs_no_consent", "contributions", kind="money", consent=None)
quiet(
    "no-stop-signal",
    "a_safeguard_for_everything_stops_it",
    lambda _: iter([()]),
    safeguards=[{"id": "all", "risk": "Harm", "stop_rule": "Stop"}],
)
quiet("nobody-answers-for-harm", "power_alone_names_an_agency", "power", answers_for_harm=lambda p: [agency(p)])
quiet("treaty-not-considered", "nobody_is_affected", _section("treaty"), affected="no")
quiet("treaty-terms-missing", "nobody_is_affected_so_no_terms", _section("treaty"), affected="no", resourcing=None)


def _lead(policy: Plain) -> str:
    return actors(policy, "community", "whanau", "people-who-use-it")[0]


def _at_decision(policy: Plain) -> str | None:
    return "decision" if policy.get("lifecycle") in (None, "default") else None
