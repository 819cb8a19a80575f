"""From what was typed to the smallest changes of the policy's file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coprod_tools.files.nodes import Plain
from coprod_tools.policyfile.values import REMOVE, Append, Bare
from coprod_tools.workbook.forms.as_people_write import date_as_written, number_as_written
from coprod_tools.workbook.forms.fields import UNKNOWN, Field
from coprod_tools.workbook.forms.said import parent_of, said

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing

Answer = Any
Steps = list[Mapping[str, object]]
# What is written without quotes: digits as numbers and dates are typed.
_DIGITS = re.compile(r"[-+]?[\d.]+(-\d+)*", re.ASCII)
_YES_NO = {"yes": True, "no": False}


def is_empty(answer: Answer) -> bool:
    """Tell whether an answer says nothing; an empty list says `nobody`."""
    if isinstance(answer, dict):
        return not any(str(words).strip() for words in answer.values())
    return answer is None or (isinstance(answer, str) and not answer.strip())


def written(field: Field, answer: Answer) -> object:
    """Return an answer as the value that the file is to hold.

    Parameters
    ----------
    answer : str, dict of str to str, list or None
        As typed; a dict holds the words by language.
    """
    if answer == UNKNOWN:
        return UNKNOWN
    if isinstance(answer, dict):
        return {tag: _one_line_end(str(words)) for tag, words in answer.items() if str(words).strip()}
    if isinstance(answer, (list, tuple)):
        return tuple(written(field.item or field, each) for each in answer if not is_empty(each))
    if field.kind == "names":
        return _pairs(str(answer))
    return _scalar(field, _one_line_end(str(answer)))


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _scalar(field: Field, text: str) -> object:
    if field.kind == "yes-no":
        return _YES_NO.get(text, text)
    if field.kind == "date":
        text = date_as_written(text)
    elif field.kind in ("number", "whole", "amount", "money"):
        text = number_as_written(text)
    if field.kind in ("number", "whole", "date", "amount", "money") and _DIGITS.fullmatch(text.strip()):
        return Bare(text.strip())
    return Bare(text) if field.words else text


def _pairs(text: str) -> dict[str, str] | str:
    """Return lines of `name: value` as pairs, or the text as it is where a line is none."""
    pairs = [line.partition(":") for line in text.splitlines() if line.strip()]
    if not all(name.strip() and mark for name, mark, _ in pairs):
        return text
    return {name.strip(): value.strip() for name, _, value in pairs}


def as_typed(field: Field, plain: Plain) -> Answer:
    """Return what stands in the file as an answer that can be shown and typed over."""
    if plain is None or plain == UNKNOWN:
        return plain
    if field.kind == "names" and isinstance(plain, dict):
        return "\n".join(f"{name}: {value}" for name, value in plain.items())
    if isinstance(plain, dict):
        return {tag: str(words or "") for tag, words in plain.items()}
    if isinstance(plain, tuple):
        return [as_typed(field.item or field, each) or "" for each in plain]
    return _yes_no_word(plain) if field.kind == "yes-no" else plain


def _yes_no_word(plain: str) -> str:
    return {"true": "yes", "false": "no"}.get(plain.strip().lower(), plain.strip().lower())


def steps_to(editing: Editing, field: Field, path: str, answer: Answer) -> Steps:
    """Return the sets of changes that make the policy say `answer` at a path; none where it says so already."""
    old = said(editing, path)
    if is_empty(answer):
        return [] if old is None else [{_emptied(editing, path): REMOVE}]
    new = written(field, answer)
    if new == old or (isinstance(new, tuple) and old == _strings(new)):
        return []
    if field.kind == "list" and isinstance(old, tuple) and isinstance(new, tuple):
        return _list_steps(path, old, new)
    return [{path: new}]


def _strings(new: tuple[Any, ...]) -> Plain:
    return tuple(dict(each) if isinstance(each, dict) else str(each) for each in new)


def _list_steps(path: str, old: tuple[Plain, ...], new: tuple[object, ...]) -> Steps:
    """Change, append or take out single items, so that comments beside the others stay."""
    if old and new[: len(old)] == old:
        return [{path: Append(item)} for item in new[len(old) :]]
    if old and len(old) == len(new):
        return [{f"{path}[{place + 1}]": item} for place, item in enumerate(new) if item != old[place]]
    gone = next((place for place, item in enumerate(old) if place >= len(new) or item != new[place]), None)
    if gone is not None and new and old[:gone] + old[gone + 1 :] == new:
        return [{f"{path}[{gone + 1}]": REMOVE}]
    return [{path: new}]


def _emptied(editing: Editing, path: str) -> str:
    """Return what to take out so that no record is left with nothing in it."""
    above = parent_of(path)
    while above and not above.endswith("]") and _only(editing, above):
        path, above = above, parent_of(above)
    return path


def _only(editing: Editing, record: str) -> bool:
    plain = said(editing, record)
    return not isinstance(plain, dict) or len(plain) <= 1


def broken_character(answer: Answer) -> str:
    """Return the code of the first half character in an answer, which no file can hold; nothing where all are whole."""
    if isinstance(answer, dict):
        return broken_character([*answer.values()])
    if isinstance(answer, (list, tuple)):
        return next((found for each in answer if (found := broken_character(each))), "")
    return next((f"U+{ord(each):04X}" for each in str(answer or "") if "\ud800" <= each <= "\udfff"), "")
