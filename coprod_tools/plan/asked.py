"""What the policy asks of people: hours, pay, whether they can say no, whether they were asked before."""

from __future__ import annotations

from decimal import Decimal

from coprod_tools.assessment.standing import Standing
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge
from coprod_tools.plan.names import Names, plain
from coprod_tools.plan.screen import AskLine
from coprod_tools.policy import Actor, Part
from coprod_tools.words import say


def ask_lines(chain: ValueChain, knowledge: Knowledge, names: Names) -> list[AskLine]:
    """Return one line for each actor outside government with a part, the most heavily asked first."""
    standing = Standing(chain.policy, knowledge)
    parts: dict[str, list[tuple[str, Part]]] = {}
    for activity in chain.policy.activities or ():
        for part in activity.parts or ():
            if part.mode != "none" and not standing.is_public_body(part.actor):
                parts.setdefault(part.actor, []).append((activity.key, part))
    actors = {actor.key: actor for actor in chain.policy.actors or ()}
    lines = [_line(actors[actor], asked, names) for actor, asked in parts.items()]
    people = {actor for actor in parts if standing.counts_as_people(actor)}
    return sorted(
        lines, key=lambda each: (each.actor not in people, -each.unanswered, -Decimal(each.hours or 0), each.actor)
    )


def _line(actor: Actor, asked: list[tuple[str, Part]], names: Names) -> AskLine:
    parts = [part for _, part in asked]
    hours = _hours(parts)
    paid, refuse = _paid(parts), _can_refuse(parts)
    before = actor.asked_before or ()
    unanswered = sum(each.changed is None and each.answered_on is None for each in before)
    words = say(
        "plan.ask-line",
        actor=names.get(actor.key, actor.key),
        hours=say("plan.ask-hours", hours=hours) if hours else say("plan.ask-hours-unknown"),
        paid=say(
            f"plan.ask-{ {'yes': 'paid', 'no': 'unpaid', 'partly': 'paid-partly'}.get(paid or '', 'paid-unknown') }"
        ),
        refuse=say(f"plan.ask-{ {'yes': 'can-refuse', 'no': 'cannot-refuse'}.get(refuse or '', 'refuse-unknown') }"),
        asked=say("plan.ask-before", count=len(before), unanswered=unanswered)
        if before
        else say("plan.ask-first-time"),
    )
    fields = tuple(f"activities[{activity}].parts[{part.key}]" for activity, part in asked)
    return AskLine.model_validate(
        {
            "text": words,
            "actor": actor.key,
            "actor_label": names.get(actor.key, actor.key),
            "hours": hours,
            "paid": paid,
            "can_refuse": refuse,
            "asked_before": len(before),
            "unanswered": unanswered,
            "from": fields,
        }
    )


def _hours(parts: list[Part]) -> str | None:
    """The hours of all parts together; None where any part does not say."""
    if any(part.hours_asked is None for part in parts):
        return None
    return plain(sum((part.hours_asked.value for part in parts if part.hours_asked), Decimal(0)))


def _is_paid(part: Part) -> bool | None:
    if part.pay is None:
        return None
    if part.pay.rate is not None:
        return part.pay.rate.value > 0
    if part.pay.koha:
        return True
    return False if part.pay.none_because is not None else None


def _paid(parts: list[Part]) -> str | None:
    answers = {_is_paid(part) for part in parts}
    if None in answers:
        return None
    return "partly" if len(answers) == 2 else "yes" if answers == {True} else "no"


def _can_refuse(parts: list[Part]) -> str | None:
    if any(part.can_refuse is False for part in parts):
        return "no"
    return "yes" if all(part.can_refuse for part in parts) else None
