"""A plan's page in a real browser: readable by everybody, on a phone, at night and on paper, and talking to nobody."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from coprod_tools.batch.facts import facts_of
from coprod_tools.batch.index import index_page
from coprod_tools.render import blocks, page_of
from coprod_tools.run import run_plan
from tests.render.sample import plan
from tests.render.test_safe import PAYLOADS

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# A4 less the margins of the print style, in CSS pixels (96 to the inch): 210 - 2 * 13 mm wide, 297 - 2 * 11 mm high.
PAPER = {"width": round(184 / 25.4 * 96), "height": round(275 / 25.4 * 96)}
WORDS = [
    "whānau",
    "who",
    "use",
    "the",
    "service",
    "and",
    "the",
    "partners",
    "who",
    "run",
    "it",
    "say",
    "that",
    "nobody",
    "in",
    "government",
    "ever",
    "put",
    "the",
    "question",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real plan, a hostile page and an index."""
    out = tmp_path_factory.mktemp("pages")
    run_plan("worked:consultation-as-codesign", out)
    (out / "breakfasts").mkdir()
    (out / "breakfasts" / "plan.json").write_text(json.dumps(plan()), encoding="utf-8")
    rows: list[dict[str, Any]] = [
        {"input": "a.yaml", "id": "breakfasts", "status": "made", "seconds": 1.0, "reason": None},
        {"input": "b.yaml", "id": "b", "status": "refused", "seconds": 0.0, "reason": "b.yaml:1:1 title: is missing"},
    ]
    (out / "index.html").write_text(index_page(rows, {"breakfasts": facts_of(plan())}, out), encoding="utf-8")
    outputs = [
        new_output("execute_result", data={kind: each}, execution_count=1)
        for each in PAYLOADS
        for kind in ("text/html", "text/plain")
    ]
    (out / "hostile.html").write_text(
        page_of(new_notebook(cells=[new_code_cell("x", outputs=outputs)])), encoding="utf-8"
    )
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium here")
    sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


PAGES = ("consultation-as-codesign/plan.html", "index.html")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_by_day_or_night(browser: Any, folder: Path, name: str, scheme: str) -> None:
    """WCAG 2.2 A and AA and axe's best practices, with everything that is folded opened."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe
    page = browser.new_page(color_scheme=scheme, bypass_csp=True)
    page.goto((folder / name).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = axe().run(page).response["violations"]
    page.close()
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_it_without_sideways_scrolling(browser: Any, folder: Path, name: str) -> None:
    """390 pixels wide; wide tables and pictures scroll inside their own frame."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((folder / name).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width == 390


@pytest.mark.parametrize("name", [*PAGES, "hostile.html"])
def test_the_page_asks_nothing_of_the_network_and_runs_nothing(browser: Any, folder: Path, name: str) -> None:
    """One request, for the page itself; no dialog; nothing the content policy had to stop but data that was dead."""
    page = browser.new_page()
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto((folder / name).as_uri(), wait_until="networkidle")
    scripts = page.evaluate("document.scripts.length")
    page.close()
    assert [url for url in asked if not url.startswith("data:image/")] == [(folder / name).as_uri()]
    assert dialogs == []
    assert scripts == (1 if name == "index.html" else 0)


