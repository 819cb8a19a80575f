"""The few keys of the workbook's own: to the row of parts and back, undo and redo."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.policyfile import read
from tests.browser.jupyterlab import Heard, Lab, lab_over, open_workbook

pytestmark = pytest.mark.browser
FOCUS = "document.activeElement.innerText || document.activeElement.value || ''"


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A policy's folder."""
    folder = tmp_path_factory.mktemp("one") / "takai"
    folder.mkdir()
    shutil.copy(root / "templates" / "worked" / "takai.yaml", folder / "policy.yaml")
    return folder


@pytest.fixture(scope="module")
def lab(policy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A running workbook that opens this policy at once."""
    with lab_over(policy, tmp_path_factory.mktemp("home")) as running:
        yield running


def title_becomes(page: Any, policy: Path, words: str) -> None:
    """Wait until the file says so."""
    for _ in range(200):
        if str(read(policy).title) == words:
            return
        page.wait_for_timeout(100)
    raise AssertionError(str(read(policy).title))


def test_f6_and_the_undo_keys(page: Any, lab: Lab, policy: Path, heard: Heard) -> None:
    """From a box to the row of parts and back to the box; undo and redo where nobody types."""
    open_workbook(page, lab)
    before = str(read(policy).title)
    box = page.locator(".coprod-workbook input[type='text']").first
    box.click()
    page.keyboard.press("F6")
    assert page.evaluate(FOCUS) == "Interview"
    page.keyboard.press("F6")
    assert page.evaluate(FOCUS) == before
    page.keyboard.press("Control+a")
    page.keyboard.type("Another name")
    page.keyboard.press("Enter")
    title_becomes(page, policy, "Another name")
    page.keyboard.press("F6")
    page.keyboard.press("Control+z")
    title_becomes(page, policy, before)
    page.wait_for_timeout(1000)
    page.keyboard.press("Control+Shift+z")
    title_becomes(page, policy, "Another name")
    assert heard.outside == [] and heard.errors == []
