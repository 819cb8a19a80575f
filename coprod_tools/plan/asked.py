"""What the policy asks of people: hours, pay, what happens on a no, when they hear back."""

from __future__ import annotations

from decimal import Decimal

from coprod_tools.accountability.asks import can_refuse, is_paid
from coprod_tools.assessment import Assessment
from coprod_tools.assessment.standing import Standing
from coprod_tools.chain import ValueChain
from coprod_tools.plan.names import Names, in_words, plain
from coprod_tools.plan.screen import AskLine
from coprod_tools.policy import Actor, Part
from coprod_tools.policy.activities import Pay
from coprod_tools.words import say

Asked = list[tuple[str, Part]]


def ask_lines(assessment: Assessment, names: Names) -> list[AskLine]:
    """Return one line for each party outside government, people first; one for all where nothing is recorded.

    What people do by themselves, without a public body, is not asked of them by anybody.
    """
    lines = all_asks(assessment, names)
    silent = [each for each in lines if not (each.hours or each.paid or each.can_refuse or each.asked_before)]
    if len(silent) > 1 and len(silent) == len(lines) and not any(_says_some(assessment, each.actor) for each in lines):
        who = in_words(each.actor_label for each in lines)
        words = say("plan.ask-nothing-known", count=len(lines), who=who)
        return [
            lines[0].model_copy(update={"text": words, "sources": tuple(s for each in lines for s in each.sources)})
        ]
    return lines


def _says_some(assessment: Assessment, actor: str) -> bool:
    """Tell whether hours, pay or the right to say no are recorded for any part of an actor, be it not for all."""
    parts = (part for activity in assessment.chain.policy.activities or () for part in activity.parts or ())
    return any(
        each is not None
        for part in parts
        if part.actor == actor
        for each in (part.hours_asked, part.pay, part.can_refuse)
    )


def all_asks(assessment: Assessment, names: Names) -> list[AskLine]:
    """Return what each party outside government is asked, people before organisations, those owed an answer first."""
    chain = assessment.chain
    standing = Standing(chain.policy, assessment.knowledge)
    theirs = {(cell.activity, cell.part) for cell in assessment.cells if cell.verdict == "community-led"}
    parts: dict[str, Asked] = {}
    for activity in chain.policy.activities or ():
        for part in activity.parts or ():
            outside = not standing.is_public_body(part.actor)
            if part.mode != "none" and outside and (activity.key, part.key) not in theirs:
                parts.setdefault(part.actor, []).append((activity.key, part))
    lines = [_line(chain, chain.actors[actor], asked, names) for actor, asked in parts.items()]
    people = {actor for actor in parts if standing.counts_as_people(actor) or standing.is_own_authority(actor)}
    return sorted(
        lines, key=lambda each: (each.actor not in people, -each.unanswered, -Decimal(each.hours or 0), each.actor)
    )


def _line(chain: ValueChain, actor: Actor, asked: Asked, names: Names) -> AskLine:
    parts = [part for _, part in asked]
    hours, refuse = _hours(parts), _can_refuse(parts)
    paid, pay = _paid(chain, actor.key, parts), _pay(chain, parts)
    before = actor.asked_before or ()
    unanswered = sum(each.changed is None and each.answered_on is None for each in before)
    words = say(
        "plan.ask-line",
        actor=names.get(actor.key, actor.key),
        hours=say("plan.ask-hours", hours=hours) if hours else _hours_in_part(parts),
        paid=pay or say(f"plan.ask-{_PAID.get(paid or '', 'paid-unknown')}"),
        refuse=say(f"plan.ask-{_REFUSE.get(refuse or '', 'refuse-unknown')}"),
        asked=say("plan.ask-before", count=len(before), unanswered=unanswered)
        if before
        else say("plan.ask-first-time"),
    )
    return AskLine.model_validate(
        {
            "text": words,
            "actor": actor.key,
            "actor_label": names.get(actor.key, actor.key),
            "hours": hours,
            "paid": paid,
            "pay": pay,
            "can_refuse": refuse,
            "if_refused": tuple(dict.fromkeys(str(part.if_refused) for part in parts if part.if_refused)),
            "answer_by": tuple(sorted({str(p.promise.answer_by) for p in parts if p.promise and p.promise.answer_by})),
            "asked_before": len(before),
            "unanswered": unanswered,
            "from": tuple(f"activities[{activity}].parts[{part.key}]" for activity, part in asked),
        }
    )


_PAID = {"yes": "paid", "no": "unpaid", "partly": "paid-partly"}
_REFUSE = {"yes": "can-refuse", "no": "cannot-refuse"}


def _hours(parts: list[Part]) -> str | None:
    """The hours of all parts together; None where any part does not say."""
    if any(part.hours_asked is None for part in parts):
        return None
    return plain(sum((part.hours_asked.value for part in parts if part.hours_asked), Decimal(0)))


def _hours_in_part(parts: list[Part]) -> str:
    """The hours in words where not every part says its own."""
    said = [part.hours_asked.value for part in parts if part.hours_asked is not None]
    if not said:
        return say("plan.ask-hours-unknown")
    return say("plan.ask-hours-some", hours=plain(sum(said, Decimal(0))), some=len(said), count=len(parts))


def _paid(chain: ValueChain, actor: str, parts: list[Part]) -> str | None:
    """Whether the parts are paid; where they do not say, what the ledger says of this actor's time."""
    answers = {is_paid(part.pay) for part in parts}
    if answers == {None}:
        given = chain.policy.contributions or ()
        answers = {each.paid for each in given if each.actor == actor and each.kind == "time"} or {None}
    if None in answers:
        return None
    return "partly" if len(answers) == 2 else "yes" if answers == {True} else "no"


def _pay(chain: ValueChain, parts: list[Part]) -> str | None:
    """The pay in words, where all parts that say anything say the same."""
    said = {words for part in parts if part.pay is not None and (words := _pay_words(chain, part.pay))}
    return said.pop() if len(said) == 1 and all(part.pay is not None for part in parts) else None


def _pay_words(chain: ValueChain, pay: Pay) -> str | None:
    if pay.rate is not None and pay.rate.value > 0:
        return say(
            "plan.ask-pay-rate",
            amount=plain(pay.rate.value),
            currency=pay.rate.currency or chain.policy.currency or "",
            per=say("plan.ask-per", per=pay.per) if pay.per else "",
            days=say("plan.ask-days", days=pay.days_to_pay) if pay.days_to_pay is not None else "",
        )
    if pay.koha:
        return say("plan.ask-koha")
    if pay.per:
        return say("plan.ask-rate-unknown")
    return say("plan.ask-why-unpaid", why=pay.none_because) if pay.none_because else None


def _can_refuse(parts: list[Part]) -> str | None:
    answer = can_refuse(part.can_refuse for part in parts)
    return None if answer is None else "yes" if answer else "no"
