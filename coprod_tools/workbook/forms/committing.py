"""Save one answer: what is refused stays with its field, and is tried again together with what it goes with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coprod_tools.policyfile.loading import from_text
from coprod_tools.policyfile.saving import with_changes
from coprod_tools.problems import CannotWrite, CoprodError, Fault, InvalidInput, UsageError
from coprod_tools.words import say
from coprod_tools.workbook.forms.answers import Answer, Steps, broken_character, steps_to
from coprod_tools.workbook.forms.fields import field_at
from coprod_tools.workbook.forms.held import held, hold, let_go
from coprod_tools.workbook.forms.item_names import item_called
from coprod_tools.workbook.forms.labels import label
from coprod_tools.workbook.forms.nodes import Node
from coprod_tools.workbook.forms.said import is_there, item_of, parent_of
from coprod_tools.workbook.in_plain_words import in_plain_words
from coprod_tools.workbook.outcome import Outcome

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing


_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Committed:
    """How saving one answer ended.

    Attributes
    ----------
    settled : tuple of str
        The paths whose answers the policy now holds.
    """

    outcome: Outcome
    settled: tuple[str, ...] = ()


def commit(editing: Editing, node: Node, answer: Answer, beside: Iterable[Node] = (), called: str = "") -> Committed:
    """Save what was typed for a field.

    Parameters
    ----------
    beside : iterable of Node
        The fields of the same record: what was typed there and refused is saved with this where both together are
        sound, as a share's two numbers are.
    called : str
        What the change is called for undoing; the field's label where nothing is said.
    """
    named = called or step_called(editing, node)
    waiting = [
        (each, kept) for each in beside if each.path != node.path for there, kept in [held(editing, each.path)] if there
    ]
    if waiting:
        answers = [(node, answer), *waiting]
        done = _try(editing, answers, named)
        if done.kept:
            return _settled(editing, done, [each.path for each, _ in answers])
        if done.kind != "refused":
            hold(editing, node.path, answer)
            return Committed(done)
    done = _try(editing, [(node, answer)], named)
    if done.kept:
        return _settled(editing, done, [node.path])
    hold(editing, node.path, answer)
    return Committed(done)


def step_called(editing: Editing, node: Node) -> str:
    """Return what changing a field is called, for undoing: the item it belongs to, and its label."""
    item = item_of(node.path)
    what = label(node.field)
    if not item or not is_there(editing, item):
        return say("fields.change", what=what)
    return say("fields.change-in", item=item_called(editing, item)[:_LONGEST], what=what)


def _settled(editing: Editing, done: Outcome, paths: list[str]) -> Committed:
    for path in paths:
        let_go(editing, path)
    return Committed(done, tuple(paths))


def _try(editing: Editing, answers: list[tuple[Node, Any]], named: str) -> Outcome:
    broken = [broken_character(answer) for _, answer in answers]
    if any(broken):
        fault = Fault(
            editing.loaded.source.file, say("policy.unsafe_character", code=max(broken)), path=answers[0][0].path
        )
        return Outcome("refused", fault.message, (fault,))
    if not is_there(editing, item_of(answers[0][0].path)):
        return Outcome("refused", say("fields.gone"))
    try:
        steps = _steps(editing, answers)
        return editing.change_all(steps, named) if steps else Outcome("nothing")
    except UsageError as lost:
        return Outcome("refused", str(lost))
    except CannotWrite as stopped:
        return Outcome("cannot-write", str(stopped))


def _steps(editing: Editing, answers: list[tuple[Node, Any]]) -> Steps:
    return [step for node, answer in answers for step in steps_to(editing, node.field, node.path, answer)]


def why_refused(editing: Editing, node: Node, answer: Answer) -> tuple[Fault, ...]:
    """Return what the reader says of the policy with an answer in it; nothing is saved."""
    loaded, text = editing.loaded, editing.loaded.text
    try:
        for step in steps_to(editing, node.field, node.path, answer):
            text = with_changes(text, loaded.source.file, step)
        from_text(text, loaded.source.file, editing.knowledge_folder)
    except InvalidInput as refused:
        return refused.faults
    except CoprodError as stopped:
        return (Fault(loaded.source.file, str(stopped), path=node.path),)
    return ()


def told(path: str, outcome: Outcome) -> list[str]:
    """Return what to say under the field at a path of a refused change."""
    if outcome.kind != "refused":
        return [outcome.message or say(f"workbook.{outcome.kind}")]
    return sentences(path, outcome.faults) or [outcome.message]


def sentences(path: str, faults: Iterable[Fault]) -> list[str]:
    """Return the reader's sentences as a form says them; one about another field says which."""
    return [_sentence(path, fault) for fault in faults]


def _sentence(path: str, fault: Fault) -> str:
    own = fault.path == path or fault.path == parent_of(path) or fault.path.startswith((f"{path}.", f"{path}["))
    message = in_plain_words(fault.message)
    if own or not fault.path:
        return message
    return say("fields.elsewhere", where=place_called(fault.path), message=message)


def place_called(path: str) -> str:
    """Return what the field at a path is called."""
    try:
        found = field_at(path)
        return label(found if found.name else field_at(parent_of(path)))
    except UsageError:
        return path
