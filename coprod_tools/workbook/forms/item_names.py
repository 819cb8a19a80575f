"""What the items of a list are called, as the file has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_tools.files.fields import name_in_file
from coprod_tools.files.nodes import Plain
from coprod_tools.words import say
from coprod_tools.workbook.forms.answers import as_typed, is_empty
from coprod_tools.workbook.forms.choices import choices
from coprod_tools.workbook.forms.fields import UNKNOWN, Field, field_at, field_in
from coprod_tools.workbook.forms.nodes import asked, needed
from coprod_tools.workbook.forms.said import inside, said

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing

_LONGEST = 120


def item_called(editing: Editing, path: str) -> str:
    """Return what the item at a path is called: its own words, else the names of what it is about."""
    plain = said(editing, path)
    field = field_at(path)
    if field.model is None:
        return _short(words_of_answer(editing, field, plain))
    texts = [each for each in needed(field.model) if each.kind == "text"]
    keys = [field_in(field.model, name_in_file(field.model, name)) for name in getattr(field.model, "key_fields", ())]
    for group in (texts[:1], keys, texts, asked(field.model)):
        told = [
            words for each in group if each.plain and (words := words_of_answer(editing, each, inside(plain, each)))
        ]
        if told:
            return _short(" · ".join(told[:3]))
    return say("fields.no-name")


def words_of_answer(editing: Editing, field: Field, plain: Plain) -> str:
    """Return an answer as words, or nothing where there is none or it is unknown."""
    answer = as_typed(field, plain)
    if is_empty(answer) or answer == UNKNOWN or isinstance(answer, list):
        return ""
    if isinstance(answer, dict):
        return str(next(iter(answer.values())))
    return next((each.label for each in choices(field, editing) if each.value == answer), str(answer))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
