"""Rules about latitude (B16): where practice may differ from place to place, why, and who may vary it."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.register import Hit, incomplete, rule
from coprod_tools.assessment.view import View

DELIVERY = 7
NEEDED = {
    "same-everywhere": ("why",),
    "local-within-a-minimum": ("who", "why", "minimum"),
    "local-decides": ("who", "why"),
}


@rule("latitude-not-said")
def latitude_not_said(view: View) -> Iterator[Hit]:
    """Fire for a delivery of which nobody knows whether it may differ locally."""
    for activity in view.at(DELIVERY):
        if activity.latitude is None:
            yield view.activity(activity).hit("latitude")


@rule("latitude-without-reason", "who", "why", "minimum")
def latitude_without_reason(view: View) -> Iterator[Hit]:
    """Fire for latitude, or its refusal, without a reason and whoever may use it."""
    for activity in view.activities:
        if activity.latitude is not None:
            about, needed = view.activity(activity), NEEDED[activity.latitude.kind]
            yield from incomplete(about, activity.latitude, needed, "latitude.", also=(about.at("latitude.kind"),))


@rule("many-reports")
def many_reports(view: View) -> Iterator[Hit]:
    """Fire for an actor that must report three times or more."""
    for about, actor in view.each("actors", view.policy.actors, "label"):
        if actor.reports_asked is not None and actor.reports_asked >= 3:
            yield about.hit("reports_asked")
