"""Saved versions and clashes in a real browser: looked at, brought back and settled by keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coprod_tools import policyfile
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.versions_panel import SettlePanel, VersionsPanel
from tests.browser.jupyterlab import Heard, Lab, open_workbook
from tests.browser.widget_page import WidgetPage

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# JupyterLab's own list of cells, around everything.
LISTED_APART = ("aria-required-children",)


@pytest.fixture
def other(policies: Path, tmp_path: Path) -> Editing:
    """Another person who has the same policy open."""
    return Editing(policies / "falls-at-home", by="Ben", today="2026-11-27", drafts=tmp_path)


def press(page: Any, name: str) -> None:
    """Press a button by keyboard."""
    button = page.get_by_role("button", name=name).first
    button.wait_for(timeout=60_000)
    button.focus()
    page.keyboard.press("Enter")


def violations(page: Any, inside: str = ".coprod-app") -> list[str]:
    """Return what axe finds in the workbook."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=inside, options=RULES).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found if each["id"] not in LISTED_APART]


def test_a_version_is_brought_back_and_a_clash_settled_by_keyboard(
    page: Any, lab: Lab, heard: Heard, other: Editing, policies: Path
) -> None:
    """From the list of versions to a title that both agree on; axe finds nothing on the way, and nothing is cut."""
    first = str(other.policy.title)
    assert other.change({"title": "Fewer falls"}, "What the policy is called").kind == "saved"
    open_workbook(page, lab)
    press(page, "Open")
    press(page, "Versions")
    press(page, "Look at version 1")
    page.get_by_text("What would change if you bring it back").wait_for(timeout=60_000)
    assert page.evaluate("document.activeElement.textContent").startswith("Version 1 beside")
    assert violations(page) == []
    press(page, "Bring this version back")
    page.get_by_text("Version 1 is back").wait_for(timeout=60_000)
    assert str(policyfile.read(policies / "falls-at-home").title) == first
    other.look_again()
    assert other.change({"title": "As Ben calls it"}, "Title").kind == "saved"
    press(page, "Undo: ")
    page.get_by_text("Somebody else has changed the same things since").wait_for(timeout=60_000)
    assert str(policyfile.read(policies / "falls-at-home").title) == "As Ben calls it"
    press(page, "Write something else")
    box = page.get_by_role("textbox", name="What is to stand for")
    box.wait_for(timeout=60_000)
    assert violations(page) == []
    for width, height in ((640, 450), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    box.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("As both call it")
    page.keyboard.press("Tab")
    press(page, "Save what I chose")
    page.get_by_text("Saved as you chose").wait_for(timeout=60_000)
    assert str(policyfile.read(policies / "falls-at-home").title) == "As both call it"
    assert heard.outside == []


def test_a_file_broken_by_hand_is_told_where_one_stands(page: Any, lab: Lab, policies: Path) -> None:
    """Some seconds later, with its line; mended, the warning goes."""
    open_workbook(page, lab)
    press(page, "All policies") if page.get_by_role("button", name="All policies").count() else None
    press(page, "Open")
    press(page, "Versions")
    page.get_by_text("Saved versions").first.wait_for(timeout=60_000)
    file = policies / "falls-at-home" / "policy.yaml"
    sound = file.read_bytes()
    file.write_bytes(sound.replace(b"title:", b"title: [", 1))
    page.get_by_text("changed outside this workbook and can't be read").wait_for(timeout=30_000)
    assert page.get_by_text("Line ").count()
    file.write_bytes(sound)
    page.get_by_text("changed outside this workbook and can't be read").wait_for(state="hidden", timeout=30_000)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_either_theme(page: Any, tmp_path: Path, theme: str) -> None:
    """In the versions with one open, and in a clash with something chosen."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "policy.yaml").write_text("coprod: 1\nid: a\ntitle: A policy\n", encoding="utf-8")
    mine, theirs = (Editing(tmp_path / "a", by=by, today="2026-11-27", drafts=tmp_path / by) for by in ("me", "Ben"))
    assert theirs.change({"title": "Theirs", "owner": "The council"}, "Title").kind == "saved"
    assert mine.change({"title": "Mine", "summary": "Short"}, "Title").kind == "stale"
    versions, clash = VersionsPanel(mine), SettlePanel(mine)
    versions.table.act("look:1")
    clash.clashes.act("mine:title")
    for panel in (versions, clash):
        shown = page.context.new_page()
        WidgetPage(shown, panel, theme)
        assert violations(shown, "main") == []
        shown.close()
