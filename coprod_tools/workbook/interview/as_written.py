"""What a policy's file says, field by field, found quickly because each list is indexed once."""

from __future__ import annotations

from coprod_tools.files.nodes import Plain
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.following import keys_now
from coprod_tools.workbook.forms.said import parent_of, said


class AsWritten:
    """The file of a policy as it was when this was made; `said` gives the same as that of the forms."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing
        self._found: dict[str, Plain] = {"": editing.loaded.tree.plain()}
        self._lists: dict[str, dict[str, Plain]] = {}

    def said(self, path: str) -> Plain:
        """Return what stands at a field path, as it is written; None where nothing does."""
        if path not in self._found:
            self._found[path] = self._look(path)
        return self._found[path]

    def _look(self, path: str) -> Plain:
        above = parent_of(path)
        held = self.said(above)
        if path.endswith("]") and isinstance(held, tuple):
            return self._items(above, held).get(path)
        if isinstance(held, dict):
            return held.get(path[len(above) :].removeprefix("."))
        return said(self._editing, path) if isinstance(held, str) else None

    def _items(self, above: str, held: tuple[Plain, ...]) -> dict[str, Plain]:
        if above not in self._lists:
            self._lists[above] = dict(zip(keys_now(self._editing, above), held, strict=False))
        return self._lists[above]
