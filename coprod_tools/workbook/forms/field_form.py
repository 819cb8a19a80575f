"""One field of a policy as a form of its own."""

from __future__ import annotations

from typing import Any

import ipywidgets

from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.committing import Committed
from coprod_tools.workbook.forms.fields import Field, field_at
from coprod_tools.workbook.forms.form import Form, OnNew
from coprod_tools.workbook.forms.item_list import ItemList
from coprod_tools.workbook.forms.nodes import lists_in, node_of
from coprod_tools.workbook.forms.said import parent_of
from coprod_tools.workbook.forms.twins import table_twin


class FieldForm(ipywidgets.VBox):
    """One field at one place of a policy, with everything that belongs to answering it.

    Parameters
    ----------
    path : str
        Its field path, such as `activities[design].lead`; the field and what holds it may be absent.
    field : Field, optional
        What it takes; found by the path where nothing is said.
    on_new : callable, optional
        See `Form`.
    """

    def __init__(
        self, editing: Editing, path: str, field: Field | None = None, *, on_new: OnNew | None = None, **shown: Any
    ) -> None:
        super().__init__()
        self.editing, self.path, self.field = editing, path, field or field_at(path)
        self.form: Form | None = None
        self.lists = tuple(ItemList(editing, each.path, **shown) for each in lists_in([self.field], parent_of(path)))
        if self.field.kind != "records":
            self.form = Form(editing, [node_of(self.field, path)], on_new)
        self.children = self._parts

    def answer(self, answer: Any) -> Committed | None:
        """Answer the field as a person does who leaves it."""
        return self.form.answer(self.path, answer) if self.form else None

    @property
    def _parts(self) -> tuple[Form | ItemList, ...]:
        return (*([self.form] if self.form else []), *self.lists)

    @property
    def errors(self) -> list[str]:
        """What stands under the field."""
        return self.form.errors(self.path) if self.form else []

    def focus(self) -> None:
        """Move the keyboard to the field."""
        if self.form is not None:
            self.form.focus(self.path)
        elif self.lists:
            self.lists[0].focus()

    def refresh(self) -> None:
        """Draw the field from the policy as it is now."""
        for part in self._parts:
            part.refresh()

    def twin(self) -> str:
        """Return the field and its answer as HTML that needs neither script nor kernel."""
        return table_twin(self.form.rows() if self.form else ()) + "".join(each.twin() for each in self.lists)

    def close(self) -> None:
        """Stop following the policy and go."""
        for part in self._parts:
            part.close()
        super().close()
