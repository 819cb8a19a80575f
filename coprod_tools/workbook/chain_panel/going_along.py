"""What goes with a thing that is deleted, in words, so that nobody is surprised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from coprod_tools.chain import ValueChain
from coprod_tools.words import catalogue, say
from coprod_tools.workbook.chain_panel.references import Removal, removal


def told(chain: ValueChain, kind: str, key: str) -> list[str]:
    """Return a sentence for each sort of thing that goes along, or one that says that nothing does."""
    found = removal(chain.policy, kind, key)
    lines = [*_inside(found), *_items(chain, found), *_fields(chain, found)]
    return lines or [say("live_chain.along-nothing")]


def _inside(found: Removal) -> Iterator[str]:
    thing = found.items[0].item
    for field in ("parts", "outputs"):
        n = len(getattr(thing, field, None) or ())
        if n:
            yield say(f"live_chain.along-{field}", n=n)


def _items(chain: ValueChain, found: Removal) -> Iterator[str]:
    claims = [place.item for place in found.items if place.listed == "claims"]
    names = _names(chain)
    if claims:
        told_claims = "; ".join(f"{names.get(c.cause, c.cause)} → {names.get(c.to, c.to)}" for c in claims)
        yield say("live_chain.along-claims", links=told_claims)
    counted = Counter(_section(place.listed) for place in found.items[1:] if place.listed != "claims")
    for section, n in counted.items():
        yield say("live_chain.along-items", section=section, n=n)


def _fields(chain: ValueChain, found: Removal) -> Iterator[str]:
    needing, elsewhere = [], Counter[str]()
    for references in found.fields.values():
        first = references[0]
        if first.name == "needs" and first.inside and first.inside[0].listed == "activities":
            needing.append(str(first.inside[0].item.label))
        else:
            elsewhere[_section(first.path)] += 1
    if needing:
        yield say("live_chain.along-needs", names="; ".join(needing))
    for section, n in elsewhere.items():
        yield say("live_chain.along-mentions", section=section, n=n)


def _section(path: str) -> str:
    name = path.partition("[")[0].partition(".")[0]
    words = catalogue("live_chain").get(f"section-{name}")
    return words or name.replace("_", " ")


def _names(chain: ValueChain) -> dict[str, str]:
    names = {each.key: str(each.label) for each in chain.policy.concepts or ()}
    names |= {each.key: str(each.label) for each in chain.policy.outcomes or ()}
    for activity in chain.activities.values():
        names[activity.id] = str(activity.label)
        for output in activity.outputs or ():
            names |= {output.key: str(output.label), f"{activity.id}/{output.key}": str(output.label)}
    return names
