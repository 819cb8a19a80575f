"""Which methods and cases of the knowledge fit a Co at a stage, and what must be promised for it."""

from __future__ import annotations

from collections.abc import Sequence

from coprod_tools.knowledge import Case, Knowledge, Method
from coprod_tools.lifecycle import Stage
from coprod_tools.policy import Actor
from coprod_tools.words import say

EFFORT = {"low": 0, "medium": 1, "high": 2}
MAORI = frozenset(
    {"iwi", "hapu", "whanau", "settlement-entity", "maori-land-trust", "maori-provider", "urban-maori-body"}
)


def methods_for(
    knowledge: Knowledge, stage: Stage, co: str, jurisdiction: str | None, actor: Actor | None, most: int = 4
) -> tuple[Method, ...]:
    """Return two to four methods for a Co at a stage: checked sources first, then the least work for people.

    A method of another jurisdiction is left out; one that a people hold as their own way, such as a wānanga, is offered
    only to them. No actor kind says Pacific, so a talanoa is never offered, only found.
    """
    maori = actor is not None and actor.kind in MAORI
    fitting = [
        method
        for method in knowledge.methods.values()
        if co in method.cos
        and not method.survey
        and set(method.stages) & set(stage.default)
        and method.speaks_in(jurisdiction)
        and (method.held_by is None or (maori and method.held_by == "Māori"))
    ]
    fitting.sort(key=lambda m: (m.status != "verified", len(m.cos), EFFORT[m.effort], m.id))
    return tuple(fitting[:most])


def cases_for(
    knowledge: Knowledge, stage: Stage, co: str, jurisdiction: str | None, limit: int | None
) -> tuple[Case, ...]:
    """Return the cases closest to a Co at a stage; among the first two there is a failure where one is known."""
    place = jurisdiction.lower() if jurisdiction else None
    close = [case for case in knowledge.cases.values() if co in case.cos and set(case.stages) & set(stage.default)]
    close.sort(key=lambda case: (case.jurisdiction != place, case.status != "verified", case.id))
    if limit is None:
        return tuple(close)
    failures = [case for case in close if case.failed][:1]
    first = [case for case in close if not case.failed][:1]
    rest = [case for case in close if case not in (*first, *failures)]
    return tuple([*first, *failures, *rest][:limit])


def promise_needed(knowledge: Knowledge, methods: Sequence[Method], who: str | None) -> dict[str, str | None]:
    """Return the least promise these methods need (never less than to involve) and who could authorise it."""
    levels = {p.level: p for p in knowledge.promises.values() if p.scale == "iap2"}
    floor = levels["involve"].order  # less than that is consultation, whatever it is called
    wanted = [levels[method.promise] for method in methods if method.promise in levels]
    promise = min(wanted, key=lambda each: each.order) if wanted else levels["involve"]
    promise = promise if promise.order >= floor else levels["involve"]
    return {
        "scale": promise.scale,
        "level": promise.level,
        "text": promise.promise,
        "could_authorise": say("assessment.authorise-to-ask", who=who) if who else say("assessment.authorise-unknown"),
    }
