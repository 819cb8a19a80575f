"""Rules about promises and answers (B4, B20): what was promised, by whom, and was it answered?"""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.paths import is_absent
from coprod_tools.assessment.register import Hit, rule
from coprod_tools.assessment.view import View
from coprod_tools.policy import Activity, Part, Promise
from coprod_tools.words import say

LOW = frozenset({"inform", "consult"})
# A part that calls itself no more than this makes no false claim.
HONEST = frozenset({"inform", "information", "informing", "consult", "consultation", "consulting"})
NOT_SHARED = frozenset({"consultation", "information"})


def low_promise(part: Part) -> bool:
    """Tell whether a part promises no more than to inform or consult."""
    level = part.promise.level if part.promise else None
    return level is not None and level.strip().casefold() in LOW


def not_shared(view: View, activity: Activity, part: Part) -> bool:
    """Tell whether the verdict on a part is consultation or information."""
    cell = view.cell(activity, part)
    return cell is not None and cell.verdict in NOT_SHARED


@rule("called-co-but-consultation")
def called_co_but_consultation(view: View) -> Iterator[Hit]:
    """Fire for a part that is called one of the Co's and shares nothing, by its verdict or by its own promise."""
    for activity in view.activities:
        for part in activity.parts or ():
            if _called(part) and (_found_out(view, activity, part) or _by_its_promise(part)):
                field = "co" if part.co else "claimed"
                also = (*view.kind_fields([part.actor]), *view.cell_fields(activity, part))
                yield view.part(activity, part).hit(field, "co", "claimed", "mode", "promise.level", also=also)


def _called(part: Part) -> bool:
    if part.claimed is not None and part.claimed.strip().casefold() in HONEST:
        return False
    return part.co is not None or part.claimed is not None


def _found_out(view: View, activity: Activity, part: Part) -> bool:
    return view.outside([part.actor]) and not_shared(view, activity, part)


def _by_its_promise(part: Part) -> bool:
    return part.co is not None and part.mode != "none" and low_promise(part)


@rule("promise-not-authorised")
def promise_not_authorised(view: View) -> Iterator[Hit]:
    """Fire for a promise that nobody with the power to keep it has authorised."""
    for activity in view.activities:
        for part in activity.parts or ():
            if _is_made(part.promise) and part.promise and part.promise.authorised_by is None:
                yield view.part(activity, part).hit("promise.authorised_by", "promise")


def _is_made(promise: Promise | None) -> bool:
    """Tell whether anything was promised: a level, a date, or what is not negotiable."""
    return promise is not None and any((promise.level, promise.date, promise.not_negotiable, promise.answer_by))


@rule("promise-missing")
def promise_missing(view: View) -> Iterator[Hit]:
    """Fire where people take part and nothing is promised about their influence."""
    for activity, part in view.people_parts:
        unsaid = part.promise is None or part.promise.level is None
        if unsaid and not view.community_led(activity) and not (view.over(activity) and part.result_used):
            also = (*_who_is_named(view, activity), f"activities[{activity.id}].finish", "as_at")
            yield view.people_part(activity, part).hit("promise.level", "result_used", also=also)


def _who_is_named(view: View, activity: Activity) -> tuple[str, ...]:
    """The fields that decide whether an activity is community-led."""
    actors = {actor for part in activity.parts or () for actor in (part.actor, *_named(part))} | {activity.lead or ""}
    base = f"activities[{activity.id}]"
    return (f"{base}.parts", f"{base}.lead", "contributions", *view.kind_fields(sorted(actors - {""})))


def _named(part: Part) -> tuple[str, ...]:
    return (*(part.frames or ()), *(part.decides or ()), *(part.acts or ()), *(part.judges or ()))


@rule("promise-unanswered", "result_used")
def promise_unanswered(view: View) -> Iterator[Hit]:
    """Fire for a promise whose answer is overdue."""
    if view.as_at is None:
        return
    for activity in view.activities:
        for part in activity.parts or ():
            due = part.promise.answer_by if part.promise else None
            if due and due.surely_before(view.as_at) and not part.result_used:
                about = view.part(activity, part)
                detail = say("findings.due", date=due)
                yield about.hit("promise.answer_by", "result_used", also=("as_at",), detail=detail)


@rule("asked-never-answered")
def asked_never_answered(view: View) -> Iterator[Hit]:
    """Fire for an actor that is asked again and had no answer to what it said before."""
    leads = {activity.lead for activity in view.activities}
    for about, actor in view.each("actors", view.policy.actors, "label"):
        owed = [each for each in actor.asked_before or () if is_absent(each.changed) and each.answered_on is None]
        if owed and (actor.key in leads or actor.key in view.parts_of):
            yield about.hit("asked_before", also=("activities",), detail=say("findings.unanswered", count=len(owed)))


@rule("offer-not-answered")
def offer_not_answered(view: View) -> Iterator[Hit]:
    """Fire for an offer that nobody answered."""
    for offer in view.policy.offers or ():
        if offer.answered_on is None:
            yield view.of_actor("offers", offer, "by", offer.by, what="offer").hit("answered_on")


@rule("views-after-the-choice")
def views_after_the_choice(view: View) -> Iterator[Hit]:
    """Fire where people are asked at the start of the chain after the option was chosen."""
    chosen = [option.chosen_on for option in view.policy.options or () if option.chosen_on]
    first = min(chosen, key=lambda date: (date.last, date.first, date), default=None)
    if first is None:
        return
    for activity in view.at(0, 1, 2, 3):
        if activity.id in view.with_people and activity.start and first.surely_before(activity.start):
            yield view.with_its_people(activity).hit("start", also=("options",))
