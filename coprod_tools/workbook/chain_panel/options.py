"""What can be chosen in the forms of a chain, and the rows of what is there already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from coprod_tools.chain import ValueChain
from coprod_tools.chain.things import stage_id
from coprod_tools.words import say
from coprod_tools.workbook.chain_panel import edits
from coprod_tools.workbook.chain_panel.details import actor
from coprod_tools.workbook.chain_panel.edit_forms import NOBODY, NOT_KNOWN, Option

CUT = "cut "


def link_rows(chain: ValueChain, name: str) -> Iterator[list[Any]]:
    """Yield a row for each link of an activity, with the button that takes it back."""
    activity = chain.activities[name]
    found = [("needs", each, str(chain.activities[each].label)) for each in activity.needs or ()]
    found += [
        ("needed-by", each.id, str(each.label)) for each in chain.activities.values() if name in (each.needs or ())
    ]
    back = (stage_id(chain.lifecycle, each) or each for each in activity.feeds_back_to or ())
    found += [("feeds-back", each, str(chain.lifecycle.stage(each).title)) for each in back]
    found += [("outcome", each, chain.label(f"outcome:{each}")) for each in activity.outcomes or ()]
    for link, other, label in found:
        yield [say(f"live_chain.link-is-{link}"), label, _cutting(f"{link} {other}", label)]


def part_rows(chain: ValueChain, name: str) -> Iterator[list[Any]]:
    """Yield a row for each part in an activity, with the button that takes it out."""
    for part in chain.activities[name].parts or ():
        label = actor(chain, part.actor)
        yield [
            label,
            say(f"live_chain.co-{part.co}") if part.co else say("live_chain.not-known"),
            _cutting(part.key, label),
        ]


def _cutting(action: str, label: str) -> dict[str, Any]:
    said = say("live_chain.cut-said", label=label)
    return {"text": say("live_chain.cut"), "action": f"{CUT}{action}", "label": said}


def others(chain: ValueChain, name: str, link: str) -> list[Option]:
    """Return what an activity may be connected with: not what it has, and nothing that would go in a circle."""
    if link == "feeds-back":
        return [
            (label, stage) for label, stage in stages(chain) if not edits.is_linked(chain, "feeds-back", name, stage)
        ]
    if link == "outcome":
        every = chain.policy.outcomes or ()
        return [(str(e.label), e.key) for e in every if not edits.is_linked(chain, "outcome", name, e.key)]
    barred = edits.needing(chain, name) if link == "needs" else edits.needed_by(chain, name)
    return [
        (str(each.label), key)
        for key, each in chain.activities.items()
        if key not in barred and not _has(chain, name, link, key)
    ]


def _has(chain: ValueChain, name: str, link: str, other: str) -> bool:
    return edits.is_linked(chain, "needs", *((name, other) if link == "needs" else (other, name)))


def asked(chain: ValueChain, name: str, chosen: str | None) -> list[Option]:
    """Return who may frame, decide, act or judge; who is chosen and who leads can be chosen together, last.

    Everybody keeps their place whoever is chosen: a browser tells an answer by its place, also one that was given
    before the list came anew.
    """
    lead = chain.activities[name].lead
    pair = [key for key in dict.fromkeys((chosen, lead)) if key]
    unsure = [(say("live_chain.not-known"), NOT_KNOWN), (say("live_chain.nobody"), NOBODY)]
    if len(pair) < 2:
        return [*unsure, *actors(chain)]
    both = say("live_chain.both", one=actor(chain, pair[0]), other=actor(chain, pair[1]))
    return [*unsure, *actors(chain), (both, " ".join(pair))]


def names(value: str | None) -> tuple[str, ...] | None:
    """Return the ids that an answer stands for; none for nobody, None for not known."""
    if not value:
        return None
    return () if value == NOBODY else tuple(value.split(" "))


def stages(chain: ValueChain) -> list[Option]:
    """Return the stages to choose from."""
    return [(f"{stage.order} {stage.title}", stage.id) for stage in chain.stages]


def actors(chain: ValueChain) -> list[Option]:
    """Return the actors to choose from."""
    return [(str(each.label), key) for key, each in chain.actors.items()]
