"""Rules about power and interest (B4, B12): who starts, pays, owns and stops it, and who stands to gain."""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.register import Hit, lacking, missing, rule
from coprod_tools.assessment.rules.rights import by_treaty
from coprod_tools.assessment.view import View
from coprod_tools.policy.people import Actor, Interest

SAID = ("initiates", "resources", "owns_data", "can_stop")


@rule("power-not-said", *SAID)
def power_not_said(view: View) -> Iterator[Hit]:
    """Fire where nobody says who starts it, pays for it, owns its data or can stop it."""
    gone = missing(view.policy.power, SAID)
    if gone:
        yield view.whole.hit("power", *(f"power.{name}" for name in SAID), detail=lacking(gone))


@rule("interested-party-decides")
def interested_party_decides(view: View) -> Iterator[Hit]:
    """Fire for an actor with an interest, or barred, that frames or decides.

    Who delivers a service and gains nothing from it may help to design it: the rules themselves ask for that.
    """
    commissioning, designing = _framing(view, "commission"), _framing(view, "design")
    holding = {right.to for right in view.moving_rights if right.to and not by_treaty(view, right.to)}
    for about, actor in view.each("actors", view.policy.actors, "label"):
        helping = designing if not _delivers_for_no_gain(view, actor) else set()
        if _interested(actor.interest) and actor.key in commissioning | holding | helping:
            also = ("activities", "power.decision_rights", "treaty", about.at("kind"))
            yield about.hit("interest", also=also)


def _framing(view: View, co: str) -> set[str]:
    parts = (part for activity in view.activities for part in activity.parts or () if part.co == co)
    return {actor for part in parts for actor in (*(part.frames or ()), *(part.decides or ()))}


def _delivers_for_no_gain(view: View, actor: Actor) -> bool:
    delivers = any(part.co == "deliver" and part.mode != "none" for _, part in view.parts_of.get(actor.key, ()))
    return delivers and actor.interest is not None and actor.interest.commercial is False


def _interested(interest: Interest | None) -> bool:
    return interest is not None and interest.conflicted


@rule("interest-not-declared", "commercial", "regulated")
def interest_not_declared(view: View) -> Iterator[Hit]:
    """Fire for a business of which nobody says what it stands to gain."""
    for about, actor in view.each("actors", view.policy.actors, "label"):
        if actor.kind == "business" and len(missing(actor.interest, ("commercial", "regulated"))) == 2:
            yield about.hit("interest", "interest.commercial", "interest.regulated", "kind")
