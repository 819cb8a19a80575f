"""Where plans lie: never within the policy, never one over the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.plan_panel.plans_folder import link_to, made_plans, next_folder, plans_folder

POLICY = "coprod: 1\nid: breakfasts\ntitle: Breakfasts\n"


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """A served folder with one policy that has a folder of its own."""
    (tmp_path / "breakfasts").mkdir()
    (tmp_path / "breakfasts" / "policy.yaml").write_text(POLICY, encoding="utf-8")
    return tmp_path


def made(plans: Path, name: str) -> None:
    """Put a plan's page there."""
    (plans / name / "breakfasts").mkdir(parents=True)
    (plans / name / "breakfasts" / "plan.html").write_text("<p>", encoding="utf-8")


def test_plans_lie_in_the_served_folder(served: Path) -> None:
    """There a link can lead to them."""
    assert plans_folder(Editing(served / "breakfasts"), served) == served / "plans"


def test_where_the_policys_own_folder_is_served_plans_lie_beside_it(served: Path) -> None:
    """Nothing but the policy and its side files ever lies in a policy's folder."""
    own = served / "breakfasts"
    assert plans_folder(Editing(own), own).resolve() == (served / "plans").resolve()
    (own / "maps").mkdir()
    assert plans_folder(Editing(own), own / "maps").resolve() == (served / "plans").resolve()


def test_no_plan_is_made_over_an_earlier_one(served: Path) -> None:
    """The second one of a day gets a number, and so does the tenth."""
    plans = served / "plans"
    assert next_folder(plans, "breakfasts", "2026-11-27").name == "2026-11-27"
    made(plans, "2026-11-27")
    assert next_folder(plans, "breakfasts", "2026-11-27").name == "2026-11-27-no-2"
    made(plans, "2026-11-27-no-2")
    assert next_folder(plans, "breakfasts", "2026-11-27").name == "2026-11-27-no-3"
    # Another policy's plan of that day stands in nobody's way.
    assert next_folder(plans, "lunches", "2026-11-27").name == "2026-11-27"


def test_the_latest_plan_comes_first_also_after_the_ninth_of_a_day(served: Path) -> None:
    """Ten is more than two, although it sorts before it as text."""
    for name in ("2026-11-26", "2026-11-27", "2026-11-27-no-2", "2026-11-27-no-10"):
        made(served / "plans", name)
    found = [each.when for each in made_plans(served / "plans", "breakfasts", served)]
    assert found == ["2026-11-27-no-10", "2026-11-27-no-2", "2026-11-27", "2026-11-26"]


def test_a_plan_links_below_the_served_folder_only(served: Path) -> None:
    """Elsewhere the server shows nothing, so no link pretends that it does."""
    made(served / "plans", "2026-11-27")
    assert made_plans(served / "plans", "breakfasts", served)[0].link == "plans/2026-11-27/breakfasts/plan.html"
    assert link_to(served / "plans", served / "breakfasts") is None
