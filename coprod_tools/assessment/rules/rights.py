"""Rules about decision rights (B4, B12, B19): what moves, to whom, on whose authority, and can it be taken back?"""

from __future__ import annotations

from collections.abc import Iterator

from coprod_tools.assessment.paths import is_absent
from coprod_tools.assessment.register import Hit, incomplete, listed, rule
from coprod_tools.assessment.view import View
from coprod_tools.policy.resources import DecisionRight

VOICE = frozenset({"commission", "design"})
TERMS = ("instrument", "until", "revocable_by", "told_first")


@rule("no-decision-moves")
def no_decision_moves(view: View) -> Iterator[Hit]:
    """Fire where people commission or design and no decision moves to anybody outside government."""
    voiced = any(part.co in VOICE and not view.community_led(each) for each, part in view.people_parts)
    moved = view.maybe_outside(right.to for right in view.moving_rights if right.to)
    if voiced and not moved:
        yield view.whole.hit("power.decision_rights", "activities", "actors", "contributions")


@rule("forum-without-mandate")
def forum_without_mandate(view: View) -> Iterator[Hit]:
    """Fire where a forum outside government shares a mandate or decision, and nobody authorised it."""
    power = view.policy.power
    if power is None or not is_absent(power.authorised_forum):
        return
    rights = [right for right in view.moving_rights if _shares_power(view, right)]
    if rights:
        activities = [f"activities[{right.activity}].stage" for right in power.decision_rights or () if right.activity]
        also = ("power.decision_rights", "treaty", "lifecycle", "actors", *activities)
        subject = listed(sorted(str(right.decision) for right in rights))
        yield view.whole.hit("power.authorised_forum", also=also, subject=subject)


def _shares_power(view: View, right: DecisionRight) -> bool:
    if right.to is None or not view.outside([right.to]) or by_treaty(view, right.to):
        return False
    stage = right.stage
    if stage is None and right.activity in view.chain.activities:
        stage = view.chain.activities[str(right.activity)].stage
    return bool(view.orders(stage) & {0, 4})


def by_treaty(view: View, actor_id: str) -> bool:
    """Tell whether an actor with an authority of its own decides under a settlement, statute or agreement.

    Nobody authorises such a partner as one does a forum, and no rule of ours overrides a statute or settlement.
    """
    treaty = view.policy.treaty
    if treaty is None or not view.standing.is_own_authority(actor_id):
        return False
    bound = (*(treaty.settlement_or_statute or ()), *(treaty.relationship_agreements or ()))
    return actor_id in (treaty.who_decides_under_them or ()) and any(each.joint_decision for each in bound)


@rule("right-can-be-taken-back", *TERMS)
def right_can_be_taken_back(view: View) -> Iterator[Hit]:
    """Fire for a right of somebody outside government whose terms are not written down."""
    rights = (view.policy.power and view.policy.power.decision_rights) or ()
    for about, right in view.each("power.decision_rights", rights, "decision"):
        if right.to and view.outside([right.to]):
            yield from incomplete(about, right, TERMS, also=(about.at("to"), *view.kind_fields([right.to])))


@rule("mandate-without-giver")
def mandate_without_giver(view: View) -> Iterator[Hit]:
    """Fire for an actor that speaks for others, while nobody is said to have given it that right."""
    for about, actor in view.each("actors", view.policy.actors, "label"):
        if actor.mandate and actor.mandate.speaks_for and actor.mandate.given_by is None:
            yield about.hit("mandate.given_by", "mandate.speaks_for")
