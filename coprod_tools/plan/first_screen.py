"""The first screen of a plan: one A4, at most three of each, in the order in which an adviser needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from coprod_tools.assessment import Assessment, Barrier, Cell
from coprod_tools.chain import ValueChain
from coprod_tools.knowledge import Knowledge
from coprod_tools.plan.asked import ask_lines
from coprod_tools.plan.decisive_link import decisive_link
from coprod_tools.plan.names import Names, in_words, names_of, text
from coprod_tools.plan.questions import question
from coprod_tools.plan.screen import DecisionWanted, FirstScreen, Line, Obstacle, PromiseLine
from coprod_tools.plan.this_week import first_move, tasks
from coprod_tools.plan.treaty import crown_maori
from coprod_tools.policy import Activity, Part, Promise
from coprod_tools.policy.values import PartialDate
from coprod_tools.words import say

MOST = 3
T = TypeVar("T")
# Which claims mislead most: work handed over first, then what is called shared and is not.
_CLAIMED = ("handed-over-work", "consultation", "information")
_MISSING = ("no-people-take-part", "affected-groups-not-named", "group-not-in-the-room", "group-under-represented")
# What each field of a part tells, for somebody who has never seen the file.
_ASKED = {
    name: say(f"plan.asked-{name.replace('_', '-')}")
    for name in ("frames", "decides", "acts", "judges", "result_used", "outcomes", "kind", "mode", "lead")
}
_SEVERITY = {"error": 0, "warning": 1, "note": 2}


def first_screen(chain: ValueChain, assessment: Assessment, knowledge: Knowledge) -> FirstScreen:
    """Return the first screen; `more` counts for each list what was left for the pages behind."""
    policy, names = chain.policy, names_of(chain.policy)
    wanted = policy.decision_wanted
    lists: dict[str, Sequence[object]] = {
        "fixed": [_line(str(each), (f"fixed[{i}]",)) for i, each in enumerate(policy.fixed or ())],
        "open": [_line(str(each), (f"open[{i}]",)) for i, each in enumerate(policy.open or ())],
        "promises": _promises(assessment, names),
        "real": _real(assessment, names),
        "claimed": _claimed(assessment, names),
        "unknown": _unknown(assessment, names),
        "missing_people": _missing(assessment),
        "asks": ask_lines(assessment, names),
        "not_here": _not_here(chain, assessment, names),
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
            **{name: tuple(items[:MOST]) for name, items in lists.items()},
            "crown_maori": crown_maori(assessment, names),
            "decisive_link": decisive_link(assessment, names),
            "more": {name: len(items) - MOST for name, items in lists.items() if len(items) > MOST},
        }
    )


def _line(words: str, sources: Iterable[str]) -> Line:
    return Line.model_validate({"text": words, "from": tuple(sources)})


def _counts(assessment: Assessment) -> dict[str, int]:
    """How many parts are really shared, led outside government, called what they are not, or can't be judged."""
    parts = [cell for cell in assessment.cells if cell.part is not None]
    return {
        "real": sum(cell.verdict == "co-production" for cell in parts),
        "led_outside": sum(cell.verdict == "community-led" for cell in parts),
        "claimed": sum(cell.verdict in _CLAIMED for cell in parts),
        "unknown": sum(cell.verdict == "unknown" for cell in parts),
        "unknowns": len(assessment.unknowns),
    }


def _caution(assessment: Assessment) -> str | None:
    """What the decider must know before signing: parts that are not what they are called, or can't be judged."""
    counts = _counts(assessment)
    if not counts["claimed"]:
        return None
    return say("plan.caution", **counts)


def _promises(assessment: Assessment, names: Names) -> list[PromiseLine]:
    """Promises that are overdue come first, then those nobody has authorised: they can't be kept yet.

    Government promises nothing in what others lead, and nothing to those whom an interest keeps out of deciding.
    """
    chain, knowledge = assessment.chain, assessment.knowledge
    aside = {
        (cell.activity, cell.part)
        for cell in assessment.cells
        if cell.verdict == "community-led" or cell.advice == "not-here"
    }
    found: list[tuple[int, PromiseLine]] = []
    for activity in chain.policy.activities or ():
        for part in activity.parts or ():
            if part.promise is not None and (activity.key, part.key) not in aside:
                found.append(_promise(activity, part, part.promise, assessment.as_at, knowledge, names))
    return [line for _, line in sorted(found, key=lambda each: (each[0], each[1].sources))]


