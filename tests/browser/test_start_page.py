"""The start page in a real browser: by mouse, by keyboard alone, for axe, in the dark, enlarged, in a small window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.policyfile import load
from tests.browser.jupyterlab import (
    Lab,
    choose_theme,
    cut_off,
    lab_over,
    open_workbook,
    overlapping,
    violations,
)

pytestmark = pytest.mark.browser
PARTS = ("New from a template", "Start from a brief", "Import", "Worked examples", "Your policies")


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """Two policies, a broken one, one in a subfolder, and a file that can be brought in."""
    folder = tmp_path_factory.mktemp("policies")
    shutil.copytree(root / "templates" / "worked" / "falls-at-home", folder / "health" / "falls-at-home")
    shutil.copy(root / "templates" / "worked" / "takai.yaml", folder)
    shutil.copy(root / "templates" / "samples" / "workshop-edges.csv", folder)
    (folder / "broken.yaml").write_text("coprod: 1\nid: broken\ntitel: Oops\nstanding: [what\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def lab(policies: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A running `coprod lab` over them."""
    with lab_over(policies, tmp_path_factory.mktemp("home")) as running:
        yield running


def go(page: Any, part: str) -> None:
    """Go to a part of the start page."""
    page.get_by_role("button", name=part, exact=True).click()
    page.locator(f".coprod-way button[aria-current=true]:has-text('{part}')").wait_for()


def focused(page: Any) -> str:
    """Return what the keyboard is at: its words, else its label."""
    at = "document.activeElement"
    return str(page.evaluate(f"{at}.innerText || ({at}.labels && {at}.labels[0] || {at}).innerText || {at}.tagName"))


def tab_to(page: Any, words: str) -> None:
    """Press Tab until the keyboard is at something of those words."""
    for _ in range(60):
        if focused(page).strip() == words:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never came to {words}")


def test_a_policy_is_begun_and_found_again_by_mouse(page: Any, lab: Lab) -> None:
    """Template, title, and it is open; back on the start page it is the first card."""
    open_workbook(page, lab)
    go(page, "New from a template")
    page.get_by_role("button", name="Start from this: Prevention").click()
    page.get_by_label("What is the policy called?").fill("Whānau first")
    page.get_by_role("button", name="Make the policy").click()
    page.get_by_role("heading", name="Whānau first", level=2).wait_for()
    assert load(lab.folder / "whanau-first").policy.id == "whanau-first"
    page.get_by_role("button", name="All policies").click()
    page.locator(".coprod-card").first.get_by_role("heading", name="Whānau first").wait_for()


def test_a_policy_is_begun_by_keyboard_alone(page: Any, lab: Lab) -> None:
    """From the top of the page with Tab, Enter and letters; the keyboard waits in the field for the title."""
    open_workbook(page, lab)
    page.locator(".coprod-app-bar button").first.focus()
    tab_to(page, "New from a template")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Start from this: A service").wait_for()
    tab_to(page, "Start from this")
    page.keyboard.press("Enter")
    title = page.get_by_label("What is the policy called?")
    title.wait_for()
    page.wait_for_function("document.activeElement.tagName === 'INPUT'")
    page.keyboard.type("By keyboard")
    tab_to(page, "Make the policy")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="By keyboard", level=2).wait_for()
    assert load(lab.folder / "by-keyboard").policy.title is not None
    tab_to(page, "All policies")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Policy workbook").wait_for()


def test_a_file_of_ones_own_is_looked_at_before_it_is_brought_in(page: Any, lab: Lab, root: Path) -> None:
    """Chosen on the computer; what would come of it stands there, and only then a button."""
    open_workbook(page, lab)
    go(page, "Import")
    before = sorted(each.name for each in lab.folder.iterdir())
    page.get_by_label("Choose a file on your computer").set_input_files(root / "templates" / "samples" / "river.prsm")
    page.get_by_text("1 to be added.").wait_for()
    assert sorted(each.name for each in lab.folder.iterdir()) == before
    page.get_by_role("button", name="Bring these in").click()
    page.get_by_text("1 added.").wait_for()


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(page: Any, lab: Lab, tmp_path: Path) -> None:
    """With what to do instead; the connection stays."""
    large = tmp_path / "large.csv"
    large.write_bytes(b"from,to\n" * 1_200_000)
    open_workbook(page, lab)
    go(page, "Import")
    page.get_by_label("Choose a file on your computer").set_input_files(large)
    page.get_by_text("Put it into the folder of your policies").wait_for()
    go(page, "Your policies")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_on_the_start_page(page: Any, lab: Lab, theme: str) -> None:
    """Every part of it, contrast too, in both themes; JupyterLab's own frame is listed and not judged."""
    choose_theme(lab.home, theme)
    open_workbook(page, lab)
    for part in PARTS:
        go(page, part)
        page.wait_for_timeout(200)
        assert violations(page) == [], f"{part}, {theme}"
    assert violations(page, ".coprod-app-bar") == []
    go(page, "New from a template")
    page.get_by_role("button", name="Start from this: A service").click()
    page.get_by_role("button", name="Make the policy").click()
    page.get_by_text("Please write a title first").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Leave it").click()


@pytest.mark.parametrize("size", [(1024, 768), (640, 450)], ids=["small-window", "200-percent"])
def test_nothing_is_cut_or_overlaps_where_there_is_little_room(page: Any, lab: Lab, size: tuple[int, int]) -> None:
    """At 200 % a window of 1280 by 900 has 640 by 450 CSS pixels; the page only ever scrolls down."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_workbook(page, lab)
    for part in PARTS:
        go(page, part)
        page.wait_for_timeout(200)
        assert cut_off(page) == [], part
        assert overlapping(page) == [], part
    across = page.locator(".coprod-app .jp-WindowedPanel-outer").evaluate(
        "(each) => each.scrollWidth - each.clientWidth"
    )
    assert across <= 0
