"""A panel that reckons aside: it says so, keeps up with changes, and tells in place what stopped it."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.words import say
from coprod_tools.workbook import reckoning_panel
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.ledger_panel import LedgerPanel
from coprod_tools.workbook.maps_panel import MapsPanel
from coprod_tools.workbook.maps_panel.taking_in import TakingIn
from coprod_tools.workbook.reckoning_panel import ReckoningPanel

POLICY = "coprod: 1\nid: breakfasts\ntitle: Breakfasts\n"


class Slow(ReckoningPanel):
    """Reckons until it is let go."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self.go, self.begun = threading.Event(), threading.Event()
        self.reckoned: list[str] = []
        self.shown: list[str] = []

    def reckon(self) -> str:
        """Return the title as it was when it began."""
        title = str(self.editing.policy.title)
        self.reckoned.append(title)
        self.begun.set()
        self.go.wait(20)
        return title

    def show(self, found: Any) -> None:
        """Note what was shown."""
        self.shown.append(found)


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    """A small policy."""
    path = tmp_path / "breakfasts.yaml"
    path.write_text(POLICY, encoding="utf-8")
    return Editing(path, drafts=tmp_path / "drafts")


def test_what_takes_longer_than_a_moment_says_so_and_the_page_stays_usable(editing: Editing) -> None:
    """The words go when it is done."""
    panel = Slow(editing)
    panel.refresh()
    assert panel.progress.content["text"] == say("views.reckoning")
    assert panel.progress.content["progress"] == -1
    panel.go.set()
    panel.settled()
    assert panel.progress.content["text"] == ""


def test_what_is_done_at_once_says_nothing(editing: Editing) -> None:
    """A message that flashes by is read aloud all the same."""
    said: list[str] = []
    panel = Slow(editing)
    panel.progress.observe(lambda change: said.append(change["new"]["text"]), "content")
    panel.go.set()
    panel.settled()
    assert said == []


def test_a_change_in_between_is_reckoned_before_anything_is_shown(editing: Editing) -> None:
    """Nobody sees the state before last."""
    panel = Slow(editing)
    panel.refresh()
    panel.begun.wait(20)
    editing.change({"title": "Lunches"}, "title")
    panel.refresh()
    panel.go.set()
    assert panel._worker is not None
    panel._worker.join()
    assert panel.reckoned == ["Breakfasts", "Lunches"]
    assert panel.shown == ["Lunches"]


def test_a_fault_of_our_own_is_told_in_place_without_its_traceback(
    editing: Editing, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """And the next try works."""
    panel = LedgerPanel(editing)
    monkeypatch.setattr(LedgerPanel, "reckon", lambda self: 1 / 0)
    with caplog.at_level(logging.CRITICAL, "coprod_tools"):
        panel.settled()
    assert panel.progress.content["text"] == say("workbook.own-fault", kind="ZeroDivisionError")
    assert "Traceback" not in panel.twin()
    monkeypatch.undo()
    panel.settled()
    assert panel.progress.content["text"] == ""
    assert panel.found is not None


def test_a_fault_while_a_map_is_taken_in_keeps_what_was_typed(
    editing: Editing, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The links stay on their list, and the fields as they were."""

    def broken(self: TakingIn, *, dry_run: bool) -> None:
        raise RuntimeError

    editing.change({"actors": [{"id": "kahu", "label": "Kahu Trust"}]}, "actors")
    panel = MapsPanel(editing)
    write = panel.write
    write.fields["from"].value, write.fields["to"].value = "Breakfast", "Learning"
    write.add.click()
    write.actor.value = "kahu"
    write.fields["from"].value = "Half a word"
    monkeypatch.setattr(TakingIn, "_gather", broken)
    with caplog.at_level(logging.CRITICAL, "coprod_tools"):
        write.button.click()
    assert panel.notice.content["text"] == say("workbook.own-fault", kind="RuntimeError")
    assert (len(write.rows), write.fields["from"].value) == (1, "Half a word")


def test_a_map_broken_by_hand_is_told_with_its_place_and_forgotten_when_mended(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the path of this computer."""
    monkeypatch.setattr(reckoning_panel, "AT_ONCE", 30)
    folder = tmp_path / "falls-at-home"
    shutil.copytree(root / "templates" / "worked" / "falls-at-home", folder)
    panel = MapsPanel(Editing(folder, drafts=tmp_path / "drafts"))
    path = folder / "maps" / "carers.csv"
    whole = path.read_bytes()
    path.write_bytes(b"nonsense")
    panel.refresh()
    assert panel.progress.content["text"] == say("views.not-reckoned")
    assert panel.progress.content["lines"][0].startswith("maps/carers.csv:1")
    path.write_bytes(whole)
    panel.settled()
    assert panel.progress.content["text"] == ""
