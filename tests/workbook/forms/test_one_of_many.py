"""Changes in a list that follow one another quickly are all kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.fields import field_at
from coprod_tools.workbook.forms.form import Form
from coprod_tools.workbook.forms.item_form import ItemForm
from coprod_tools.workbook.forms.nodes import node_of
from coprod_tools.workbook.forms.one_of_many import changed

TEXT = """\
coprod: 1
id: p
title: A policy
actors:
  - {id: ann, label: Ann, kind: agency}
  - {id: ben, label: Ben, kind: community}
outcomes:
  - {id: warm, label: Warm}
"""


@pytest.mark.parametrize(
    ("answer", "change", "left"),
    [
        (None, {"was": None, "now": "a"}, ["a"]),
        ("unknown", {"was": None, "now": "a"}, ["a"]),
        (["a"], {"was": None, "now": "b"}, ["a", "b"]),
        (["a"], {"was": None, "now": "a"}, ["a"]),
        (["a"], {"was": None, "now": " "}, ["a"]),
        (["a", "b"], {"was": "a", "now": None}, ["b"]),
        (["a"], {"was": "a", "now": None}, None),
        (["a", "b", "a"], {"was": "a", "now": "c", "at": 2}, ["a", "b", "c"]),
        (["x", "a"], {"was": "a", "now": "c", "at": 0}, ["x", "c"]),
        (["x"], {"was": "a", "now": "c", "at": 0}, ["x", "c"]),
        (["x"], {"was": "a", "now": "", "at": 0}, ["x"]),
    ],
)
def test_one_answer_of_a_list_is_added_changed_or_taken_out_where_it_stands_by_now(
    answer: Any, change: dict[str, Any], left: list[str] | None
) -> None:
    """Whatever came in between; words that were changed are never dropped."""
    assert changed(answer, change) == left


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    """A small policy."""
    (tmp_path / "p.yaml").write_text(TEXT, encoding="utf-8")
    return Editing(tmp_path / "p.yaml", drafts=tmp_path / "drafts")


@pytest.mark.parametrize(
    ("path", "words"), [("outcomes[warm].agreed_by", ("ann", "ben")), ("open", ("Who visits", "Where"))]
)
def test_two_that_were_told_before_the_first_came_back_both_stand(
    editing: Editing, path: str, words: tuple[str, str]
) -> None:
    """As when a fast reader ticks two boxes, or types two lines, on a slow computer."""
    form = Form(editing, [node_of(field_at(path), path)])
    for each in words:
        form.tell("edit", path, {"was": None, "now": each})
    (outcome,) = editing.policy.outcomes or ()
    found = (editing.policy.open if path == "open" else outcome.agreed_by) or ()
    assert tuple(map(str, found)) == words


def test_the_same_before_a_thing_is_added(editing: Editing) -> None:
    """The form for a new outcome keeps both ticks until it is pressed."""
    form = ItemForm(editing, "outcomes", {}, ["label", "in_whose_words"])
    form.tell("answer", "outcomes[+].label", "Dry")
    for each in ("ann", "ben"):
        form.tell("edit", "outcomes[+].in_whose_words", {"was": None, "now": each})
    form.tell("press", "add")
    made = next(each for each in editing.policy.outcomes or () if each.id == "dry")
    assert made.in_whose_words == ("ann", "ben")
