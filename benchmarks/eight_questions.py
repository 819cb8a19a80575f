"""Which questions of the interview change the first screen most: each is taken out of the worked policies in turn.

    python benchmarks/eight_questions.py

For each question, everything it fills is removed from a worked policy and the first screen is drawn up again; counted
are lines that went or came, and marks that changed, as a mean over the worked policies that are asked it. A question
whose answers others point at (who is in the room, which outcomes, what is done) can't be taken out alone: it has to be
there before the rest can be asked, and so comes first among the eight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coprod_tools.assessment import assess
from coprod_tools.chain import build_chain
from coprod_tools.knowledge import Knowledge, load_knowledge
from coprod_tools.plan.first_screen import first_screen
from coprod_tools.policy import Policy
from coprod_tools.policyfile import REMOVE, from_text, load, worked
from coprod_tools.policyfile.saving import with_changes
from coprod_tools.problems import CoprodError, InvalidInput
from coprod_tools.workbook.interview.asked import Asked
from coprod_tools.workbook.interview.asking import questions_for
from coprod_tools.workbook.interview.says_now import Marks, Screen, marks_of, screen_lines

NEVER_OUT = ("title",)


def seen(policy: Policy, knowledge: Knowledge) -> tuple[Screen, Marks]:
    """Return the lines of the first screen and the marks of a policy."""
    marks = assess(build_chain(policy), knowledge)
    return screen_lines(first_screen(marks.chain, marks, knowledge)), marks_of(marks, knowledge)


def without(text: str, asked: Iterable[Asked]) -> Policy:
    """Return the policy without what some questions fill.

    Raises
    ------
    InvalidInput
        When others point at it.
    """
    paths = dict.fromkeys(path for each in asked for path in ([each.adds] if each.adds else each.fills) if path)
    for path in paths:
        if path not in NEVER_OUT:
            try:
                text = with_changes(text, "worked", {path: REMOVE})
            except CoprodError:
                continue  # It is not there.
    return from_text(text, "worked")[0]


def changed(before: tuple[Screen, Marks], after: tuple[Screen, Marks]) -> tuple[int, int]:
    """Return how many lines of the first screen, and how many marks, differ."""
    lines = sum(_lines_only_in(*pair) for pair in ((before[0], after[0]), (after[0], before[0])))
    marks = sum(after[1].get(key) is None or after[1][key].verdict != mark.verdict for key, mark in before[1].items())
    return lines, marks


def _lines_only_in(these: Screen, those: Screen) -> int:
    return sum(line not in those.get(part, ()) for part, lines in these.items() for line in lines)


def measured(knowledge: Knowledge) -> Mapping[str, list[tuple[int, int] | None]]:
    """Return for each question what its loss changed in each worked policy; None where it can't be taken out."""
    found: dict[str, list[tuple[int, int] | None]] = {}
    for name in worked():
        loaded = load(f"worked:{name}")
        before, asked = seen(loaded.policy, knowledge), questions_for(loaded.policy, knowledge)
        for question in dict.fromkeys(each.question.id for each in asked):
            own = [each for each in asked if each.question.id == question]
            try:
                after = seen(without(loaded.text, own), knowledge)
                found.setdefault(question, []).append(changed(before, after))
            except InvalidInput:
                found.setdefault(question, []).append(None)
    return found


def main() -> None:
    """Print the questions, those that change most first, with their place in the ten-minute way."""
    knowledge = load_knowledge()
    rows = []
    for question, results in measured(knowledge).items():
        counted = [each for each in results if each is not None]
        lines, marks = (sum(each[n] for each in counted) / max(len(counted), 1) for n in (0, 1))
        rows.append((bool(counted), -lines, question, marks, knowledge.interview[question].ten, len(counted)))
    for possible, lines, question, marks, ten, n in sorted(rows):
        told = f"{-lines:5.1f} lines {marks:4.1f} marks in {n}" if possible else "  others point at it"
        print(f"{question:20} {told:32} {'place ' + str(ten) if ten else ''}")


if __name__ == "__main__":
    main()
