"""What government has promised or proposes to promise, on whose authority, and what is overdue."""

from __future__ import annotations

from coprod_tools.assessment import Assessment
from coprod_tools.knowledge import Knowledge
from coprod_tools.plan.names import Names, text
from coprod_tools.plan.screen import PromiseLine
from coprod_tools.policy import Activity, Part, Promise
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say


def promises(assessment: Assessment, names: Names) -> list[PromiseLine]:
    """Promises that are overdue come first, then those nobody has authorised: they can't be kept yet.

    Government promises nothing in what others lead, and nothing to those whom an interest keeps out of deciding.
    """
    chain, knowledge = assessment.chain, assessment.knowledge
    aside = {
        (cell.activity, cell.part)
        for cell in assessment.cells
        if cell.verdict == "community-led" or cell.advice == "not-here"
    }
    found: list[tuple[int, PromiseLine]] = []
    for activity in chain.policy.activities or ():
        for part in activity.parts or ():
            if part.promise is not None and part.promise.level is not None and (activity.key, part.key) not in aside:
                found.append(_promise(activity, part, part.promise, assessment.as_at, knowledge, names))
    ranked = [line for _, line in sorted(found, key=lambda each: (each[0], each[1].sources))]
    # The same promise to the same people is said once, whatever the activity.
    once = {line.text: line for line in reversed(ranked)}
    return [line for line in ranked if once[line.text] is line]


def _promise(
    activity: Activity,
    part: Part,
    promise: Promise,
    as_at: PartialDate | None,
    knowledge: Knowledge,
    names: Names,
) -> tuple[int, PromiseLine]:
    known = knowledge.promise(promise.scale, promise.level)
    overdue = bool(as_at and promise.answer_by and promise.answer_by.surely_before(as_at) and not part.result_used)
    kind = "proposed" if promise.authorised_by is None else "authorised-on" if promise.date else "authorised"
    words = say(
        f"plan.promise-{kind}",
        level=(known.title if known else promise.level) or say("plan.promise-no-level"),
        actor=names.get(part.actor, part.actor),
        activity=activity.label,
        who=promise.authorised_by,
        date=promise.date,
    )
    if overdue:
        words = say("plan.promise-overdue", since=promise.answer_by, promise=words)
    elif known and known.is_verified:
        words += say("plan.promise-words", text=known.promise)
    line = PromiseLine.model_validate(
        {
            "text": words,
            "level": promise.level,
            "actor": part.actor,
            "actor_label": names.get(part.actor, part.actor),
            "activity": activity.key,
            "activity_label": str(activity.label),
            "authorised_by": text(promise.authorised_by),
            "date": text(promise.date),
            "answer_by": text(promise.answer_by),
            "from": (f"activities[{activity.key}].parts[{part.key}].promise",),
        }
    )
    return (0 if overdue else 1 if promise.authorised_by is None else 2), line
