"""Who moved between rounds: what a holder added, dropped, turned round or thinks stronger or weaker now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from coprod_tools.consensus.values import Held, Holder, JointMap, Link
from coprod_tools.words import say

Change = Literal["added", "dropped", "sign", "strength"]
Told = dict[tuple[str, int], tuple[Held, ...]]


@dataclass(frozen=True, slots=True)
class Move:
    """One change between two rounds that follow each other.

    Attributes
    ----------
    actor : str
        Who moved; a page names it only where `named`.
    change : str
        `added` or `dropped` a link; another `sign`; the same sign and another `strength`.
    before, now : str or None
        Sign or strength in the earlier and the later round, as said; None where nothing was said.
    """

    actor: str
    named: bool
    link: str
    change: Change
    rounds: tuple[int, int]
    before: str | None = None
    now: str | None = None


def moves(joint: JointMap) -> tuple[Move, ...]:
    """Return every change between rounds, by holder, round and link.

    A change of words, confidence or evidence is no move.
    """
    told = [(link, _by_round(link)) for link in joint.links]
    return tuple(
        move
        for holder in joint.holders
        for rounds in pairwise(holder.rounds)
        for link, said in told
        for move in _move(holder, rounds, link, said)
    )


def move_in_words(move: Move, joint: JointMap) -> str:
    """Return one move as a sentence; its holder is named only with consent."""
    who = next(holder.label for holder in joint.holders if holder.actor == move.actor) if move.named else None
    link = next(link for link in joint.links if link.id == move.link)
    values = {
        "who": who or say("consensus.unnamed"),
        "cause": joint.concept(link.cause).label,
        "effect": joint.concept(link.effect).label,
        "before": _shown(move, move.before),
        "now": _shown(move, move.now),
    }
    return say(f"consensus.moved-{move.change}", **values)


def _by_round(link: Link) -> Told:
    found: dict[tuple[str, int], list[Held]] = {}
    for held in (*link.held, *link.earlier):
        if held.round:
            found.setdefault((held.actor, held.round), []).append(held)
    return {told: tuple(some) for told, some in found.items()}


def _move(holder: Holder, rounds: tuple[int, int], link: Link, said: Told) -> Iterator[Move]:
    before, now = (said.get((holder.actor, round), ()) for round in rounds)
    signs = _signs(before), _signs(now)
    strengths = _strengths(before), _strengths(now)
    made = (holder.actor, holder.named, link.id)
    if before and not now:
        yield Move(*made, "dropped", rounds, signs[0])
    elif now and not before:
        yield Move(*made, "added", rounds, None, signs[1])
    elif signs[0] != signs[1]:
        yield Move(*made, "sign", rounds, *signs)
    elif strengths[0] != strengths[1]:
        yield Move(*made, "strength", rounds, *strengths)


def _signs(held: tuple[Held, ...]) -> str | None:
    return "/".join(sorted({each.statement.sign for each in held if each.statement.sign})) or None


def _strengths(held: tuple[Held, ...]) -> str | None:
    given = sorted({each.statement.strength.normalize() for each in held if each.statement.strength is not None})
    return "/".join(f"{strength:f}" for strength in given) or None


def _shown(move: Move, value: str | None) -> str:
    if value is None:
        return say("consensus.not-said")
    if move.change == "strength":
        return value
    return {"+": say("consensus.sign-plus"), "-": say("consensus.sign-minus")}.get(value, say("consensus.sign-unsure"))
