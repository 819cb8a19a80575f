"""A whole record of a policy as a form: what matters most first, the rest behind one button."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import ipywidgets

from coprod_tools.files.fields import Model
from coprod_tools.policy import Policy
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.committing import Committed
from coprod_tools.workbook.forms.fields import Field, field_at, field_in
from coprod_tools.workbook.forms.following import key_now, place_number
from coprod_tools.workbook.forms.form import Form, OnNew
from coprod_tools.workbook.forms.form_element import FormElement
from coprod_tools.workbook.forms.held import held
from coprod_tools.workbook.forms.item_list import ItemList
from coprod_tools.workbook.forms.nodes import asked, lists_in, nodes_of
from coprod_tools.workbook.forms.said import is_there, joined
from coprod_tools.workbook.forms.twins import table_twin

FIRST = 6
MORE = "more"


class RecordForm(ipywidgets.VBox):
    """The fields of the record at a path; empty path: the policy itself.

    Parameters
    ----------
    fields : sequence of str, optional
        Names of the fields to show, in this order; all but the id where nothing is said.
    main : sequence of str, optional
        Names of those that stand first; what is required and the first few where nothing is said.
    more : bool
        Whether the rest can be opened.
    """

    def __init__(
        self,
        editing: Editing,
        path: str,
        fields: Sequence[str] | None = None,
        main: Sequence[str] | None = None,
        more: bool = True,
        *,
        on_new: OnNew | None = None,
    ) -> None:
        super().__init__()
        self.editing, self.path, self._on_new = editing, path, on_new
        self.moved: Callable[[str], None] = lambda new: None
        model = model_at(path)
        chosen = [field_in(model, name) for name in fields] if fields else list(asked(model))
        self._main, self._rest = parted(chosen, main)
        self._place = place_number(editing, path)
        self.form = self._form(self._main)
        self.lists = self._item_lists(self._main)
        self.more_form: Form | None = None
        self.more_lists: tuple[ItemList, ...] = ()
        self.opener = FormElement()
        self.opener.on_told(lambda done, key, value: self.open_more(self.more_form is None))
        self._draw(more and bool(self._rest))
        if more and self._waiting(self._rest):
            self.open_more(True)

    def _form(self, fields: Iterable[Field]) -> Form:
        made = Form(self.editing, nodes_of(fields, self.path), self._on_new)
        made.after = self._follow
        return made

    def _item_lists(self, fields: Iterable[Field]) -> tuple[ItemList, ...]:
        return tuple(ItemList(self.editing, each.path, adding_open=False) for each in lists_in(fields, self.path))

    def _waiting(self, fields: Iterable[Field]) -> bool:
        return any(held(self.editing, each.path)[0] for node in nodes_of(fields, self.path) for each in node.all())

    def open_more(self, opened: bool = True) -> None:
        """Open the rest of the record, or close it."""
        if opened and self.more_form is None:
            self.more_form, self.more_lists = self._form(self._rest), self._item_lists(self._rest)
        elif not opened and self.more_form is not None:
            self.more_form.close()
            _close(self.more_lists)
            self.more_form, self.more_lists = None, ()
        self._draw(True)

    def _draw(self, with_more: bool) -> None:
        opened = self.more_form is not None
        self.opener.draw((), [{"action": MORE, "text": say("fields.more"), "expanded": opened}])
        rest = (*([self.more_form] if self.more_form else []), *self.more_lists)
        self.children = (self.form, *self.lists, *((self.opener, *rest) if with_more else ()))

    @property
    def _parts(self) -> tuple[Form | ItemList, ...]:
        return (*self._forms, *self.lists, *self.more_lists)

    @property
    def _forms(self) -> tuple[Form, ...]:
        return (self.form, *([self.more_form] if self.more_form else []))

    def answer(self, name: str, answer: Any) -> Committed:
        """Answer a field of the record, named as seen from it (`promise.level`), as a person does who leaves it."""
        path = joined(self.path, name)
        for form in self._forms:
            if any(each.path == path for node in form.nodes for each in node.all()):
                return form.answer(path, answer)
        self.open_more()
        return self._forms[-1].answer(path, answer)

    def errors(self, name: str) -> list[str]:
        """Return what stands under a field of the record."""
        return [line for form in self._forms for line in form.errors(joined(self.path, name))]

    def _follow(self, committed: Committed) -> None:
        """Go on with the same item where its answers gave it another name."""
        if not committed.outcome.kept or self._place is None or is_there(self.editing, self.path):
            return
        now = key_now(self.editing, *self._place)
        if now:
            self.path = now
            for form, fields in zip(self._forms, (self._main, self._rest), strict=False):
                form.rebind(nodes_of(fields, now))
            _close((*self.lists, *self.more_lists))
            self.lists = self._item_lists(self._main)
            self.more_lists = self._item_lists(self._rest) if self.more_form else ()
            self._draw(bool(self._rest))
            self.moved(now)

    def focus(self, name: str = "") -> None:
        """Move the keyboard to a field, or to the first."""
        self.form.focus(joined(self.path, name) if name else "")

    def refresh(self) -> None:
        """Draw the record from the policy as it is now."""
        for part in self._parts:
            part.refresh()

    def twin(self) -> str:
        """Return fields and answers as HTML that needs neither script nor kernel."""
        rows = [row for form in self._forms for row in form.rows()]
        return table_twin(rows) + "".join(each.twin() for each in (*self.lists, *self.more_lists))

    def close(self) -> None:
        """Stop following the policy and go."""
        for part in self._parts:
            part.close()
        super().close()


def _close(lists: Iterable[ItemList]) -> None:
    for each in lists:
        each.close()


def model_at(path: str) -> Model:
    """Return the model of the record at a path."""
    if not path:
        return Policy
    model = field_at(path).model
    if model is None:
        raise TypeError(f"{path} is no record")
    return model


def parted(fields: Sequence[Field], main: Sequence[str] | None) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """Return the fields that stand first and the rest."""
    if main is None:
        required = [field for field in fields if field.required]
        others = [field for field in fields if not field.required]
        spare = max(FIRST - len(required), 0) if len(fields) > FIRST + 2 else len(others)
        chosen = {field.name for field in (*required, *others[:spare])}
        return tuple(f for f in fields if f.name in chosen), tuple(f for f in fields if f.name not in chosen)
    by_name = {field.name: field for field in fields}
    return tuple(by_name[name] for name in main), tuple(field for field in fields if field.name not in main)
