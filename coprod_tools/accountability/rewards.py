"""What each partner and each professional gets for what many reach together: a table to fill in with them.

Every partner that leads, takes part or puts something in has a row for each kind of reward. A row holds what was said,
else it is to be asked; nobody's wish and nobody's promise is written for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from coprod_tools.accountability.agreeing import Agreeing
from coprod_tools.accountability.amounts import EXACT
from coprod_tools.accountability.labels import in_words, labels_of
from coprod_tools.policy import Policy
from coprod_tools.policy.investing import Reward, RewardKind
from coprod_tools.policy.values import PartialDate
from coprod_tools.policy.vocabulary import Audience
from coprod_tools.words import say

KINDS: tuple[RewardKind, ...] = get_args(RewardKind)
# Every partner is asked about these; `other` is only there where somebody wrote it.
ASKED: tuple[RewardKind, ...] = KINDS[:-1]
# What goes to people who work for a partner, rather than to the partner.
OF_STAFF: frozenset[RewardKind] = frozenset({"career", "staff-incentive"})
_HOURS = frozenset({"h", "hour", "hours"})
RewardState = Literal["said", "proposed", "to-ask"]


@dataclass(frozen=True, slots=True)
class RewardRow:
    """One reward of one partner, or of those who work for it.

    Attributes
    ----------
    who : str or None
        An actor or group; None where it is written for a partner's staff only (`whose_staff`) or for nobody yet.
    for_staff : bool
        Whether it goes to people who work for the partner.
    state : {'said', 'proposed', 'to-ask'}
        Said when those who get it and whoever gives it agreed, with a date.
    for_many : bool or None
        True where it is tied to an outcome; None while nobody says what it is for.
    now : str
        What the file tells of today: reports asked for, hours, pay. Empty where it tells nothing.
    """

    id: str
    who: str | None
    label: str
    for_staff: bool
    kind: RewardKind | None
    state: RewardState
    what: str | None
    why: str
    outcome: str | None
    for_many: bool | None
    given_by: str | None
    when: PartialDate | None
    agreed_by: tuple[str, ...]
    agreed_on: PartialDate | None
    now: str
    ask: str
    visible_to: Audience | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a partner itself said it wants in return for an offer, and whether it was answered."""

    who: str
    label: str
    wants: str
    answered_on: PartialDate | None
    visible_to: Audience | None


@dataclass(frozen=True, slots=True)
class Rewards:
    """The table of rewards, the wishes partners told themselves, and what to notice about both.

    Attributes
    ----------
    rows : tuple of RewardRow
        Partner by partner in the order of the file; within one, kind by kind.
    """

    rows: tuple[RewardRow, ...]
    wishes: tuple[Wish, ...]
    notes: tuple[str, ...]


def rewards_of(policy: Policy, as_at: PartialDate | None = None) -> Rewards:
    """Return the table of rewards.

    Parameters
    ----------
    as_at : PartialDate, optional
        No agreement dated surely later counts; the policy's own `as_at` where absent.
    """
    labels, agreeing = labels_of(policy), Agreeing(policy, as_at)
    given = policy.rewards or ()
    partners = tuple(dict.fromkeys((*taking_part_in(policy), *(who for each in given if (who := _partner(each))))))
    rows = [row for partner in partners for row in _of_partner(policy, partner, labels, agreeing)]
    rows += [_row(policy, each, labels, agreeing) for each in given if _partner(each) is None]
    wishes = tuple(
        Wish(o.by, labels.get(o.by, o.by), str(o.wants_in_return), o.answered_on, o.visible_to)
        for o in policy.offers or ()
        if o.wants_in_return is not None
    )
    return Rewards(tuple(rows), wishes, tuple(_notes(policy, rows, wishes, labels)))


def taking_part_in(policy: Policy) -> tuple[str, ...]:
    """Return who leads, takes part or puts something in, in the order of the policy's actors."""
    found = {given.actor for given in policy.contributions or ()}
    for activity in policy.activities or ():
        found.update((activity.lead,) if activity.lead else ())
        found.update(part.actor for part in activity.parts or () if part.mode != "none")
    return tuple(actor.key for actor in policy.actors or () if actor.key in found)


def _partner(reward: Reward) -> str | None:
    return reward.who or reward.whose_staff


def _of_partner(policy: Policy, partner: str, labels: dict[str, str], agreeing: Agreeing) -> Iterator[RewardRow]:
    own = [each for each in policy.rewards or () if _partner(each) == partner]
    for kind in KINDS:
        found = [each for each in own if each.kind == kind]
        yield from (_row(policy, each, labels, agreeing) for each in found)
        if not found and kind in ASKED:
            yield _to_ask(policy, partner, kind, labels)
    yield from (_row(policy, each, labels, agreeing) for each in own if each.kind is None)


