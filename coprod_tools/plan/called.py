"""What is really shared, what is only called so, and what nobody can tell yet: lines for the first screen."""

from __future__ import annotations

from collections.abc import Iterable

from coprod_tools.assessment import Assessment, Cell
from coprod_tools.plan.names import Names, in_words
from coprod_tools.plan.questions import question, subjects_of
from coprod_tools.plan.screen import Line
from coprod_tools.words import say

MOST = 3
# Which claims mislead most: work handed over first, then what is called shared and is not.
CLAIMED = ("handed-over-work", "consultation", "information")
# What each field of a part tells, for somebody who has never seen the file.
_ASKED = {
    name: say(f"plan.asked-{name.replace('_', '-')}")
    for name in ("frames", "decides", "acts", "judges", "result_used", "outcomes", "kind", "mode", "lead")
}


def line(words: str, sources: Iterable[str]) -> Line:
    """Return a line with the marks or fields it comes from."""
    return Line.model_validate({"text": words, "from": tuple(sources)})


def real(assessment: Assessment, names: Names) -> list[Line]:
    """Return what is really shared, and what people lead by themselves."""
    order = {"co-production": 0, "community-led": 1}
    real = sorted((cell for cell in assessment.cells if cell.verdict in order), key=lambda cell: order[cell.verdict])
    return [
        line(
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


def claimed(assessment: Assessment, names: Names) -> list[Line]:
    """Return what is entered or called a Co and is none, the most misleading first."""
    cells = [cell for cell in assessment.cells if cell.claimed and cell.verdict in CLAIMED]
    cells.sort(key=lambda cell: (CLAIMED.index(cell.verdict), cell.id))
    return [
        line(
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


def unknown(assessment: Assessment, names: Names) -> list[Line]:
    """What most needs asking: parts that are claimed but can't be judged, then what the assessment ranks highest."""
    subjects = subjects_of(assessment.chain.policy)
    cells = [cell for cell in assessment.cells if cell.verdict == "unknown" and cell.part is not None]
    unjudged = [
        line(
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
        line(say("plan.unknown-line", field=" ".join(question(f, subjects) for f in fields[:MOST]), why=why), fields)
        for why, fields in by_reason.items()
    ]
    return [*asked[:1], *unjudged, *asked[1:]]


def _missing_words(cell: Cell) -> str:
    """What the policy would have to say for this cell to be judged, in words."""
    asked = [_ASKED[last] for path in cell.reasons[0].fields if (last := path.rpartition(".")[2]) in _ASKED]
    return in_words(list(dict.fromkeys(asked))[:MOST])
