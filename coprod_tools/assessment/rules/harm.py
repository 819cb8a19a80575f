"""Rules about answering for harm and stopping it (B10, B11, B13)."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.register import Hit, rule
from coprod_tools.assessment.view import View
from coprod_tools.policy import Activity
from coprod_tools.policy.care import Safeguard


def _exposed(view: View) -> Iterator[tuple[Activity, tuple[Safeguard, ...]]]:
    """Yield each activity of stage 6 or 7 with a people part, and the safeguards that cover it."""
    for activity in view.at(6, 7):
        if activity.id in view.with_people:
            yield activity, tuple(each for each in view.policy.safeguards or () if each.activity in (None, activity.id))


@rule("nobody-answers-for-harm", "answers_for_harm")
def nobody_answers_for_harm(view: View) -> Iterator[Hit]:
    """Fire where people could be harmed and no public body or provider answers (in community-led work: nobody)."""
    power = (view.policy.power and view.policy.power.answers_for_harm) or ()
    for activity, safeguards in _exposed(view):
        named = (*power, *(actor for each in safeguards for actor in each.answers_for_harm or ()))
        if named and view.community_led(activity):
            continue  # whoever does it without government answers for it; no agency need be put above them
        if all(view.standing.can_answer_for_harm(actor) is False for actor in named):
            yield view.whole.hit(
                "power.answers_for_harm", "safeguards", "activities", "actors", "contributions", "lifecycle"
            )
            return


@rule("no-stop-signal")
def no_stop_signal(view: View) -> Iterator[Hit]:
    """Fire where people take part and no signal stops the work."""
    for activity, safeguards in _exposed(view):
        if activity.stop_signal is None and not any(each.stop_rule for each in safeguards):
            yield view.with_its_people(activity).hit("stop_signal", also=("safeguards",))


@rule("outcome-nobody-answers-for")
def outcome_nobody_answers_for(view: View) -> Iterator[Hit]:
    """Fire for an outcome that nobody answers for."""
    for about, outcome in view.each("outcomes", view.policy.outcomes, "label"):
        if not outcome.answers_for:
            yield about.hit("answers_for")


@rule("duty-handed-over")
def duty_handed_over(view: View) -> Iterator[Hit]:
    """Fire where a statutory duty that may not be handed over is led or decided without a public body."""
    for activity in view.activities:
        if activity.statutory_duty is None or activity.delegable == "yes":
            continue
        deciding_lists = [part.decides for part in activity.parts or () if part.decides]
        without = deciding_lists and all(_no_agency(view, deciding) for deciding in deciding_lists)
        led_outside = activity.lead is None or view.outside([activity.lead])
        if led_outside or without:
            who = {str(activity.lead)} if activity.lead else set()
            deciding = {actor for part in activity.parts or () for actor in part.decides or ()}
            about = view.activity(activity)
            also = view.kind_fields(sorted(who | deciding))
            fields = ("statutory_duty", "delegable", "parts", "lead")
            yield about.hit("lead" if led_outside else "parts", *fields, also=also)


def _no_agency(view: View, deciding: tuple[str, ...]) -> bool:
    return bool(deciding) and all(view.standing.is_public_body(actor) is False for actor in deciding)
