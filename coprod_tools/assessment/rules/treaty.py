"""Rules about Te Tiriti o Waitangi / the Treaty: interests, partners, replies owed; they speak in New Zealand only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coprod_tools.assessment.register import About, Hit, incomplete, rule
from coprod_tools.assessment.rules.promises import low_promise, not_shared
from coprod_tools.assessment.view import View
from coprod_tools.policy.care import Instrument, Treaty

PARTNERS = frozenset({"iwi", "hapu", "settlement-entity", "maori-land-trust"})


def _affected(view: View) -> Treaty | None:
    treaty = view.policy.treaty
    return treaty if treaty is not None and treaty.affected == "yes" else None


@rule("treaty-not-considered")
def treaty_not_considered(view: View) -> Iterator[Hit]:
    """Fire when nobody has said whether Māori interests are affected."""
    treaty = view.policy.treaty
    if treaty is None or treaty.affected in (None, "unknown"):
        yield view.whole.hit("treaty.affected")


@rule("treaty-partners-not-named", "whose_interests", "who_decides_under_them")
def treaty_partners_not_named(view: View) -> Iterator[Hit]:
    """Fire when Māori interests are affected and nobody says whose, or who decides."""
    if treaty := _affected(view):
        names = ("whose_interests", "who_decides_under_them")
        yield from incomplete(view.whole, treaty, names, "treaty.", also=("treaty.affected",))


@rule("joint-decision-not-shared")
def joint_decision_not_shared(view: View) -> Iterator[Hit]:
    """Fire for an instrument that makes a decision joint, while no decision right goes to a partner under it."""
    treaty = view.policy.treaty
    if treaty is None:
        return
    # A public body may decide under it as well; a right of its own shares nothing.
    partners = {actor for actor in treaty.who_decides_under_them or () if view.maybe_outside([actor])}
    if any(right.to in partners for right in view.moving_rights):
        return
    for about, instrument in _instruments(view, treaty):
        if instrument.joint_decision:
            kinds = view.kind_fields(treaty.who_decides_under_them or ())
            also = ("treaty.who_decides_under_them", "power.decision_rights", *kinds)
            yield about.hit("joint_decision", also=also)


def _instruments(view: View, treaty: Treaty) -> Iterator[tuple[About, Instrument]]:
    yield from view.each("treaty.settlement_or_statute", treaty.settlement_or_statute, "label")
    for about, agreement in view.each("treaty.relationship_agreements", treaty.relationship_agreements, "label"):
        yield replace(about, ids=("agreement", *about.ids)), agreement


@rule("treaty-reply-owed")
def treaty_reply_owed(view: View) -> Iterator[Hit]:
    """Fire for a reply that is owed to a Māori partner."""
    treaty = view.policy.treaty
    for reply in (treaty.asked_before if treaty else None) or ():
        if reply.answered_on is None:
            yield view.of_actor("treaty.asked_before", reply, "to", reply.to, what="about").hit("answered_on")


@rule("treaty-terms-missing", "resourcing", "data_and_knowledge_terms", "legal_advice")
def treaty_terms_missing(view: View) -> Iterator[Hit]:
    """Fire when Māori interests are affected and the terms of working together are not written down."""
    if treaty := _affected(view):
        names = ("resourcing", "data_and_knowledge_terms", "legal_advice")
        yield from incomplete(view.whole, treaty, names, "treaty.", also=("treaty.affected",))


@rule("maori-partner-only-consulted")
def maori_partner_only_consulted(view: View) -> Iterator[Hit]:
    """Fire for a Māori partner with an authority of its own that is only informed or consulted."""
    for about, actor in view.each("actors", view.policy.actors, "label"):
        if actor.kind not in PARTNERS:
            continue
        parts = [(activity, part) for activity, part in view.parts_of.get(actor.key, ()) if part.mode != "none"]
        if parts and all(low_promise(part) or not_shared(view, activity, part) for activity, part in parts):
            reads = (path for activity, part in parts for path in view.cell_fields(activity, part))
            yield about.hit("", "kind", also=("activities", *reads))
