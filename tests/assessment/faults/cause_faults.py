"""Faults of B1: outcomes, links of cause and effect, in whose words, by whose agreement, options and when chosen."""

from __future__ import annotations

from .additions import new_activity
from .places import Place, Plain, at, forget, given, places
from .readings import activities, agency, claim_key, is_outside, orders, people_parts
from .register import Edit, add, adding, fault, setting, unanswered


def _without_outcomes(value: object) -> Edit:
    def edit(policy: Plain) -> Place | None:
        before = policy.get("outcomes") or []
        policy["outcomes"] = []
        forget(policy, "outcomes", {one["id"] for one in before if "id" in one})
        if value is None:
            del policy["outcomes"]
        else:
            policy["outcomes"] = value
        return ("outcomes",) if before else None

    return edit


add("no-outcome", "delete", "outcomes_deleted", _without_outcomes(None))
add("no-outcome", "variant", "outcomes_empty", _without_outcomes([]))
add("no-outcome", "variant", "outcomes_unknown", _without_outcomes("unknown"))


def _cut_off(policy: Plain, index: int) -> Place | None:
    """Take every way from one activity to an outcome away."""
    ones = [p for p in places(policy, "activities") if policy.get("outcomes")]
    if not ones:
        return None
    place = ones[index]
    one = at(policy, place)
    one.pop("outcomes", None)
    names = {one["id"]} | {output.get("id") for output in one.get("outputs") or []}
    gone = {claim_key(claim) for claim in policy.get("claims") or [] if claim["from"] in names}
    policy["claims"] = [claim for claim in policy.get("claims") or [] if claim_key(claim) not in gone]
    for pilot in policy.get("pilots") or []:
        if pilot.get("claim") in gone:
            del pilot["claim"]
    for other in policy["activities"]:
        if one["id"] in (other.get("needs") or []):
            other["needs"] = [name for name in other["needs"] if name != one["id"]]
    return place


@fault("activity-without-outcome", "delete")
def an_activity_loses_its_ways_to_an_outcome(policy: Plain) -> Place | None:
    """Outcomes and claims of the first activity go, and nothing needs it."""
    return _cut_off(policy, 0)


@fault("activity-without-outcome", "misrefer")
def the_last_activity_leads_to_a_dead_end(policy: Plain) -> Place | None:
    """Its only claim leads to a concept from which nothing follows."""
    place = _cut_off(policy, -1)
    if place is None:
        return None
    policy["concepts"] = [*(policy.get("concepts") or []), {"id": "dead-end", "label": "Dead end"}]
    policy["claims"].append({"from": at(policy, place)["id"], "to": "dead-end", "sign": "+"})
    return place


@fault("activity-without-outcome", "variant")
def a_new_activity_is_for_nothing(policy: Plain) -> Place | None:
    """A new activity names no outcome."""
    return new_activity(policy, 3) if policy.get("outcomes") else None


def _proven_claims(policy: Plain) -> list[Place]:
    def proven(claim: Plain) -> bool:
        return any(one.get("scale") not in (None, "none") for one in claim.get("evidence") or [])

    return [place for place in places(policy, "claims") if proven(at(policy, place))]


setting("link-without-evidence", "delete", "evidence_deleted", lambda p: iter(_proven_claims(p)), evidence=None)
setting("link-without-evidence", "variant", "evidence_empty", lambda p: iter(_proven_claims(p)[-1:]), evidence=[])
setting("link-without-evidence", "contradict", "link_is_assumed", lambda p: iter(_proven_claims(p)[1:]), assumed="yes")
for _name, _evidence in {
    "evidence_has_no_level": {"source": "A report", "scale": "nesta"},
    "evidence_has_no_scale": {"source": "A report", "level": "3"},
    "evidence_on_no_scale": {"source": "A report", "scale": "none", "level": "1"},
    "lived_evidence_held_by_nobody": {"source": "A report", "scale": "lived"},
}.items():
    setting("link-without-evidence", "misrefer", _name, lambda p: iter(_proven_claims(p)[2:]), evidence=[_evidence])


@fault("link-without-evidence", "variant")
def a_new_delivery_declares_an_outcome_without_a_claim(policy: Plain) -> Place | None:
    """A new delivery names an outcome, and no claim says how it would get there."""
    if not policy.get("outcomes"):
        return None
    place = new_activity(policy, 7, outcomes=[policy["outcomes"][0]["id"]])
    return (*place, "outcomes") if place else None


@fault("link-without-evidence", "misrefer")
def the_claims_of_a_delivery_lead_nowhere(policy: Plain) -> Place | None:
    """What a delivery declares stays, and every claim from it ends at a concept from which nothing follows."""
    tried = {pilot.get("activity") for pilot in policy.get("pilots") or []}
    for place in activities(policy, 6, 7):
        one = at(policy, place)
        if one["id"] in tried:
            continue
        names = {one["id"], *(output.get("id") for output in one.get("outputs") or [])}
        own = [claim for claim in policy.get("claims") or [] if claim["from"].rpartition("/")[2] in names]
        if own and one.get("outcomes"):
            policy["concepts"] = [*(policy.get("concepts") or []), {"id": "dead-end", "label": "Dead end"}]
            lost = {claim_key(claim) for claim in own}
            for claim in own:
                claim["to"] = "dead-end"
            for pilot in policy.get("pilots") or []:
                if pilot.get("claim") in lost:
                    del pilot["claim"]
            policy["claims"] = [*{claim_key(claim): claim for claim in policy["claims"]}.values()]
            return (*place, "outcomes")
    return None


