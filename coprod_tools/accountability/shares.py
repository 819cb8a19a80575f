"""Shares of a joint outcome: what partners agreed, what fails without each, and computed shares only when asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from coprod_tools.accountability.agreeing import Agreeing, State
from coprod_tools.accountability.amounts import EXACT
from coprod_tools.accountability.coalition_values import ways_to
from coprod_tools.accountability.computed_shares import OWN_AUTHORITY, ComputedShares, computed_shares
from coprod_tools.accountability.labels import in_words, labels_of
from coprod_tools.chain import ValueChain, build_chain
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.resources import Share
from coprod_tools.policy.values import PartialDate
from coprod_tools.policy.vocabulary import Audience
from coprod_tools.words import say

_ONE, _HUNDRED = Decimal(1), Decimal(100)


@dataclass(frozen=True, slots=True)
class PartnerShare:
    """One partner's share as it was said.

    Attributes
    ----------
    share : Decimal or None
        As written: a part of 1 or per cent, by the outcome's `whole`. None where it was not said.
    state : {'agreed', 'proposed', 'to-ask'}
        Agreed when the partner itself said so, with a date; to ask where neither a share nor what fails is said. Some
        agree on what fails without them and want no share: that is agreed, and they are not asked again.
    why : str
        Why it is not agreed.
    not_yet : tuple of str
        Others with a share in the outcome who have not agreed to this one.
    fails_without : str or None
        What fails without it, in the words of the file; None: to ask.
    """

    id: str
    outcome: str
    actor: str
    share: Decimal | None
    state: State
    why: str
    agreed_by: tuple[str, ...]
    agreed_on: PartialDate | None
    not_yet: tuple[str, ...]
    fails_without: str | None
    visible_to: Audience | None


@dataclass(frozen=True, slots=True)
class OutcomeShares:
    """The shares of one outcome.

    Attributes
    ----------
    state : {'agreed', 'proposed', 'not-said'}
        Agreed when every partner's share is, by all who have one.
    whole : Decimal
        1, or 100 where shares were written in per cent. No share is changed to make them add up.
    said, agreed : Decimal or None
        Sums of the shares that were said, and of those agreed; None where there are none.
    notes : tuple of str
        What does not add up.
    asks : tuple of str
        What to ask of whom.
    without_share : tuple of str
        Actors on a way to the outcome of whom no share is said.
    computed : ComputedShares or None
        Only when asked for; for the team.
    """

    outcome: str
    label: str
    state: Literal["agreed", "proposed", "not-said"]
    whole: Decimal
    said: Decimal | None
    agreed: Decimal | None
    rows: tuple[PartnerShare, ...]
    notes: tuple[str, ...]
    asks: tuple[str, ...]
    without_share: tuple[str, ...]
    computed: ComputedShares | None


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of every outcome, in the order of the file."""

    outcomes: tuple[OutcomeShares, ...]

    def without_computed(self) -> Shares:
        """Return them as they may stand on a page for others than the team."""
        return Shares(tuple(replace(each, computed=None) for each in self.outcomes))


def shares_of(
    policy: Policy,
    computed: bool = False,
    *,
    chain: ValueChain | None = None,
    knowledge: Knowledge | None = None,
    as_at: PartialDate | None = None,
    seed: int = 1,
) -> Shares:
    """Return the shares of each outcome as the partners said them.

    Parameters
    ----------
    computed : bool
        Whether to add shares by Shapley value and by path, which rest on a model and are for the team only.
    chain : ValueChain, optional
        Built from the policy where absent.
    as_at : PartialDate, optional
        No agreement dated surely later counts; the policy's own `as_at` where absent.
    seed : int
        For drawing orders where more than 15 actors are on the way to an outcome.
    """
    built = chain or build_chain(policy)
    own = _own_authority(policy, knowledge or load_knowledge()) if computed else frozenset()
    agreeing, labels = Agreeing(policy, as_at), labels_of(policy)
    found = []
    for outcome in policy.outcomes or ():
        given = tuple(share for share in policy.shares or () if share.outcome == outcome.key)
        said = _outcome(outcome.key, given, ways_to(built, outcome.key).actors, agreeing, labels)
        if computed:
            said = replace(said, computed=computed_shares(built, outcome.key, seed=seed, own_authority=own))
        found.append(said)
    return Shares(tuple(found))


def _own_authority(policy: Policy, known: Knowledge) -> frozenset[str]:
    kinds = {name for name, kind in known.actor_kinds.items() if kind.counts_as == OWN_AUTHORITY}
    return frozenset(actor.key for actor in policy.actors or () if actor.kind in kinds)


