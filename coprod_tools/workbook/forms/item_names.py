"""What the items of a list are called, as the file has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod_tools.files.fields import name_in_file
from coprod_tools.files.nodes import Plain
from coprod_tools.words import say
from coprod_tools.workbook.forms.answers import as_typed, is_empty
from coprod_tools.workbook.forms.choices import choices
from coprod_tools.workbook.forms.fields import UNKNOWN, Field, field_at, field_in
from coprod_tools.workbook.forms.labels import key_of
from coprod_tools.workbook.forms.nodes import asked, needed
from coprod_tools.workbook.forms.said import inside, said

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing

_LONGEST = 120


Labels = dict[str, dict[str, str]]


def item_called(editing: Editing, path: str) -> str:
    """Return what the item at a path is called: its own words, else the names of what it is about."""
    return called(editing, field_at(path), said(editing, path), {})


def called(editing: Editing, field: Field, plain: Plain, known: Labels) -> str:
    """Return what an item is called.

    Parameters
    ----------
    known : dict
        Labels found before, by field; a caller with many items hands the same one in each time.
    """
    if field.model is None:
        return _short(words_of_answer(editing, field, plain, known))
    texts = [each for each in needed(field.model) if each.kind == "text"]
    keys = [field_in(field.model, name_in_file(field.model, name)) for name in getattr(field.model, "key_fields", ())]
    for group in (texts[:1], keys, texts, asked(field.model)):
        told = [words for each in group if (words := words_of_answer(editing, each, inside(plain, each), known))]
        if told:
            return _short(" · ".join(told[:3]))
    return say("fields.no-name")


def words_of_answer(editing: Editing, field: Field, plain: Plain, known: Labels) -> str:
    """Return an answer as words, or nothing where there is none or it is unknown."""
    if isinstance(plain, dict) and field.kind in ("amount", "money"):
        plain = plain.get("mid") or plain.get("amount") or plain.get("low")
    elif field.model is not None and not isinstance(plain, str):
        return ""
    answer = as_typed(field, plain)
    if is_empty(answer) or answer == UNKNOWN or isinstance(answer, list):
        return ""
    if isinstance(answer, dict):
        return str(next(iter(answer.values())))
    if not (field.words or field.points_to):
        return str(answer)
    key = key_of(field)
    if key not in known:
        known[key] = {each.value: each.label for each in choices(field, editing)}
    return known[key].get(str(answer), str(answer))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
