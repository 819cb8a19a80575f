"""Every list of a policy can be added to and every record filled through its form alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coprod_tools.policy import Policy
from coprod_tools.workbook import Editing
from coprod_tools.workbook.forms import ItemList, RecordForm
from coprod_tools.workbook.forms.choices import choices
from coprod_tools.workbook.forms.fields import Field, fields_in
from coprod_tools.workbook.forms.nodes import Node
from coprod_tools.workbook.forms.said import parent_of

# One of everything that anything can point at.
FULL = """\
coprod: 1
id: a
title: A policy
problem: {groups: [{id: young, label: The young}]}
outcomes: [{id: rest, label: Rest}]
indicators: [{id: hours, label: Hours of sleep}]
actors: [{id: parents, label: Parents}, {id: ministry, label: The ministry}]
activities: [{id: visit, label: Visit, outputs: [{id: guide, label: A guide}], parts: [{actor: parents}]}]
concepts: [{id: trust, label: Trust}]
claims: [{id: link, from: visit, to: rest}]
options: [{id: one, label: One}]
proposals: [{id: first, label: First}]
pilots: [{id: try, label: A try}]
conversations: [{id: talk, topic: A talk, statements: [{id: said, words: Words}]}]
ballots: [{id: vote, topic: A vote}]
treaty: {affected: "yes"}
power: {can_stop: [parents]}
lifecycle: {stages: [{id: begin, title: Begin}]}
"""
# What a person might type; years and shares that fit everywhere.
TYPED = {"text": "Some words", "line": "words", "date": "2026-07", "whole": "3", "number": "0.5", "yes-no": "yes"}
BY_NAME = {"year": "2027", "currency": "NZD", "from": "NZD", "to": "AUD"}
ITEMS = {
    "activities": "visit",
    "actors": "parents",
    "ballots": "vote",
    "claims": "link",
    "conversations": "talk",
    "conversations[talk].statements": "said",
    "indicators": "hours",
    "problem.groups": "young",
    "proposals": "first",
}
# The largest records, and those whose checks look at more than one field.
FILLED = ("activities[visit].parts", "indicators", "pilots", "contributions")


def lists(fields: tuple[Field, ...], above: str = "") -> list[str]:
    """Return the paths of every list of records below some fields, through one item of each list."""
    found = []
    for field in fields:
        path = f"{above}.{field.name}" if above else field.name
        if field.model is None:
            continue
        if field.kind == "records":
            found.append(path)
            if path not in ITEMS:
                continue
            path = f"{path}[{ITEMS[path]}]"
        found += lists(fields_in(field.model), path)
    return found


LISTS = lists(fields_in(Policy))


def typed(editing: Editing, node: Node) -> Any:
    """Return an answer for a field: its first choice, or what a person might type."""
    field = node.field
    if field.kind == "line" and field.pattern:
        return BY_NAME.get(field.name, "NZD")
    if field.kind == "list":
        return [typed(editing, Node(field.item, node.path))] if field.item else []
    found = choices(field, editing, {"scale": "iap2"})
    if found and (field.words or field.points_to or field.name == "level"):
        own = parent_of(node.path)[parent_of(node.path).rfind("[") + 1 : -1]
        return next((each.value for each in found if each.value != own), found[0].value)
    return "some: words" if field.kind == "names" else BY_NAME.get(field.name, TYPED.get(field.kind))


def test_every_list_of_the_policy_is_tried() -> None:
    """Those inside items among them."""
    assert {"claims[link].evidence", "ballots[vote].projects", "problem.framings", "treaty.asked_before"} <= set(LISTS)
    assert len(LISTS) > 45


def added(editing: Editing, path: str) -> tuple[ItemList, RecordForm]:
    """Add an item with nothing but what its form needs, and open it."""
    found = ItemList(editing, path)
    for node in found.adding._leaves.values():
        number = (node.field.owner.__name__, node.field.name) in (("Money", "amount"), ("Quantity", "mid"))
        asked = node.field.required or number or node in found.adding.nodes
        if not node.inside and asked:
            found.adding.tell("answer", node.path, typed(editing, node))
    outcome = found.adding.add({})
    assert outcome.kind == "saved", (outcome.faults, found.adding._faults)
    return found, found.open_item(found._paths[-1])


@pytest.mark.parametrize("path", LISTS)
def test_an_item_is_added_through_its_form_and_opened(opened: Callable[..., Editing], path: str) -> None:
    """With nothing but what the form asks for."""
    found, form = added(opened(FULL), path)
    form.open_more()
    assert form.twin() and found.twin()
    assert found.table.content["rows"][-1][0] != "Without a name"


@pytest.mark.parametrize("path", FILLED)
def test_every_field_of_an_item_takes_an_answer_or_says_why_not(opened: Callable[..., Editing], path: str) -> None:
    """Most are kept; a few go only with others, and say so under the field."""
    editing = opened(FULL)
    _, form = added(editing, path)
    form.open_more()
    count, refused = 0, []
    for name in [node.path.removeprefix(f"{form.path}.") for node in leaves(form)]:
        node = next(each for each in leaves(form) if each.path == f"{form.path}.{name}")
        done = form.answer(name, typed(editing, node))
        count += 1
        if not done.outcome.kept:
            refused.append(name)
            assert form.errors(name), name
    assert len(refused) <= count // 4, refused


def leaves(form: RecordForm) -> list[Node]:
    """Return the plain fields of a record, those inside its records among them."""
    return [node for each in form._forms for top in each.nodes for node in top.all() if not node.inside]
