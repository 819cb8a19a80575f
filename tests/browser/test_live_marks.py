"""The live cube in a real browser: by mouse and by keyboard, at three sizes, under axe."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile.review_file import read_review
from tests.browser.jupyterlab import Heard, Lab, lab_over, open_workbook

pytestmark = pytest.mark.browser

TILE = "tile:passengers:options:design"
CELL = "cell:wananga:passengers:design"
HEAD = ".coprod-words h4"
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The folder of the policy whose co-design is consultation."""
    folder = tmp_path_factory.mktemp("one") / "journey-card"
    folder.mkdir()
    shutil.copy(root / "templates" / "worked" / "consultation-as-codesign.yaml", folder / "policy.yaml")
    return folder


@pytest.fixture(scope="module")
def lab(policy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A running workbook that opens this policy at once."""
    with lab_over(policy, tmp_path_factory.mktemp("home")) as running:
        yield running


def open_marks(page: Any, lab: Lab) -> None:
    """Go to the marks of the policy, to the cube."""
    open_workbook(page, lab)
    page.get_by_role("button", name="Marks", exact=True).click()
    page.get_by_role("button", name=re.compile("^The whole picture")).click()
    page.locator(f"button[data-action='{TILE}']").wait_for()


def said_of(policy: Path, subject: str, kind: str) -> list[ReviewRow]:
    """The rows of one kind that the file holds of a mark."""
    return [row for row in read_review(policy / "review.yaml") if (row.subject, row.kind) == (subject, kind)]


def waits(page: Any, words: str) -> None:
    """Wait until these words stand in the head of the open mark."""
    page.locator(".coprod-words", has_text=words).first.wait_for()


def test_by_mouse_a_mark_is_read_and_disputed_and_an_opportunity_declined(
    page: Any, lab: Lab, policy: Path, heard: Heard
) -> None:
    """Press a tile, read why, say what it is instead; then decline an opportunity; both stand in the file."""
    open_marks(page, lab)
    page.locator(f"button[data-action='{TILE}']").click()
    page.get_by_text("a design that others framed and decide").first.wait_for()
    page.get_by_label("What do you want to do?").select_option("I disagree with this mark")
    page.get_by_label("What is it, as you read it?").select_option("● Co-production")
    page.get_by_label("Why do you read it so?").fill("They drew up the options. <b>Ngā mihi</b> 🧡")
    page.get_by_label("Your name").last.fill("Ann Other")
    page.get_by_role("button", name="Keep this").click()
    waits(page, "Ann Other reads this as: Co-production")
    (row,) = said_of(policy, CELL, "disagree")
    assert (row.rival_reading, str(row.reason)) == ("co-production", "They drew up the options. <b>Ngā mihi</b> 🧡")

    page.get_by_role("button", name=re.compile("^What could be done together")).click()
    first = page.locator("button[data-action^='mark:opportunity:']").first
    subject = first.get_attribute("data-action").removeprefix("mark:")
    first.click()
    page.get_by_label("What do you want to do?").select_option("Decline it")
    page.get_by_role("button", name="Keep this").click()
    page.get_by_text("Please say why, in a few words.").wait_for()
    page.get_by_label("Why do you decline it?").fill("Nobody has time before winter.")
    page.get_by_role("button", name="Keep this").click()
    waits(page, "Declined by Ann Other")
    assert str(said_of(policy, subject, "decline")[0].reason) == "Nobody has time before winter."
    assert heard.errors == [] and heard.outside == []


def tab_to(page: Any, selector: str, most: int = 90) -> None:
    """Press Tab until the keyboard is on something."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} was not reached")


def test_by_keyboard_alone_a_mark_is_opened_and_disputed(page: Any, lab: Lab, policy: Path) -> None:
    """Tab, arrows, Enter and letters do; the keyboard follows to the mark and back to its tile."""
    open_marks(page, lab)
    tile = page.locator(f"button[data-action='{TILE}']")
    tab_to(page, "button[data-action^='tile:']")
    for _ in range(60):
        if page.evaluate("() => document.activeElement.dataset.action") == TILE:
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement?.tagName === 'H4'")
    assert "Co-design" in page.evaluate("() => document.activeElement.textContent")
    tab_to(page, "button[data-action='back']")
    page.keyboard.press("Enter")
    page.wait_for_function("action => document.activeElement?.dataset.action === action", arg=TILE)
    tab_to(page, "button[data-action='back']")
    tab_to(page, "select")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(300)
    page.get_by_label("What is it, as you read it?").wait_for()
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(300)
    page.keyboard.press("Tab")
    page.keyboard.type("Organisations only.")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Ben")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    waits(page, "Ben reads this as")
    assert [str(row.by) for row in said_of(policy, CELL, "disagree") if row.rival_reading == "partnership"] == ["Ben"]
    assert tile.get_attribute("aria-label").count("decided or remarked") == 1


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1280, 900, 1), (1024, 768, 1), (640, 450, 2)], ids=["desk", "small", "zoomed"]
)
def test_axe_finds_nothing_and_nothing_is_lost_at_any_size(
    chromium: Any, lab: Lab, width: int, height: int, scale: int
) -> None:
    """1280 by 900, 1024 by 768, and 1280 at 200 %: a mark is open, the list as well; only tables scroll sideways."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe
    context = chromium.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
    page = context.new_page()
    open_marks(page, lab)
    page.locator(f"button[data-action='{TILE}']").click()
    page.get_by_role("button", name="Keep this").wait_for()
    for view in ("The whole picture", "The same as a list", "What was decided"):
        page.get_by_role("button", name=re.compile(f"^{view}")).click()
        page.wait_for_timeout(300)
        found = axe().run(page, context=".coprod-app .coprod-workbook", options=WCAG).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        wide = page.evaluate(
            "() => [...document.querySelectorAll('.coprod-app .coprod-workbook *')]"
            ".filter(e => !e.closest('.coprod-wide') && e.getBoundingClientRect().right > innerWidth + 1"
            " && getComputedStyle(e).position !== 'absolute').map(e => e.outerHTML.slice(0, 120))"
        )
        assert wide == []
    context.close()