def test_the_style_is_applied_under_the_content_policy(browser: Any, folder: Path) -> None:
    """A wrong hash would leave the page bare."""
    page = browser.new_page()
    page.goto((folder / PAGES[0]).as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.cards')).display") == "grid"
    pictures = page.evaluate("[...document.images].map(one => [one.naturalWidth > 0, one.alt.length > 20])")
    page.close()
    assert pictures
    assert all(loaded and described for loaded, described in pictures)


def test_the_first_key_leads_past_the_list_of_contents(browser: Any, folder: Path) -> None:
    """Tab, then Enter: the plan has the focus."""
    page = browser.new_page()
    page.goto((folder / PAGES[0]).as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    focus = page.evaluate("document.activeElement.id")
    page.close()
    assert focus == "main"


def test_everything_that_opens_has_a_name_of_its_own(browser: Any, folder: Path) -> None:
    """On the whole page, with pictures and code."""
    page = browser.new_page()
    page.goto((folder / PAGES[0]).as_uri())
    named = page.evaluate("[...document.querySelectorAll('summary')].map(one => one.textContent.trim())")
    page.close()
    assert named
    assert sorted({words for words in named if named.count(words) > 1}) == []


def test_every_place_that_scrolls_is_named_after_what_is_in_it(browser: Any, folder: Path) -> None:
    """A list of regions is of use only then."""
    page = browser.new_page()
    page.goto((folder / PAGES[0]).as_uri())
    named = page.evaluate("[...document.querySelectorAll('.output .wide')].map(one => one.getAttribute('aria-label'))")
    page.close()
    assert "Picture; scroll sideways for more" not in named
    assert "Table; scroll sideways for more" not in named
    assert any("Value chain" in words for words in named)


def test_the_list_of_contents_leads_to_places_that_exist(browser: Any, folder: Path) -> None:
    """The first page among them, and from it the table of what is asked."""
    page = browser.new_page()
    page.goto((folder / PAGES[0]).as_uri())
    missing = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.getAttribute('href'))"
        ".filter(one => !document.querySelector(one))"
    )
    assert missing == []
    assert page.evaluate("document.querySelector('nav a').textContent") == "First page"
    assert page.evaluate("document.querySelectorAll('.first-screen a[href=\"#asked\"]').length") == 1
    page.close()


SMALLEST = """(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  let smallest = 1000, text
  while ((text = walker.nextNode())) {
    const parent = text.parentElement
    if (!text.textContent.trim() || !parent.getClientRects().length) continue
    smallest = Math.min(smallest, parseFloat(getComputedStyle(parent).fontSize) * 0.75)
  }
  return smallest
})()"""


def test_nothing_on_paper_is_printed_smaller_than_eight_and_a_half_points(browser: Any, folder: Path) -> None:
    """With everything that is folded opened."""
    page = browser.new_page(viewport=PAPER)
    page.emulate_media(media="print")
    page.goto((folder / PAGES[0]).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    smallest = page.evaluate(SMALLEST)
    page.close()
    assert smallest >= 8.49


def words(number: random.Random, length: int) -> str:
    """About `length` letters."""
    text = ""
    while len(text) < length:
        text += number.choice(WORDS) + " "
    return text.strip()


def grown(value: Any, number: random.Random, length: int, least: int, key: str = "") -> Any:
    """A first screen with `least` to three of everything, each up to `length` letters."""
    if isinstance(value, dict):
        return {name: grown(each, number, length, least, name) for name, each in value.items()}
    if isinstance(value, list):
        return [grown(each, number, length, least) for each in (value * 3)[: number.randint(least, 3)]]
    kept = key in ("authorised_by", "date", "by_when", "claim", "caution") or not isinstance(value, str)
    return value if kept else words(number, number.randint(length // 3, length))


def test_the_first_screen_stays_on_one_sheet_of_a4_whatever_is_in_it(browser: Any) -> None:
    """Forty made-up plans, from bare to more than any person would write."""
    page = browser.new_page(viewport=PAPER)
    page.emulate_media(media="print")
    number = random.Random(7)
    for length in (40, 80, 120, 160, 250, 400, 900, 5000):
        for least in (0, 1, 2, 3, 3):
            made = plan()
            made["first_screen"] = grown(made["first_screen"], number, length, least) | {"more": {"real": 4, "asks": 9}}
            made["policy"] |= {
                "title": words(number, min(length, 400)),
                "summary": words(number, length),
                "owner": words(number, length),
            }
            data, about = blocks.first_screen(made)._repr_mimebundle_()
            output = new_output("execute_result", data=data, metadata=about, execution_count=1)
            page.set_content(page_of(new_notebook(cells=[new_code_cell("x", outputs=[output])])))
            height = page.evaluate("document.querySelector('.first-screen').getBoundingClientRect().height")
            assert height <= PAPER["height"], (length, least)
    page.close()
