"""How far those who speak of a link agree: state, dissent, opinion groups of partners, and a coefficient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coprod_tools.consensus.values import Agreement, GroupSays, Held, Holder, JointMap, Link, State

if TYPE_CHECKING:
    from coprod_tools.opinion.alpha import Alpha

# Fewer holders give no groups that would not show their members.
LEAST_HOLDERS = 6
# A holder is placed by three answers or more, since a map answers only what its holder cares for.
LEAST_LINKS = 3
CONFIDENCES = ("low", "medium", "high")
SIGNS = {"+": 1.0, "-": -1.0}


def agreement_of(joint: JointMap, seed: int = 0) -> dict[str, Agreement]:
    """Return how far those who speak of each link agree, by link id, in the order of `joint.links`.

    One voice that says otherwise makes a link contested, whatever the others are; silence is neither agreement nor
    dissent, and who says `?` speaks of the link but not of its sign.

    Parameters
    ----------
    seed : int
        For finding opinion groups.
    """
    groups = opinion_groups(joint, seed)
    holders = {holder.actor: holder for holder in joint.holders}
    speakers = _speakers(joint)
    return {
        link.id: _agreement(link, speakers[link.cause] & speakers[link.effect], holders, groups) for link in joint.links
    }


def opinion_groups(joint: JointMap, seed: int = 0) -> dict[str, int]:
    """Return the opinion group of each holder, from the signs it gives; empty with fewer than six holders.

    Groups are numbered from the largest, 0. A holder who gives fewer than three signs is in none.
    """
    if len(joint.holders) < LEAST_HOLDERS:
        return {}
    from coprod_tools.opinion.groups import find_groups

    found = find_groups(signs_of(joint), seed, least_answers=LEAST_LINKS)
    return {holder.actor: int(group) for holder, group in zip(joint.holders, found.labels, strict=True) if group >= 0}


def signs_of(joint: JointMap) -> list[list[float]]:
    """Return what each holder (row) says of each link (column): 1 plus, -1 minus, 0 unsure, NaN nothing.

    Who only contests a claim says the opposite of its sign, as one who disagrees with a statement does.
    """
    rows = {holder.actor: [float("nan")] * len(joint.links) for holder in joint.holders}
    for column, link in enumerate(joint.links):
        for actor, sign in _signs(link).items():
            rows[actor][column] = SIGNS.get(sign, 0.0)
        for held in link.held:
            own = any(each.actor == held.actor and each.stance != "contests" for each in link.held)
            if held.stance == "contests" and not own:
                rows[held.actor][column] = -SIGNS.get(held.statement.sign or "?", 0.0)
    return list(rows.values())


def alphas_of(joint: JointMap) -> dict[str, Alpha]:
    """Return Krippendorff's alpha over the whole joint map for `existence`, `sign` and `strength` of links.

    Existence is nominal: a holder whose map names both ends draws the link (1) or does not (0). That a link is not
    drawn is taken as an answer here only, to say how alike the maps are; it counts nowhere as disagreement. Sign is
    nominal over those who gave one, strength is interval.
    """
    from coprod_tools.opinion.alpha import alpha

    nothing = float("nan")
    signs = [[sign if sign else nothing for sign in row] for row in signs_of(joint)]
    drawn = {holder.actor: [nothing] * len(joint.links) for holder in joint.holders}
    strong = {holder.actor: [nothing] * len(joint.links) for holder in joint.holders}
    speakers = _speakers(joint)
    for column, link in enumerate(joint.links):
        drew = {held.actor for held in link.held if _says(held)}
        for actor in speakers[link.cause] & speakers[link.effect]:
            drawn[actor][column] = float(actor in drew)
        for actor, given in _strengths(link).items():
            strong[actor][column] = sum(given) / len(given)
    return {
        "existence": alpha(list(drawn.values()) or [[]]),
        "sign": alpha(signs or [[]]),
        "strength": alpha(list(strong.values()) or [[]], "interval"),
    }


def _speakers(joint: JointMap) -> dict[str, set[str]]:
    """Return for each concept the holders whose last map names it."""
    found: dict[str, set[str]] = {concept.id: set() for concept in joint.concepts}
    for actor, spoken in joint.speaks_of.items():
        for concept in spoken:
            found[concept].add(actor)
    return found


def _agreement(link: Link, able: set[str], holders: Mapping[str, Holder], groups: Mapping[str, int]) -> Agreement:
    signs = _signs(link)
    says = {which: tuple(sorted(a for a, sign in signs.items() if sign == which)) for which in ("+", "-", "?")}
    contests = tuple(sorted({held.actor for held in link.held if held.stance == "contests"}))
    speaking = {held.actor for held in link.held}
    given = [strength for each in _strengths(link).values() for strength in each]
    words = Counter(held.statement.confidence for held in link.held if _says(held))
    return Agreement(
        link=link.id,
        state=_state(says["+"], says["-"], contests, holders),
        plus=says["+"],
        minus=says["-"],
        unsure=says["?"],
        contests=contests,
        silent=tuple(sorted(able - speaking)),
        not_asked=tuple(sorted(set(holders) - able - speaking)),
        strength_low=min(given, default=None),
        strength_high=max(given, default=None),
        confidence={word: words[word] for word in CONFIDENCES if words[word]},
        by_group=_by_group(says, contests, groups),
    )


def _state(
    plus: tuple[str, ...], minus: tuple[str, ...], contests: tuple[str, ...], holders: Mapping[str, Holder]
) -> State:
    if contests or (plus and minus):
        return "contested"
    same = plus or minus
    if not same:
        return "not-known"
    return "agreed" if len(same) > 1 and any(holders[actor].outside for actor in same) else "one-view"


def _signs(link: Link) -> dict[str, str]:
    """Return for each holder `+`, `-`, or `?` for one that gives no sign, or both."""
    said: dict[str, set[str]] = {}
    for held in link.held:
        if held.stance != "contests":
            said.setdefault(held.actor, set()).update({held.statement.sign or "?"} & set(SIGNS))
    return {actor: signs.pop() if len(signs) == 1 else "?" for actor, signs in sorted(said.items())}


def _strengths(link: Link) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    for held in link.held:
        if _says(held) and held.statement.strength is not None:
            found.setdefault(held.actor, []).append(float(held.statement.strength))
    return found


def _says(held: Held) -> bool:
    return held.stance == "says"


def _by_group(
    says: Mapping[str, tuple[str, ...]], contests: tuple[str, ...], groups: Mapping[str, int]
) -> tuple[GroupSays, ...]:
    members = Counter(groups.values())
    counted = [Counter(groups.get(actor) for actor in actors) for actors in (*says.values(), contests)]
    return tuple(GroupSays(group, members[group], *(each[group] for each in counted)) for group in sorted(members))
