"""A list of things of a policy: add one by what it can't be without, open, move, take out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets

from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Message, Table, Words
from coprod_tools.workbook.forms.fields import Field, field_at
from coprod_tools.workbook.forms.following import keys_now
from coprod_tools.workbook.forms.item_form import ItemForm
from coprod_tools.workbook.forms.item_names import Labels, called, item_called
from coprod_tools.workbook.forms.labels import help_on, item_name, label
from coprod_tools.workbook.forms.moving import removed, swapped
from coprod_tools.workbook.forms.said import said
from coprod_tools.workbook.forms.twins import table_twin
from coprod_tools.workbook.outcome import Outcome

OPEN, CLOSE, UP, DOWN, REMOVE, UNDO, ADD = "open", "close", "up", "down", "remove", "undo", "add"


class ItemList(ipywidgets.VBox):
    """The items of the list at a path.

    Parameters
    ----------
    main : sequence of str, optional
        The fields of an item that stand first when it is open; see `RecordForm`.
    only : callable, optional
        Told an item's path; those for which it says no are left out.
    given : dict, optional
        Answers that every new item gets without being asked, by field: `{"stage": "delivery"}`.
    heading : bool
        Whether the list's name stands above it.
    movable : bool
        Whether items can be moved up and down.
    adding_open : bool
        Whether the form for a new item stands open; else one button opens it.
    asks : sequence of str, optional
        Fields that a new item is asked for at once; see `ItemForm`.
    """

    def __init__(
        self,
        editing: Editing,
        list_path: str,
        *,
        main: Sequence[str] | None = None,
        fields: Sequence[str] | None = None,
        only: Callable[[str], bool] | None = None,
        given: dict[str, object] | None = None,
        heading: bool = True,
        movable: bool = True,
        asks: Sequence[str] | None = None,
        adding_open: bool = True,
    ) -> None:
        super().__init__()
        self.editing, self.path, self.field = editing, list_path, field_at(list_path)
        self._main, self._fields, self._only, self._movable = main, fields, only or (lambda path: True), movable
        self.one = item_name(self.field)
        self.heading = Words(("h4", label(self.field)), ("quiet", help_on(self.field)))
        self.table = Table(label(self.field), [say("fields.item"), say("fields.actions")], caption_hidden=True)
        self.nothing = Words(("quiet", say("fields.nothing")))
        self.notice = Message()
        self.adding = ItemForm(editing, list_path, given or {}, asks, opened=adding_open)
        self.opened: Any = None
        self.opened_name = Words()
        self._paths: tuple[str, ...] = ()
        self._heading = heading
        self._drawn: tuple[ipywidgets.Widget, ...] = ()
        self.table.on_action(self._act)
        self.notice.on_action(self._act)
        self.adding.added = self._added
        self._stop = editing.listen(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Draw the list from the policy as it is now."""
        every = keys_now(self.editing, self.path)
        self._paths = tuple(path for path in every if self._only(path))
        if self.opened is not None and self.opened.path not in self._paths:
            self._shut()
        names = self._names(every)
        self.table.fill([self._row(place, path, names[path]) for place, path in enumerate(self._paths)])
        if self.opened is not None:
            self.opened_name.fill(("h4", item_called(self.editing, self.opened.path)))
        self.adding.refresh()
        self._draw()

    def _draw(self) -> None:
        head = (self.heading,) if self._heading else ()
        opened = (self.opened_name, self.opened) if self.opened is not None else ()
        adding = () if self.editing.read_only else (self.adding,)
        wanted = (*head, self.table if self._paths else self.nothing, self.notice, *opened, *adding)
        if self._drawn != wanted:
            self.children = self._drawn = wanted

    def _names(self, paths: tuple[str, ...]) -> dict[str, str]:
        """Return what each item is called, by its path."""
        items, known = said(self.editing, self.path), Labels()
        whole = Field(self.field.owner, self.field.name, "record", model=self.field.model)
        found = zip(paths, items if isinstance(items, tuple) else (), strict=False)
        return {path: called(self.editing, whole, plain, known) for path, plain in found}

    def _row(self, place: int, path: str, named: str) -> list[Any]:
        is_open = self.opened is not None and self.opened.path == path
        parts = [self._button(CLOSE if is_open else OPEN, path, named)]
        if not self.editing.read_only:
            if self._movable and len(self._paths) > 1:
                parts += [self._button(UP, path, named, off=place == 0)]
                parts += [self._button(DOWN, path, named, off=place == len(self._paths) - 1)]
            parts.append(self._button(REMOVE, path, named))
        return [named, {"parts": parts}]

    def _button(self, action: str, path: str, named: str, off: bool = False) -> dict[str, Any]:
        text = say(f"fields.{action}")
        return {"text": text, "label": f"{text}: {named}", "action": f"{action} {path}", "off": off}

    def _act(self, name: str) -> None:
        action, _, path = name.partition(" ")
        if action == UNDO:
            self.undo()
        elif action == CLOSE:
            self._shut()
            self.refresh()
        else:
            {OPEN: self.open_item, REMOVE: self.remove, UP: self.up, DOWN: self.down}[action](path)

    def open_item(self, path: str) -> Any:
        """Open one item below the list; only one is open at a time."""
        from coprod_tools.workbook.forms.record_form import RecordForm

        self._shut()
        self.opened = RecordForm(self.editing, path, self._fields, self._main)
        self.opened.add_class("coprod-opened")
        self.opened.moved = lambda new: self.refresh()
        self.refresh()
        self.opened.focus()
        return self.opened

    def _shut(self) -> None:
        if self.opened is not None:
            self.opened.close()
            self.opened = None

    def add(self, **answers: object) -> Outcome:
        """Add an item with these answers, its id made from what it is called."""
        return self.adding.add(answers)

    def _added(self, outcome: Outcome, named: str) -> None:
        if outcome.kept:
            path = keys_now(self.editing, self.path)[-1]
            actions = [{"text": say("fields.open-added", what=named), "action": f"{OPEN} {path}"}]
            self.notice.say(say("fields.added", what=named), "saved", actions=actions)
            self.adding.focus()

    def remove(self, path: str) -> Outcome:
        """Take an item out; where others point at it, they are named and nothing changes."""
        named = item_called(self.editing, path)
        outcome, lines = removed(self.editing, path, named)
        if outcome.kept:
            undo = [{"text": say("fields.undo-remove"), "action": UNDO}] if hasattr(self.editing, "undo") else []
            self.notice.say(say("fields.removed", what=named), "saved", actions=undo)
        else:
            self.notice.say(say("fields.still-named", what=named) if lines else outcome.message, "error", lines=lines)
        self.table.focus()
        return outcome

    def undo(self) -> None:
        """Take the last step back."""
        outcome = self.editing.undo()
        self.notice.say(outcome.message or say("fields.undone"), "saved" if outcome.kept else "error")

    def up(self, path: str) -> Outcome:
        """Move an item up by one."""
        return self._move(path, -1)

    def down(self, path: str) -> Outcome:
        """Move an item down by one."""
        return self._move(path, 1)

    def _move(self, path: str, by: int) -> Outcome:
        place = self._paths.index(path)
        if not 0 <= place + by < len(self._paths):
            return Outcome("nothing")
        named = item_called(self.editing, path)
        outcome = swapped(self.editing, path, self._paths[place + by], named)
        done = say("fields.moved", what=named, place=place + by + 1, count=len(self._paths))
        self.notice.say(
            done if outcome.kept else outcome.message or say(f"workbook.{outcome.kind}"),
            "saved" if outcome.kept else "error",
        )
        return outcome

    def focus(self) -> None:
        """Move the keyboard to the list."""
        self.table.focus()

    def focus_fault(self) -> None:
        """Move the keyboard to what keeps a new item from being added."""
        self.adding.focus_fault()

    def twin(self) -> str:
        """Return the list as HTML that needs neither script nor kernel."""
        from coprod_tools.workbook.forms.record_form import RecordForm

        if not self._paths:
            return table_twin([(label(self.field), say("fields.not-known"))])
        made = ""
        for path in self._paths:
            form = RecordForm(self.editing, path, self._fields, self._main)
            rows = form.form.rows()
            form.close()
            made += table_twin(rows, item_called(self.editing, path))
        return made

    def close(self) -> None:
        """Stop following the policy and go."""
        self._stop()
        self._stop = lambda: None
        self._shut()
        self.adding.close()
        super().close()
