"""Rules about policy and operations on one chain: who comes late, who leaves, what flows back, what is there."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.register import Hit, incomplete, rule
from coprod_tools.assessment.view import View

DELIVERY = 7
ALL = ("activities", "lifecycle")


@rule("deliverers-come-late")
def deliverers_come_late(view: View) -> Iterator[Hit]:
    """Fire when nobody who delivers had a part before the options were settled."""
    deliverers = view.active(DELIVERY)
    if deliverers and not deliverers & view.active(0, 1, 2, 3):
        yield view.whole.hit(*ALL)


@rule("authors-leave")
def authors_leave(view: View) -> Iterator[Hit]:
    """Fire when nobody who led the writing stays for delivery or later."""
    authors = {activity.lead for activity in view.at(2, 3, 4) if activity.lead}
    if authors and view.at(7, 8, 9) and not authors & view.active(7, 8, 9):
        yield view.whole.hit(*ALL)


@rule("nothing-flows-back")
def nothing_flows_back(view: View) -> Iterator[Hit]:
    """Fire when nothing learned in delivery or assessment flows back to where policy is made."""
    back = [stage for activity in view.at(7, 8) for stage in activity.feeds_back_to or ()]
    if view.at(DELIVERY) and not any(view.orders(stage) & {0, 1, 2, 3} for stage in back):
        yield view.whole.hit(*ALL)


@rule("already-happening-not-asked")
def already_happening_not_asked(view: View) -> Iterator[Hit]:
    """Fire when nobody asked what people do already without us; an empty list is an answer."""
    if view.policy.already_happening is None:
        yield view.whole.hit("already_happening")


@rule("workarounds-not-asked")
def workarounds_not_asked(view: View) -> Iterator[Hit]:
    """Fire when nobody asked what the front line does off the books; an empty list is an answer."""
    if view.at(DELIVERY) and view.policy.workarounds is None:
        yield view.whole.hit("workarounds", *ALL)


@rule("workaround-without-verdict", "verdict", "need_it_shows")
def workaround_without_verdict(view: View) -> Iterator[Hit]:
    """Fire for a work-around that nobody learned from yet."""
    for about, workaround in view.each("workarounds", view.policy.workarounds, "what"):
        yield from incomplete(about, workaround, ("verdict", "need_it_shows"))