def _promise(
    activity: Activity,
    part: Part,
    promise: Promise,
    as_at: PartialDate | None,
    knowledge: Knowledge,
    names: Names,
) -> tuple[int, PromiseLine]:
    known = knowledge.promise(promise.scale, promise.level)
    overdue = bool(as_at and promise.answer_by and promise.answer_by.surely_before(as_at) and not part.result_used)
    kind = "proposed" if promise.authorised_by is None else "authorised-on" if promise.date else "authorised"
    words = say(
        f"plan.promise-{kind}",
        level=(known.title if known else promise.level) or say("plan.promise-no-level"),
        actor=names.get(part.actor, part.actor),
        activity=activity.label,
        who=promise.authorised_by,
        date=promise.date,
    )
    if overdue:
        words = say("plan.promise-overdue", since=promise.answer_by, promise=words)
    elif known and known.is_verified:
        words += say("plan.promise-words", text=known.promise)
    line = PromiseLine.model_validate(
        {
            "text": words,
            "level": promise.level,
            "actor": part.actor,
            "actor_label": names.get(part.actor, part.actor),
            "activity": activity.key,
            "activity_label": str(activity.label),
            "authorised_by": text(promise.authorised_by),
            "date": text(promise.date),
            "answer_by": text(promise.answer_by),
            "from": (f"activities[{activity.key}].parts[{part.key}].promise",),
        }
    )
    return (0 if overdue else 1 if promise.authorised_by is None else 2), line


def _real(assessment: Assessment, names: Names) -> list[Line]:
    order = {"co-production": 0, "community-led": 1}
    real = sorted((cell for cell in assessment.cells if cell.verdict in order), key=lambda cell: order[cell.verdict])
    return [
        _line(
            say(
                "plan.cell-line",
                actor=names.get(cell.actor, cell.actor),
                activity=names.get(cell.activity, cell.activity),
                shown=_co(cell) if cell.verdict == "co-production" else cell.shown_as,
            )
            + _when(assessment, cell),
            (cell.id,),
        )
        for cell in real
    ]


def _when(assessment: Assessment, cell: Cell) -> str:
    """Say so when what is shared lies ahead: a plan is no evidence."""
    start, day = assessment.chain.activities[cell.activity].start, assessment.as_at
    return say("plan.planned-from", start=start) if start and day and day.surely_before(start) else ""


def _co(cell: Cell) -> str:
    return f"co-{cell.co}"


def _claimed(assessment: Assessment, names: Names) -> list[Line]:
    cells = [cell for cell in assessment.cells if cell.claimed and cell.verdict in _CLAIMED]
    cells.sort(key=lambda cell: (_CLAIMED.index(cell.verdict), cell.id))
    return [
        _line(
            say(
                "plan.cell-claimed" if _is_called(cell) else "plan.cell-entered",
                actor=names.get(cell.actor, cell.actor),
                activity=names.get(cell.activity, cell.activity),
                claimed=cell.claimed,
                shown=cell.shown_as,
                why=cell.reasons[0].text,
            ),
            (cell.id,),
        )
        for cell in cells
    ]


def _is_called(cell: Cell) -> bool:
    """Whether the policy itself calls the part something; else it was only entered under a Co."""
    return cell.claimed != f"co-{cell.co}"


def _unknown(assessment: Assessment, names: Names) -> list[Line]:
    """What most needs asking: parts that are claimed but can't be judged, then what the assessment ranks highest."""
    cells = [cell for cell in assessment.cells if cell.verdict == "unknown" and cell.part is not None]
    unjudged = [
        _line(
            say(
                "plan.cell-unknown" if _is_called(cell) else "plan.cell-entered-unknown",
                actor=names.get(cell.actor, cell.actor),
                activity=names.get(cell.activity, cell.activity),
                claimed=cell.claimed,
                missing=_missing_words(cell),
            ),
            (cell.id,),
        )
        for cell in cells
    ]
    by_reason: dict[str, list[str]] = {}
    for each in assessment.unknowns:
        by_reason.setdefault(each.why_it_matters, []).append(each.field)
    asked = [
        _line(say("plan.unknown-line", field=" ".join(question(f, names) for f in fields[:MOST]), why=why), fields)
        for why, fields in by_reason.items()
    ]
    return [*asked[:1], *unjudged, *asked[1:]]


def _missing_words(cell: Cell) -> str:
    """What the policy would have to say for this cell to be judged, in words."""
    asked = [_ASKED[last] for path in cell.reasons[0].fields if (last := path.rpartition(".")[2]) in _ASKED]
    return in_words(list(dict.fromkeys(asked))[:MOST])


def _missing(assessment: Assessment) -> list[Line]:
    found = [each for each in assessment.findings if each.rule in _MISSING and each.waived_until is None]
    found.sort(key=lambda each: (_MISSING.index(each.rule), each.id))
    return [_line(say("plan.missing-line", message=each.message), (each.id,)) for each in found]


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
                _line(
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
            lines.append(_line(words, (f"stage:{told.stage}",)))
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
