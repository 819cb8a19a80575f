"""Fixtures for tests in a real browser: chromium, a `coprod lab` over a folder of policies, a page in front of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.jupyterlab import CHROMIUM, Heard, Lab, lab_over, watch


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser; each test opens its own page in it.

    It lasts for one module: while playwright runs, its loop would be in the way of other modules' own.
    """
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """The folder that `lab` serves: two policies, one of them with files beside it. A module may give its own."""
    folder = tmp_path_factory.mktemp("policies")
    shutil.copytree(root / "templates" / "worked" / "falls-at-home", folder / "falls-at-home")
    shutil.copy(root / "templates" / "worked" / "takai.yaml", folder / "takai.yaml")
    return folder


@pytest.fixture(scope="module")
def lab(policies: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A running `coprod lab` over `policies`."""
    with lab_over(policies, tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """An empty page of 1280 by 900 that can reach this computer only; `page.heard` tells what it tried besides."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.heard = watch(opened)
    yield opened
    context.close()


@pytest.fixture
def heard(page: Any) -> Heard:
    """What the page tried to reach outside, and what went wrong in it."""
    found: Heard = page.heard
    return found
