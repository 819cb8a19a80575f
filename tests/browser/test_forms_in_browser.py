"""Forms in a real browser: nothing for axe, all by keyboard, and what is being typed is never taken away."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.workbook import Editing
from coprod_tools.workbook.forms import FieldForm, ItemList, RecordForm
from tests.browser.widget_page import WidgetPage

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def editing(tmp_path: Path, root: Path) -> Editing:
    """Return a worked policy, copied and open."""
    shutil.copy(root / "templates" / "worked" / "takai.yaml", tmp_path / "takai.yaml")
    return Editing(tmp_path / "takai.yaml", drafts=tmp_path / "drafts", today="2026-07-01")


def violations(page: Any) -> list[str]:
    """Return what axe finds, as lines."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_form(page: Any, editing: Editing, theme: str) -> None:
    """Whole records with everything open, a refused answer, a list with one item open and the form to add."""
    record = RecordForm(editing, "activities[local-fund]")
    record.answer("start", "soon")
    record.open_more()
    WidgetPage(page, record, theme)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert violations(page) == []


def test_axe_finds_nothing_in_a_list_with_an_item_open(page: Any, editing: Editing) -> None:
    """The item's form stands between the list and the form to add."""
    found = ItemList(editing, "actors")
    found.open_item(found._paths[0])
    WidgetPage(page, found)
    assert violations(page) == []


def test_nothing_is_cut_at_twice_the_size(page: Any, editing: Editing) -> None:
    """640 pixels are 1280 at 200 %: the page never scrolls sideways."""
    record = RecordForm(editing, "activities[local-fund]")
    record.open_more()
    page.set_viewport_size({"width": 640, "height": 450})
    WidgetPage(page, record)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_an_answer_is_saved_when_the_field_is_left_and_the_keyboard_goes_on(page: Any, editing: Editing) -> None:
    """Tab leaves the field; the next one keeps the keyboard while the page is drawn anew."""
    shown = WidgetPage(page, RecordForm(editing, "activities[local-fund]"))
    page.get_by_role("textbox", name="What is done?").fill("The fund")
    page.keyboard.press("Tab")
    before = page.evaluate("document.activeElement.dataset.part")
    shown.show()
    assert str(next(each for each in editing.policy.activities or () if each.id == "local-fund").label) == "The fund"
    assert page.evaluate("document.activeElement.dataset.part") == before == "languages"


def test_what_is_being_typed_stays_when_the_policy_changes_elsewhere(page: Any, editing: Editing) -> None:
    """Somebody else's change of the very same field does not take the words away."""
    shown = WidgetPage(page, FieldForm(editing, "owner"))
    box = page.get_by_role("textbox", name="Who owns this policy?")
    box.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Half an own")
    editing.change({"owner": "Changed elsewhere"}, "elsewhere")
    shown.show()
    page.keyboard.type("er")
    assert box.input_value() == "Half an owner"
    page.keyboard.press("Tab")
    shown.show()
    assert editing.policy.owner == "Half an owner"


def test_what_is_refused_stays_and_its_fault_is_tied_to_the_field(page: Any, editing: Editing) -> None:
    """A screen reader reads help and fault with the field, and hears the fault when it comes."""
    shown = WidgetPage(page, FieldForm(editing, "as_at"))
    box = page.get_by_role("textbox", name="Which day is this plan for?")
    box.fill("next summer")
    box.press("Tab")
    shown.show()
    assert box.input_value() == "next summer"
    assert box.get_attribute("aria-invalid") == "true"
    described = [
        page.locator(f"[id='{name}']").inner_text() for name in str(box.get_attribute("aria-describedby")).split()
    ]
    assert any("This should be a date" in words for words in described)
    assert "Which day is this plan for?: This should be a date" in page.get_by_role("status").first.inner_text()
    assert violations(page) == []
    box.fill("2026-08")
    box.press("Tab")
    shown.show()
    assert editing.policy.as_at == "2026-08"
    assert box.get_attribute("aria-invalid") is None


def test_we_do_not_know_yet_is_one_press_and_can_be_taken_back(page: Any, editing: Editing) -> None:
    """By keyboard: the button says whether it is pressed, and keeps the keyboard."""
    shown = WidgetPage(page, FieldForm(editing, "owner"))
    button = page.get_by_role("button", name="We don't know yet")
    button.focus()
    page.keyboard.press("Space")
    shown.show()
    assert "owner: unknown" in editing.loaded.text
    assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.dataset.part") == "unknown"
    page.keyboard.press("Space")
    shown.show()
    assert "owner:" not in editing.loaded.text


