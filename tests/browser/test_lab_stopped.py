"""A Python that ends again and again, as on a computer short of memory, is given up; its reader can start another."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import Any

import pytest

from tests.browser.jupyterlab import CURTAIN, PAGE, Lab, open_workbook, wait_ready, wait_remembered

pytestmark = pytest.mark.browser
_MOST = 12


def kill_for_good(page: Any, lab: Lab) -> None:
    """End every Python that is started for the workbook until JupyterLab starts none any more."""
    for _ in range(_MOST):
        found = subprocess.run(["pgrep", "-f", f"{lab.home}.*kernel-.*json"], capture_output=True, text=True)
        for number in found.stdout.split():
            os.kill(int(number), signal.SIGKILL)
        until = time.monotonic() + 8
        while time.monotonic() < until:
            if page.locator(CURTAIN).get_attribute("data-state") == "stopped":
                return
            page.wait_for_timeout(300)
    raise AssertionError("JupyterLab goes on starting it")


def test_a_workbook_that_stopped_for_good_starts_again_at_a_press(page: Any, lab: Lab) -> None:
    """The policy that was open is open again."""
    open_workbook(page, lab)
    page.get_by_role("button", name="Open SKIP, later Tākai").click()
    wait_remembered(lab, "interview")
    kill_for_good(page, lab)
    page.locator(CURTAIN).get_by_role("button", name="Start again").click()
    page.wait_for_selector(f"{PAGE} h2:has-text('SKIP, later Tākai')", timeout=60_000)
    wait_ready(page)
    assert not page.get_by_text("Error Starting Kernel").is_visible()
