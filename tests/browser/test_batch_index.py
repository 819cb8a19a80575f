"""The index of a batch in a real browser: filter, sort, print, without a server and without a script."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.batch.facts import facts_of
from coprod_tools.batch.index import index_page
from coprod_tools.batch.portfolio import changes, portfolio_of
from coprod_tools.batch.portfolio.blocks import portfolio_page
from tests.batch.portfolio.five_policies import FIVE
from tests.render.sample import plan

pytestmark = pytest.mark.browser
MADE = 230


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """230 plans and one refusal; every tenth plan has no co-production and no barrier, and is shared."""
    out = tmp_path_factory.mktemp("index")
    facts = {}
    for number in range(MADE):
        each = {**facts_of(plan(f"Āwhina {MADE - number:03d}")), "id": f"p{number}"}
        if number % 10 == 0:
            each |= {"verdicts": {"consultation": number}, "barriers": {}, "standing": "Shared with all"}
            each |= {"state": "shared", "severities": {"note": 1}}
        facts[each["id"]] = each
    rows: list[dict[str, Any]] = [
        {"input": f"{id}.yaml", "id": id, "status": "made", "seconds": 1.0, "reason": None} for id in facts
    ]
    rows.append({"input": "bad.yaml", "id": None, "status": "refused", "seconds": 0.0, "reason": "bad.yaml:1:1"})
    (out / "index.html").write_text(index_page(rows, facts, out), encoding="utf-8")
    made = json.loads(json.dumps(portfolio_of(FIVE, changes([], [], first_run=True))))
    (out / "portfolio.html").write_text(portfolio_page(made), encoding="utf-8")
    return out


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page that may open a file of this computer."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


def shown(page: Any) -> int:
    """How many rows are to be seen."""
    many: int = page.locator("table.rows tbody tr:visible").count()
    return many


@pytest.mark.parametrize(
    ("control", "value", "many"),
    [
        ("standing", "shared", 23),
        ("status", "refused", 1),
        ("mark", "consultation", 230),
        ("mark", "co-production", 207),
        ("barrier", "b6", 207),
        ("finding", "error", 207),
    ],
)
def test_each_filter_leaves_what_matches_and_says_how_many(
    page: Any, folder: Path, control: str, value: str, many: int
) -> None:
    """23 of 230 are the tenth ones; p0 has a consultation counted 0 times, which is none."""
    page.goto((folder / "index.html").as_uri())
    page.select_option(f"#{control}", value)
    expected = many - 1 if value == "consultation" else many
    assert page.inner_text("#result") == f"{expected} of 231 policies match"
    assert shown(page) == min(expected, 200)
    page.click("#clear")
    assert page.inner_text("#result") == "231 of 231 policies match"


def test_words_are_found_without_accents_and_rows_are_sorted(page: Any, folder: Path) -> None:
    """All words in any order; a second press turns the order; the head says so."""
    page.goto((folder / "index.html").as_uri())
    page.fill("#text", "007 awhina")
    page.get_by_text("1 of 231 policies match", exact=True).wait_for()
    page.fill("#text", "")
    page.get_by_text("231 of 231 policies match", exact=True).wait_for()
    head = page.locator("th[data-sort=name]").first
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert "001" in page.locator("table.rows tbody tr").first.inner_text()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert f"{MADE}" in page.locator("table.rows tbody tr").first.inner_text()
    page.select_option("#mark", "consultation")
    page.locator("th[data-sort=marks] button").click()
    assert "p220" in page.locator("table.rows tbody tr").first.inner_text()


def test_all_rows_print_and_all_stand_without_a_script(page: Any, folder: Path, chromium: Any) -> None:
    """On a screen 200 at a time, and more when asked."""
    page.goto((folder / "index.html").as_uri())
    assert shown(page) == 201
    page.locator("button.step").first.click()
    assert shown(page) == 231
    page.reload()
    page.emulate_media(media="print")
    assert shown(page) == 231
    context = chromium.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto((folder / "index.html").as_uri())
    assert shown(bare) == 231
    assert not bare.locator("#filters").is_visible()
    context.close()


@pytest.mark.parametrize("name", ["index.html", "portfolio.html"])
def test_axe_finds_nothing_and_nothing_is_asked_of_the_network(chromium: Any, folder: Path, name: str) -> None:
    """By day and night; one request, and nothing that the content policy had to stop."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe
    for scheme in ("light", "dark"):
        plain = chromium.new_page()
        asked: list[str] = []
        said: list[str] = []
        plain.on("request", lambda request, asked=asked: asked.append(request.url))
        plain.on("console", lambda message, said=said: said.append(message.text))
        plain.goto((folder / name).as_uri())
        assert (asked, said) == ([(folder / name).as_uri()], [])
        plain.close()
        page = chromium.new_page(color_scheme=scheme, bypass_csp=True)
        page.goto((folder / name).as_uri())
        found = axe().run(page).response["violations"]
        page.close()
        assert [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found] == []