def test_one_word_of_a_list_is_chosen_by_keyboard_as_one_step(page: Any, editing: Editing) -> None:
    """Arrows go through the words without saving each; leaving saves the last."""
    shown = WidgetPage(page, FieldForm(editing, "activities[local-fund].scale"))
    before = len(editing.steps.done)
    page.get_by_label("How far does it reach?").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    shown.show()
    assert "scale: regional" in editing.loaded.text
    assert len(editing.steps.done) == before + 1


def test_ticks_are_pressed_by_keyboard(page: Any, editing: Editing) -> None:
    """Space ticks; the tick keeps the keyboard."""
    shown = WidgetPage(page, FieldForm(editing, "activities[local-fund].feeds_back_to"))
    tick = page.get_by_label("0 Mandate")
    tick.focus()
    page.keyboard.press("Space")
    shown.show()
    assert "feeds_back_to:\n      - mandate" in editing.loaded.text
    assert tick.is_checked()
    assert page.evaluate("document.activeElement.dataset.part") == "tick-mandate"


def test_a_second_language_is_added(page: Any, editing: Editing) -> None:
    """Both stand in boxes of their own with their language set, so that it is read aloud as it should be."""
    shown = WidgetPage(page, FieldForm(editing, "owner"))
    page.get_by_role("textbox", name="Who owns this policy?").fill("The ministry")
    page.keyboard.press("Tab")
    shown.show()
    page.get_by_text("Add another language").click()
    page.get_by_label("Which language?").select_option("mi")
    page.get_by_label("The same in that language").fill("Te manatū")
    page.keyboard.press("Tab")
    shown.show()
    assert editing.policy.owner is not None
    assert editing.policy.owner.languages == {"en": "The ministry", "mi": "Te manatū"}
    assert page.locator("[lang=mi]").input_value() == "Te manatū"
    assert violations(page) == []


def test_twelve_activities_are_added_one_after_the_other_by_keyboard(page: Any, editing: Editing) -> None:
    """Enter adds and the keyboard is back in the empty field."""
    shown = WidgetPage(page, ItemList(editing, "capabilities"))
    box = page.get_by_role("textbox", name="Which role or skill?")
    box.focus()
    for number in range(12):
        page.keyboard.type(f"Role {number + 1}")
        page.keyboard.press("Enter")
        shown.show()
        assert page.evaluate("document.activeElement.value") == ""
    assert [each.id for each in editing.policy.capabilities or ()] == [f"role-{number + 1}" for number in range(12)]


def test_markup_in_a_policy_is_shown_as_words(page: Any, editing: Editing) -> None:
    """Nothing that is typed can become part of the page."""
    attack = "<img src=x onerror=\"document.title='gone'\">"
    editing.change({"title": attack, "fixed": (attack,)}, "attack")
    editing.change(
        {"actors[parents].label": attack} if any(a.id == "parents" for a in editing.policy.actors or ()) else {}, "x"
    )
    shown = WidgetPage(page, RecordForm(editing, "", ["title", "fixed"]))
    shown.show()
    assert page.title() == "Widgets"
    assert page.locator("img").count() == 0


PASTE = """([text, html]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  data.setData("text/html", html);
  const pasted = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", pasted));
}"""


def test_lines_pasted_into_a_box_of_one_line_do_not_run_together(page: Any, editing: Editing) -> None:
    """A browser alone would make `oneTwo` of it."""
    shown = WidgetPage(page, FieldForm(editing, "owner"))
    box = page.get_by_role("textbox", name="Who owns this policy?")
    box.fill("The ")
    page.evaluate(PASTE, ["ministry\r\n  of things\n", "<b>ministry</b><br>of things"])
    assert box.input_value() == "The ministry of things"
    page.keyboard.press("Tab")
    shown.show()
    assert editing.policy.owner == "The ministry of things"


@pytest.mark.parametrize(
    "words", ["x" * 10_000, "שלום עולם", "👩🏽‍🤝‍👩🏿", "Ngā whānau"], ids=["long", "hebrew", "emoji", "macrons"]
)
def test_words_of_any_script_and_length_stay_as_they_are(page: Any, editing: Editing, words: str) -> None:
    """The box shows after saving what was typed, and is read from the side its words begin on."""
    shown = WidgetPage(page, FieldForm(editing, "summary"))
    box = page.get_by_role("textbox", name="The policy in a few sentences")
    box.fill(words)
    page.keyboard.press("Tab")
    shown.show()
    assert box.input_value() == words
    assert box.get_attribute("dir") == "auto"
    assert editing.policy.summary == words
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
