"""`coprod lab` in a real browser: the workbook is there without anybody pressing anything, and comes back by itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.jupyterlab import (
    CURTAIN,
    Heard,
    Lab,
    kill_python,
    open_workbook,
    restart_python,
    wait_ready,
    wait_remembered,
)

pytestmark = pytest.mark.browser
TITLE = "Falls at home: keeping older people on their feet (invented)"


def test_the_workbook_is_drawn_without_anybody_pressing_run(page: Any, lab: Lab, heard: Heard) -> None:
    """The start page stands there some seconds after the address was opened."""
    seconds = open_workbook(page, lab)
    assert seconds < 45, "about 10 s on a computer with other work to do is what is aimed at"
    assert page.locator(".coprod-app h2").first.inner_text() == "Policy workbook"
    page.get_by_role("heading", name=TITLE).wait_for()
    assert heard.errors == []


def test_no_code_is_to_be_seen_unless_asked_for(page: Any, lab: Lab) -> None:
    """Neither cells nor prompts show; a button shows them, and hides them again."""
    open_workbook(page, lab)
    code = page.locator(".coprod-app .jp-InputArea")
    assert not code.is_visible()
    assert "import" not in page.locator("#main").inner_text()
    button = page.get_by_role("button", name="Show the code")
    button.click()
    assert "from coprod_tools.workbook import start" in code.inner_text()
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert not code.is_visible()


def test_nothing_outside_this_computer_is_asked_for(page: Any, lab: Lab, heard: Heard) -> None:
    """Neither the page nor the server nor the workbook's Python reaches out, whatever part is looked at."""
    open_workbook(page, lab)
    for part in ("New from a template", "Start from a brief", "Import", "Worked examples", "Your policies"):
        page.get_by_role("button", name=part, exact=True).click()
        page.wait_for_timeout(300)
    page.get_by_role("button", name=f"Open {TITLE}").click()
    page.get_by_role("button", name="All policies").wait_for()
    assert heard.outside == []
    assert lab.outside() == []
    page.get_by_role("button", name="All policies").click()


def test_the_same_page_comes_back_when_python_is_restarted_or_killed(page: Any, lab: Lab) -> None:
    """A policy that was open is open again, in the room that was open, and answers: it is no husk."""
    open_workbook(page, lab)
    page.get_by_role("button", name=f"Open {TITLE}").click()
    page.get_by_role("button", name="Versions", exact=True).click()
    for stop in (restart_python, kill_python):
        wait_remembered(lab, "versions")
        stop(page, lab)
        page.get_by_role("heading", name="Versions", exact=True).wait_for()
        assert page.locator(".coprod-app h2").first.inner_text() == TITLE
        assert page.get_by_text("Kernel Restarting").count() == 0
        page.get_by_role("button", name="Partners' maps", exact=True).click()
        wait_remembered(lab, "maps")
        page.get_by_role("button", name="Versions", exact=True).click()
    wait_remembered(lab, "versions")
    page.get_by_role("button", name="All policies").click()
    page.get_by_role("heading", name="Policy workbook").wait_for()


def test_start_again_says_so_while_one_waits(page: Any, lab: Lab) -> None:
    """The button at the top restarts; in the meantime plain words stand there, read aloud by a screen reader."""
    open_workbook(page, lab)
    page.get_by_role("button", name="Start again").click()
    said = page.locator(CURTAIN)
    assert said.get_attribute("role") == "status"
    assert "starting again" in said.inner_text()
    wait_ready(page)
    page.get_by_role("heading", name="Policy workbook").wait_for()


def test_a_reload_keeps_what_was_typed(page: Any, lab: Lab) -> None:
    """The page of a browser that was closed by mistake is there again with what stood in each field that was left."""
    open_workbook(page, lab)
    page.get_by_role("button", name="New from a template", exact=True).click()
    page.get_by_role("button", name="Start from this: Prevention").click()
    page.get_by_label("What is the policy called?").fill("Warm whare")
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    page.reload()
    wait_ready(page)
    assert page.get_by_label("What is the policy called?").input_value() == "Warm whare"
    page.get_by_role("button", name="Leave it").click()


def test_all_of_jupyterlab_is_one_press_away(page: Any, lab: Lab) -> None:
    """The workbook lies in JupyterLab beside the file browser then, drawn by itself there too."""
    open_workbook(page, lab)
    page.get_by_role("link", name="Open JupyterLab").click()
    page.wait_for_url("**/lab/tree/**")
    wait_ready(page)
    page.locator("#jp-main-statusbar").wait_for()
    page.locator(".jp-SideBar").first.wait_for()
    assert page.get_by_role("link", name="The workbook alone").is_visible()
