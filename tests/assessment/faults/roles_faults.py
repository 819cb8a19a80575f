"""Faults of B3 and of the one chain from policy to operations: skills, late comers, leavers, work-arounds."""

from __future__ import annotations

from .additions import first_activity, new_agency, new_people_activity, new_provider
from .places import Place, Plain, at, given
from .readings import activities, agency, people_parts, stage_for
from .register import Edit, add, adding, fault, unanswered

CAPABILITIES = ("capabilities",)


def _with_people(policy: Plain) -> set[str]:
    """Ids of the activities of commissioning, design and delivery in which people take part."""
    return {at(policy, place[:2])["id"] for place in people_parts(policy, 5, 6, 7)}


def _skills(value: object) -> Edit:
    def edit(policy: Plain) -> Place | None:
        if policy.pop("capabilities", None) is None or not _with_people(policy):
            return None
        if value is not None:
            policy["capabilities"] = value
        return CAPABILITIES

    return edit


add("capability-not-planned", "delete", "no_skills_listed", _skills(None))
add("capability-not-planned", "variant", "skills_unknown", _skills("unknown"))
add("capability-not-planned", "variant", "skills_empty", _skills([]))


@fault("capability-not-planned", "misrefer")
def skills_are_for_another_activity(policy: Plain) -> Place | None:
    """Every skill is for an activity before commissioning, or for one without people."""
    people, first = _with_people(policy), first_activity(policy)
    if not people or not policy.get("capabilities") or first in people:
        return None
    for entry in policy["capabilities"]:
        if entry.get("activity") in (None, *people):
            entry["activity"] = first
    return CAPABILITIES


@fault("capability-not-planned", "variant")
def new_people_are_not_trained(policy: Plain) -> Place | None:
    """People come into a new delivery, and the only skills planned are for another activity."""
    first = first_activity(policy)
    if first is None or first in _with_people(policy) or new_people_activity(policy, 7) is None:
        return None
    policy["capabilities"] = [{"id": "added", "role": "Chair", "who": agency(policy), "activity": first}]
    return CAPABILITIES


unanswered("capability-incomplete", "capabilities", "who", "by_when", "cost")


def _leave(policy: Plain, found: list[Place], heir: str, names: set[str]) -> None:
    """Give the leads of some activities to another and take parts of `names` away."""
    for place in found:
        one = at(policy, place)
        if one.get("lead") in names:
            one["lead"] = heir
        if one.get("parts"):
            one["parts"] = [part for part in one["parts"] if part["actor"] not in names]


def _hands(policy: Plain, found: list[Place]) -> set[str]:
    named = {at(policy, place).get("lead") for place in found}
    named |= {part["actor"] for place in found for part in at(policy, place).get("parts") or []}
    return {name for name in named if name}


def _early(policy: Plain) -> list[Place]:
    return list(activities(policy, 0, 1, 2, 3))


@fault("deliverers-come-late", "delete")
def those_who_deliver_have_no_early_part(policy: Plain) -> Place | None:
    """A new public body leads everything before stage 4, and those who deliver lose their parts there."""
    late, early = list(activities(policy, 7)), _early(policy)
    if not _hands(policy, late) or not early:
        return None
    _leave(policy, early, new_agency(policy), _hands(policy, late))
    return ()


@fault("deliverers-come-late", "misrefer")
def somebody_new_delivers(policy: Plain) -> Place | None:
    """All of stage 7 is given to a provider nobody met before."""
    late = list(activities(policy, 7))
    if not late:
        return None
    heir = new_provider(policy)
    for place in late:
        at(policy, place).update(lead=heir, parts=[])
    return ()


@fault("deliverers-come-late", "contradict")
def everything_early_moves_to_the_decision(policy: Plain) -> Place | None:
    """Those who deliver come in only at stage 4."""
    late, stage = _hands(policy, list(activities(policy, 7))), stage_for(policy, 4)
    if not late or not _early(policy) or stage is None:
        return None
    for place in _early(policy):
        at(policy, place)["stage"] = stage
    return ()


def _written_and_run(policy: Plain) -> tuple[list[Place], list[Place]]:
    return list(activities(policy, 2, 3, 4)), list(activities(policy, 7, 8, 9))


@fault("authors-leave", "misrefer")
def somebody_else_wrote_it(policy: Plain) -> Place | None:
    """A new public body leads stages 2 to 4 and is never seen again."""
    written, run = _written_and_run(policy)
    if not written or not run:
        return None
    heir = new_agency(policy)
    for place in written:
        at(policy, place)["lead"] = heir
    return ()


@fault("authors-leave", "delete")
def the_authors_have_no_late_part(policy: Plain) -> Place | None:
    """Those who lead stages 2 to 4 lose lead and parts from stage 7 on."""
    written, run = _written_and_run(policy)
    names = {at(policy, place).get("lead") for place in written} - {None}
    if not names or not run:
        return None
    _leave(policy, run, new_provider(policy), names)
    return ()


@fault("authors-leave", "contradict")
def somebody_new_runs_everything(policy: Plain) -> Place | None:
    """From stage 7 on, a new provider does everything alone."""
    written, run = _written_and_run(policy)
    if not run or not any(given(at(policy, place).get("lead")) for place in written):
        return None
    heir = new_provider(policy)
    for place in run:
        at(policy, place).update(lead=heir, parts=[])
    return ()


def _back(value: object) -> Edit:
    def edit(policy: Plain) -> Place | None:
        feeding = [place for place in activities(policy, 7, 8) if given(at(policy, place).get("feeds_back_to"))]
        if not feeding or not list(activities(policy, 7)):
            return None
        for place in feeding:
            back = value(policy) if callable(value) else value
            at(policy, place)["feeds_back_to"] = back
            if back is None:
                del at(policy, place)["feeds_back_to"]
        return ()

    return edit


add("nothing-flows-back", "delete", "feedback_deleted", _back(None))
add(
    "nothing-flows-back",
    "misrefer",
    "feedback_goes_forward",
    _back(lambda p: [stage_for(p, 9)] if stage_for(p, 9) else []),
)
add("nothing-flows-back", "variant", "feedback_unknown", _back("unknown"))

unanswered("already-happening-not-asked", "", "already_happening", item=False)


@fault("already-happening-not-asked", "variant")
def small_policy_never_asked(policy: Plain) -> Place | None:
    """The answer "nothing found" is taken away as well as any that was found."""
    return ("already_happening",) if policy.pop("already_happening", None) is not None else None


def _answered_workarounds(value: str | None) -> Edit:
    def edit(policy: Plain) -> Place | None:
        if policy.pop("workarounds", None) is None or not list(activities(policy, 7)):
            return None
        if value is not None:
            policy["workarounds"] = value
        return ("workarounds",)

    return edit


add("workarounds-not-asked", "delete", "workarounds_deleted", _answered_workarounds(None))
add("workarounds-not-asked", "variant", "workarounds_unknown", _answered_workarounds("unknown"))
add("workarounds-not-asked", "variant", "workarounds_blank", _answered_workarounds(""))
unanswered("workaround-without-verdict", "workarounds", "verdict", "need_it_shows")
adding(
    "workaround-without-verdict",
    "new_workaround",
    "workarounds",
    lambda _: {"id": "added", "what": "Forms filled in later"},
)