def _row(policy: Policy, reward: Reward, labels: dict[str, str], agreeing: Agreeing) -> RewardRow:
    partner = _partner(reward)
    about = [each for each in (reward.who, reward.whose_staff, reward.given_by) if each]
    agreed = agreeing.of(about, reward.agreed_by, reward.agreed_on, said=reward.what is not None)
    said = agreed.state == "agreed" and partner is not None
    state: RewardState = "said" if said else "to-ask" if agreed.state == "to-ask" else "proposed"
    return RewardRow(
        id=reward.key,
        who=reward.who,
        label=labels.get(partner, partner) if partner else say("shares.reward_nobody"),
        for_staff=reward.whose_staff is not None,
        kind=reward.kind,
        state=state,
        what=None if reward.what is None else str(reward.what),
        why=agreed.why if partner else say("shares.reward_whose"),
        outcome=reward.outcome,
        for_many=True if reward.outcome else None,
        given_by=reward.given_by,
        when=reward.when,
        agreed_by=reward.agreed_by or (),
        agreed_on=reward.agreed_on,
        now=_now(policy, partner, reward.kind) if partner else "",
        ask=_ask_about(reward, state, labels),
        visible_to=reward.visible_to,
    )


def _to_ask(policy: Policy, partner: str, kind: RewardKind, labels: dict[str, str]) -> RewardRow:
    label = labels.get(partner, partner)
    return RewardRow(
        id=f"{partner}:{kind}",
        who=partner,
        label=label,
        for_staff=kind in OF_STAFF,
        kind=kind,
        state="to-ask",
        what=None,
        why=say("shares.nothing_said"),
        outcome=None,
        for_many=None,
        given_by=None,
        when=None,
        agreed_by=(),
        agreed_on=None,
        now=_now(policy, partner, kind),
        ask=say(f"shares.ask_reward_{kind}", who=label),
        visible_to=None,
    )


def _ask_about(reward: Reward, state: RewardState, labels: dict[str, str]) -> str:
    partner = _partner(reward)
    if partner is None:
        return say("shares.reward_whose")
    who = labels.get(partner, partner)
    if state == "to-ask":
        return say(f"shares.ask_reward_{reward.kind or 'other'}", who=who)
    if state == "proposed":
        return say("shares.ask_reward_agree", who=who)
    if reward.given_by is None:
        return say("shares.ask_reward_giver", who=who)
    return say("shares.ask_reward_for", who=who) if reward.outcome is None else ""


def _now(policy: Policy, partner: str, kind: RewardKind | None) -> str:
    if kind == "less-reporting":
        return _reports_now(policy, partner)
    if kind == "pay":
        return _pay_now(policy, partner)
    return ""


def _reports_now(policy: Policy, partner: str) -> str:
    reports = [each for each in policy.reporting or () if each.actor == partner]
    if not reports:
        asked = next((each.reports_asked for each in policy.actors or () if each.key == partner), None)
        return "" if asked is None else say("shares.reports_now", count=asked)
    told = (each.hours for each in reports if each.hours is not None)
    hours = [each.value for each in told if (each.unit or "hours").casefold() in _HOURS]
    if len(hours) < len(reports):
        return say("shares.reports_hours_unknown", count=len(reports), unknown=len(reports) - len(hours))
    whole = Decimal(0)
    for each in hours:
        whole = EXACT.add(whole, each)
    return say("shares.reports_hours", count=len(reports), hours=f"{whole:f}")


def _pay_now(policy: Policy, partner: str) -> str:
    parts = [part for each in policy.activities or () for part in each.parts or () if part.actor == partner]
    parts = [part for part in parts if part.mode != "none"]
    if not parts:
        return ""
    paid = sum(1 for part in parts if part.pay is not None and (part.pay.rate is not None or part.pay.koha))
    unpaid = sum(1 for part in parts if part.pay is not None and part.pay.none_because is not None)
    return say("shares.pay_now", parts=len(parts), paid=paid, unpaid=unpaid, unknown=len(parts) - paid - unpaid)


def _notes(policy: Policy, rows: list[RewardRow], wishes: tuple[Wish, ...], labels: dict[str, str]) -> Iterator[str]:
    yield say("shares.rewards_together")
    said = [row for row in rows if row.state == "said"]
    partners = list(dict.fromkeys(row.label for row in rows if row.who or row.for_staff))
    without = [label for label in partners if not any(row.label == label for row in said)]
    if without:
        yield say("shares.rewards_without", who=in_words(without, {}), count=len(without), all=len(partners))
    if said and not any(row.for_many for row in said):
        yield say("shares.rewards_none_for_many")
    unanswered = [wish.who for wish in wishes if wish.answered_on is None]
    if unanswered:
        yield say("shares.wishes_unanswered", who=in_words(unanswered, labels))
    own = {actor.key for actor in policy.actors or () if actor.interest and actor.interest.conflicted}
    bought = [row.label for row in rows if row.who in own and row.what is not None]
    if bought:
        yield say("shares.rewards_interested", who=in_words(bought, {}))
