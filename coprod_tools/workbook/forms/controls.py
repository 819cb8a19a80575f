"""Fields as the plain values that a form is drawn from: label, help, answer, choices, faults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coprod_tools.files.nodes import Plain
from coprod_tools.words import say
from coprod_tools.workbook.forms.adding import addable
from coprod_tools.workbook.forms.answers import Answer, as_typed, is_empty
from coprod_tools.workbook.forms.choices import choices, closed
from coprod_tools.workbook.forms.fields import UNKNOWN, Field
from coprod_tools.workbook.forms.held import held
from coprod_tools.workbook.forms.labels import example, help_on, label
from coprod_tools.workbook.forms.nodes import Node
from coprod_tools.workbook.forms.said import inside, parent_of
from coprod_tools.workbook.forms.things import Choice

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing

Control = dict[str, Any]
Faults = dict[str, list[str]]
# Words of people that are rarely more than a line; all others get a box of several.
_PEOPLE = ("owner", "who", "by", "given_by", "authorised_by", "written_up_by", "who_says", "contact_role", "to", "from")
ONE_LINE = frozenset(("label", "title", "role", "per", "category", *_PEOPLE))
_NOBODY = {"actors", "groups"}
# Fields whose usual words in the file are short forms; people see and write the names, and the reader knows both.
_BY_NAME = {("Policy", "jurisdiction")}


def control(editing: Editing, node: Node, plain: Plain, faults: Faults, beside: Plain = None) -> Control:
    """Return what a form draws for one field.

    Parameters
    ----------
    plain : Plain
        What the policy says there.
    faults : dict of str to list of str
        What the reader said of refused answers, by path.
    beside : dict, optional
        What the record around it says.
    """
    drafted, draft = held(editing, node.path)
    made = _named(node) | {"errors": list(faults.get(node.path, ())), "held": drafted}
    if node.inside:
        return made | _group(editing, node, plain, faults)
    answer = draft if drafted else as_typed(node.field, plain)
    made |= {"value": "" if answer is None else answer, "state": state(answer)}
    return made | _input(editing, node, answer, beside)


def _named(node: Node) -> Control:
    field = node.field
    return {
        "key": node.path,
        "label": label(field),
        "help": help_on(field),
        "example": example(field) or (say("fields.date-example") if field.kind == "date" else ""),
        "required": field.required,
        "can_unknown": not field.required or field.keeps_unknown,
    }


def state(answer: Answer) -> str:
    """Return whether an answer was `given`, is `unknown`, or there is `none`; an empty list is given."""
    if answer == UNKNOWN:
        return "unknown"
    return "none" if is_empty(answer) else "given"


def _input(editing: Editing, node: Node, answer: Answer, beside: Plain) -> Control:
    field = node.field
    own = _own_id(node)
    found = [[each.value, each.label, each.meaning] for each in choices(field, editing, beside) if each.value != own]
    if field.kind == "list":
        return _list(field, found)
    if field.words or field.points_to or field.kind == "yes-no" or closed(field):
        return {"control": "choice", "choices": found, "fresh": _fresh(field)}
    by_name = (field.owner.__name__, field.name) in _BY_NAME
    names = {value: named for value, named, _ in found} if by_name else {}
    return {
        "control": "words",
        "choices": [[named, named, ""] for named in names.values()] if by_name else found,
        **({"value": names[answer]} if isinstance(answer, str) and answer in names else {}),
        "rows": _rows(field),
        "mode": "decimal" if field.kind == "number" else "numeric" if field.kind == "whole" else None,
        "in_languages": field.kind == "text",
        "can_clear": isinstance(answer, dict) and not field.required,
    }


def _own_id(node: Node) -> str:
    """Return the id of the item whose field points into its own list: nothing needs itself."""
    item = parent_of(node.path)
    home = parent_of(item).rpartition(".")[2] if item.endswith("]") else ""
    points_to = (node.field.item or node.field).points_to
    return item[item.rfind("[") + 1 : -1] if home and home in points_to else ""


def _list(field: Field, found: list[list[str]]) -> Control:
    item = field.item
    if item is not None and (item.words or item.points_to):
        none = say("fields.nobody") if _NOBODY & set(item.points_to) else say("fields.none")
        if item.points_to:
            found = [[value, named, ""] for value, named, _ in found]
        return {"control": "many", "choices": found, "none": none, "fresh": _fresh(item)}
    return {"control": "lines", "choices": found, "in_languages": item is not None and item.kind == "text"}


def _rows(field: Field) -> int:
    if field.kind == "names":
        return 2
    return 1 if field.kind != "text" or field.name in ONE_LINE else 2


def _fresh(field: Field) -> str:
    kind = addable(field.points_to)
    return say(f"fields.add-{kind}") if kind else ""


def _group(editing: Editing, node: Node, plain: Plain, faults: Faults) -> Control:
    field = node.field
    number = field.kind in ("amount", "money")
    inner = [
        control(editing, each, inside(plain, each.field, field), faults, plain if isinstance(plain, dict) else None)
        for each in node.inside
    ]
    first = field.short_form is not None
    if number:
        # The whole is what may be unknown; of its parts nobody has to say so.
        inner = [each | {"can_unknown": False} for each in inner]
    used = any(_used(each) for each in inner[1:]) if first else False
    made: Control = {
        "control": "group",
        "fields": inner,
        "state": state(plain if not isinstance(plain, dict) else "given"),
        "value": "",
        "can_unknown": number and not field.required,
        "can_clear": not field.required and (used or plain == UNKNOWN),
        "first": first,
        "number": number,
        "folded": not first,
        "open": used if first else any(_used(each) for each in inner),
        "summary": say("fields.range") if number else say("fields.more-on-this"),
    }
    return made


def _used(made: Control) -> bool:
    """Tell whether anything is said, typed or wrong in a field or inside it."""
    return made["state"] != "none" or made["held"] or bool(made["errors"]) or any(map(_used, made.get("fields", ())))


def shown(editing: Editing, node: Node, plain: Plain) -> str:
    """Return an answer as words for a page that is read: labels in place of ids, `not known yet` where nothing is."""
    if plain is None or is_empty(as_typed(node.field, plain)):
        return say("fields.not-known")
    if plain == UNKNOWN:
        return say("fields.unknown-said")
    found: tuple[Choice, ...] = choices(node.field, editing)
    named = {each.value: each.label for each in found}
    answer = as_typed(node.field, plain)
    if isinstance(answer, list):
        none = (
            say("fields.nobody") if node.field.item and _NOBODY & set(node.field.item.points_to) else say("fields.none")
        )
        return "; ".join(_words(each, named) for each in answer) or none
    return _words(answer, named)


def _words(answer: Answer, named: dict[str, str]) -> str:
    if isinstance(answer, dict):
        return " / ".join(answer.values())
    return named.get(answer, str(answer))
