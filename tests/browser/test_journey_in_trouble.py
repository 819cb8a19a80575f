"""What goes wrong on the way, in a real browser: told in place, nothing typed is lost, and it goes on afterwards."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from coprod_tools.policy import Policy
from coprod_tools.policyfile import read
from tests.browser.journey.disks import fill, read_only, small_disk
from tests.browser.journey.hands import APP, WAIT, Mouse
from tests.browser.journey.serving import Serving, until, window
from tests.browser.journey.waiting import QUESTION, asks, saved
from tests.browser.jupyterlab import kill_python

pytestmark = pytest.mark.browser

TEXT = """\
# A comment that stays.
coprod: 1
id: {id}
title: Policy {id}
"""
SUMMARY, OWNER = "The policy in a few sentences", "Who owns this policy?"
COPY = """([html, text]) => navigator.clipboard.write([new ClipboardItem({
  "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob([text], { type: "text/plain" }) })])"""
WORDS = {
    "emoji": "Whānau 👨‍👩‍👧‍👦, kaumātua 👵🏽 and tamariki 🧒🏿",
    "macrons": "Te whakarōpū o ngā hapū e toru: āēīōū ĀĒĪŌŪ",
    "right-to-left": "الناس الذين يعيشون في الوادي",
    "long": ("A sentence of some length. " * 371)[:10_000],
}


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A workbook over small policies, one for each trouble."""
    folder = tmp_path_factory.mktemp("policies")
    for id in ("killed", "worded", "broken", "locked", "tight"):
        (folder / id).mkdir()
        if id != "tight":
            (folder / id / "policy.yaml").write_text(TEXT.format(id=id), encoding="utf-8")
    found = Serving(folder, tmp_path_factory.mktemp("home"))
    yield found
    found.stop()


@pytest.fixture(scope="module")
def opened(chromium: Any, serving: Serving) -> Iterator[Any]:
    """A window in front of it."""
    with window(chromium, serving) as found:
        yield found


@pytest.fixture
def page(opened: Any) -> Iterator[Any]:
    """The window, at the start page."""
    back = opened.get_by_role("button", name="All policies", exact=True)
    if back.is_visible():
        back.click()
    opened.get_by_role("heading", name="Policy workbook").wait_for()
    yield opened
    assert opened.heard.outside == []


def enter(page: Any, id: str) -> Mouse:
    """Open a policy at the first question of its interview."""
    hand = Mouse(page)
    hand.press("Your policies")
    hand.press(f"Open Policy {id}")
    asks(page, "What is this policy called", moved=False)
    return hand


def stands(page: Any, label: str) -> str:
    """Return what stands in a box of the question."""
    return str(page.locator(QUESTION).get_by_label(label).first.input_value())


def policy(serving: Serving, id: str) -> Policy:
    """Return what stands on the disk."""
    return read(serving.folder / id)


def fault(page: Any, words: str) -> Any:
    """Wait until a fault stands under a field."""
    found = page.locator(f"{QUESTION} .coprod-fault", has_text=words).first
    found.wait_for(timeout=WAIT)
    return found


def leave(page: Any) -> None:
    """Leave the box one is in."""
    page.keyboard.press("Tab")


def test_killing_python_in_mid_edit_loses_at_most_the_field_being_typed(page: Any, serving: Serving) -> None:
    """The page comes back by itself, at the same question; what was saved and what was refused is there."""
    hand = enter(page, "killed")
    hand.press("Next")
    hand.press("Next")
    asks(page, "What is to be decided, by whom")
    hand.write("Who decides?", "The minister", QUESTION)
    leave(page)
    saved(page, "Who decides?")
    hand.write("By when?", "some time soon", QUESTION)
    leave(page)
    fault(page, "date")
    page.locator(QUESTION).get_by_label("What is to be decided?").first.click()
    page.keyboard.type("Half a sen")
    kill_python(page, serving.lab)
    asks(page, "What is to be decided, by whom", moved=False)
    assert stands(page, "Who decides?") == "The minister"
    assert stands(page, "By when?") == "some time soon"
    fault(page, "date")
    hand.write("What is to be decided?", "Half a sentence more", QUESTION)
    hand.write("By when?", "2027-03", QUESTION)
    leave(page)
    saved(page, "By when?")
    wanted = policy(serving, "killed").decision_wanted
    assert wanted is not None
    assert (wanted.what, wanted.who, wanted.by_when) == ("Half a sentence more", "The minister", "2027-03")


def test_rich_text_is_pasted_as_its_words(page: Any, serving: Serving) -> None:
    """From a real clipboard: no markup, no picture is fetched, and lines in a box of one line do not run together."""
    hand = enter(page, "worded")
    html = "<b>Warm</b> <i>homes</i><img src='https://example.org/seen.png'><script>alert(1)</script><p>for all</p>"
    page.evaluate(COPY, [html, "Warm homes\nfor all"])
    for label, words in ((SUMMARY, "Warm homes\nfor all"), (OWNER, "Warm homes for all")):
        hand.write(label, "")
        page.keyboard.press("Control+v")
        assert stands(page, label) == words
        leave(page)
        saved(page, label)
    found = policy(serving, "worded")
    assert (str(found.summary), str(found.owner)) == ("Warm homes\nfor all", "Warm homes for all")


def test_words_of_any_script_and_length_come_back_as_they_were_pasted(page: Any, serving: Serving) -> None:
    """Emoji, macrons, right-to-left, 10,000 characters: the same on the disk, and after going away and back."""
    hand = enter(page, "worded")
    for name, words in WORDS.items():
        page.evaluate(COPY, ["<p>not this</p>", words])
        hand.write(SUMMARY, "")
        page.keyboard.press("Control+v")
        leave(page)
        until(page, partial(_is_summary, serving, unicodedata.normalize("NFC", words)))
        hand.press("Next")
        asks(page, "in which country")
        hand.press("Back")
        asks(page, "What is this policy called")
        assert stands(page, SUMMARY) == words
        side = page.locator(QUESTION).get_by_label(SUMMARY).first.evaluate("(each) => getComputedStyle(each).direction")
        assert side == ("rtl" if name == "right-to-left" else "ltr")
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def _is_summary(serving: Serving, words: str) -> bool:
    return str(policy(serving, "worded").summary) == words


def test_a_file_broken_by_hand_while_it_is_open(page: Any, serving: Serving) -> None:
    """Said with the line, nothing overwritten; what is typed meanwhile waits and is saved once the file is mended."""
    hand = enter(page, "broken")
    file = serving.folder / "broken" / "policy.yaml"
    file.write_text("coprod: 1\nid: broken\ntitle: [Policy\n", encoding="utf-8")
    page.locator(f"{APP} .coprod-message-error", has_text="changed outside this workbook").first.wait_for(timeout=WAIT)
    hand.write(OWNER, "Housing team")
    leave(page)
    fault(page, "What you type is kept")
    assert stands(page, OWNER) == "Housing team"
    assert file.read_text(encoding="utf-8") == "coprod: 1\nid: broken\ntitle: [Policy\n"
    file.write_text(TEXT.format(id="broken") + "summary: Mended by hand\n", encoding="utf-8")
    hand.press("Save it now")
    until(page, lambda: str(policy(serving, "broken").owner) == "Housing team")
    assert str(policy(serving, "broken").summary) == "Mended by hand"
    page.locator(f"{APP} .coprod-message-error").first.wait_for(state="hidden", timeout=WAIT)


def test_a_folder_that_can_only_be_read(page: Any, serving: Serving) -> None:
    """A read-only mount: told under the field, kept there, and saved when the folder can be written to again."""
    hand = enter(page, "locked")
    with read_only(serving.folder / "locked"):
        hand.write(OWNER, "Housing team")
        leave(page)
        fault(page, "could not be saved")
        hand.write(SUMMARY, "Two fields by now")
        leave(page)
        page.wait_for_timeout(500)
        assert (stands(page, OWNER), stands(page, SUMMARY)) == ("Housing team", "Two fields by now")
    hand.press("Save it now")
    until(page, lambda: str(policy(serving, "locked").owner) == "Housing team")
    assert str(policy(serving, "locked").summary) == "Two fields by now"


def test_a_full_disk(page: Any, serving: Serving) -> None:
    """Filled to the last byte: told, kept, and saved with the next change once there is room."""
    folder = serving.folder / "tight"
    with small_disk(folder, 256):
        (folder / "policy.yaml").write_text(TEXT.format(id="tight"), encoding="utf-8")
        hand = enter(page, "tight")
        hand.write(SUMMARY, "Before")
        leave(page)
        saved(page, SUMMARY)
        filler = fill(folder)
        before = (folder / "policy.yaml").read_bytes()
        hand.write(OWNER, "Housing team, " + "with many words " * 40)
        leave(page)
        fault(page, "could not be saved")
        assert (folder / "policy.yaml").read_bytes() == before
        assert stands(page, OWNER).startswith("Housing team, with many words")
        filler.unlink()
        hand.write(SUMMARY, "Afterwards")
        leave(page)
        until(page, lambda: str(policy(serving, "tight").summary) == "Afterwards")
        assert str(policy(serving, "tight").owner).startswith("Housing team, with many words")
        Mouse(page).press("All policies")
