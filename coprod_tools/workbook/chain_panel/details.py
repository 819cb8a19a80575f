"""What is said of the box that was chosen: its marks with their reasons, what is in the way, what could be shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coprod_tools.assessment.marks import Assessment, Barrier, Opportunity, Reason
from coprod_tools.chain import ValueChain, activities_in, outcomes_reached
from coprod_tools.chain.involvement import stage_of
from coprod_tools.drawing.chain_lanes import OUTCOMES
from coprod_tools.drawing.wording import listed
from coprod_tools.words import say
from coprod_tools.workbook.chain_panel.filters import who

Block = tuple[str, str]


def kind_of(chosen: str) -> str:
    """Return what a box stands for: `activity`, `outcome` or `stage`; nothing where none is chosen."""
    if not chosen:
        return ""
    kind, colon, _ = chosen.partition(":")
    return kind if colon else "activity"


def is_there(chain: ValueChain, chosen: str) -> bool:
    """Tell whether the chain still has what was chosen."""
    match kind_of(chosen):
        case "activity":
            return chosen in chain.activities
        case "outcome":
            return chosen in chain.graph
        case "stage":
            name = chosen.partition(":")[2]
            return name in ("", OUTCOMES) or f"stage:{name}" in chain.graph
    return False


def title(chain: ValueChain, chosen: str) -> str:
    """Return the words of what was chosen."""
    name = chosen.partition(":")[2]
    match kind_of(chosen):
        case "activity":
            return str(chain.activities[chosen].label)
        case "stage":
            if name in ("", OUTCOMES):
                return say("live_chain.outcomes") if name else say("drawing.unknown-stage")
            return str(chain.lifecycle.stage(name).title)
    return chain.label(chosen)


def summary(chain: ValueChain, assessment: Assessment, chosen: str) -> str:
    """Return one sentence to be read aloud when a box is chosen."""
    name = title(chain, chosen)
    if kind_of(chosen) != "activity":
        return say("live_chain.chosen", name=name)
    barriers = sum(1 for _ in _barriers_of(assessment, f"activities[{chosen}]"))
    marks = sum(cell.activity == chosen for cell in assessment.cells)
    return say("live_chain.chosen-activity", name=name, marks=marks, barriers=barriers)


def blocks(chain: ValueChain, assessment: Assessment, chosen: str) -> list[Block]:
    """Return everything that is said of what was chosen, as headings, paragraphs and list items."""
    match kind_of(chosen):
        case "activity":
            return list(_activity(chain, assessment, chosen))
        case "outcome":
            return list(_outcome(chain, chosen.partition(":")[2]))
        case "stage":
            return list(_stage(chain, assessment, chosen.partition(":")[2]))
    return []


def actor(chain: ValueChain, key: str | None) -> str:
    """Return the name of an actor or group; nobody known in words."""
    if not key:
        return say("live_chain.nobody-known")
    groups = {group.key: str(group.label) for group in chain.policy.groups}
    return str(chain.actors[key].label) if key in chain.actors else groups.get(key, key)


def _activity(chain: ValueChain, assessment: Assessment, name: str) -> Iterator[Block]:
    activity, stage = chain.activities[name], stage_of(chain, name)
    lead, *others = who(chain, name) if activity.lead else ("", *who(chain, name))
    yield "quiet", say("live_chain.where", stage=stage.title if stage else say("drawing.unknown-stage"))
    yield "p", say("live_chain.led-by", who=actor(chain, lead)) if lead else say("live_chain.led-by-nobody")
    if others:
        yield "p", say("live_chain.with", who=listed(actor(chain, each) for each in others))
    if activity.summary:
        yield "p", str(activity.summary)
    yield "h4", say("live_chain.head-marks")
    yield from _marks(chain, assessment, name)
    yield from _in_the_way(chain, _barriers_of(assessment, f"activities[{name}]"), assessment)
    yield from _could_be(chain, _chances_of(assessment, f"activities[{name}]"))
    yield "h4", say("live_chain.head-links")
    yield from _links(chain, name)


def _marks(chain: ValueChain, assessment: Assessment, activity: str) -> Iterator[Block]:
    cells = [cell for cell in assessment.cells if cell.activity == activity]
    if not cells:
        yield "p", say("live_chain.no-marks")
    alike: dict[tuple[str, str, str], list[str]] = {}
    for cell in sorted(cells, key=lambda cell: cell.part is None):
        key = (actor(chain, cell.actor), cell.shown_as, _why(cell.reasons))
        alike.setdefault(key, []).append(say(f"drawing.co-{cell.co}"))
    for (name, mark, why), cos in alike.items():
        yield "li", f"{say('live_chain.mark', who=name, co=listed(cos), mark=mark)} {why}"


def _in_the_way(chain: ValueChain, found: Iterable[Barrier], assessment: Assessment) -> Iterator[Block]:
    for number, barrier in enumerate(found):
        if number == 0:
            yield "h4", say("live_chain.head-barriers")
        known = assessment.knowledge.barriers.get(barrier.barrier)
        yield "p", f"▲ {known.title if known else barrier.barrier}. {_why(barrier.reasons)}"
        for way in barrier.ways_over:
            asked = say("live_chain.way-ask", who=actor(chain, way.to_ask)) if way.to_ask else ""
            due = say("live_chain.way-due", due=way.due) if way.due else ""
            yield "li", " ".join(part for part in (way.action, asked, due) if part)


def _could_be(chain: ValueChain, found: Iterable[Opportunity]) -> Iterator[Block]:
    for number, chance in enumerate(found):
        if number == 0:
            yield "h4", say("live_chain.head-opportunities")
        actors = listed(actor(chain, each) for each in chance.actors)
        co, advice = say(f"drawing.co-{chance.co}"), say(f"drawing.advice-{chance.advice}")
        yield (
            "li",
            f"+ {say('live_chain.chance', co=co, who=actors, advice=advice)} {_why(chance.reasons)} {chance.asks}",
        )


def _links(chain: ValueChain, name: str) -> Iterator[Block]:
    activity = chain.activities[name]
    needed = [str(chain.activities[each].label) for each in activity.needs or ()]
    needing = [str(each.label) for each in chain.activities.values() if name in (each.needs or ())]
    back = [str(chain.lifecycle.stage(each).title) for each in activity.feeds_back_to or ()]
    reached = [chain.label(f"outcome:{each}") for each in sorted(outcomes_reached(chain, name))]
    for key, found in (("needs", needed), ("needed-by", needing), ("feeds-back", back), ("reaches", reached)):
        if found:
            yield "li", say(f"live_chain.link-{key}", names="; ".join(found))
    if not (needed or needing or back or reached):
        yield "p", say("live_chain.no-links")


def _stage(chain: ValueChain, assessment: Assessment, name: str) -> Iterator[Block]:
    if name == OUTCOMES:
        yield "p", say("live_chain.about-outcomes")
        return
    if not name:
        yield "p", say("live_chain.about-no-stage")
        return
    stage = chain.lifecycle.stage(name)
    if stage.what:
        yield "quiet", stage.what
    names = activities_in(chain, stage.id)
    yield "p", say("live_chain.stage-holds" if len(names) != 1 else "live_chain.stage-holds-one", n=len(names))
    for each in assessment.stage_advice:
        if each.stage == stage.id:
            advice = say("drawing.advice", advice=say(f"drawing.advice-{each.advice}")) if each.advice else ""
            yield "p", f"{advice}. {_why(each.reasons)}".lstrip(". ")
    yield from _in_the_way(chain, (each for each in assessment.barriers if each.stage == stage.id), assessment)
    yield from _could_be(chain, (each for each in assessment.opportunities if each.stage == stage.id))


def _outcome(chain: ValueChain, key: str) -> Iterator[Block]:
    outcome = next(each for each in chain.policy.outcomes or () if each.key == key)
    names = {each.key: str(each.label) for each in (*(chain.policy.actors or ()), *chain.policy.groups)}
    for field in ("in_whose_words", "agreed_by", "contested_by", "most_important_to"):
        people = getattr(outcome, field)
        if people:
            yield "p", say(f"live_chain.outcome-{field}", who=listed(names.get(each, each) for each in people))
    lead_here = [str(each.label) for each in chain.activities.values() if key in (each.outcomes or ())]
    yield (
        "p",
        say("live_chain.outcome-from", names="; ".join(lead_here)) if lead_here else say("live_chain.outcome-bare"),
    )


def _barriers_of(assessment: Assessment, field: str) -> Iterator[Barrier]:
    return (each for each in assessment.barriers if _rests_on(each.reasons, field))


def _chances_of(assessment: Assessment, field: str) -> Iterator[Opportunity]:
    return (each for each in assessment.opportunities if _rests_on(each.reasons, field))


def _rests_on(reasons: tuple[Reason, ...], field: str) -> bool:
    return any(path.startswith(field) for reason in reasons for path in reason.fields)


def _why(reasons: tuple[Reason, ...]) -> str:
    return " ".join(dict.fromkeys(reason.text for reason in reasons))
