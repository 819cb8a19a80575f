"""Joint maps to draw, set by hand so that every state can be checked by eye; all partners are made up."""

from __future__ import annotations

import random
from decimal import Decimal

from coprod_tools.consensus.values import Agreement, Concept, Held, Holder, JointMap, Link
from coprod_tools.policy.partner_maps import Statement
from tests.drawing.samples import HOSTILE

LABELS = {
    "concept:rides": "Rides people can count on after nine at night",
    "concept:fear": "Fear of walking home in the dark",
    "outcome:work": "People keep jobs with late shifts",
    "outcome:company": "Older people see others in the evening",
    "activity:bus": "A bus that comes when called",
    "said:drivers": "Drivers who know their riders",
    "said:trust": "Riders trust the service",
}
HOLDERS = (
    Holder("night-shift", "Night shift workers (made up)", "people-who-use-it", True, True, "confirmed", "before"),
    Holder("drivers", "Drivers' cooperative (made up)", "provider", True, False, "not-read-back", "after"),
    Holder("council", "Town council (made up)", "agency", False, True, "confirmed", "before"),
)
# From, to, and the sign that each of the three holders gives it; None where it draws no link.
SAID = (
    ("activity:bus", "concept:rides", "+", "+", "+"),
    ("concept:rides", "outcome:work", "+", None, "+"),
    ("concept:rides", "concept:fear", "-", "+", None),
    ("concept:fear", "outcome:company", "-", None, None),
    ("said:drivers", "said:trust", None, "+", None),
    ("said:trust", "concept:rides", "?", None, None),
    ("concept:rides", "said:drivers", None, "+", "+"),
)
STATES = ("agreed", "agreed", "contested", "one-view", "one-view", "not-known", "agreed")


def small() -> tuple[JointMap, dict[str, Agreement]]:
    """Seven concepts, seven links, three holders, one loop, every state."""
    links, agreements = [], {}
    actors = tuple(holder.actor for holder in HOLDERS)
    for (cause, effect, *signs), state in zip(SAID, STATES, strict=True):
        id = f"{cause}>{effect}"
        held = tuple(
            Held(actor, 1, Statement(LABELS[cause], LABELS[effect], sign, Decimal("0.5")), f"maps/{actor}.csv:2")  # type: ignore[arg-type]
            for actor, sign in zip(actors, signs, strict=True)
            if sign
        )
        by = {sign: tuple(each.actor for each in held if each.statement.sign == sign) for sign in "+-?"}
        links.append(Link(id, cause, effect, held))
        agreements[id] = Agreement(id, state, by["+"], by["-"], by["?"], strength_low=0.5, strength_high=0.5)  # type: ignore[arg-type]
    concepts = tuple(Concept(id, label, (label,), id.partition(":")[0]) for id, label in sorted(LABELS.items()))
    speaks = {
        actor: frozenset(
            end for link in links for held in link.held if held.actor == actor for end in (link.cause, link.effect)
        )
        for actor in actors
    }
    return JointMap(concepts, tuple(sorted(links, key=lambda link: link.id)), HOLDERS, speaks), agreements


def big(concepts: int = 90, links: int = 170, labels: tuple[str, ...] = ()) -> tuple[JointMap, dict[str, Agreement]]:
    """A dense map with many loops."""
    chance = random.Random(7)
    ids = [f"concept:c{n:03}" for n in range(concepts)]
    pairs = sorted({tuple(chance.sample(ids, 2)) for _ in range(links)})
    made = tuple(
        Link(f"{a}>{b}", a, b, (Held("council", 1, Statement(a, b, "+"), "maps/council.csv:2"),)) for a, b in pairs
    )
    states = ("agreed", "contested", "one-view", "not-known")
    agreements = {link.id: Agreement(link.id, states[n % 4], ("council",)) for n, link in enumerate(made)}  # type: ignore[arg-type]
    named = tuple(
        Concept(id, labels[n % len(labels)] if labels else f"Thing {n} that changes with other things", (), "concept")
        for n, id in enumerate(ids)
    )
    return JointMap(named, made, HOLDERS, {"council": frozenset(ids)}), agreements


def hostile() -> tuple[JointMap, dict[str, Agreement]]:
    """Labels that break layouts, and more links into one box than it has lines."""
    return big(9, 60, HOSTILE)


def empty() -> tuple[JointMap, dict[str, Agreement]]:
    """Nothing was drawn by anybody."""
    return JointMap((), (), ()), {}
