"""Give plain text the shape of a model; every fault with its line, its column and its field path."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from coprod_tools.files.fields import fields_of, model_in, name_in_file, words_of
from coprod_tools.files.nodes import Mapping, Node, Scalar, Sequence
from coprod_tools.files.places import Place, Places
from coprod_tools.files.reading import read_text
from coprod_tools.files.yaml_tree import read_tree
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

M = TypeVar("M", bound=BaseModel)
Search = Callable[[str, tuple[str, ...]], "str | None"]
_NEAR = 0.6
# Looking for the nearest of many words takes long, so in a file full of faults it stops after so many.
_NEAR_SEARCHES = 500
_LISTS = {"tuple_type", "list_type", "set_type", "frozen_set_type"}
_GROUPS = {"model_type", "model_attributes_type", "dict_type", "dataclass_type"}
_TEXTS = {"string_type", "string_sub_type"}


def shape(model: type[M], node: Node, file: str) -> M:
    """Return `node` as an instance of `model`.

    Parameters
    ----------
    file : str
        How faults name the file.

    Raises
    ------
    InvalidInput
        With every fault: unknown and missing fields, wrong types, words outside their list, refused values.
    """
    value, faults = try_shape(model, node, file)
    if value is None:
        raise InvalidInput(faults)
    return value


def try_shape(model: type[M], node: Node, file: str) -> tuple[M | None, tuple[Fault, ...]]:
    """Return the instance, or None and the faults that stand in its way."""
    try:
        return model.model_validate(node.plain(), by_alias=True, by_name=False), ()
    except ValidationError as error:
        return None, in_order(tuple(_faults(model, node, file, error)))


def load(model: type[M], path: Path | str) -> M:
    """Read a YAML file as an instance of `model`.

    Raises
    ------
    InvalidInput
        With every fault of the file, its YAML and its fields together.
    """
    file = str(path)
    node, faults = read_tree(read_text(path), file)
    if node is None:
        raise InvalidInput(faults)
    value, more = try_shape(model, node, file)
    if value is None or faults:
        raise InvalidInput(in_order((*faults, *more)))
    return value


def in_order(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Return faults in the order a reader meets them in the file, each once."""
    return tuple(dict.fromkeys(sorted(faults, key=lambda fault: (fault.line or 0, fault.column or 0, fault.path))))


@lru_cache(maxsize=4096)
def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the known word most like `word`, or None when none is like it."""
    found = difflib.get_close_matches(word.strip().lower()[:80], known, 1, _NEAR)
    return found[0] if found else None


def _faults(model: type[BaseModel], root: Node, file: str, error: ValidationError) -> Iterator[Fault]:
    places = Places(model, root)
    for count, item in enumerate(error.errors(include_url=False, include_input=False)):
        near = nearest if count < _NEAR_SEARCHES else _no_search
        steps: list[Any] = [step for step in item["loc"] if step != "[key]"]
        context: dict[str, Any] = dict(item.get("ctx") or {})
        if "field" in context:
            steps += str(context["field"]).split(".")
        place = places.at(steps)
        at: Node = place.node
        if item["type"] == "extra_forbidden":
            message, at = _unknown_field(places.at(steps[:-1]), str(steps[-1]), near)
        else:
            message = _message(item["type"], item["msg"], context, place, near)
        yield Fault(file, message, at.line, at.column, place.path)


def _no_search(word: str, known: tuple[str, ...]) -> None:
    return None


def _unknown_field(parent: Place, name: str, search: Search) -> tuple[str, Node]:
    """Say that a field is not known, at its name; its value is never shown."""
    owner = model_in(parent.annotation)
    known = tuple(fields_of(owner)) if owner else ()
    near = _word_for(owner, name) or search(name, known)
    at: Node = parent.node.keys.get(name, parent.node) if isinstance(parent.node, Mapping) else parent.node
    if near:
        return say("files.unknown_field_near", near=near), at
    if " " in name.strip() or name.strip().isdigit():
        return say("files.unknown_field_words"), at
    return say("files.unknown_field", known=", ".join(known)), at


def _word_for(owner: type[BaseModel] | None, name: str) -> str | None:
    """Return the file's word where somebody wrote the model's: `from` for `cause`."""
    word = name_in_file(owner, name) if owner else name
    return word if word != name else None


def _message(kind: str, text: str, context: dict[str, Any], place: Place, search: Search) -> str:
    if kind in {"coprod", "value_error"}:
        return str(context.get("message") or text.removeprefix("Value error, "))
    if kind == "missing":
        return say("files.missing_field", name=place.path.rpartition(".")[2])
    if kind == "literal_error":
        return _wrong_word(place, search)
    if kind in _LISTS | _GROUPS | _TEXTS:
        return _wrong_form(kind, place)
    if kind in {"string_too_long", "string_too_short", "too_long", "too_short"}:
        return say(f"files.{kind}", limit=context.get("max_length", context.get("min_length", "")))
    return say("files.does_not_fit", why=text[:1].lower() + text[1:])


def _wrong_word(place: Place, search: Search) -> str:
    words = words_of(place.annotation)
    if not isinstance(place.node, Scalar):
        return say("files.word_expected", found=_form(place.node), words=", ".join(words))
    near = search(place.node.value, words)
    if near:
        return say("files.wrong_word_near", near=near, words=", ".join(words))
    return say("files.wrong_word", words=", ".join(words))


def _wrong_form(kind: str, place: Place) -> str:
    found = _form(place.node)
    if kind in _LISTS:
        return say("files.list_expected", found=found)
    if kind in _TEXTS:
        return say("files.text_expected", found=found)
    model = model_in(place.annotation)
    names = list(fields_of(model))[:3] if model else []
    return say("files.group_expected", found=found, fields=", ".join(names) or "name: value")


def _form(node: Node) -> str:
    if isinstance(node, Mapping):
        return say("files.form_group")
    if isinstance(node, Sequence):
        return say("files.form_list")
    return say("files.form_text" if node.plain() is not None else "files.form_nothing")
