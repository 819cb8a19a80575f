"""The first screen of a plan: one A4, at most three of each, in the order in which an adviser needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from coprod_tools.assessment import Assessment, Barrier
from coprod_tools.chain import ValueChain
from coprod_tools.consensus.whole import Consensus
from coprod_tools.knowledge import Knowledge
from coprod_tools.plan.asked import ask_lines
from coprod_tools.plan.called import CLAIMED, MOST, claimed, line, real, unknown
from coprod_tools.plan.decisive_link import decisive_link
from coprod_tools.plan.names import Names, names_of, text
from coprod_tools.plan.promised import promises
from coprod_tools.plan.screen import DecisionWanted, FirstScreen, Line, Obstacle
from coprod_tools.plan.this_week import first_move, tasks
from coprod_tools.plan.treaty import crown_maori
from coprod_tools.words import say

T = TypeVar("T")
_MISSING = ("no-people-take-part", "affected-groups-not-named", "group-not-in-the-room", "group-under-represented")
_SEVERITY = {"error": 0, "warning": 1, "note": 2}


def first_screen(
    chain: ValueChain,
    assessment: Assessment,
    knowledge: Knowledge,
    consensus: Consensus | None = None,
    most: int = MOST,
) -> FirstScreen:
    """Return the first screen; `more` counts for each list what was left for the pages behind.

    Parameters
    ----------
    most : int
        How many of each a list may hold; more than the page's own number where two screens are compared whole.
    """
    policy, names = chain.policy, names_of(chain.policy)
    wanted = policy.decision_wanted
    lists: dict[str, Sequence[object]] = {
        "fixed": [line(str(each), (f"fixed[{i}]",)) for i, each in enumerate(policy.fixed or ())],
        "open": [line(str(each), (f"open[{i}]",)) for i, each in enumerate(policy.open or ())],
        "promises": promises(assessment, names),
        "real": real(assessment, names),
        "claimed": claimed(assessment, names),
        "unknown": unknown(assessment, names),
        "missing_people": _missing(assessment),
        "asks": ask_lines(assessment, names),
        "not_here": list({each.text: each for each in reversed(_not_here(chain, assessment, names))}.values())[::-1],
        "in_the_way": _in_the_way(assessment, knowledge, names),
        "this_week": tasks(chain, assessment, names),
    }
    return FirstScreen.model_validate(
        {
            "decision_wanted": DecisionWanted(
                what=text(wanted.what if wanted else None),
                who=text(wanted.who if wanted else None),
                by_when=text(wanted.by_when if wanted else None),
                caution=_caution(assessment),
            ),
            "counts": _counts(assessment),
            **{name: tuple(items[:most]) for name, items in lists.items()},
            "crown_maori": crown_maori(assessment, names),
            "decisive_link": decisive_link(assessment, names, consensus),
            "more": {name: len(items) - most for name, items in lists.items() if len(items) > most},
        }
    )


def _counts(assessment: Assessment) -> dict[str, int]:
    """How many parts are really shared, led outside government, called what they are not, or can't be judged."""
    parts = [cell for cell in assessment.cells if cell.part is not None]
    return {
        "real": sum(cell.verdict == "co-production" for cell in parts),
        "led_outside": sum(cell.verdict == "community-led" for cell in parts),
        "claimed": sum(cell.verdict in CLAIMED for cell in parts),
        "unknown": sum(cell.verdict == "unknown" for cell in parts),
        "unknowns": len(assessment.unknowns),
    }


def _caution(assessment: Assessment) -> str | None:
    """What the decider must know before signing: parts that are not what they are called, or can't be judged."""
    counts = _counts(assessment)
    if not counts["claimed"]:
        return None
    return say("plan.caution", **counts)


def _missing(assessment: Assessment) -> list[Line]:
    found = [each for each in assessment.findings if each.rule in _MISSING and each.waived_until is None]
    found.sort(key=lambda each: (_MISSING.index(each.rule), each.id))
    return [line(say("plan.missing-line", message=each.message), (each.id,)) for each in found]


def _not_here(chain: ValueChain, assessment: Assessment, names: Names) -> list[Line]:
    """Where not to co-produce, and where to step back; each actor once for each activity."""
    wanted = ("not-here", "stop", "hand-over", "less")
    seen: set[tuple[str, str]] = set()
    lines = []
    cells = [cell for cell in assessment.cells if cell.advice in wanted or cell.verdict == "community-led"]
    order = (*wanted, "keep")
    for cell in sorted(cells, key=lambda each: (order.index(str(each.advice)), each.id)):
        if (cell.actor, cell.activity) not in seen:
            seen.add((cell.actor, cell.activity))
            actor, activity = names.get(cell.actor, cell.actor), names.get(cell.activity, cell.activity)
            lines.append(
                line(
                    say(
                        "plan.not-here-line",
                        actor=actor,
                        activity=activity,
                        advice=say(f"plan.advice-{cell.advice or 'keep'}"),
                        why=cell.reasons[-1].text,
                    ),
                    (cell.id,),
                )
            )
    for told in assessment.stage_advice:
        if told.advice == "not-here":
            words = say(
                "plan.not-here-stage",
                stage=chain.lifecycle.stage(told.stage).title,
                advice=say(f"plan.advice-{told.advice}"),
                why=told.reasons[0].text,
            )
            lines.append(line(words, (f"stage:{told.stage}",)))
    return lines


def _in_the_way(assessment: Assessment, knowledge: Knowledge, names: Names) -> list[Obstacle]:
    """Each barrier once, the worst and furthest-reaching first; an empty policy is asked questions instead."""
    if not assessment.chain.activities:
        return []
    spread = Counter(barrier.barrier for barrier in assessment.barriers)
    ranked = sorted(
        assessment.barriers,
        key=lambda b: (_SEVERITY[b.severity], -spread[b.barrier], -len(b.reasons), _number(b), b.id),
    )
    found: dict[str, Obstacle] = {}
    for barrier in ranked:
        if barrier.barrier not in found and barrier.ways_over:
            way, worst = barrier.ways_over[0], barrier.reasons[0]
            found[barrier.barrier] = Obstacle.model_validate(
                {
                    "text": say("plan.in-the-way", what=worst.text),
                    "first_move": first_move(worst.rule) or way.action,
                    "to_ask": names.get(way.to_ask or "", way.to_ask or say("plan.to-ask-nobody")),
                    "from": (barrier.id,),
                }
            )
    return list(found.values())


def _number(barrier: Barrier) -> int:
    digits = barrier.barrier.lstrip("b")
    return int(digits) if digits.isdigit() else 99
