"""The start page without a browser: find, open, begin, copy, import, and only look where that is all one may."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.policyfile import load
from coprod_tools.workbook.start_page import StartPage
from coprod_tools.workbook.start_page.policies_part import SHOWN


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered outside the test."""
    monkeypatch.setenv("COPROD_STATE", str(tmp_path_factory.mktemp("state")))


def page_over(folder: Path, read_only: bool = False) -> tuple[StartPage, list[Any]]:
    """A start page, and the list of what it was asked to open."""
    opened: list[Any] = []
    page = StartPage(folder, opened.append, read_only, "Aroha", "2026-11-27")
    page.refresh()
    return page, opened


def part(page: StartPage, name: str) -> Any:
    """Go to a part and return it."""
    page.go(name)
    return page.place.children[0]


def write(folder: Path, count: int) -> None:
    """Small policies, by number."""
    for number in range(count):
        text = f"coprod: 1\nid: p{number}\ntitle: Policy number {number}\n"
        (folder / f"p{number}.yaml").write_text(text, encoding="utf-8")


def titles(cards: Any) -> list[str]:
    """The titles of cards."""
    return [card["title"] for card in cards.content["cards"]]


def test_a_thousand_policies_stay_usable(tmp_path: Path) -> None:
    """A handful is shown, more on request; a title is found at once; what is found opens."""
    write(tmp_path, 1000)
    page, opened = page_over(tmp_path)
    policies = part(page, "policies")
    assert len(titles(policies.cards)) == SHOWN
    policies.more.act("more")
    assert len(titles(policies.cards)) == 2 * SHOWN
    before = time.perf_counter()
    policies.find.value = "number 777"
    assert time.perf_counter() - before < 1
    assert titles(policies.cards) == ["Policy number 777"]
    policies.cards.act(policies.cards.content["cards"][0]["actions"][0]["action"])
    assert opened == [tmp_path / "p777.yaml"]


def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    """Instead of an empty page."""
    page, _ = page_over(tmp_path)
    assert "Begin with a template" in part(page, "policies").cards.content["nothing"]


def test_a_template_asks_for_a_title_and_for_nothing_else(tmp_path: Path) -> None:
    """The policy lies in a folder of its own then, and is opened."""
    page, opened = page_over(tmp_path)
    new = part(page, "new")
    new.cards.act("choose:prevention")
    new.form.title.value = "  Warm   whare "
    new.form.made()
    assert opened == [tmp_path / "warm-whare"]
    assert str(load(tmp_path / "warm-whare").policy.title) == "Warm whare"
    page.refresh()
    assert titles(part(page, "policies").cards) == ["Warm whare"]


def test_without_a_title_nothing_is_made_and_the_form_says_so(tmp_path: Path) -> None:
    """Blanks are no title."""
    page, opened = page_over(tmp_path)
    new = part(page, "new")
    new.cards.act("choose:service")
    new.form.title.value = "   "
    new.form.made()
    assert opened == []
    assert "title" in new.form.missing.content["blocks"][0][1]
    assert list(tmp_path.iterdir()) == []


def test_a_title_that_cannot_be_one_stays_in_its_field(tmp_path: Path) -> None:
    """What is wrong is told in place; nothing typed is lost."""
    page, opened = page_over(tmp_path)
    new = part(page, "new")
    new.cards.act("choose:service")
    new.form.title.value = "Warm \u202e homes"
    new.form.made()
    assert opened == []
    assert new.notice.content["tone"] == "error"
    assert new.form.title.value == "Warm \u202e homes"


def test_an_example_is_looked_at_or_copied(tmp_path: Path) -> None:
    """Looking opens the shipped one; copying makes one's own."""
    page, opened = page_over(tmp_path)
    examples = part(page, "examples")
    examples.cards.act("look:takai")
    assert opened == ["worked:takai"]
    examples.cards.act("choose:takai")
    examples.form.title.value = "Ours"
    examples.form.made()
    assert opened[-1] == tmp_path / "ours"
    assert load(tmp_path / "ours").policy.id == "ours"


def test_an_import_shows_first_and_writes_only_when_told(tmp_path: Path, root: Path) -> None:
    """A spreadsheet of links in the folder: recognised, tried, then brought in."""
    shutil.copy(root / "templates" / "samples" / "workshop-edges.csv", tmp_path)
    page, _ = page_over(tmp_path)
    bring = part(page, "import")
    assert bring.files.value == "workshop-edges.csv"
    bring.look.click()
    assert bring.report.children[0].content["blocks"][1][1] == "1 to be added."
    assert [each.name for each in tmp_path.iterdir()] == ["workshop-edges.csv"]
    assert bring.report.children[1].content["rows"][0][1] == "Added"
    bring.ok.click()
    assert page.here == "policies"
    assert len(titles(page.place.children[0].cards)) == 1
    assert page.notice.content["text"] == "1 added."


def test_an_uploaded_policy_of_a_colleague_is_taken_as_it_is(tmp_path: Path) -> None:
    """Its name on the sender's computer, folders and all, is not believed."""
    page, _ = page_over(tmp_path)
    bring = part(page, "import")
    text = "coprod: 1\nid: bus\ntitle: The bus  # a comment\n"
    bring.upload._heard(None, {"name": "..\\..\\etc/policy.yaml"}, [text.encode()])
    assert (tmp_path / "bus" / "policy.yaml").read_text(encoding="utf-8") == text
    assert page.here == "policies"


@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 100, b"hello, world\n1,2\n", b"<a/>"])
def test_a_file_of_no_known_kind_says_so(data: bytes, tmp_path: Path) -> None:
    """In words, and nothing is written."""
    page, _ = page_over(tmp_path)
    bring = part(page, "import")
    bring.upload._heard(None, {"name": "x.bin"}, [data])
    assert bring.notice.content["tone"] == "error"
    assert "x.bin" in bring.notice.content["text"]
    assert list(tmp_path.iterdir()) == []


def test_who_may_only_look_is_offered_nothing_else(tmp_path: Path) -> None:
    """No template, no brief, no import, no name; an example can be looked at and not copied."""
    write(tmp_path, 1)
    page, opened = page_over(tmp_path, read_only=True)
    assert [item["id"] for item in page.way.content["items"]] == ["policies", "examples"]
    assert page.name not in page.children
    examples = part(page, "examples")
    examples.cards.act("choose:takai")
    assert "looking only" in examples.notice.content["text"]
    assert opened == []


def test_the_name_on_the_page_is_the_name_that_signs(tmp_path: Path) -> None:
    """Blanks aside."""
    page, _ = page_over(tmp_path)
    page.name.value = "  Mere  Pōtiki "
    assert page.by == "Mere Pōtiki"


@pytest.mark.parametrize("name", ["ā" * 130 + ".yaml", "a\0b.yaml", "..", "a" * 400 + ".yaml", "\ud800.yaml", ""])
def test_a_file_may_be_called_anything(tmp_path: Path, name: str) -> None:
    """A name that this computer's disk can't bear is no fault of who sends it, or ours."""
    page, _ = page_over(tmp_path)
    bring = part(page, "import")
    bring.upload._heard(None, {"name": name}, [b"coprod: 1\nid: bus\ntitle: The bus\n"])
    assert load(tmp_path / "bus").policy.title == "The bus"
