"""A field that differs and its values, in words for people."""

from __future__ import annotations

from typing import Any

from coprod_tools.files.fields import Model
from coprod_tools.policy import Policy
from coprod_tools.policyfile.merging_values import Piece, keyed
from coprod_tools.policyfile.paths import parts_of
from coprod_tools.policyfile.values import REMOVE
from coprod_tools.problems import UsageError
from coprod_tools.words import say
from coprod_tools.workbook.forms.fields import Field, field_in
from coprod_tools.workbook.forms.labels import label, place_name, word_label

# Where an item says what it is called.
_NAMING = ("label", "title", "words", "what", "question", "offer", "decision", "need", "names", "subject")
_LONG = 400


def called(path: str, *states: Any) -> str:
    """Return what a field is called, from the outside in: `Activities › Design together › Who leads`.

    Parameters
    ----------
    *states : Plain
        Plain values of the whole policy; the first that has an item tells its name.
    """
    words: list[str] = []
    model: Model | None = Policy
    found: Field | None = None
    here: list[Any] = list(states)
    for name, is_item in parts_of(path):
        if is_item:
            here = [_item(each, found, name) for each in here]
            words.append(next((w for each in here if (w := _name_of(each))), name.replace(".", " · ")))
            found = _item_field(found)
            model = found.model if found is not None else None
            continue
        found = _field(model, name)
        words.append(label(found) if found is not None else name.replace("_", " "))
        model = found.model if found is not None else None
        here = [each.get(name) if isinstance(each, dict) else None for each in here]
    return " › ".join(words)


def _field(model: Model | None, name: str) -> Field | None:
    try:
        return None if model is None else field_in(model, name)
    except UsageError:
        return None


def _item_field(field: Field | None) -> Field | None:
    """Return what an item of a list takes; a list of records stands for one of them as well."""
    return field.item if field is not None and field.kind == "list" else field


def _item(plain: Any, field: Field | None, name: str) -> Any:
    if not isinstance(plain, tuple):
        return None
    if name.isdigit() and int(name) <= len(plain):
        return plain[int(name) - 1]
    return keyed(field.model if field is not None else None, plain).get(name)


def _name_of(plain: Any) -> str:
    if isinstance(plain, str):
        return _short(plain, 60)
    if isinstance(plain, dict):
        return next((_short(in_words(plain[name]), 60) for name in _NAMING if plain.get(name)), "")
    return ""


def field_of(path: str) -> Field | None:
    """Return the field at a path, or None where the model knows none."""
    model: Model | None = Policy
    found: Field | None = None
    for name, is_item in parts_of(path):
        found = _item_field(found) if is_item else _field(model, name)
        model = found.model if found is not None else None
    return found


def in_words(value: Any, field: Field | None = None) -> str:
    """Return a value as words; `REMOVE` says that nothing stands there."""
    if value is REMOVE or value is None or value in ("", ()):
        return say("history.nothing-there")
    if value == "unknown":
        return say("history.unknown")
    if isinstance(value, str):
        return _word(value, field)
    if isinstance(value, tuple):
        return "; ".join(in_words(each, _item_field(field)) for each in value)
    inner = field.model if field is not None else None
    if inner is None and all(isinstance(each, str) for each in value.values()):
        return " / ".join(value.values())  # the same in several languages
    named = [(_field(inner, name), name, each) for name, each in value.items() if name != "id"]
    return "; ".join(f"{label(f) if f is not None else name}: {in_words(each, f)}" for f, name, each in named)


def _word(value: str, field: Field | None) -> str:
    if field is not None and value in field.words:
        return word_label(field, value)
    return place_name(value) if field is not None and field.name == "jurisdiction" else value


def shown(value: Any, path: str) -> str:
    """Return a value as words of bounded length."""
    return _short(in_words(value, field_of(path)), _LONG)


def _short(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def is_text(piece: Piece) -> bool:
    """Tell whether something else may be typed for a field: both sides hold words, or nothing."""
    field = field_of(piece.path)
    free = field is None or not field.words
    return free and all(value is REMOVE or isinstance(value, str) for value in (piece.mine, piece.theirs))
