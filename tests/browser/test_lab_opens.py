"""`coprod lab` in a real browser: the workbook is there without anybody pressing anything, and asks nobody outside."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.jupyterlab import Heard, Lab, open_workbook

pytestmark = pytest.mark.browser


def test_the_workbook_is_drawn_without_anybody_pressing_run(page: Any, lab: Lab, heard: Heard) -> None:
    """The start page stands there some seconds after the address was opened."""
    assert open_workbook(page, lab) < 30
    assert page.locator(".coprod-app h2").first.inner_text() == "Policy workbook"
    assert heard.errors == []


def test_no_code_is_to_be_seen_unless_asked_for(page: Any, lab: Lab) -> None:
    """Neither cells nor prompts show; a button shows them, and hides them again."""
    open_workbook(page, lab)
    code = page.locator(".coprod-app .jp-InputArea")
    assert not code.is_visible()
    button = page.get_by_role("button", name="Show the code")
    button.click()
    assert code.is_visible()
    button.click()
    assert not code.is_visible()
