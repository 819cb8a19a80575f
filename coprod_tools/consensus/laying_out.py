"""Lay all maps out as one: names become concepts, statements become links, holders keep what they said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from coprod_tools.consensus.holders import holders_of
from coprod_tools.consensus.merging import Collected, held_key
from coprod_tools.consensus.naming import ConceptNames
from coprod_tools.consensus.own_map import NO_ROUND, own_faults, own_statements
from coprod_tools.consensus.values import Held, JointMap, Link, Reading
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.policy import Policy
from coprod_tools.policy.joins import Join, ReviewRow
from coprod_tools.policy.partner_maps import PartnerMap
from coprod_tools.policyfile.review_file import MapReading, reading_of
from coprod_tools.problems import Fault
from coprod_tools.words import say

# Maps that are no part of a joint map: taken back, or not what their holder told us.
LEFT_OUT = ("withdrawn", "disagreed")


def lay_out(
    policy: Policy,
    collected: Collected,
    joins: Iterable[Join] = (),
    review: Iterable[ReviewRow] = (),
    knowledge: Knowledge | None = None,
) -> JointMap:
    """Return the joint map of a policy's own claims and everybody's maps.

    Each holder's last round counts; what was said in rounds before is kept in `Link.earlier`. A map that its holder
    withdrew, or says is not what was told, is left out.

    Parameters
    ----------
    joins : iterable of Join
        Beside those collected; in any order.
    review : iterable of ReviewRow
        Says which maps were read back, confirmed, disagreed with or withdrawn.
    knowledge : Knowledge, optional
        Says who stands outside government; without one, the shipped one.
    """
    readings = _readings(collected, tuple(review))
    out = {told for told, reading in readings.items() if reading in LEFT_OUT}
    own = own_statements(policy)
    told = tuple(held for held in collected.held if (held.actor, held.round) not in out)
    rounds = _rounds(collected, told, out)
    names = ConceptNames(policy, _names(own + told), (*joins, *collected.joins))
    in_file = {held.actor for held in own}
    links, set_aside, used = _links(own + told, names, {actor: last[-1] for actor, last in rounds.items()})
    return JointMap(
        concepts=names.concepts(used),
        links=links,
        holders=holders_of(policy, knowledge or load_knowledge(), rounds, in_file, _kept(readings)),
        speaks_of=_speaks_of(own + told, names, rounds),
        set_aside=set_aside,
        faults=(*own_faults(policy), *sorted(set(names.faults), key=str), *_disputed(readings)),
    )


def _readings(collected: Collected, review: tuple[ReviewRow, ...]) -> dict[tuple[str, int], MapReading]:
    # Where one round has two files, the more careful of their readings stands for both.
    care: tuple[MapReading, ...] = ("withdrawn", "disagreed", "changed-since", "not-read-back", "confirmed")
    found: dict[tuple[str, int], MapReading] = {}
    for file in collected.files:
        told = (file.actor, file.round)
        reading = reading_of(PartnerMap(*told, (), file.file, file.sha256), review)
        found[told] = min(reading, found.get(told, reading), key=care.index)
    return found


def _kept(readings: dict[tuple[str, int], MapReading]) -> dict[tuple[str, int], Reading]:
    return {told: cast(Reading, reading) for told, reading in readings.items() if reading not in LEFT_OUT}


def _disputed(readings: dict[tuple[str, int], MapReading]) -> list[Fault]:
    message = say("consensus.disagreed")
    said = sorted(told for told, reading in readings.items() if reading == "disagreed")
    return [Fault("review.yaml", message, path=f"maps[{actor}{f'.{n}' if n > 1 else ''}]") for actor, n in said]


def _rounds(collected: Collected, told: tuple[Held, ...], out: set[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = defaultdict(set)
    for actor, round in {*((f.actor, f.round) for f in collected.files), *((h.actor, h.round) for h in told)} - out:
        found[actor].add(round)
    return {actor: tuple(sorted(found[actor])) for actor in sorted(found)}


def _names(held: tuple[Held, ...]) -> set[str]:
    return {name for each in held for name in (each.statement.cause, each.statement.effect)}


def _links(
    held: tuple[Held, ...], names: ConceptNames, last: dict[str, int]
) -> tuple[tuple[Link, ...], tuple[Held, ...], set[str]]:
    now: dict[tuple[str, str], list[Held]] = defaultdict(list)
    before: dict[tuple[str, str], list[Held]] = defaultdict(list)
    set_aside: list[Held] = []
    used: set[str] = set()
    for each in held:
        ends = names.cause(each.statement.cause), names.effect(each.statement.effect)
        used.update(ends)
        if ends[0] == ends[1]:
            set_aside.append(each)
        else:
            (now if each.round in (NO_ROUND, last.get(each.actor)) else before)[ends].append(each)
    pairs = sorted({*now, *before}, key=lambda ends: f"{ends[0]}>{ends[1]}")
    links = (_link(ends, now.get(ends, []), before.get(ends, [])) for ends in pairs)
    return tuple(links), tuple(sorted(set_aside, key=held_key)), used


def _link(ends: tuple[str, str], now: list[Held], before: list[Held]) -> Link:
    claims = {held.origin.removeprefix("claims[").removesuffix("]") for held in now if held.round == NO_ROUND}
    held, earlier = (tuple(some if len(some) < 2 else sorted(some, key=held_key)) for some in (now, before))
    return Link(f"{ends[0]}>{ends[1]}", *ends, held, earlier, tuple(sorted(claims)))


def _speaks_of(
    held: tuple[Held, ...], names: ConceptNames, rounds: dict[str, tuple[int, ...]]
) -> dict[str, frozenset[str]]:
    # Who only agrees with a claim or contests it has drawn no map, and so is silent on nothing.
    found: dict[str, set[str]] = {actor: set() for actor in (*rounds, *(each.actor for each in held))}
    for each in held:
        last = rounds.get(each.actor, (NO_ROUND,))[-1]
        if each.stance == "says" and each.round in (NO_ROUND, last):
            found[each.actor] |= {names.cause(each.statement.cause), names.effect(each.statement.effect)}
    return {actor: frozenset(found[actor]) for actor in sorted(found)}
