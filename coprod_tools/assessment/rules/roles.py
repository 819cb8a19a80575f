"""Rules about capability and roles (B3, B15): who must learn what, and what government is and wants to be."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.register import Hit, incomplete, rule
from coprod_tools.assessment.view import View


@rule("capability-not-planned", "capabilities")
def capability_not_planned(view: View) -> Iterator[Hit]:
    """Fire where people take part in commissioning, design or delivery, and nobody is said to learn anything for it."""
    shared = {activity.id for activity in view.at(5, 6, 7) if activity.id in view.with_people}
    entries = view.policy.capabilities or ()
    if shared and not any(entry.activity is None or entry.activity in shared for entry in entries):
        yield view.whole.hit("capabilities", "activities", "actors", "lifecycle")


@rule("capability-incomplete", "who", "by_when", "cost")
def capability_incomplete(view: View) -> Iterator[Hit]:
    """Fire for a new role without somebody who learns it, a date or a cost."""
    for about, entry in view.each("capabilities", view.policy.capabilities, "role"):
        yield from incomplete(about, entry, ("who", "by_when", "cost"))


@rule("role-change-has-no-means")
def role_change_has_no_means(view: View) -> Iterator[Hit]:
    """Fire where government wants another role and nobody says what that needs."""
    for activity in view.activities:
        role = activity.government_role
        if role and role.wanted and role.wanted != role.now and role.needs is None:
            fields = ("government_role.wanted", "government_role.now")
            yield view.activity(activity).hit("government_role.needs", *fields)


@rule("role-not-said")
def role_not_said(view: View) -> Iterator[Hit]:
    """Fire where a public body leads and nobody says in which role."""
    for activity in view.at(5, 6, 7):
        led = activity.lead is not None and view.standing.is_public_body(activity.lead)
        if led and (activity.government_role is None or activity.government_role.now is None):
            also = view.kind_fields([str(activity.lead)])
            yield view.activity(activity).hit("government_role.now", "lead", also=also)
