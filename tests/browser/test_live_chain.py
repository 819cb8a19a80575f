"""The live value chain in a real browser: the same journey by mouse in the picture and by keyboard in the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.policy import Policy
from coprod_tools.policyfile import read
from tests.browser.jupyterlab import Heard, Lab, open_workbook

pytestmark = pytest.mark.browser
TEXT = """\
coprod: 1
id: {name}
title: Policy {name}
outcomes:
  - {{id: calm, label: Calm homes}}
actors:
  - {{id: parents, label: Parents, kind: people-who-use-it}}
activities:
  - id: ask
    label: Ask at kitchen tables
    stage: mandate
    parts:
      - {{actor: parents, co: commission}}
  - id: try
    label: Try it
    stage: problem
    needs: [ask]
"""
PICTURE = ".coprod-chain-canvas"
LABELS = "Ask at kitchen tables", "Try it"


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy for each test, since tests change them."""
    folder = tmp_path_factory.mktemp("chains")
    for name in ("mouse", "keys", "look"):
        (folder / f"{name}.yaml").write_text(TEXT.format(name=name), encoding="utf-8")
    return folder


@pytest.fixture
def chain(page: Any, lab: Lab) -> Iterator[Any]:
    """Opens the chain of a policy, by its name."""

    def opened(name: str) -> Any:
        open_workbook(page, lab)
        back = page.get_by_role("button", name="All policies", exact=True)
        if back.is_visible():  # the workbook opens where it was left
            back.click()
        page.locator(".coprod-card", has_text=f"Policy {name}").get_by_role("button", name="Open").click()
        page.get_by_role("button", name="Value chain", exact=True).click()
        drawn(page)
        return page

    yield opened


def drawn(page: Any) -> None:
    """Wait until the picture stands."""
    page.wait_for_function(f"() => document.querySelector('{PICTURE}')?.dataset.drawn", timeout=20_000)


def centre(page: Any, key: str) -> tuple[float, float]:
    """Return where on the page a box stands."""
    inside = "(el, key) => el.closest('.coprod-chain').chain.cy.getElementById(key).renderedPosition()"
    box, at = page.locator(PICTURE).bounding_box(), page.locator(PICTURE).evaluate(inside, key)
    return box["x"] + at["x"], box["y"] + at["y"]


def policy(folder: Path, name: str) -> Policy:
    """Return what stands on the disk."""
    found = folder / name
    return read(found if found.is_dir() else folder / f"{name}.yaml")


def stages(folder: Path, name: str) -> dict[str, str | None]:
    """Return the stage of each activity."""
    return {each.id: each.stage for each in policy(folder, name).activities or ()}


def said(page: Any, words: str) -> None:
    """Wait until these words stand in a message."""
    page.locator("[role=status]", has_text=words).first.wait_for(timeout=15_000, state="attached")


def test_the_whole_journey_by_mouse(chain: Any, policies: Path, heard: Heard) -> None:
    """Choose, add, rename, drag to another stage, draw an arrow, delete, and take all of it back."""
    page = chain("mouse")
    first = (policies / "mouse.yaml").read_text(encoding="utf-8")
    page.mouse.click(*centre(page, "ask"))
    page.locator("h3", has_text="Ask at kitchen tables").wait_for()
    assert page.get_by_text("Parents, commission: ").first.is_visible()

    page.get_by_role("button", name="Add an activity").click()
    page.get_by_label("What it is called").fill("Meet weekly")
    page.get_by_role("button", name="Add", exact=True).click()
    said(page, "Added “Meet weekly”")
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("What it is called").fill("Meet monthly")
    page.get_by_role("button", name="Save the name").click()
    said(page, "Renamed “Meet weekly” to “Meet monthly”")

    page.wait_for_timeout(1_500)
    page.locator(PICTURE).scroll_into_view_if_needed()
    from_here, to_there = centre(page, "meet-weekly"), centre(page, "stage:problem")
    page.mouse.move(*from_here)
    page.mouse.down()
    page.mouse.move(from_here[0], to_there[1], steps=8)
    page.mouse.up()
    said(page, "Moved “Meet monthly”")
    assert stages(policies, "mouse")["meet-weekly"] == "problem"

    drawn(page)
    page.get_by_role("button", name="Draw an arrow from here").click()
    page.mouse.click(*centre(page, "try"))
    said(page, "“Try it” needs “Meet monthly”")
    page.mouse.click(*centre(page, "ask"))
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_text("Its mention as something that these need: Try it.").wait_for()
    page.locator(".coprod-chain-form").get_by_role("button", name="Delete").click()
    said(page, "Deleted “Ask at kitchen tables”")
    assert "ask" not in stages(policies, "mouse")

    for _ in range(5):
        page.locator(".coprod-chain-bar").get_by_role("button", name="Undo").click()
        page.wait_for_timeout(400)
    said(page, "Taken back. Added “Meet weekly”")
    assert (policies / "mouse" / "policy.yaml").read_text(encoding="utf-8") == first
    assert heard.outside == []


