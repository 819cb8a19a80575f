"""Forms in `coprod lab`: what a field says when it refuses, and that a killed Python takes nothing that was typed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.jupyterlab import Heard, Lab, kill_python, open_workbook

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TITLE = "Falls at home: keeping older people on their feet (invented)"


def to_the_question(page: Any) -> Any:
    """Go to the question about the decision, and return the box for its date."""
    page.get_by_role("button", name="What is to be decided").first.click()
    box = page.get_by_role("textbox", name="By when?", exact=True)
    box.wait_for()
    return box


def test_a_refused_answer_outlives_a_killed_python(page: Any, lab: Lab, heard: Heard) -> None:
    """It stands in its field with the reader's sentence, before and after, and axe finds nothing there."""
    from axe_playwright_python.sync_playwright import Axe

    open_workbook(page, lab)
    page.get_by_role("button", name=f"Open {TITLE}").click()
    page.get_by_role("button", name="Interview", exact=True).click()
    box = to_the_question(page)
    box.fill("next summer")
    box.press("Tab")
    page.locator(".coprod-fault").get_by_text("this should be a date").wait_for()
    assert box.input_value() == "next summer"
    found = Axe().run(page, context=".coprod-app .coprod-workbook", options=RULES).response["violations"]
    assert [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found] == []
    kill_python(page, lab)
    box = to_the_question(page)
    page.locator(".coprod-fault").get_by_text("this should be a date").wait_for()
    assert box.input_value() == "next summer"
    box.fill("2026-09")
    box.press("Tab")
    page.locator(".coprod-fault").wait_for(state="detached")
    assert "by_when: 2026-09" in (lab.folder / "falls-at-home" / "policy.yaml").read_text(encoding="utf-8")
    assert heard.outside == []