def _outcome(
    outcome: str, given: tuple[Share, ...], on_ways: tuple[str, ...], agreeing: Agreeing, labels: dict[str, str]
) -> OutcomeShares:
    holders = tuple(dict.fromkeys(share.actor for share in given))
    rows = tuple(_row(share, holders, agreeing) for share in given)
    said = [row.share for row in rows if row.share is not None]
    agreed = [row.share for row in rows if row.share is not None and row.state == "agreed"]
    whole = _HUNDRED if any(share > 1 for share in said) else _ONE
    missing = tuple(actor for actor in on_ways if actor not in holders)
    all_agreed = all(row.state == "agreed" and not row.not_yet for row in rows)
    return OutcomeShares(
        outcome=outcome,
        label=labels.get(outcome, outcome),
        state="not-said" if not rows else "agreed" if all_agreed else "proposed",
        whole=whole,
        said=_sum(said),
        agreed=_sum(agreed),
        rows=rows,
        notes=tuple(_notes(rows, whole, on_ways, labels)),
        asks=tuple(_asks(rows, missing, labels, labels.get(outcome, outcome))),
        without_share=missing,
        computed=None,
    )


def _row(share: Share, holders: tuple[str, ...], agreeing: Agreeing) -> PartnerShare:
    said = share.share is not None or share.fails_without is not None
    agreed = agreeing.of((share.actor,), share.agreed_by, share.agreed_on, said=said)
    return PartnerShare(
        id=share.key,
        outcome=share.outcome,
        actor=share.actor,
        share=share.share,
        state=agreed.state,
        why=agreed.why,
        agreed_by=share.agreed_by or (),
        agreed_on=share.agreed_on,
        not_yet=tuple(each for each in agreeing.missing(holders, share.agreed_by) if each != share.actor),
        fails_without=None if share.fails_without is None else str(share.fails_without),
        visible_to=share.visible_to,
    )


def _sum(shares: list[Decimal]) -> Decimal | None:
    whole = Decimal(0)
    for share in shares:
        whole = EXACT.add(whole, share)
    return whole if shares else None


def _notes(
    rows: tuple[PartnerShare, ...], whole: Decimal, on_ways: tuple[str, ...], labels: dict[str, str]
) -> Iterator[str]:
    said = [row for row in rows if row.share is not None]
    total = _sum([row.share for row in said if row.share is not None])
    if total is not None and total != whole:
        if len(said) == len(rows) or total > whole:
            yield say("shares.not_the_whole", total=_plain(total), whole=whole, gap=_gap(total, whole))
        else:
            yield say("shares.some_not_said", total=_plain(total), whole=whole)
    for row in said:
        if row.share is not None and not 0 <= row.share <= whole:
            yield say("shares.out_of_range", who=in_words([row.actor], labels), share=_plain(row.share), whole=whole)
    twice = [actor for actor, count in Counter(row.actor for row in rows).items() if count > 1]
    if twice:
        yield say("shares.twice", who=in_words(twice, labels))
    if rows and {row.state for row in said} == {"agreed", "proposed"}:
        yield say("shares.partly_agreed")
    apart = [row.actor for row in rows if row.actor not in on_ways]
    if apart:
        yield say("shares.not_on_a_way", who=in_words(apart, labels))


def _gap(total: Decimal, whole: Decimal) -> str:
    if total < whole:
        return say("shares.too_little", gap=_plain(EXACT.subtract(whole, total)))
    return say("shares.too_much", gap=_plain(EXACT.subtract(total, whole)))


def _asks(
    rows: tuple[PartnerShare, ...], missing: tuple[str, ...], labels: dict[str, str], outcome: str
) -> Iterator[str]:
    for row in rows:
        who = in_words([row.actor], labels)
        if row.share is None and row.state != "agreed":
            yield say("shares.ask_share", who=who, outcome=outcome)
        elif row.share is not None and row.state != "agreed":
            yield say("shares.ask_agree", who=who, share=_plain(row.share), why=row.why)
        elif row.not_yet:
            yield say("shares.ask_others", who=who, others=in_words(row.not_yet, labels))
        if row.fails_without is None:
            yield say("shares.ask_fails", who=who, outcome=outcome)
    if missing:
        yield say("shares.ask_missing", who=in_words(missing, labels), outcome=outcome)


def _plain(number: Decimal) -> str:
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