def _some_agency(policy: Plain) -> list[str] | None:
    name = agency(policy)
    return [name] if name else None


def _outsiders(policy: Plain) -> list[str]:
    return [one["id"] for one in policy.get("actors") or [] if "id" in one and is_outside(policy, one["id"])]


for _rule, _path, _field in (
    ("link-not-agreed", "claims", "agreed_by"),
    ("outcome-not-agreed", "outcomes", "agreed_by"),
    ("outcome-in-governments-words", "outcomes", "in_whose_words"),
):
    unanswered(_rule, _path, _field)
    setting(_rule, "contradict", f"{_path}_{_field}_agencies_only", _path, False, **{_field: _some_agency})
    setting(_rule, "contradict", f"{_path}_{_field}_nobody", _path, False, **{_field: []})

for _rule, _path in (("link-contested", "claims"), ("outcome-contested", "outcomes")):
    for _index in (0, 1, -1):
        setting(
            _rule,
            "contradict",
            f"{_path}_contested_{_index}",
            lambda p, path=_path: (one for one in places(p, path) if not given(at(p, one).get("contested_by"))),  # type: ignore[misc]
            contested_by=lambda p, index=_index: (_outsiders(p) * 2)[index : index + 1 or None] or None,
        )

FRAMED = ("problem", "framings")


@fault("problem-framed-by-government", "delete")
def no_framing_is_given(policy: Plain) -> Place | None:
    """The problem has no framing."""
    return FRAMED if (policy.get("problem") or {}).pop("framings", None) else None


@fault("problem-framed-by-government", "contradict")
def only_agencies_hold_the_framings(policy: Plain) -> Place | None:
    """Every framing is held by a public body."""
    for place in places(policy, "problem.framings"):
        at(policy, place)["held_by"] = [agency(policy)]
    return FRAMED if agency(policy) and given((policy.get("problem") or {}).get("framings")) else None


@fault("problem-framed-by-government", "variant")
def nobody_is_said_to_hold_the_framings(policy: Plain) -> Place | None:
    """No framing says who holds it."""
    removed = [at(policy, place).pop("held_by", None) for place in places(policy, "problem.framings")]
    return FRAMED if any(removed) else None


def _chosen_options(policy: Plain) -> list[Place]:
    return [place for place in places(policy, "options") if at(policy, place).get("chosen") == "yes"]


for _way, _name, _values in (
    ("contradict", "people_do_not_want_it", {"wanted": "no"}),
    ("misrefer", "only_an_agency_says_it_is_wanted", {"wanted": lambda p: {"answer": "yes", "by": [agency(p)]}}),
    ("delete", "nobody_asked_whether_it_is_wanted", {"wanted": None}),
    ("variant", "unknown_whether_feasible", {"feasible": {"answer": "unknown"}}),
    ("contradict", "law_does_not_allow_it", {"viable": {"money": "yes", "law": "no", "authority": "yes"}}),
    ("variant", "money_not_looked_at", {"viable": {"law": "yes", "authority": "yes"}}),
):
    setting("option-not-tested", _way, _name, lambda p: iter(_chosen_options(p)), **_values)  # type: ignore[arg-type]


def _early_talk(policy: Plain) -> Place | None:
    early = (place[:2] for place in people_parts(policy, 0, 1, 2, 3))
    return next((p for p in early if max(orders(policy, at(policy, p))) <= 3), None)


def _dated_options(policy: Plain) -> list[Place]:
    return [place for place in places(policy, "options") if given(at(policy, place).get("chosen_on"))]


@fault("views-after-the-choice", "contradict")
def the_choice_was_made_years_before(policy: Plain) -> list[Place] | None:
    """The option was chosen long before people were asked."""
    options, talk = _dated_options(policy), _early_talk(policy)
    if not options or talk is None or not given(at(policy, talk).get("start")):
        return None
    at(policy, options[0])["chosen_on"] = "1999-01-01"
    return [options[0], talk]


@fault("views-after-the-choice", "contradict")
def people_are_asked_years_later(policy: Plain) -> list[Place] | None:
    """People are asked long after the option was chosen."""
    options, talk = _dated_options(policy), _early_talk(policy)
    if not options or talk is None:
        return None
    at(policy, talk).pop("finish", None)
    at(policy, talk)["start"] = "2990"
    return [options[0], talk]


@fault("views-after-the-choice", "variant")
def a_new_option_was_chosen_before_anything(policy: Plain) -> list[Place] | None:
    """An option is added that was chosen in 1999."""
    talk = _early_talk(policy)
    if talk is None or not given(at(policy, talk).get("start")):
        return None
    added = {"id": "added", "label": "Added", "chosen": "no", "chosen_on": "1999"}
    policy["options"] = [*(policy.get("options") or []), added]
    return [("options", len(policy["options"]) - 1), talk]


adding("link-not-agreed", "new_link_nobody_agreed", "claims", lambda p: _new_link(p))


def _new_link(policy: Plain) -> Plain | None:
    ends = (
        [one["id"] for one in policy.get("activities") or []],
        [one.get("id") for one in policy.get("outcomes") or []],
    )
    if not ends[0] or not ends[1]:
        return None
    return {"id": "added-link", "from": ends[0][0], "to": ends[1][-1], "sign": "+"}
