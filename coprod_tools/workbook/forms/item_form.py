"""The form for a new item of a list: what it can't be without, and one button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from coprod_tools.files.fields import Model
from coprod_tools.files.nodes import Plain
from coprod_tools.policyfile.values import Append
from coprod_tools.render.block import shortened
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.adding import addable, id_for, named_by, new_thing, taken_ids
from coprod_tools.workbook.forms.answers import is_empty, written
from coprod_tools.workbook.forms.committing import sentences
from coprod_tools.workbook.forms.controls import control
from coprod_tools.workbook.forms.fields import Field, field_at, field_in, is_item
from coprod_tools.workbook.forms.following import keys_now
from coprod_tools.workbook.forms.form_element import FormElement
from coprod_tools.workbook.forms.held import held, hold, let_go
from coprod_tools.workbook.forms.item_names import called
from coprod_tools.workbook.forms.labels import item_name
from coprod_tools.workbook.forms.nodes import Node, needed, node_of
from coprod_tools.workbook.forms.one_of_many import changed
from coprod_tools.workbook.forms.said import joined
from coprod_tools.workbook.outcome import Outcome

ADD, OPEN = "add", "open"


class ItemForm(FormElement):
    """What a new item of the list at a path can't be without; its id is made and never asked for.

    Parameters
    ----------
    asks : sequence of str, optional
        Fields to ask for at once, in this order; what an item can't be without is asked in any case.
    """

    def __init__(
        self,
        editing: Editing,
        list_path: str,
        given: dict[str, object],
        asks: Sequence[str] | None = None,
        *,
        opened: bool = True,
    ) -> None:
        super().__init__(read_only=editing.read_only, enter=ADD)
        self.editing, self.path, self._given = editing, list_path, given
        self.field = field_at(list_path)
        self.added: Callable[[Outcome, str], None] = lambda outcome, named: None
        self._faults: dict[str, list[str]] = {}
        if self.field.model is None:
            raise TypeError(f"{list_path} is no list of records")
        self.model = self.field.model
        new = f"{list_path}[+]"
        self.nodes = tuple(
            node_of(field, joined(new, field.name))
            for field in _asked_for(self.model, asks or ())
            if field.name not in given and field.kind != "records"
        )
        self._leaves: dict[str, Node] = {each.path: each for node in self.nodes for each in node.all()}
        self._opened = opened or any(held(editing, path)[0] for path in self._leaves)
        self.on_told(self._done)
        self.refresh()

    def refresh(self) -> None:
        """Draw the form; what was typed and not added yet stays."""
        name = say("fields.add-one-item", what=item_name(self.field))
        if not self._opened:
            self.draw((), [{"action": OPEN, "text": name, "expanded": False}])
            return
        fields = (control(self.editing, node, None, self._faults) for node in self.nodes)
        self.draw(fields, [{"action": ADD, "text": name}])

    @property
    def waits(self) -> bool:
        """Whether something was typed that was not added yet."""
        return any(not is_empty(typed) for there, typed in map(self._held, self._leaves) if there)

    def _held(self, path: str) -> tuple[bool, Any]:
        return held(self.editing, path)

    def focus_fault(self) -> None:
        """Move the keyboard to the first field that keeps the item from being added."""
        self.focus(next((path for path in self._leaves if self._faults.get(path)), ""))

    def _done(self, done: str, key: str, value: Any) -> None:
        if done == "press":
            self._press(key)
            return
        if done == "new":
            self._add_new(key, str(value))
            return
        if done == "edit":
            value = changed(held(self.editing, key)[1], value)
        if is_empty(value):
            let_go(self.editing, key)
        else:
            hold(self.editing, key, value)
        self._faults.pop(key, None)
        self.refresh()

    def _press(self, action: str) -> None:
        if action == OPEN:
            self._opened = True
            self.refresh()
            self.focus()
        else:
            self.add({})

    def _add_new(self, key: str, name: str) -> None:
        node = self._leaves[key]
        field = node.field.item or node.field
        place, thing = new_thing(self.editing, addable(field.points_to), name)
        outcome = self.editing.change({place: Append(thing)}, say("fields.added", what=name))
        if outcome.kept:
            before = held(self.editing, key)[1]
            many = node.field.kind == "list"
            hold(self.editing, key, [*(before or []), thing["id"]] if many else thing["id"])
        self.refresh()

    def add(self, answers: dict[str, object]) -> Outcome:
        """Add an item with what was typed, and with `answers` by field where given."""
        item = self._item(answers)
        if not item.keys() - {"id", *self._given}:
            return self._empty()
        named = self._called(item)
        outcome = self.editing.change({self.path: Append(item)}, say("fields.added", what=named))
        self._faults = {}
        self.turn(*self._leaves)
        if outcome.kept:
            for path in self._leaves:
                let_go(self.editing, path)
        else:
            self._tell(outcome)
        self.refresh()
        self.added(outcome, named)
        return outcome

    def _item(self, answers: dict[str, object]) -> dict[str, object]:
        item: dict[str, object] = dict(self._given)
        for node in self.nodes:
            for each in node.all():
                there, typed = held(self.editing, each.path)
                if there and not is_empty(typed):
                    _put(item, each.path.removeprefix(f"{self.path}[+]."), written(each.field, typed))
        item |= {name: written(field_in(self.model, name), answer) for name, answer in answers.items()}
        source = named_by(self.model)
        name = item.get(source.name) if source is not None else None
        if is_item(self.model) and name and "id" not in item:
            words = next(iter(name.values())) if isinstance(name, dict) else str(name)
            kind = self.path.rpartition(".")[2]
            taken = {path[path.rfind("[") + 1 : -1] for path in keys_now(self.editing, self.path)}
            item = {"id": id_for(words, taken | taken_ids(self.editing, kind if kind in _POINTED else "")), **item}
        return item

    def _empty(self) -> Outcome:
        """Say that there is nothing to add yet."""
        required = self.nodes[0].field.required
        missing = say("form_faults.files.missing_field") if required else say("fields.write-first")
        self._faults = {self.nodes[0].path: [missing]}
        self.refresh()
        return Outcome("refused", missing)

    def _called(self, item: dict[str, object]) -> str:
        source = named_by(self.model)
        name = item.get(source.name) if source is not None else None
        if isinstance(name, dict):
            name = next(iter(name.values()), "")
        return shortened(str(name or self._about(item)), 80)

    def _about(self, item: dict[str, object]) -> str:
        """Return whom or what an item without words of its own is about: `Parents · Co-design`."""
        whole = Field(self.field.owner, self.field.name, "record", model=self.model)
        said = {name: value for name, value in item.items() if isinstance(value, (str, dict))}
        found = called(self.editing, whole, cast(Plain, said), {})
        return item_name(self.field) if found == say("fields.no-name") else found

    def _tell(self, outcome: Outcome) -> None:
        """Put each fault under the field it is about; what is about no field of the form under the first."""
        if outcome.kind != "refused":
            self._faults[self.nodes[0].path] = [outcome.message or say(f"workbook.{outcome.kind}")]
            return
        for fault in outcome.faults:
            tail = fault.path.rpartition("].")[2]
            path = f"{self.path}[+].{tail}"
            at = path if path in self._leaves else self.nodes[0].path
            self._faults.setdefault(at, []).extend(sentences(fault.path if at == path else at, [fault]))
        if not outcome.faults:
            self._faults[self.nodes[0].path] = [outcome.message]


def _asked_for(model: Model, asks: Sequence[str]) -> tuple[Field, ...]:
    """Return the fields a new item is asked for: those named, in that order, and what it can't be without."""
    named = {name: field_in(model, name) for name in asks}
    return tuple({**named, **{field.name: field for field in needed(model) if not named or field.required}}.values())


_POINTED = ("claims", "indicators", "options", "pilots", "proposals")


def _put(item: dict[str, Any], path: str, value: object) -> None:
    *above, name = path.split(".")
    for each in above:
        item = item.setdefault(each, {})
    item[name] = value
