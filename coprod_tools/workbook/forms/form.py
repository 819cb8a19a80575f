"""Fields of one policy as a form that follows it: answers are saved as they come, refused ones stay where they are."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from coprod_tools.policyfile.values import Append
from coprod_tools.problems import CoprodError
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.adding import addable, new_thing
from coprod_tools.workbook.forms.answers import Answer, as_typed
from coprod_tools.workbook.forms.committing import Committed, commit, sentences, told, why_refused
from coprod_tools.workbook.forms.controls import control, shown
from coprod_tools.workbook.forms.form_element import FormElement
from coprod_tools.workbook.forms.held import held, hold, let_go
from coprod_tools.workbook.forms.labels import label
from coprod_tools.workbook.forms.nodes import Node
from coprod_tools.workbook.forms.one_of_many import answer_now, changed
from coprod_tools.workbook.forms.said import inside, parent_of, said

_LOG = logging.getLogger("coprod_tools")
OnNew = Callable[[Node, str], bool]


class Form(FormElement):
    """Fields, each bound to its place in a policy.

    Parameters
    ----------
    nodes : iterable of Node
        The fields.
    on_new : callable, optional
        Told the field and the name when somebody adds what is not in its list yet; when it returns False the form
        adds the thing itself.
    """

    def __init__(self, editing: Editing, nodes: Iterable[Node], on_new: OnNew | None = None) -> None:
        super().__init__(read_only=editing.read_only)
        self.editing, self.nodes = editing, tuple(nodes)
        self.after: Callable[[Committed], None] = lambda committed: None
        self._on_new = on_new or (lambda node, name: False)
        self._faults: dict[str, list[str]] = {}
        self._by_path = {each.path: each for node in self.nodes for each in node.all()}
        self._try_drafts_again()
        self.on_told(self._done)
        self._stop = editing.listen(self.refresh)
        self.refresh()

    def close(self) -> None:
        """Stop following the policy and go."""
        self._stop()
        self._stop = lambda: None
        super().close()

    def rebind(self, nodes: Iterable[Node]) -> None:
        """Show the same fields at another place."""
        self.nodes = tuple(nodes)
        self._by_path = {each.path: each for node in self.nodes for each in node.all()}
        self.refresh()

    def refresh(self) -> None:
        """Draw the form from the policy as it is now; what is being typed and what was refused stays."""
        self._let_go_of_saved()
        records = {parent_of(node.path): said(self.editing, parent_of(node.path)) for node in self.nodes}
        self.draw(self._control(node, records[parent_of(node.path)]) for node in self.nodes)

    def _control(self, node: Node, record: Any) -> dict[str, Any]:
        plain = inside(record, node.field) if isinstance(record, dict) else said(self.editing, node.path)
        return control(self.editing, node, plain, self._faults, record)

    def answer(self, path: str, answer: Answer) -> Committed:
        """Answer a field as a person does who leaves it; None takes the answer out."""
        node = self._by_path[path]
        beside = [each for each in self._by_path.values() if parent_of(each.path) == parent_of(path)]
        if node.inside and answer is None:
            for each in node.all():
                let_go(self.editing, each.path)
        done = commit(self.editing, node, answer, [each for each in beside if not each.inside])
        for settled in (*done.settled, path):
            self._faults.pop(settled, None)
        if not done.outcome.kept:
            self._faults[path] = told(path, done.outcome)
        self.after(done)
        self.refresh()
        return done

    def add_new(self, path: str, name: str) -> None:
        """Add what a field points at and is not in its list yet, and choose it; both are undone as one."""
        node = self._by_path[path]
        if self._on_new(node, name):
            return
        field = node.field.item or node.field
        place, thing = new_thing(self.editing, addable(field.points_to), name)
        old = said(self.editing, path)
        many = node.field.kind == "list"
        chosen = (*old, thing["id"]) if many and isinstance(old, tuple) else (thing["id"],) if many else thing["id"]
        outcome = self.editing.change_all([{place: Append(thing)}, {path: chosen}], say("fields.added", what=name))
        self._faults.pop(path, None)
        if outcome.kept:
            let_go(self.editing, path)
        else:
            self._faults[path] = told(path, outcome)
        self.refresh()

    def errors(self, path: str) -> list[str]:
        """Return what stands under a field."""
        return list(self._faults.get(path, ()))

    @property
    def has_faults(self) -> bool:
        """Whether something that was typed could not be saved."""
        return any(self._faults.values())

    def focus_fault(self) -> None:
        """Move the keyboard to the first field that could not be saved."""
        self.focus(next((path for path in self._by_path if self._faults.get(path)), ""))

    def _done(self, done: str, key: str, value: Any) -> None:
        if key not in self._by_path:
            return
        if done == "edit":
            done, value = "answer", changed(answer_now(self.editing, self._by_path[key].field, key), value)
        try:
            if done == "answer":
                self.answer(key, value)
            elif done == "new":
                self.add_new(key, str(value))
        except Exception as fault:
            # A fault of ours must not lose what was typed.
            hold(self.editing, key, value)
            own = isinstance(fault, CoprodError)
            if not own:
                _LOG.exception("a form failed")
            self._faults[key] = [str(fault) if own else say("workbook.own-fault", kind=type(fault).__name__)]
            self.refresh()

    def _try_drafts_again(self) -> None:
        for path, node in self._by_path.items():
            there, draft = held(self.editing, path)
            if there:
                faults = why_refused(self.editing, node, draft)
                self._faults[path] = sentences(path, faults) or [say("fields.kept")]

    def _let_go_of_saved(self) -> None:
        """Drop what was refused and stands in the policy by now: saved elsewhere, or with a clash that was settled."""
        for path in [each for each in self._faults if each in self._by_path]:
            there, draft = held(self.editing, path)
            if (
                there
                and not self._by_path[path].inside
                and draft == as_typed(self._by_path[path].field, said(self.editing, path))
            ):
                let_go(self.editing, path)
                self._faults.pop(path)

    def rows(self) -> list[tuple[str, str]]:
        """Return label and answer of each field, those of a record each on a line of its own."""
        return [row for node in self.nodes for row in self._rows(node, said(self.editing, node.path))]

    def _rows(self, node: Node, plain: Any) -> list[tuple[str, str]]:
        if not node.inside or not isinstance(plain, dict):
            return [(label(node.field), shown(self.editing, node, plain))]
        inner = [
            row
            for each in node.inside
            for row in self._rows(each, inside(plain, each.field, node.field))
            if inside(plain, each.field)
        ]
        return [(f"{label(node.field)}: {name}", words) for name, words in inner]