def test_the_same_by_keyboard_through_the_table(chain: Any, policies: Path) -> None:
    """No mouse: Tab, Enter, arrow keys, and typing."""
    page = chain("keys")
    keys = page.keyboard

    def press(name: str, inside: str = ".coprod-workbook") -> None:
        button = page.locator(inside).get_by_role("button", name=name, exact=True).first
        button.focus()
        keys.press("Enter")

    def typed(label: str, words: str) -> None:
        page.get_by_label(label).focus()
        keys.press("Control+A")
        keys.type(words)

    press("Ask at kitchen tables", ".coprod-table")
    page.wait_for_function("() => document.activeElement.textContent === 'Ask at kitchen tables'")
    press("Add an activity")
    typed("What it is called", "Meet weekly")
    press("Add", ".coprod-chain-form")
    said(page, "Added “Meet weekly”")
    press("Move to another stage")
    page.locator(".coprod-chain-form").get_by_label("Stage").focus()
    keys.type("2")
    press("Move", ".coprod-chain-form")
    said(page, "Moved “Meet weekly”")
    press("Connect")
    page.get_by_label("How it is connected").focus()
    keys.press("ArrowDown")
    page.wait_for_timeout(500)
    page.get_by_label("With what").focus()
    keys.type("Try")
    press("Connect", ".coprod-chain-form")
    said(page, "“Try it” needs “Meet weekly”")
    press("Rename")
    typed("What it is called", "Meet monthly")
    press("Save the name", ".coprod-chain-form")
    said(page, "Renamed “Meet weekly” to “Meet monthly”")
    press("Ask at kitchen tables", ".coprod-table")
    press("Delete")
    press("Delete", ".coprod-chain-form")
    said(page, "Deleted “Ask at kitchen tables”")
    assert stages(policies, "keys") == {"try": "problem", "meet-weekly": "outcomes"}

    page.locator(PICTURE).focus()
    for _ in range(5):
        keys.press("Control+z")
        page.wait_for_timeout(400)
    assert stages(policies, "keys") == {"ask": "mandate", "try": "problem"}
    keys.press("Control+Shift+z")
    page.wait_for_timeout(800)
    assert "meet-weekly" in stages(policies, "keys")


def test_it_can_be_used_by_everybody_on_small_screens_and_in_the_dark(chain: Any) -> None:
    """No violation of WCAG 2.2 A and AA; nothing is cut at 1024 by 768 nor at 200 %; arrow keys go from box to box."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = chain("look")
    page.locator(PICTURE).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.locator("h3", has_text=LABELS[0]).wait_for()
    page.get_by_role("button", name="Connect", exact=True).click()
    page.get_by_label("How it is connected").wait_for()
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    for theme in ("true", "false"):
        page.evaluate("(light) => { document.body.dataset.jpThemeLight = light; }", theme)
        found = axe.run(page, context=".coprod-workbook", options=rules).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    for size in ({"width": 1024, "height": 768}, {"width": 640, "height": 450}):
        page.set_viewport_size(size)
        page.wait_for_timeout(600)
        wide = page.locator(".coprod-workbook").evaluate("(el) => [el.scrollWidth, el.clientWidth]")
        assert wide[0] <= wide[1] + 1
        box = page.locator(PICTURE).bounding_box()
        assert box["width"] <= size["width"] and box["x"] >= 0
