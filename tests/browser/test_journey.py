"""The whole journey in a real browser and a real JupyterLab: from an empty folder to a plan, by mouse and by keyboard.

What is done stands in `journey/steps.py`, what must come of it in `journey/expected_*.yaml`, both written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coprod_tools.policy import Policy
from coprod_tools.policy.joins import ReviewRow
from coprod_tools.policyfile import read
from coprod_tools.policyfile.beginning import starter_text
from coprod_tools.policyfile.loading import from_text
from coprod_tools.policyfile.review_file import read_review
from tests.browser.journey import steps
from tests.browser.journey.hands import APP, Hand, Keyboard, Mouse
from tests.browser.journey.serving import Serving, window
from tests.browser.journey.waiting import has_keyboard

pytestmark = pytest.mark.browser
HERE = Path(__file__).parent / "journey"
TITLE, ID = "Warm homes in the valley", "warm-homes-in-the-valley"
OTHER_TITLE, OTHER_ID = "Warm homes by the river", "warm-homes-by-the-river"
# Comments of the template that tell what to write; they stay when the answer is there.
COMMENT = re.compile(r"(?:^|\s)# (.+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A workbook over an empty folder."""
    found = Serving(tmp_path_factory.mktemp("policies"), tmp_path_factory.mktemp("home"))
    yield found
    found.stop()


def expected_policy(title: str, id: str) -> Policy:
    """Return the expected policy under its title and id."""
    text = (HERE / "expected_policy.yaml").read_text(encoding="utf-8")
    named = text.replace(f"id: {ID}", f"id: {id}").replace(f"title: {TITLE}", f"title: {title}")
    return from_text(named, "expected_policy.yaml")[0]


def rows(folder: Path) -> list[ReviewRow]:
    """Return what a review says, without the ids and digests that the workbook makes."""
    return [row.model_copy(update={"id": None, "of_sha256": None}) for row in read_review(folder)]


def expected_rows() -> list[ReviewRow]:
    """Return what it should say, on today's day."""
    today = {"on": date.today().isoformat()}
    return [
        ReviewRow.model_validate({**row.model_dump(exclude_none=True, exclude={"id", "of_sha256"}), **today})
        for row in read_review(HERE / "expected_review.yaml")
    ]


def travel(hand: Hand, folder: Path, title: str) -> None:
    """Go the whole way up to the moment when everything is closed."""
    steps.begin(hand, title)
    steps.interview(hand)
    steps.value_chain(hand)
    steps.how_they_speak(hand)
    steps.marks(hand)
    whole = state(folder)
    between, after = steps.back_and_forth(hand, lambda: state(folder))
    assert between != whole
    assert after == whole
    hand.press("All policies")
    hand.page.get_by_role("heading", name="Policy workbook").wait_for()
    has_keyboard(hand.page, f"{APP} .coprod-words")


def state(folder: Path) -> tuple[bytes, bytes]:
    """Return what stands on the disk of policy and review."""
    review = folder / "review.yaml"
    return (folder / "policy.yaml").read_bytes(), review.read_bytes() if review.exists() else b""


def arrive(hand: Hand, folder: Path, title: str) -> None:
    """Open the policy again, make the plan, and hold against what was expected what lies on the disk."""
    hand.press(f"Open {title}")
    hand.page.get_by_role("heading", name=title, exact=True).wait_for()
    has_keyboard(hand.page, f"{APP} .coprod-words")
    plan = steps.make_plan(hand)
    assert title in plan.locator("main").inner_text()
    assert read(folder) == expected_policy(title, folder.name)
    assert rows(folder / "review.yaml") == expected_rows()


def tell_of(hand: Keyboard) -> None:
    """Print what is uncomfortable, for whoever looks (`pytest -s`)."""
    print(dict(hand.keys), "lost:", hand.lost, "unseen:", hand.unseen)  # noqa: T201
    for walk in sorted(hand.walks, reverse=True)[:20]:
        print(*walk)  # noqa: T201


def comments_of(text: str) -> list[str]:
    """Return the comments of a policy's text."""
    return COMMENT.findall(text)


def test_the_whole_journey_by_mouse(chromium: Any, serving: Serving) -> None:
    """From an empty folder to the plan; in between the page is closed and the server stopped and started."""
    folder = serving.folder / ID
    with window(chromium, serving) as page:
        travel(Mouse(page), folder, TITLE)
        assert page.heard.outside == []
        assert page.heard.errors == []
    serving.stop()
    serving.start_again()
    with window(chromium, serving) as page:
        arrive(Mouse(page), folder, TITLE)
        assert page.heard.outside == []
        assert page.heard.errors == []
    assert serving.lab.outside() == []
    text = (folder / "policy.yaml").read_text(encoding="utf-8")
    assert [each for each in comments_of(starter_text("service", ID)) if each not in comments_of(text)] == []


def test_the_same_journey_by_keyboard_alone(chromium: Any, serving: Serving) -> None:
    """Tab, arrows, Enter, Space and letters; an eye always finds where the keyboard is, and it is never nowhere."""
    folder = serving.folder / OTHER_ID
    with window(chromium, serving) as page:
        hand = Keyboard(page)
        if page.get_by_role("button", name="All policies", exact=True).is_visible():
            hand.press("All policies")  # the workbook opens where it was left
            has_keyboard(page, f"{APP} .coprod-words")
        travel(hand, folder, OTHER_TITLE)
    with window(chromium, serving) as page:
        hand.page = page
        hand.arrive()
        arrive(hand, folder, OTHER_TITLE)
        assert page.heard.outside == []
    tell_of(hand)
    assert hand.lost == []
    assert hand.unseen == []
