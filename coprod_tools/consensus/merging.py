"""Put partners' maps together so that no statement is lost and no order of files shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from coprod_tools.consensus.values import Held
from coprod_tools.policy.joins import Join, Joins
from coprod_tools.policy.partner_maps import PartnerMap

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True, order=True)
class MapFile:
    """One map's file as it was read; `sha256` tells which state of it was confirmed."""

    actor: str
    round: int
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Collected:
    """A set of statements with their holders, of the files they stand in, and of joins.

    Make one with `collect` and `merge`, which keep each part in one canonical order.
    """

    held: tuple[Held, ...] = ()
    files: tuple[MapFile, ...] = ()
    joins: tuple[Join, ...] = ()


def collect(partner_map: PartnerMap) -> Collected:
    """Return one partner's map as a set of held statements."""
    told = (partner_map.actor, partner_map.round)
    file = partner_map.file or _file_of(*told)
    held = (Held(*told, each, f"{file}:{each.line}") for each in partner_map.statements)
    return Collected(_canonical(held, held_key), (MapFile(*told, file, partner_map.sha256),))


def collect_joins(joins: Joins | None) -> Collected:
    """Return the joins of a policy's folder as a set."""
    return Collected(joins=_canonical((joins.rows if joins else None) or (), _join_key))


def merge(*collected: Collected) -> Collected:
    """Return the union of the sets: commutative, associative, idempotent; nothing that one of them holds is lost."""
    return Collected(
        _canonical((held for each in collected for held in each.held), held_key),
        _canonical((file for each in collected for file in each.files), lambda file: file),
        _canonical((join for each in collected for join in each.joins), _join_key),
    )


def held_key(held: Held) -> tuple[object, ...]:
    """Return everything a held statement says, as texts that can be ordered."""
    said = held.statement
    strength = None if said.strength is None else str(said.strength)
    optional = (said.sign, strength, said.confidence, said.delay, said.assumption, said.evidence)
    # An absent word and an empty one are two different things, and None has no order.
    words = tuple((word is not None, word or "") for word in optional)
    return held.actor, held.round, said.line, held.origin, held.stance, said.cause, said.effect, *words


def _join_key(join: Join) -> str:
    return join.model_dump_json()


def _canonical(items: Iterable[Kept], key: Callable[[Kept], object]) -> tuple[Kept, ...]:
    by_key = {key(item): item for item in items}
    return tuple(by_key[each] for each in sorted(by_key))  # type: ignore[type-var]


def _file_of(actor: str, round: int) -> str:
    return f"maps/{actor}.csv" if round == 1 else f"maps/{actor}.{round}.csv"
