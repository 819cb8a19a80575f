"""Rules about consent and agreement (B15, B18): who agreed to what, may say no, and may take it back."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.paths import is_absent
from coprod_tools.assessment.register import About, Hit, incomplete, missing, rule
from coprod_tools.assessment.view import View
from coprod_tools.policy import Part
from coprod_tools.policy.resources import Contribution
from coprod_tools.words import say

PERSONAL = frozenset({"time", "knowledge", "relationships"})


@rule("cannot-refuse")
def cannot_refuse(view: View) -> Iterator[Hit]:
    """Fire where people can't say no (B6)."""
    for activity, part in view.people_parts:
        if part.can_refuse is False:
            yield view.people_part(activity, part).hit("can_refuse")


@rule("refusal-not-said")
def refusal_not_said(view: View) -> Iterator[Hit]:
    """Fire where nobody says what happens to those who say no (B6)."""
    for activity, part in view.people_parts:
        if part.if_refused is None:
            yield view.people_part(activity, part).hit("if_refused")


@rule("part-not-agreed", "agreed_by", "agreed_on")
def part_not_agreed(view: View) -> Iterator[Hit]:
    """Fire for a part that its actor outside government has not agreed, itself or through who speaks for it."""
    for activity in view.activities:
        for part in activity.parts or ():
            if part.mode == "none" or not view.outside([part.actor]):
                continue
            gone = missing(part, ("agreed_by", "agreed_on"))
            if gone or not _by_its_actor(view, part):
                speaks = [f"actors[{part.agreed_by}].mandate.speaks_for"] if part.agreed_by else []
                also = (*view.kind_fields([part.actor]), *speaks)
                where = gone[0] if gone else "agreed_by"
                yield view.part(activity, part).hit(where, "mode", "agreed_by", "agreed_on", also=also)


def _by_its_actor(view: View, part: Part) -> bool:
    agreed = str(part.agreed_by)
    return agreed == part.actor or part.actor in view.standing.speaks_for(agreed)


@rule("data-without-terms", "purpose", "consent", "people_told")
def data_without_terms(view: View) -> Iterator[Hit]:
    """Fire for a use of data without purpose or consent, or of which people are not told."""
    for about, use in view.each("data_uses", view.policy.data_uses, "what"):
        gone = [*missing(use, ("purpose", "consent")), *([] if use.people_told else ["people_told"])]
        if gone:
            yield about.hit(gone[0], "purpose", "consent", "people_told")


@rule("contribution-without-consent", "consent", "by", "on")
def contribution_without_consent(view: View) -> Iterator[Hit]:
    """Fire where time, knowledge or relationships are counted that nobody agreed to give."""
    for given in view.policy.contributions or ():
        if given.kind in PERSONAL and view.outside([given.actor]) and missing(given.consent, ("by", "on")):
            also = view.kind_fields([given.actor])
            yield _given(view, given).hit("consent", "consent.by", "consent.on", "kind", also=also)


@rule("consent-gone")
def consent_gone(view: View) -> Iterator[Hit]:
    """Fire where a consent was taken back or has run out."""
    for given in view.policy.contributions or ():
        consent = given.consent
        if consent is None:
            continue
        over = bool(view.as_at and consent.expires and consent.expires.surely_before(view.as_at))
        if consent.withdrawn or over:
            field = "consent.withdrawn" if consent.withdrawn else "consent.expires"
            yield _given(view, given).hit(field, "consent.withdrawn", "consent.expires", also=("as_at",))


def _given(view: View, given: Contribution) -> About:
    about = view.of_actor("contributions", given, "actor", given.actor)
    what = str(given.what or given.kind or "")
    text = say("findings.given", actor=about.text, what=what) if what else about.text
    return About(text, (*about.fields, about.at("what"), about.at("kind")), about.base, about.ids)


@rule("safeguard-incomplete", "prevention", "stop_rule", "complaint_path")
def safeguard_incomplete(view: View) -> Iterator[Hit]:
    """Fire for a known harm without prevention, stop rule or a place to complain."""
    for about, safeguard in view.each("safeguards", view.policy.safeguards, "risk"):
        yield from incomplete(about, safeguard, ("prevention", "stop_rule", "complaint_path"))


@rule("no-safeguards")
def no_safeguards(view: View) -> Iterator[Hit]:
    """Fire where people take part in a service and nobody asked what can hurt them."""
    exposed = any(activity.id in view.with_people for activity in view.at(6, 7))
    if exposed and is_absent(view.policy.safeguards):
        yield view.whole.hit("safeguards", "activities", "actors", "lifecycle")
