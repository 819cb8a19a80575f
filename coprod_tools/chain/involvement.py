"""Who is in a chain, where: stages and their activities, leads, parts, contributions."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from coprod_tools.chain.reach import downstream
from coprod_tools.chain.things import stage_id
from coprod_tools.chain.value_chain import ValueChain
from coprod_tools.lifecycle import Stage

DELIVERY = 7
BEFORE_THE_DECISION = frozenset({0, 1, 2, 3})
WRITING = frozenset({2, 3, 4})


def stage_of(chain: ValueChain, activity: str) -> Stage | None:
    """Return the stage an activity stands in; None when the policy does not say."""
    ref = stage_id(chain.lifecycle, chain.activities[activity].stage)
    return next((stage for stage in chain.lifecycle.stages if stage.id == ref), None)


def default_orders(chain: ValueChain, activity: str) -> tuple[int, ...]:
    """Return the default-lifecycle stages (0-9) an activity stands for; none when its stage is unknown."""
    stage = stage_of(chain, activity)
    return () if stage is None else tuple(stage.default)


def activities_in(chain: ValueChain, stage: str) -> tuple[str, ...]:
    """Return the activities of a stage (by its id) in the order of the file."""
    here = (node for node, _ in chain.out_of(f"stage:{stage}", "flows_to") if node.startswith("activity:"))
    return _ids(here)


def leads(chain: ValueChain, activity: str) -> str | None:
    """Return the actor that leads an activity, if one is named."""
    return chain.activities[activity].lead


def taking_part(chain: ValueChain, activity: str, *, absent: bool = True) -> tuple[str, ...]:
    """Return the actors with a part in an activity; with `absent=False` without parts whose mode is `none`."""
    parts = chain.into(f"activity:{activity}", "takes_part")
    return _ids(node for node, data in parts if data["role"] == "part" and (absent or data["mode"] != "none"))


def contributing(chain: ValueChain, activity: str) -> tuple[str, ...]:
    """Return the actors that contribute something to an activity."""
    given = (node for node, _ in chain.into(f"activity:{activity}", "contributes"))
    return _ids(actor for node in given for actor, _ in chain.into(node, "contributes"))


def involved(chain: ValueChain, activity: str) -> tuple[str, ...]:
    """Return the actors that lead, take part in or contribute to an activity, each once."""
    lead = leads(chain, activity)
    named = (*((lead,) if lead else ()), *taking_part(chain, activity), *contributing(chain, activity))
    return tuple(dict.fromkeys(named))


def actors_in(chain: ValueChain, stage: str) -> tuple[str, ...]:
    """Return the actors that lead, take part or contribute anywhere in a stage, each once."""
    return tuple(dict.fromkeys(actor for name in activities_in(chain, stage) for actor in involved(chain, name)))


def people_reached(chain: ValueChain, node: str, kinds: Collection[str]) -> frozenset[str]:
    """Return whom a node touches further on: groups the outcomes are for, and people with a part in what follows.

    Parameters
    ----------
    node : str
        A node's name, such as `stage:options` or `activity:design`.
    kinds : collection of str
        The actor kinds that count as people (`knowledge.actor_kinds` says which).
    """
    ahead = downstream(chain, node) | {node}
    outcomes = [outcome for outcome in chain.policy.outcomes or () if f"outcome:{outcome.key}" in ahead]
    groups = {f"group:{group}" for outcome in outcomes for group in outcome.groups or ()}
    acting = {actor for name in chain.activities if f"activity:{name}" in ahead for actor in taking_part(chain, name)}
    return frozenset(groups | {f"actor:{actor}" for actor in acting if chain.actors[actor].kind in kinds})


def deliverers(chain: ValueChain) -> frozenset[str]:
    """Return who leads, or has a part other than `none`, in delivery (stage 7 of the default lifecycle)."""
    return _active(chain, {DELIVERY})


def deliverers_before(chain: ValueChain, order: int = 4) -> frozenset[str]:
    """Return the deliverers who also lead or have a part in a default stage before `order`."""
    return deliverers(chain) & _active(chain, range(order), absent=True)


def authors(chain: ValueChain) -> frozenset[str]:
    """Return who leads the writing: outcomes, options and decision (stages 2 to 4)."""
    named = (leads(chain, name) for name in chain.activities if WRITING & {*default_orders(chain, name)})
    return frozenset(lead for lead in named if lead)


def authors_after(chain: ValueChain, order: int = 6) -> frozenset[str]:
    """Return the authors who still lead or have a part in a default stage after `order`."""
    return authors(chain) & _active(chain, range(order + 1, 10), absent=True)


def feeds_back_early(chain: ValueChain) -> bool:
    """Tell whether the policy itself says that something of stage 7 or 8 flows back to a stage of 0 to 3."""
    early = {f"stage:{stage.id}" for stage in chain.lifecycle.stages if BEFORE_THE_DECISION & {*stage.default}}
    late = (name for name in chain.activities if {7, 8} & {*default_orders(chain, name)})
    return any(target in early for name in late for target, _ in chain.out_of(f"activity:{name}", "feeds_back"))


def _active(chain: ValueChain, orders: Iterable[int], *, absent: bool = False) -> frozenset[str]:
    wanted = frozenset(orders)
    found: set[str] = set()
    for name in chain.activities:
        if wanted & {*default_orders(chain, name)}:
            lead = leads(chain, name)
            found.update(taking_part(chain, name, absent=absent), (lead,) if lead else ())
    return frozenset(found)


def _ids(nodes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(node.partition(":")[2] for node in nodes))
