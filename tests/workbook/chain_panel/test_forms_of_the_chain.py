"""The short forms of the value chain: where the keyboard is afterwards, and that answers keep their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.workbook.chain_panel import ChainPanel
from coprod_tools.workbook.chain_panel.options import asked
from coprod_tools.workbook.editing import Editing

TEXT = """\
coprod: 1
id: p
title: A policy
actors:
  - {id: ann, label: Ann, kind: agency}
  - {id: ben, label: Ben, kind: community}
  - {id: cleo, label: Cleo, kind: community}
activities:
  - {id: meet, label: Meet, stage: mandate, lead: ben}
"""


@pytest.fixture
def panel(tmp_path: Path) -> ChainPanel:
    """The chain of a small policy."""
    (tmp_path / "p.yaml").write_text(TEXT, encoding="utf-8")
    return ChainPanel(Editing(tmp_path / "p.yaml", drafts=tmp_path / "drafts"))


def focused(panel: ChainPanel, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by each button the keyboard is moved to."""
    found: list[str] = []
    monkeypatch.setattr(panel.adding, "focus", found.append)
    monkeypatch.setattr(panel.doing, "focus", found.append)
    return found


@pytest.mark.parametrize(
    ("chosen", "action", "then"),
    [
        ("", "add-activity", "add-activity"),
        ("", "add-actor", "add-actor"),
        ("meet", "rename", "rename"),
        ("meet", "part", "part"),
        ("meet", "delete", "add-activity"),
    ],
)
def test_when_a_form_is_done_the_keyboard_is_back_where_it_was_opened(
    panel: ChainPanel, monkeypatch: pytest.MonkeyPatch, chosen: str, action: str, then: str
) -> None:
    """So that twelve activities are added one after the other; where that button is gone, at the first."""
    if chosen:
        panel.choose(chosen)
    panel.adding.act(action) if action.startswith("add") else panel.doing.act(action)
    found = focused(panel, monkeypatch)
    form = panel.place.children[0]
    if action.startswith("add"):
        form.fields[0].value = "Something new"
    form.do.click()
    assert found == [then]
    assert panel.place.children == ()


def test_answers_keep_their_place_whoever_is_chosen(panel: ChainPanel) -> None:
    """A browser tells an answer by its place; one given before the list came anew must mean the same person."""
    lists = [[value for _, value in asked(panel.chain, "meet", who)] for who in ("ann", "ben", "cleo")]
    assert [each[:5] for each in lists] == [["", "-", "ann", "ben", "cleo"]] * 3
    assert [each[5:] for each in lists] == [["ann ben"], [], ["cleo ben"]]


def test_what_to_connect_with_is_chosen_from_the_list_that_belongs_to_the_link(panel: ChainPanel) -> None:
    """An answer to the list that has gone changes nothing; without an answer it is asked for."""
    panel.choose("meet")
    panel.doing.act("connect")
    form = panel.place.children[0]
    link, before = form.fields[:2]
    link.value = "feeds-back"
    before.index = 0
    assert form.children[2] is form.fields[1] is not before
    form.do.click()
    assert panel.notice.content["text"] == "Choose first what it is to be connected with."
    form.fields[1].value = "mandate"
    form.do.click()
    assert panel.chain.activities["meet"].feeds_back_to == ("mandate",)
