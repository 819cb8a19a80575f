"""The interview and the ten-minute way in a real browser: by keyboard, at three sizes, in both themes' own colours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coprod_tools.policyfile import load
from tests.browser.jupyterlab import Heard, Lab, open_workbook

pytestmark = pytest.mark.browser
SIZES = {"usual": (1280, 900), "small": (1024, 768), "zoomed to 200 %": (640, 450)}
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one policy that has nothing but a title and a place."""
    folder = tmp_path_factory.mktemp("policies") / "policies"
    (folder / "licence").mkdir(parents=True)
    text = "coprod: 1\nid: licence\ntitle: Licence to work\njurisdiction: nz\n"
    (folder / "licence" / "policy.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def interview(page: Any, lab: Lab) -> Any:
    """A page with the interview of that policy open at its first question."""
    open_workbook(page, lab)
    if not page.locator(".coprod-question").count():
        page.locator(".coprod-card").first.get_by_role("button").first.click()
    page.wait_for_selector(".coprod-question h3")
    to(page, "The decision")
    return page


def heading(page: Any) -> str:
    """Return the question as it stands in its heading."""
    return str(page.locator(".coprod-question h3").first.inner_text())


def to(page: Any, part: str) -> None:
    """Go to a part of the interview by its name in the list of all parts."""
    button = page.locator("nav[aria-label='All parts of the interview'] button", has_text=part).first
    button.click()
    page.wait_for_function(
        "part => document.querySelector('.coprod-way-through h4').innerText === part", arg=part, timeout=20_000
    )


def tab_to(page: Any, found: str, most: int = 40) -> None:
    """Press Tab until the script `found` is true of the element with the keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const here = document.activeElement; return {found}; }})()"):
            return
    raise AssertionError(f"the keyboard never came to {found}")


def violations(page: Any) -> list[str]:
    """Return what axe finds in our part of the page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page, context=".coprod-workbook", options=AXE).response["violations"]
    return [f"{each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}" for each in found]


def outside_the_window(page: Any) -> list[str]:
    """Return elements of ours that reach past the right edge of the window."""
    script = """() => [...document.querySelectorAll('.coprod-workbook *')].filter(
        (each) => each.getBoundingClientRect().width > 0 && each.getBoundingClientRect().right > window.innerWidth + 1
        && !each.closest('.coprod-wide')).map((each) => each.tagName + '.' + each.className)"""
    return list(page.evaluate(script))


def test_questions_are_answered_by_keyboard_alone(interview: Any, policies: Path, heard: Heard) -> None:
    """Tab to Next, Enter; the new question has the keyboard; type, Tab, and it is saved; then not known, then on."""
    page = interview
    assert heading(page).startswith("What is this policy called")
    tab_to(page, "here.dataset.action === 'next'")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.innerText === 'Where does this apply: in which country?'")
    tab_to(page, "here.dataset.action === 'next'")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.innerText.startsWith('What is to be decided')")
    tab_to(page, "here.tagName === 'TEXTAREA'")
    page.keyboard.type("Whether to fund mentors; mā te rangatahi")
    page.keyboard.press("Tab")
    page.locator(".coprod-says-now li", has_text="mā te rangatahi").first.wait_for()
    tab_to(page, "here.dataset.action === 'unknown'")
    page.keyboard.press("Enter")
    page.locator(".coprod-says-now li", has_text="mā te rangatahi").first.wait_for()
    page.wait_for_timeout(1000)
    wanted = load(policies / "licence").policy.decision_wanted
    assert wanted is not None
    assert str(wanted.what) == "Whether to fund mentors; mā te rangatahi"
    assert "who: unknown" in load(policies / "licence").text
    assert heard.outside == []
    assert heard.errors == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_lost_and_axe_finds_nothing_at_three_sizes(interview: Any, size: str) -> None:
    """A question with fields, and a list with a form to add to it."""
    page = interview
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    for part in ("The decision", "Delivery"):
        to(page, part)
        page.wait_for_timeout(500)
        assert violations(page) == []
        assert outside_the_window(page) == []
        for name in ("Back", "Next", "Skip to what is still open"):
            assert page.get_by_role("button", name=name, exact=True).count() == 1


def test_after_a_reload_one_is_at_the_question_one_was_at(interview: Any, lab: Lab) -> None:
    """The place is kept, and so is what was typed and refused."""
    page = interview
    to(page, "The decision")
    page.locator("nav[aria-label='Questions of this part'] button", has_text="What is to be decided").click()
    page.get_by_role("textbox", name="By when?").fill("next spring")
    page.get_by_role("textbox", name="By when?").press("Tab")
    page.locator(".coprod-fault").first.wait_for()
    open_workbook(page, lab)
    page.wait_for_selector(".coprod-question h3")
    assert heading(page).startswith("What is to be decided")
    assert page.get_by_role("textbox", name="By when?").input_value() == "next spring"


def test_a_pasted_brief_leads_to_the_first_page(page: Any, lab: Lab, root: Path, policies: Path, heard: Heard) -> None:
    """Paste, look through, eight times Next, the first page, the full way; axe finds nothing on the way."""
    brief = (root / "tests" / "exchange" / "briefs" / "nz_river_kawa.txt").read_text(encoding="utf-8")
    open_workbook(page, lab)
    if page.locator(".coprod-question").count():
        page.get_by_role("button", name="All policies").click()
    page.get_by_role("button", name="Start from a brief").click()
    page.get_by_label("The text of the brief").fill(brief)
    page.get_by_role("button", name="Make a draft of it").click()
    page.get_by_role("heading", name="What was read from your brief").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Confirm: Ngāti Rangitawa", exact=True).click()
    page.get_by_role("button", name="Confirm: Ngāti Rangitawa", exact=True).wait_for(state="detached")
    page.get_by_role("button", name="Go on to the eight questions").click()
    for number in range(1, 9):
        page.get_by_text(f"Question {number} of at most 8").wait_for()
        page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("button", name="Go on with the full way").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Go on with the full way").click()
    page.wait_for_selector("nav[aria-label='All parts of the interview']")
    assert (policies / "te-awa-ora-restoring-the-lower-rangitawa-river" / "review.yaml").exists()
    assert heard.outside == []
    assert heard.errors == []
