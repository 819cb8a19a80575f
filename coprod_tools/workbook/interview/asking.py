"""Which questions a policy is asked, and in which order: the frame, each stage in turn, then how one will know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from coprod_tools.knowledge import Knowledge
from coprod_tools.knowledge.interview_questions import Each, InterviewQuestion
from coprod_tools.lifecycle import Lifecycle, Stage, lifecycle_of
from coprod_tools.plan.names import names_of
from coprod_tools.policy import Activity, Part, Policy
from coprod_tools.render.block import shortened
from coprod_tools.workbook.interview.asked import STAGE, Asked, Subject

# Letters of a label that a question can hold.
LONGEST = 48
_LISTS: dict[Each, str] = {
    "actor": "actors",
    "group": "problem.groups",
    "outcome": "outcomes",
    "option": "options",
    "pilot": "pilots",
    "claim": "claims",
    "contribution": "contributions",
}


def questions_for(policy: Policy, knowledge: Knowledge, extra: Path | None = None) -> tuple[Asked, ...]:
    """Return every question the policy is asked, in the order of the way.

    The order depends on the lifecycle and on the order of things in the policy only, never on what is answered.

    Parameters
    ----------
    extra : Path, optional
        A folder whose lifecycles add to the shipped ones.
    """
    return tuple(_Asking(policy, knowledge, lifecycle_of(policy.lifecycle, extra)).all())


class _Asking:
    """The questions of one policy."""

    def __init__(self, policy: Policy, knowledge: Knowledge, lifecycle: Lifecycle) -> None:
        self.policy, self.lifecycle = policy, lifecycle
        self.names = {**names_of(policy), **_outputs(policy)}
        self.counts_as = {kind.id: kind.counts_as for kind in knowledge.actor_kinds.values()}
        self.questions = [each for each in knowledge.interview.values() if each.speaks_in(policy.jurisdiction)]

    def all(self) -> Iterator[Asked]:
        """Yield section by section."""
        for section, group in groupby(self.questions, key=lambda each: each.section):
            found = list(group)
            if section == STAGE:
                for stage in self.lifecycle.stages:
                    yield from self._at_stage(stage, found)
            elif section == "unplaced":
                placed = [each for each in self.policy.activities or () if self._stage_of(each) is None]
                yield from (Asked(each, section, _activity(act)) for act in placed for each in found)
            else:
                yield from self._of_policy(section, found)

    def _of_policy(self, section: str, questions: list[InterviewQuestion]) -> Iterator[Asked]:
        for each, run in groupby(questions, key=lambda question: question.each):
            asked = list(run)
            for subject in self._subjects(each) if each else [Subject()]:
                yield from (Asked(question, section, subject) for question in asked if self._suits(question, subject))

    def _at_stage(self, stage: Stage, questions: list[InterviewQuestion]) -> Iterator[Asked]:
        section = f"{STAGE}:{stage.id}"
        here = [each for each in questions if stage in self._stages_for(each)]
        activities = [each for each in self.policy.activities or () if self._stage_of(each) == stage.id]
        for outer, run in groupby(here, key=lambda each: "activity" if each.each == "part" else each.each):
            asked = list(run)
            if outer == STAGE:
                yield from (Asked(question, section, _stage(stage)) for question in asked)
            elif outer == "activity":
                for activity in activities:
                    yield from self._of_activity(section, activity, asked)
            else:
                yield from self._of_policy(section, asked)

    def _of_activity(self, section: str, activity: Activity, questions: list[InterviewQuestion]) -> Iterator[Asked]:
        for each, run in groupby(questions, key=lambda question: question.each):
            asked = list(run)
            if each == "activity":
                yield from (Asked(question, section, _activity(activity)) for question in asked)
                continue
            for part in activity.parts or ():
                subject = self._part(activity, part)
                yield from (
                    Asked(question, section, subject)
                    for question in asked
                    if self._is(question, part.actor) and (part.co is None or part.co in (question.cos or (part.co,)))
                )

    def _stages_for(self, question: InterviewQuestion) -> Sequence[Stage]:
        """Return the stages at which it is asked: those that stand for its own, or the one before a gap.

        What is not told stage by stage, such as the options, is asked at the first of them only.
        """
        stages = self.lifecycle.stages
        if not question.stages:
            return stages
        found = [each for each in stages if set(question.stages) & set(each.default)]
        if not found:
            before = [each for each in stages if each.default and max(each.default) < min(question.stages)]
            found = [max(before, key=lambda each: each.default) if before else stages[-1]]
        return found if question.preset or question.each in ("activity", "part") else found[:1]

    def _stage_of(self, activity: Activity) -> str | None:
        known = {name: each.id for each in self.lifecycle.stages for name in (str(each.order), each.id)}
        return known.get(activity.stage or "")

    def _subjects(self, each: Each) -> Iterator[Subject]:
        path = _LISTS[each]
        here: object = self.policy
        for name in path.split("."):
            here = getattr(here, name, None)
        for item in here if isinstance(here, tuple) else ():
            label = self._label(each, item)
            named = "giver" if each == "contribution" else each
            words = _cut(label)
            yield Subject(f"{path}[{item.key}]", {each: words, named: words}, {each: item.key})

    def _label(self, each: Each, item: object) -> str:
        if each == "claim":
            return f"{self._name(getattr(item, 'cause', ''))} → {self._name(getattr(item, 'to', ''))}"
        if each == "contribution":
            what = getattr(item, "what", None)
            return self._name(getattr(item, "actor", "")) + (f" ({what})" if what else "")
        return str(getattr(item, "label", ""))

    def _name(self, reference: str) -> str:
        return self.names.get(reference, reference)

    def _part(self, activity: Activity, part: Part) -> Subject:
        path = f"activities[{activity.key}].parts[{part.key}]"
        labels = {"actor": _cut(self._name(part.actor)), "activity": _cut(str(activity.label)), "part": ""}
        return Subject(path, labels, {"part": path, "activity": activity.key})

    def _suits(self, question: InterviewQuestion, subject: Subject) -> bool:
        """Tell whether a question of the actor at hand, or of whoever gives a contribution, is one for them."""
        if question.each == "contribution":
            given = next(each for each in self.policy.contributions or () if each.key == subject.ids["contribution"])
            return given.kind in (None, "time", "knowledge", "relationships") and self._is_outside(given.actor)
        return question.each != "actor" or self._is(question, subject.ids["actor"])

    def _is(self, question: InterviewQuestion, actor: str) -> bool:
        kind = self._kind(actor)
        if question.of == "business":
            return kind == "business"
        if question.of == "organisations":
            return self.counts_as.get(kind or "", "") in ("organisation", "own-authority")
        return question.of != "outside" or self._is_outside(actor)

    def _is_outside(self, actor: str) -> bool:
        return self.counts_as.get(self._kind(actor) or "") != "public-body"

    def _kind(self, actor: str) -> str | None:
        return next((each.kind for each in self.policy.actors or () if each.key == actor), None)


def _cut(label: str) -> str:
    """Return as much of a label as a question can hold; what stands in brackets is left out where it is long."""
    plain = label if len(label) <= LONGEST else label.partition(" (")[0]
    return shortened(plain, LONGEST)


def _stage(stage: Stage) -> Subject:
    return Subject(stage.id, {STAGE: stage.title}, {STAGE: stage.id}, (str(stage.order),))


def _activity(activity: Activity) -> Subject:
    return Subject(f"activities[{activity.key}]", {"activity": _cut(str(activity.label))}, {"activity": activity.key})


def _outputs(policy: Policy) -> dict[str, str]:
    found = {}
    for activity in policy.activities or ():
        for output in activity.outputs or ():
            found[output.key] = found[f"{activity.key}/{output.key}"] = str(output.label)
    return found
